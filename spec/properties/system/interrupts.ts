import { facts, lecture } from '../../vocabulary/index.js';
import type { Receive, View } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { findIn, isAlike, isCopyFree, isSame, systemProperty } from './property.js';
import type { Named, SystemMoment, SystemStep } from './property.js';
import { isDecided } from './waits.js';

// Interrupt lines, and the threads that handle them.

type ShownLine = NonNullable<View['lines']>[number];
const awaits = (moment: SystemMoment, { owner }: ShownLine, line: number): boolean => {
  const phase = findIn(moment, owner)?.phase;
  return phase?.is === 'receiving' && (phase.from === 'any' || isSame(phase.from, { line }));
};

export const oneOwnerOneLine = systemProperty({
  name: 'interrupts/one-owner-one-line',
  profile: 'interrupts',
  source: [lecture(27), facts('3.6')],
  says: 'The owner of a line is a thread that exists, and owns no other.',
  stays:
    'A line that stays with a thread that is gone changes hands against `interrupts/owners-by-their-own-will`, and a second line of one thread breaks `interrupts/attach-takes-a-free-line`. It stays because it is the invariant by which a handler has one line.',
  formula: tex`\text{owner}'(n) = p \ne \varnothing \Rightarrow p \in T' \land (\text{owner}'(m) = p \Rightarrow m = n)`,
  when: ({ after }) => after.view.lines.some(({ owner }) => owner !== 'nobody'),
  holds: ({ after }) =>
    after.view.lines.every(
      ({ owner }, line) =>
        owner === 'nobody' ||
        (findIn(after, owner) !== undefined &&
          after.view.lines.every((other, at) => at === line || !isSame(other.owner, owner))),
    ),
});

export const rememberedForAnOwner = systemProperty({
  name: 'interrupts/remembered-for-an-owner',
  profile: 'interrupts',
  source: [lecture(27), facts('A26')],
  says: 'No interrupt is remembered on a line that nobody has.',
  formula: tex`\text{raised}'(n) \Rightarrow \text{owner}'(n) \ne \varnothing`,
  when: ({ after }) => after.view.lines.some(({ raised }) => raised),
  holds: ({ after }) => after.view.lines.every(({ owner, raised }) => !raised || owner !== 'nobody'),
});

export const awaitedIsDelivered = systemProperty({
  name: 'interrupts/awaited-is-delivered',
  profile: 'interrupts',
  source: [lecture(28), facts('3.6')],
  says: 'No interrupt is kept from a handler that waits for it.',
  stays:
    'In the reference a handler that waits and is not told does not run, which `interrupts/handler-runs` finds. It stays because in dialects where the handler need not run at once nothing else would tell.',
  formula: tex`\text{raised}'(n) \Rightarrow \lnot\,\text{owner}'(n) : \text{receiving}'(n \mid \text{any})`,
  when: ({ after }) => after.view.lines.some(({ raised }) => raised),
  holds: ({ after }) => after.view.lines.every((shown, line) => !shown.raised || !awaits(after, shown, line)),
});

/** An interrupt on the line was announced, to come in the middle of a copy. */
const isAnnounced = ({ announced }: SystemMoment, line: number): boolean =>
  announced?.event.do === 'interrupt' && announced.event.line === line;

export const messageWasRaised = systemProperty({
  name: 'interrupts/message-was-raised',
  profile: 'interrupts',
  source: [lecture(28), facts('3.6')],
  says: 'The message of a line goes to its owner, after the line was raised, once for each time.',
  formula: tex`n \rightsquigarrow p \Rightarrow p = \text{owner}'(n) \land (\text{raised}(n) \lor \text{interrupt}(n) \in \{e, \text{announced}\}) \land (\lnot\,\text{raised}'(n) \lor (\text{raised}(n) \land \text{announced} = \text{interrupt}(n)))`,
  when: ({ newResults }) => newResults.some(({ result: { from } }) => from !== undefined && 'line' in from),
  holds: ({ before, after, stimulus, newResults }) =>
    newResults.every(({ thread, result: { from } }) => {
      if (from === undefined || !('line' in from)) return true;
      const mayCome = isAnnounced(before, from.line);
      const isNew = mayCome || (stimulus.do === 'interrupt' && stimulus.line === from.line);
      const [was, is] = [before, after].map(({ view }) => view.lines[from.line]);
      // What comes in the middle of a copy may come after the message, and be remembered.
      return isSame(is.owner, thread) && (isNew || was.raised) && (!is.raised || (mayCome && was.raised));
    }),
});

