import { facts, lecture } from '../../vocabulary/index.js';
import type { Seen, Stimulus } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { isAlike } from '../system/names.js';
import type { WholeThread, WholeView } from '../system/property.js';
import { runProperty, sendWith, withStimuli } from './property.js';
import type { Run } from './property.js';

// What words and values may change: what they are, where they arrive, and nothing else.

/** The stimulus with other words and values, if it has any. */
const varied = (x: Stimulus, by: number): Stimulus => {
  const other = (word: number): number => (word + by) % 2 ** 32;
  if (x.do === 'store') return { do: 'store', address: x.address, value: other(x.value) };
  if (x.do !== 'ipc' || x.send === undefined) return x;
  const send = sendWith(x.send, x.send.to, x.send.words.map(other));
  return x.receive === undefined ? { do: 'ipc', send } : { do: 'ipc', send, receive: x.receive };
};

/** What a thread shows but for words and values. */
const shapeOf = ({ running, result, loaded, stored, elapsedMs, ignored }: Seen): unknown => [
  running,
  result?.call === 'ipc' ? [result.phase, result.cause, result.from, result.words?.length] : result,
  loaded === undefined,
  stored,
  elapsedMs,
  ignored,
];
const standingOf = ({ thread, phase, fault, priority }: WholeThread): unknown => [
  thread,
  phase,
  fault && 'address' in fault ? fault.address : fault,
  priority,
];
const structureOf = ({ threads, derivation, lines, clockMs }: WholeView): unknown => [
  threads.map(standingOf),
  derivation,
  lines,
  clockMs,
];

export const valuesSteerNothing = runProperty({
  name: 'runs/values-steer-nothing',
  profile: 'ipc',
  source: [lecture(46)],
  says: 'The kernel does not interpret words: with other words and values everywhere, who runs, who waits and who has which page stays the same.',
  formula: tex`P \sim Q \Rightarrow \text{shape}(P) = \text{shape}(Q)`,
  variations: ({ program, seen, moments }, draw) => {
    const by = 1 + draw(1000);
    const { stimuli } = program;
    return [
      {
        programs: [
          withStimuli(
            program,
            stimuli.map((x) => varied(x, by)),
          ),
        ],
        agrees: (other) =>
          seen.every((it, at) => isAlike(shapeOf(it), shapeOf(other.seen[at]))) &&
          moments.every(({ view }, at) => isAlike(structureOf(view), structureOf(other.moments[at].view))),
      },
    ];
  },
});

type TaskNumber = number;
/** What is left of a run from moment `at` on. */
const restOf = ({ program, seen, moments }: Run, at: number): Run => ({
  program,
  seen: seen.slice(at),
  moments: moments.slice(at),
});
/** By task, the frames that it ever had. */
const framesOf = ({ moments }: Run): readonly (readonly number[])[] => {
  const [{ view: first }] = moments;
  return first.derivation.map((_, task) => {
    const had: number[] = [];
    for (const { view } of moments)
      (view.derivation[task] ?? []).forEach((_mapping, page) => {
        let [t, p, steps] = [task, page, 0];
        for (let at = view.derivation[t]?.[p] ?? null; at !== null && t !== 0 && steps < 64; steps++) {
          [t, p] = at;
          at = view.derivation[t]?.[p] ?? null;
        }
        if (t === 0 && view.derivation[0]?.[p] && !had.includes(p)) had.push(p);
      });
    return had;
  });
};
/** Whether the two tasks ever had a message of one another in reach: one named the other, faulted to it or handled its exceptions. */
const haveMet = ({ moments }: Run, a: TaskNumber, b: TaskNumber): boolean =>
  moments.some(({ view }) =>
    view.threads.some(({ thread, phase, pending, pager, handler }) => {
      if (thread[0] !== a && thread[0] !== b) return false;
      const other = thread[0] === a ? b : a;
      const from =
        pending !== null && 'result' in pending && pending.result.call === 'ipc' ? pending.result.from : 'nobody';
      const partner = phase.is === 'sending' ? phase.to : phase.is === 'receiving' ? phase.from : 'nobody';
      return [from, partner, pager, handler].some((name) => Array.isArray(name) && name[0] === other);
    }),
  );
/** Whether what one task shows is a message of the other. */
const haveTold = ({ seen }: Run, a: TaskNumber, b: TaskNumber): boolean =>
  seen.some(({ running, result }) => {
    if (running === 'idle' || result?.call !== 'ipc' || result.from === undefined || 'line' in result.from)
      return false;
    return (running[0] === a && result.from[0] === b) || (running[0] === b && result.from[0] === a);
  });

