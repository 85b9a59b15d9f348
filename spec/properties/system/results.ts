import { facts, lecture } from '../../vocabulary/index.js';
import type { Seen } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { findIn, isAlike, isSame, systemProperty, isCopyFree, isExchanged } from './property.js';
import type { WholeThread } from './property.js';
import { waitOf } from './waits.js';

// Results: exactly one for each call, kept until its thread runs, and then shown.

const shownOf = ({ result, loaded, stored }: Seen): WholeThread['pending'] => {
  if (result !== undefined) return { result };
  if (loaded !== undefined) return { loaded };
  return stored === undefined ? null : { stored };
};

export const pendingStays = systemProperty({
  name: 'results/pending-stays',
  profile: 'ipc',
  source: [facts('3.2'), facts('6.4')],
  says: 'A result stays as it is until its thread runs: neither partner, time nor anything else gives a thread a second one.',
  formula: tex`\text{pending}(p) \ne \varnothing \land p \ne \text{running}' \land \lnot\, p : \text{exchanged} \Rightarrow \text{pending}'(p) = \text{pending}(p) \lor (e : \text{task\_new} \land \text{pending}'(p) \ne \varnothing)`,
  // A result that names a thread which task_new deletes is spelled otherwise from then on.
  when: ({ survivors }) => survivors.some(({ was }) => was.pending !== null),
  holds: (step) =>
    step.survivors.every(
      ({ was, is }) =>
        was.pending === null ||
        isSame(is.thread, step.seen.running) ||
        isExchanged(step, was.thread) ||
        (step.stimulus.do === 'task_new' ? is.pending !== null : isAlike(was.pending, is.pending)),
    ),
});

export const pendingIsShown = systemProperty({
  name: 'results/pending-is-shown',
  profile: 'ipc',
  source: [facts('3.2')],
  says: 'A thread that runs shows the result that was kept for it.',
  stays:
    'A result that is kept and not shown is kept by a thread that runs, which `results/shown-once` finds. It stays because it is the one that compares what is shown with what was kept.',
  formula: tex`p = \text{running}' \land \text{pending}(p) \ne \varnothing \land \lnot\, p : \text{exchanged} \Rightarrow \text{shown} = \text{pending}(p)`,
  when: (step) =>
    step.survivors.some(
      ({ was, is }) => was.pending !== null && isSame(is.thread, step.seen.running) && !isExchanged(step, was.thread),
    ),
  holds: ({ before, seen }) => isAlike(findIn(before, seen.running)?.pending, shownOf(seen)),
});

export const shownOnce = systemProperty({
  name: 'results/shown-once',
  profile: 'ipc',
  source: [facts('3.2')],
  says: 'Nothing is kept for the thread that runs: what there was to show was shown.',
  stays:
    'What a thread keeps after it was shown it shows again, or keeps while it waits, which `results/pending-is-shown` and `results/kept-for-the-ready` find at the next step. It stays because it finds it at once.',
  formula: tex`p = \text{running}' \Rightarrow \text{pending}'(p) = \varnothing`,
  when: ({ seen }) => seen.running !== 'idle',
  holds: ({ seen, after }) => findIn(after, seen.running)?.pending === null,
});

export const keptForTheReady = systemProperty({
  name: 'results/kept-for-the-ready',
  profile: 'ipc',
  source: [facts('3.2')],
  says: 'Whoever waits or is halted has no result: its call has not ended.',
  stays:
    'A result of a thread that waits is one that it showed before, or one of a fault, which `results/shown-once` and `fault/thread-is-not-told` find. It stays because it is the invariant behind them, of a moment alone.',
  formula: tex`\lnot\, p : \text{ready}' \Rightarrow \text{pending}'(p) = \varnothing`,
  when: ({ after }) => after.view.threads.some(({ phase }) => phase.is !== 'ready'),
  holds: ({ after }) => after.view.threads.every(({ phase, pending }) => phase.is === 'ready' || pending === null),
});

export const inItsPhase = systemProperty({
  name: 'results/in-its-phase',
  profile: 'ipc',
  source: [facts('3.2'), facts('6.5')],
  says: 'A thread whose wait fails is told in the phase in which it waited, a sender whose message was taken in the one that follows.',
  formula: tex`p : \text{waiting} \land p \Downarrow \varphi, \kappa \land \kappa \notin \{\text{ok}, \text{messageCut}\} \land \text{copy-free} \Rightarrow \varphi = \varphi_p \lor (\varphi = \text{receive} \land \text{from}_p \ne \bot)`,
  when: (step) => {
    const { newResults, before } = step;
    return (
      isCopyFree(step) &&
      newResults.some(({ thread, result }) => result.cause !== 'ok' && waitOf(before.waits, thread) !== undefined)
    );
  },
  holds: ({ newResults, before }) =>
    newResults.every(({ thread, result: { phase, cause } }) => {
      const wait = waitOf(before.waits, thread);
      if (wait === undefined || cause === 'ok' || cause === 'messageCut') return true;
      // A queued sender whose message was taken may poll, and fail in its receive phase.
      return phase === 'receive'
        ? wait.phase === 'receiving' || wait.call?.receive !== undefined
        : wait.phase === 'sending';
    }),
});

export const ownCallReturns = systemProperty({
  name: 'results/own-call-returns',
  profile: 'ipc',
  source: [lecture(40)],
  says: 'A thread that runs on after its instruction shows what that instruction returns, of that instruction and no other.',
  formula: tex`\text{running}' = c \ne \varnothing \Rightarrow \text{shown} \in \text{returns}(e)`,
  when: ({ before, seen }) => seen.running !== 'idle' && isSame(before.running, seen.running),
  holds: ({ stimulus, seen }) => {
    const call = seen.result?.call;
    switch (stimulus.do) {
      case 'ipc':
      case 'id_nearest':
      case 'task_new':
      case 'lthread_ex_regs':
      case 'thread_schedule':
        return call === stimulus.do;
      case 'load':
        return seen.loaded !== undefined;
      case 'store':
        return seen.stored === true;
      case 'trap':
        return false;
      case 'fpage_unmap':
      case 'thread_switch':
      case 'tick':
      case 'interrupt':
      case 'during':
        return shownOf(seen) === null;
    }
  },
});