export const messageIsEmpty = systemProperty({
  name: 'interrupts/message-is-empty',
  profile: 'interrupts',
  source: [lecture(28), facts('3.6')],
  says: 'The message of a line has no words.',
  formula: tex`n \rightsquigarrow p \Rightarrow \text{words}(p) = ()`,
  when: ({ newResults }) => newResults.some(({ result: { from } }) => from !== undefined && 'line' in from),
  holds: ({ newResults }) =>
    newResults.every(({ result: { from, words } }) => from === undefined || !('line' in from) || words?.length === 0),
});

/** The line that is raised in this step, as it was and as it is. */
const raisedIn = ({ stimulus, before, after }: SystemStep) => {
  if (stimulus.do !== 'interrupt') return undefined;
  const [was, is] = [before, after].map(({ view }) => view.lines.at(stimulus.line));
  return was === undefined || is === undefined ? undefined : { line: stimulus.line, was, is };
};

export const raiseIsNotLost = systemProperty({
  name: 'interrupts/raise-is-not-lost',
  profile: 'interrupts',
  source: [lecture(28), facts('3.6')],
  says: 'An interrupt on a line that somebody has is delivered, or remembered.',
  formula: tex`e = \text{interrupt}(n) \land \text{owner}(n) \ne \varnothing \Rightarrow \text{raised}'(n) \lor n \rightsquigarrow \text{owner}(n)`,
  when: (step) => (raisedIn(step)?.was.owner ?? 'nobody') !== 'nobody',
  holds: (step) => {
    const raised = raisedIn(step);
    return (
      raised?.is.raised === true ||
      step.newResults.some(
        ({ thread, result: { from } }) =>
          from !== undefined &&
          isSame(from, { line: raised?.line ?? -1 }) &&
          isSame(thread, raised?.was.owner ?? 'nobody'),
      )
    );
  },
});

/** The thread gives its line up, or takes another, if its receive phase begins in this step and is no open receive. */
const mayGiveUp = (before: SystemMoment, stimulus: SystemStep['stimulus'], owner: Named): boolean => {
  const call = isSame(before.running, owner) ? stimulus : before.waits.find((wait) => isSame(wait.thread, owner))?.call;
  return call?.do === 'ipc' && call.receive !== undefined && call.receive.from !== 'any';
};

export const raisedByTheHardware = systemProperty({
  name: 'interrupts/raised-by-the-hardware-alone',
  profile: 'interrupts',
  source: [lecture(27), lecture(28)],
  says: 'A line remembers an interrupt only after its hardware raised it.',
  formula: tex`\lnot\, e : \text{interrupt} \land \text{raised}'(n) \Rightarrow \text{raised}(n) \lor (\text{announced} = \text{interrupt}(n) \land \lnot\,\text{copy-free})`,
  when: ({ stimulus, after }) => stimulus.do !== 'interrupt' && after.view.lines.length > 0,
  // What was announced comes in the middle of a copy, and nowhere else.
  holds: (step) =>
    step.after.view.lines.every(
      ({ raised }, line) =>
        !raised || step.before.view.lines[line].raised || (isAnnounced(step.before, line) && !isCopyFree(step)),
    ),
});