export const nonInterference = runProperty({
  name: 'runs/non-interference',
  profile: 'ipc',
  source: [lecture(49), lecture(65), facts('6.5')],
  says: 'Words and values of tasks with which a task shares no page and no message are invisible to it: it shows the same, and the same threads run.',
  stays:
    'A word that steers the kernel also breaks `runs/values-steer-nothing`, which changes all words at once. It stays because it is about who may learn what (L.49): it compares also the values that others are shown.',
  formula: tex`P \sim_J Q \land (\forall\, j \in J : i \parallel j) \Rightarrow \text{running}(P) = \text{running}(Q) \land \text{seen}_i(P) = \text{seen}_i(Q)`,
  variations: (run, draw) => {
    const { program, seen, moments } = run;
    const frames = framesOf(run);
    const tasks = frames.map((_, task) => task);
    const isApart = (a: TaskNumber, b: TaskNumber): boolean =>
      a !== b && !frames[a].some((frame) => frames[b].includes(frame)) && !haveMet(run, a, b) && !haveTold(run, a, b);
    const by = 1 + draw(1000);
    return tasks.flatMap((task) => {
      const apart = tasks.filter((other) => isApart(task, other));
      const changed = program.stimuli.map((x, at) => {
        const { running } = moments[at];
        return running !== 'idle' && apart.includes(running[0]) ? varied(x, by) : x;
      });
      if (changed.every((x, at) => x === program.stimuli[at])) return [];
      return [
        {
          programs: [withStimuli(program, changed)],
          agrees: (other: Run) =>
            seen.every((it, at) => {
              const shown = other.seen[at];
              const isOwn = it.running !== 'idle' && it.running[0] === task;
              return isAlike(it.running, shown.running) && (!isOwn || isAlike(it, shown));
            }),
        },
      ];
    });
  },
});

/** The first message in memory that a thread is told of whole: after how many stimuli, and from which task to which; undefined if there is none. */
const firstInMemory = ({
  seen,
}: Run): { readonly at: number; readonly from: TaskNumber; readonly to: TaskNumber } | undefined => {
  for (const [at, { running, result }] of seen.entries())
    if (running !== 'idle' && result?.call === 'ipc' && result.inMemory !== undefined && Array.isArray(result.from))
      return { at: at + 1, from: (result.from as readonly number[])[0], to: running[0] };
  return undefined;
};

export const messageIsTheReceivers = runProperty({
  name: 'runs/message-is-the-receivers-own',
  profile: 'strings',
  source: [lecture(49), lecture(50)],
  says: 'A message that was received is the receiver’s: whatever the sender stores from then on, the receiver shows the same, if they share no page and no message.',
  stays:
    'The memory of a run changes by stores and by copies under way alone, as `access/stores-one-word` and `strings/nothing-else-is-written` say. It stays because it is L.49 as users would test it, and needs no view of memory.',
  formula: tex`\text{first}(P) = (n, p, q) \land p \parallel_n q \land P \sim_p^n Q \Rightarrow \text{running}(P) = \text{running}(Q) \land \text{seen}_q(P) = \text{seen}_q(Q)`,
  variations: (run, draw) => {
    const first = firstInMemory(run);
    if (first === undefined || first.from === first.to) return [];
    const { at, from, to } = first;
    const rest = restOf(run, at);
    const frames = framesOf(rest);
    const isApart = !frames[from].some((frame) => frames[to].includes(frame));
    if (!isApart || haveMet(rest, from, to) || haveTold(rest, from, to)) return [];
    const by = 1 + draw(1000);
    const { program, seen, moments } = run;
    const changed = program.stimuli.map((x, i) => {
      const { running } = moments[i];
      return i >= at && x.do === 'store' && running !== 'idle' && running[0] === from ? varied(x, by) : x;
    });
    if (changed.every((x, i) => x === program.stimuli[i])) return [];
    return [
      {
        programs: [withStimuli(program, changed)],
        agrees: (other: Run) =>
          seen.every((it, i) => {
            const isReceivers = it.running !== 'idle' && it.running[0] === to;
            return isAlike(it.running, other.seen[i].running) && (!isReceivers || isAlike(it, other.seen[i]));
          }),
      },
    ];
  },
});
