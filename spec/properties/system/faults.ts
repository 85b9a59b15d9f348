import { facts, lecture } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { findIn, isAlike, isSame, isWaiting, namedIn, systemProperty } from './property.js';
import type { Named, SystemStep, WholeThread } from './property.js';

// Page faults and exceptions: IPC by the kernel in the thread's name.

/** Who is told of the fault or the exception of the thread. */
const serverOf = ({ fault, pager, handler }: WholeThread): Named =>
  fault !== null && 'vector' in fault ? handler : pager;

export const haltedOnlyByFault = systemProperty({
  name: 'fault/halted-only-by-fault',
  profile: 'ipc',
  source: [lecture(20), facts('3.7')],
  says: 'A thread is halted by a fault or an exception of its own, and by nothing else.',
  stays:
    'A thread that is halted without a fault lost its fault when it halted, or did not fault, and the properties of both steps find it. It stays because it can be asked of a moment alone.',
  formula: tex`p : \text{halted}' \Rightarrow \text{fault}'(p) \ne \varnothing`,
  when: ({ after }) => after.view.threads.some(({ phase }) => phase.is === 'halted'),
  holds: ({ after }) => after.view.threads.every(({ phase, fault }) => phase.is !== 'halted' || fault !== null),
});

export const faultingWaitsForItsPager = systemProperty({
  name: 'fault/waits-for-its-pager',
  profile: 'ipc',
  source: [lecture(20), lecture(74)],
  says: 'A thread that faulted waits for its pager, one that raised an exception for its handler.',
  where: { exRegsCancels: ['always'] },
  formula: tex`p : \text{waiting}'(q) \land \text{fault}'(p) \ne \varnothing \Rightarrow q = \text{server}'(p)`,
  when: ({ after }) => after.view.threads.some(({ fault }) => fault !== null),
  holds: ({ after }) =>
    after.view.threads.every((t) => {
      if (t.fault === null) return true;
      if (t.phase.is === 'sending') return isSame(t.phase.to, serverOf(t));
      return t.phase.is !== 'receiving' || isSame(t.phase.from, serverOf(t));
    }),
});

export const neverRunsFaulting = systemProperty({
  name: 'fault/access-before-instruction',
  profile: 'ipc',
  source: [lecture(74), facts('3.7')],
  says: 'A thread that is asked for an instruction has no access to try again and no exception to answer.',
  stays:
    'A thread that runs on with its fault has not waited for an answer, which `fault/only-an-answer-ends-it` or `exceptions/over-when-answered` finds. It stays because it is the invariant that a program relies on: no instruction after one that faulted.',
  formula: tex`p = \text{running}' \Rightarrow \text{fault}'(p) = \varnothing`,
  when: ({ seen }) => seen.running !== 'idle',
  holds: ({ seen, after }) =>
    after.view.threads.every(({ thread, fault }) => fault === null || !isSame(thread, seen.running)),
});

const awaitedBy = ({ phase }: WholeThread): Named => {
  if (phase.is === 'sending') return phase.to;
  return phase.is === 'receiving' ? phase.from : 'nobody';
};
/** A faulting thread stops to wait: by a call of its server, or by an exchange of registers. */
const isAnswered = ({ before, stimulus }: SystemStep, was: WholeThread): boolean =>
  (stimulus.do === 'ipc' && stimulus.send !== undefined && isSame(before.running, awaitedBy(was))) ||
  (stimulus.do === 'lthread_ex_regs' && before.running !== 'idle' && before.running[0] === was.thread[0]);

export const onlyAnAnswerEndsIt = systemProperty({
  name: 'fault/only-an-answer-ends-it',
  profile: 'ipc',
  source: [lecture(23), lecture(74), facts('3.7')],
  says: 'A thread that faulted waits until its pager, or the handler of its exception, sends, or its task exchanges registers.',
  stays:
    'Who may answer is whom the thread waits for, and a wrong one breaks `fault/waits-for-its-pager` or `ipc/closed-receive` as well. It stays because these speak of moments and of results, and it of the step in which the wait ends.',
  formula: tex`p : \text{waiting}(q) \land \text{fault}(p) : \text{load} \mid \text{store} \mid \text{trap} \land \lnot\, p : \text{waiting}' \mid \text{halted}' \Rightarrow (c = q \land \text{to}_c \ne \bot) \lor (e : \text{lthread\_ex\_regs} \land \text{task}(c) = \text{task}(p))`,
  when: ({ survivors }) => survivors.some(({ was, is }) => was.fault !== null && isWaiting(was) && !isWaiting(is)),
  holds: (step) =>
    step.survivors.every(
      ({ was, is }) =>
        was.fault === null ||
        // A page that is missing for a copy is asked for until the copy ends, which its partner or time can bring about.
        'missing' in was.fault ||
        !isWaiting(was) ||
        isWaiting(is) ||
        is.phase.is === 'halted' ||
        isAnswered(step, was),
    ),
});

