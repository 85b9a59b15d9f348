import type { KernelUnderTest, Result, Seen } from '../../spec/vocabulary/index.js';
import { scenarios } from './catalogue.js';
import { play } from './runtime/play.js';
import type { Scenario } from './runtime/scenario.js';
import { SEVEN_CALLS, callsOf, systemCalls } from './seven-calls.js';
import type { SystemCall } from './seven-calls.js';

/** What whoever makes a call hears where the kernel has none such: what the call says when it is refused, and of a call that says nothing nothing. */
const REFUSALS: Readonly<Record<SystemCall, Result | null>> = {
  ipc: { call: 'ipc', phase: 'send', cause: 'nonExistent' },
  id_nearest: { call: 'id_nearest', nearest: 'nobody' },
  fpage_unmap: null,
  thread_switch: null,
  thread_schedule: { call: 'thread_schedule', old: 'refused' },
  lthread_ex_regs: { call: 'lthread_ex_regs', old: { ip: 0, pager: 'nobody', handler: 'nobody' } },
  task_new: { call: 'task_new', made: 'nobody' },
};

/** A kernel with one call fewer: to make it changes nothing, and its caller runs on. */
export const withoutCall = (kernel: KernelUnderTest, call: SystemCall): KernelUnderTest => {
  let running: Seen['running'] = [0, 0];
  const after = (seen: Seen): Seen => {
    ({ running } = seen);
    return seen;
  };
  return {
    manifest: kernel.manifest,
    boot: (config) => after(kernel.boot(config)),
    step: (stimulus) => {
      if (stimulus.do !== call || running === 'idle') return after(kernel.step(stimulus));
      const result = REFUSALS[call];
      return result === null ? { running } : { running, result };
    },
  };
};

/** A scenario that makes a call, run where the kernel has none such, and the claims that do not hold then. */
export interface Without {
  readonly scenario: string;
  readonly failed: readonly string[];
}

/** Of each call the scenarios that make it on a kernel, run on that kernel without it. */
export const runsWithout = (
  kernel: KernelUnderTest,
): readonly { readonly call: SystemCall; readonly runs: readonly Without[] }[] => {
  const made = scenarios.map(({ name, make }) => ({ name, make, calls: callsOf(play(make(0), kernel, null).steps) }));
  const failedOf = (call: SystemCall, make: Scenario['make']): readonly string[] =>
    play(make(0), withoutCall(kernel, call), null)
      .claims.filter(({ holds }) => !holds)
      .map(({ says }) => says);
  return systemCalls.map((call) => ({
    call,
    runs: made
      .filter(({ calls }) => (calls[call] ?? 0) > 0)
      .map(({ name, make }) => ({ scenario: name, failed: failedOf(call, make) })),
  }));
};

/** `2 of 3 fail; exceptions: answered, the thread goes on ...`: how many scenarios need a call, and the claims of the one that shows it best. */
export const renderWithout = (call: SystemCall, runs: readonly Without[]): string => {
  const { shownBy } = SEVEN_CALLS[call];
  const failing = runs.filter(({ failed }) => failed.length > 0);
  const best = failing.find(({ scenario }) => scenario === shownBy);
  return `${String(failing.length)} of ${String(runs.length)} fail; ${shownBy}: ${best?.failed.join('; ') ?? 'nothing'}`;
};
