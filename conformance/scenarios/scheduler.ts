import type { ThreadId } from '../../spec/vocabulary/index.js';
import { sigma0, SIGMA0 } from './roles/sigma0.js';
import type { Scenario, Step } from './runtime/scenario.js';
import { compute, createTask, exchangeRegisters, schedule, sleep } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// A scheduling policy at user level (L.25, L.65): the kernel has priorities, and a thread of a high one gives shares by thread_schedule. Of six
// quanta the first worker has three, the second two, the third one.

const TASK = 1;
const [SCHEDULER_AT, WORKER_AT, STOPPED_AT] = [1, 2, 3];
const WORKERS: readonly ThreadId[] = [
  [TASK, 1],
  [TASK, 2],
  [TASK, 3],
];
/** Whose each quantum is. */
const SHARES = [0, 1, 0, 2, 1, 0];
const ROUNDS = 2;
const [HIGH, RUNS, WAITS] = [150, 90, 50];
const QUANTUM_MS = 10;
/** A wakeup may be so late (L.62), and the ms in which it comes has begun. */
const MOST_MS = QUANTUM_MS + 6;
/** More than a worker ever has. */
const WORK_MS = 1000;

/** The ms that a thread computed. */
const computedBy = (steps: readonly Step[], thread: ThreadId): number =>
  steps.reduce(
    (sum, { by, stimulus, seen }) =>
      stimulus.do === 'tick' && String(by) === String(thread) ? sum + (seen.elapsedMs ?? 0) : sum,
    0,
  );

export const schedulerScenario: Scenario = {
  name: 'scheduler',
  pages: [25, 65],
  says: 'a thread gives shares of the processor by priorities: a policy is a program',
  needs: ['sigma', 'ipc', 'tasks', 'timeouts', 'scheduling'],
  make: () => {
    const refused: boolean[] = [];

    function* boot(): Thread {
      yield* createTask(TASK, SIGMA0, SCHEDULER_AT, HIGH);
      yield* sigma0(4);
    }
    function* scheduler(): Thread {
      yield* schedule([TASK, 0], { priority: HIGH });
      for (const [, lthread] of WORKERS) yield* exchangeRegisters(lthread, { ip: WORKER_AT });
      for (const worker of WORKERS) yield* schedule(worker, { priority: WAITS });
      // Nobody gives more than the maximum of its task.
      refused.push((yield* schedule(WORKERS[0], { priority: HIGH + 1 })) === 'refused');
      for (let quantum = 0; quantum < ROUNDS * SHARES.length; quantum++) {
        const chosen = WORKERS[SHARES[quantum % SHARES.length]];
        yield* schedule(chosen, { priority: RUNS });
        yield* sleep(QUANTUM_MS);
        yield* schedule(chosen, { priority: WAITS });
      }
      for (const [, lthread] of WORKERS) yield* exchangeRegisters(lthread, { ip: STOPPED_AT });
    }
    function* stopped(): Thread {
      yield* sleep(1);
    }

    return {
      boot: { frames: 4, pages: 4, tasks: 2, lthreads: 4 },
      threads: { '0.0': 'sigma0', '1.0': 'scheduler', '1.1': 'worker', '1.2': 'worker', '1.3': 'worker' },
      ends: ['1.0', '1.1', '1.2', '1.3'],
      programs: {
        0: boot,
        [SCHEDULER_AT]: scheduler,
        [WORKER_AT]: () => compute(WORK_MS),
        [STOPPED_AT]: stopped,
      },
      claims: (steps) => {
        const computed = WORKERS.map((worker) => computedBy(steps, worker));
        const quanta = WORKERS.map((_, i) => ROUNDS * SHARES.filter((it) => it === i).length);
        return [
          {
            says: `the workers have ${computed.join(', ')} ms: as many quanta of ${String(QUANTUM_MS)} ms, and no more than a late wakeup, as they were given`,
            holds: computed.every((ms, i) => ms >= quanta[i] * QUANTUM_MS && ms <= quanta[i] * MOST_MS),
          },
          { says: 'a priority above the maximum of the task is refused', holds: refused.join() === 'true' },
        ];
      },
    };
  },
};