export const answerEndsIt = systemProperty({
  name: 'fault/any-answer-will-do',
  profile: 'ipc',
  source: [lecture(74), lecture(81), facts('3.7')],
  says: 'A thread that faulted waits no more once its pager has sent to it, whatever the pager sent; unless it has faulted again, and told so.',
  formula: tex`p : \text{receiving}(c) \land \text{fault}(p) \ne \varnothing \land \text{to}_c = p \Rightarrow \lnot\, p : \text{receiving}' \lor \exists\, r : p \rightsquigarrow r`,
  when: ({ before, stimulus, survivors }) =>
    stimulus.do === 'ipc' &&
    survivors.some(
      ({ was }) =>
        was.fault !== null &&
        was.phase.is === 'receiving' &&
        isSame(was.phase.from, before.running) &&
        isSame(namedIn(before, stimulus.send?.to ?? 'nobody')?.thread ?? 'nobody', was.thread),
    ),
  holds: ({ before, stimulus, survivors, newResults }) =>
    survivors.every(({ was, is }) => {
      if (was.fault === null || was.phase.is !== 'receiving' || stimulus.do !== 'ipc') return true;
      if (!isSame(namedIn(before, stimulus.send?.to ?? 'nobody')?.thread ?? 'nobody', was.thread)) return true;
      const isTold = newResults.some(({ result: { from } }) => from !== undefined && isSame(from, was.thread));
      return is.phase.is !== 'receiving' || isTold || !isSame(was.phase.from, before.running);
    }),
});

export const triesAgain = systemProperty({
  name: 'fault/tries-again',
  profile: 'ipc',
  source: [lecture(74), facts('3.7')],
  says: 'A thread whose fault was answered has its access before it, until it runs: then it does it, or faults again.',
  formula: tex`\text{fault}(p) : \text{load} \mid \text{store} \land p : \text{ready}' \land \lnot\, e : \text{lthread\_ex\_regs} \Rightarrow (p = \text{running}' \Rightarrow \text{shown} : \text{load} \mid \text{store}) \land (p \ne \text{running}' \Rightarrow \text{fault}'(p) \ne \varnothing \lor \text{pending}'(p) \ne \varnothing)`,
  when: ({ stimulus, survivors }) =>
    stimulus.do !== 'lthread_ex_regs' &&
    survivors.some(({ was, is }) => was.fault !== null && 'address' in was.fault && is.phase.is === 'ready'),
  holds: ({ survivors, seen }) =>
    survivors.every(({ was, is }) => {
      if (was.fault === null || !('address' in was.fault) || is.phase.is !== 'ready') return true;
      if (!isSame(is.thread, seen.running)) return is.fault !== null || is.pending !== null;
      return seen.loaded !== undefined || seen.stored !== undefined;
    }),
});

export const haltsForAReason = systemProperty({
  name: 'fault/halts-for-a-reason',
  profile: 'ipc',
  source: [lecture(20), facts('3.7')],
  says: 'A fault halts its thread only if its pager, or the handler of its exception, is no thread, or the thread itself.',
  formula: tex`\lnot\, p : \text{halted} \land p : \text{halted}' \Rightarrow \text{server}'(p) \notin (T \cap T') \setminus \{p\}`,
  when: ({ survivors }) => survivors.some(({ was, is }) => was.phase.is !== 'halted' && is.phase.is === 'halted'),
  holds: ({ survivors, after }) =>
    survivors.every(({ was, is }) => {
      if (was.phase.is === 'halted' || is.phase.is !== 'halted') return true;
      const server = findIn(after, serverOf(is));
      return server === undefined || isSame(server.thread, is.thread) || !survivors.some((s) => s.is === server);
    }),
});