export const rememberedStays = systemProperty({
  name: 'interrupts/remembered-stays',
  profile: 'interrupts',
  source: [lecture(28), facts('3.6')],
  says: 'What a line remembers it keeps until its owner receives it, gives the line up or is deleted.',
  formula: tex`\text{raised}(n) \land \lnot\,\text{raised}'(n) \land \text{owner}(n) = p \ne \varnothing \Rightarrow \text{from}_p \notin \{\bot, \text{any}\} \lor e : \text{task\_new} \lor \exists\, q : n \rightsquigarrow q`,
  when: ({ before }) => before.view.lines.some(({ raised }) => raised),
  holds: ({ before, after, stimulus, newResults }) =>
    before.view.lines.every(({ owner, raised }, line) => {
      if (!raised || owner === 'nobody' || after.view.lines[line].raised) return true;
      const isOwn = mayGiveUp(before, stimulus, owner);
      return (
        isOwn ||
        stimulus.do === 'task_new' ||
        newResults.some(({ result: { from } }) => from !== undefined && isSame(from, { line }))
      );
    }),
});

export const raiseTouchesItsOwner = systemProperty({
  name: 'interrupts/raise-touches-its-owner-only',
  profile: 'interrupts',
  source: [lecture(27), lecture(28)],
  says: 'An interrupt changes its line and its handler, and nothing else.',
  formula: tex`e = \text{interrupt}(n) \Rightarrow (m \ne n \Rightarrow \text{line}'(m) = \text{line}(m)) \land (p \ne \text{owner}(n) \land \text{phase}'(p) \ne \text{phase}(p) \Rightarrow \text{fault}(p) \ne \varnothing \lor \tau_p < \infty)`,
  when: ({ stimulus }) => stimulus.do === 'interrupt',
  holds: (step) => {
    const raised = raisedIn(step);
    return (
      step.after.view.lines.every((is, line) => line === raised?.line || isAlike(is, step.before.view.lines[line])) &&
      step.survivors.every(
        ({ was, is }) =>
          isSame(is.thread, raised?.was.owner ?? 'nobody') ||
          was.phase.is === is.phase.is ||
          was.fault !== null ||
          !isDecided(step.before.waits, is.thread),
      )
    );
  },
});

const receiveOf = ({ stimulus }: SystemStep): Receive | undefined =>
  stimulus.do === 'ipc' ? stimulus.receive : undefined;
const isPollOfLine = (step: SystemStep): boolean => {
  const receive = receiveOf(step);
  const isAlone = step.stimulus.do === 'ipc' && step.stimulus.send === undefined && step.before.running !== 'idle';
  return isAlone && receive?.timeoutMs === 0 && typeof receive.from === 'object' && 'line' in receive.from;
};
const lineOf = (step: SystemStep): number => {
  const from = receiveOf(step)?.from;
  return typeof from === 'object' && 'line' in from ? from.line : -1;
};
const ownedBy = ({ view }: SystemMoment, owner: SystemMoment['running']): readonly number[] =>
  view.lines.flatMap((line, at) => (isSame(line.owner, owner) ? [at] : []));

export const attachTakesAFreeLine = systemProperty({
  name: 'interrupts/attach-takes-a-free-line',
  profile: 'interrupts',
  source: [lecture(27), facts('3.6')],
  says: 'A receive from a free line with timeout 0 makes the line the caller’s, and ends in a timeout.',
  formula: tex`e = \text{poll}(n) \land \text{owner}(n) = \varnothing \Rightarrow (\text{owner}'(m) = c \Leftrightarrow m = n) \land c \Downarrow \text{timeout}`,
  when: (step) => isPollOfLine(step) && step.before.view.lines[lineOf(step)]?.owner === 'nobody',
  holds: (step) => {
    const told = step.newResults.find(({ thread }) => isSame(thread, step.before.running))?.result;
    return isAlike(ownedBy(step.after, step.before.running), [lineOf(step)]) && told?.cause === 'timeout';
  },
});

const isRefused = (step: SystemStep): boolean => {
  const line = lineOf(step);
  const owner = line < 0 ? undefined : step.before.view.lines.at(line)?.owner;
  return isPollOfLine(step) && owner !== 'nobody' && (owner === undefined || !isSame(owner, step.before.running));
};

