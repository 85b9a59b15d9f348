import { facts, lecture } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { isSame, systemProperty } from './property.js';
import type { SystemStep } from './property.js';
import { isDecided, waitOf } from './waits.js';
import type { Wait } from './waits.js';

// In which order senders are taken, where that is not left open.

/** Those that wait for certain to send to the thread that runs, which receives from anybody. */
const waitingFor = ({ before }: SystemStep): readonly Wait[] =>
  before.view.threads.flatMap(({ thread, phase }) => {
    const wait = waitOf(before.waits, thread);
    const isCertain = isDecided(before.waits, thread);
    return phase.is === 'sending' && isSame(phase.to, before.running) && isCertain && wait !== undefined ? [wait] : [];
  });
/** Whom the running thread is told of by an open receive, the one phase of its call. */
const takenIn = ({ before, stimulus, newResults }: SystemStep) =>
  stimulus.do === 'ipc' && stimulus.send === undefined && stimulus.receive?.from === 'any'
    ? newResults.find(({ thread }) => isSame(thread, before.running))?.result.from
    : undefined;

export const firstComeFirstServed = systemProperty({
  name: 'ipc/first-come-first-served',
  profile: 'ipc',
  source: [lecture(24), facts('1.2'), facts('A27')],
  says: 'An open receive takes an interrupt before any sender, and of the senders the one that has waited longest.',
  where: { senders: ['fifo'] },
  formula: tex`e : \text{ipc} \land \text{to}_c = \bot \land \text{from}_c = \text{any} \land q \rightsquigarrow c \land q \in T \Rightarrow (\text{owner}(n) = c \Rightarrow \lnot\,\text{raised}(n)) \land (r : \text{sending}(c) \land \tau_r = \infty \Rightarrow \text{since}(q) \le \text{since}(r))`,
  when: (step) => takenIn(step) !== undefined,
  holds: (step) => {
    const from = takenIn(step);
    if (from === undefined || 'line' in from) return true;
    const { before } = step;
    const order = waitOf(before.waits, from)?.order ?? 0;
    return (
      before.view.lines.every(({ owner, raised }) => !raised || !isSame(owner, before.running)) &&
      waitingFor(step).every((wait) => wait.order >= order)
    );
  },
});