export const haltedStays = systemProperty({
  name: 'fault/halted-stays',
  profile: 'ipc',
  source: [facts('3.7')],
  says: 'A halted thread stays halted until its registers are exchanged.',
  stays:
    'No rule but those of an exchange leads out of halted, and the chart tells of any other. It stays because the chart is drawn by the rules, and this is not.',
  formula: tex`p : \text{halted} \land \lnot\, e : \text{lthread\_ex\_regs} \Rightarrow p : \text{halted}'`,
  when: ({ before, stimulus }) =>
    stimulus.do !== 'lthread_ex_regs' && before.view.threads.some(({ phase }) => phase.is === 'halted'),
  holds: ({ survivors }) => survivors.every(({ was, is }) => was.phase.is !== 'halted' || is.phase.is === 'halted'),
});

export const accessStays = systemProperty({
  name: 'fault/access-stays',
  profile: 'ipc',
  source: [lecture(74), facts('6.5')],
  says: 'While a thread waits for its pager or handler, what it is to be told of stays what it was.',
  stays:
    'A fault that changes while it waits is told or tried otherwise than it was raised, which `ipc/words-arrive-as-sent` or the properties of accesses find. It stays because it finds that where nobody is told, and in the middle of a copy.',
  formula: tex`\text{fault}(p) \ne \varnothing \land p : \text{waiting} \land p : \text{waiting}' \land \lnot\, e : \text{lthread\_ex\_regs} \Rightarrow \text{fault}'(p) = \text{fault}(p)`,
  when: ({ survivors }) => survivors.some(({ was, is }) => was.fault !== null && isWaiting(was) && isWaiting(is)),
  holds: ({ survivors, stimulus }) =>
    survivors.every(
      ({ was, is }) =>
        was.fault === null ||
        !isWaiting(was) ||
        !isWaiting(is) ||
        stimulus.do === 'lthread_ex_regs' ||
        isAlike(was.fault, is.fault),
    ),
});

export const isNotTold = systemProperty({
  name: 'fault/thread-is-not-told',
  profile: 'ipc',
  source: [lecture(20), lecture(74)],
  says: 'A fault shows its thread nothing: the kernel calls the pager, and the answer is no result of the thread.',
  stays:
    'An answer that became a result is a message to a thread that waits for none, which `ipc/sender-is-who-sent` finds. It stays because it is transparency itself: a thread cannot know that it was paged (L.74).',
  formula: tex`\text{fault}'(p) \ne \varnothing \Rightarrow \text{pending}'(p) = \varnothing`,
  when: ({ after }) => after.view.threads.some(({ fault }) => fault !== null),
  holds: ({ after }) => after.view.threads.every(({ fault, pending }) => fault === null || pending === null),
});

export const exceptionIsRaised = systemProperty({
  name: 'exceptions/raised',
  profile: 'exceptions',
  source: [lecture(20), lecture(25)],
  says: 'A thread that raises an exception does not go on before its handler has answered.',
  formula: tex`e = \text{trap}(n) \Rightarrow \lnot\, c : \text{ready}' \land \text{fault}'(c) = e`,
  when: ({ before, stimulus }) => before.running !== 'idle' && stimulus.do === 'trap',
  holds: ({ before, stimulus, after }) => {
    const t = findIn(after, before.running);
    return (
      t !== undefined &&
      t.phase.is !== 'ready' &&
      stimulus.do === 'trap' &&
      isAlike(t.fault, { vector: stimulus.vector })
    );
  },
});

export const exceptionIsOver = systemProperty({
  name: 'exceptions/over-when-answered',
  profile: 'exceptions',
  source: [lecture(20), facts('3.7')],
  says: 'An exception that was answered is over: the thread goes on with its next instruction, and shows nothing.',
  formula: tex`\text{fault}(p) : \text{trap} \land p : \text{ready}' \Rightarrow \text{fault}'(p) = \text{pending}'(p) = \varnothing \land (p = \text{running}' \Rightarrow \text{shown} = \varnothing)`,
  when: ({ survivors }) =>
    survivors.some(({ was, is }) => was.fault !== null && 'vector' in was.fault && is.phase.is === 'ready'),
  holds: ({ survivors, seen }) =>
    survivors.every(({ was, is }) => {
      if (was.fault === null || !('vector' in was.fault) || is.phase.is !== 'ready') return true;
      const runs = isSame(is.thread, seen.running);
      return (
        is.fault === null && is.pending === null && (!runs || (seen.result ?? seen.loaded ?? seen.stored) === undefined)
      );
    }),
});