export const takenIsRefused = systemProperty({
  name: 'interrupts/taken-is-refused',
  profile: 'interrupts',
  source: [facts('3.6')],
  says: 'To attach to a line that another has, or that is none, is refused, and the line keeps its owner.',
  formula: tex`e = \text{poll}(n) \land \text{owner}(n) \notin \{\varnothing, c\} \Rightarrow c \Downarrow \text{nonExistent} \land \text{line}'(n) = \text{line}(n)`,
  when: isRefused,
  holds: (step) => {
    const told = step.newResults.find(({ thread }) => isSame(thread, step.before.running))?.result;
    return (
      told?.cause === 'nonExistent' &&
      isAlike(step.after.view.lines[lineOf(step)], step.before.view.lines[lineOf(step)])
    );
  },
});

export const failedAttachKeeps = systemProperty({
  name: 'interrupts/failed-attach-keeps',
  profile: 'interrupts',
  source: [facts('3.6'), facts('A25'), facts('6.5')],
  says: 'A failed attempt to attach leaves the thread the line that it had.',
  where: { failedAttach: ['keeps'] },
  formula: tex`e = \text{poll}(n) \land \text{owner}(n) \notin \{\varnothing, c\} \Rightarrow (\text{owner}'(m) = c \Leftrightarrow \text{owner}(m) = c)`,
  when: isRefused,
  holds: (step) => isAlike(ownedBy(step.after, step.before.running), ownedBy(step.before, step.before.running)),
});

export const detachGivesUp = systemProperty({
  name: 'interrupts/detach-gives-the-line-up',
  profile: 'interrupts',
  source: [facts('3.6'), facts('A26')],
  says: 'A receive from nobody with timeout 0 leaves the caller without a line.',
  formula: tex`e = \text{poll}(\varnothing) \land \text{owner}(m) = c \Rightarrow \text{owner}'(n) \ne c`,
  when: ({ before, stimulus }) =>
    before.running !== 'idle' &&
    stimulus.do === 'ipc' &&
    stimulus.send === undefined &&
    stimulus.receive?.from === 'nobody' &&
    stimulus.receive.timeoutMs === 0 &&
    ownedBy(before, before.running).length > 0,
  holds: ({ before, after }) => ownedBy(after, before.running).length === 0,
});

export const ownersByTheirOwnWill = systemProperty({
  name: 'interrupts/owners-by-their-own-will',
  profile: 'interrupts',
  source: [lecture(27), facts('3.6')],
  says: 'A line changes hands when its owner gives it up or is deleted, or when nobody has it and the caller attaches.',
  formula: tex`\text{owner}(n) = p \ne q = \text{owner}'(n) \Rightarrow (q = \varnothing \land (e : \text{task\_new} \lor \text{from}_p \notin \{\bot, \text{any}\})) \lor (p = \varnothing \land e : \text{ipc} \land \text{from}_q \notin \{\bot, \text{any}\})`,
  when: ({ before }) => before.view.lines.length > 0,
  holds: ({ before, after, stimulus }) =>
    after.view.lines.every(({ owner }, line) => {
      const old = before.view.lines[line]?.owner ?? 'nobody';
      if (isSame(old, owner)) return true;
      if (owner === 'nobody') return stimulus.do === 'task_new' || mayGiveUp(before, stimulus, old);
      return old === 'nobody' && stimulus.do === 'ipc' && mayGiveUp(before, stimulus, owner);
    }),
});

export const handlerRuns = systemProperty({
  name: 'interrupts/handler-runs',
  profile: 'interrupts',
  source: [lecture(27), facts('1.2')],
  says: 'A handler that waits for its interrupt runs as soon as it comes.',
  where: { interruptSwitch: ['always'] },
  formula: tex`e = \text{interrupt}(n) \land \text{owner}(n) = p \land p : \text{receiving}(n \mid \text{any}) \land \tau_p = \infty \Rightarrow \text{running}' = p`,
  when: (step) => {
    const raised = raisedIn(step);
    if (raised === undefined || raised.was.owner === 'nobody') return false;
    return awaits(step.before, raised.was, raised.line) && isDecided(step.before.waits, raised.was.owner);
  },
  holds: (step) => isSame(step.seen.running, raisedIn(step)?.was.owner ?? 'nobody'),
});
