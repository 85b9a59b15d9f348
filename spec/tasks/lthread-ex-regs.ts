import { pagerNumberOf } from '../names.js';
import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { makeReady, makeThread, threadOf } from '../state.js';
import type { State } from '../state.js';
import { facts, lecture } from '../vocabulary/index.js';

// What an exchange does to a thread that is there is not specified yet: no premise holds.

const slotOf = (s: State, { thread, lthread }: Work<'lthread_ex_regs'>): number =>
  threadOf(s, thread).task * s.world.lthreads + lthread;

export const createThread = rule({
  name: 'tasks/create-thread',
  profile: 'ipc',
  source: [lecture(72), facts('3.5')],
  says: "Where no thread is, the task gains one: another owner of the same space, with its creator's pager unless one is given.",
  formula: tex`\theta_k(\sigma_i) : \text{ready}`,
  on: 'lthread_ex_regs',
  when: (s, w) => s.threads[slotOf(s, w)] === null,
  then: (s, w) => {
    const pager = w.pager === undefined ? threadOf(s, w.thread).pager : pagerNumberOf(s.world, w.pager);
    return next(makeReady(makeThread(s, slotOf(s, w), pager, w.ip), w.thread, { is: 'lthread_ex_regs' }), {
      do: 'dispatch',
      ran: w.thread,
    });
  },
});

export const exchanges = family(createThread);
