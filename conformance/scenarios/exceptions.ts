import { PAGE_BYTES, renderPartner } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { simplePager } from './roles/pager.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { messagesFrom } from './runtime/steps.js';
import { createTask, exchangeRegisters, load, myself, receive, send, serve, store, trap } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// Exceptions are messages (L.20), to a handler end-point (L.25): another task, a debugger. A breakpoint it answers, and the thread goes on; of a
// division by zero it tells a supervisor in the thread's task, which has the thread go on elsewhere.

const PAGER: ThreadId = [1, 0];
const DEBUGGER: ThreadId = [2, 0];
const TASK = 3;
/** The supervisor makes the worker, thread 1, with the debugger as its handler. */
const SUPERVISOR: ThreadId = [TASK, 0];
const WORKER: ThreadId = [TASK, 1];
/** What a fault message has beside the address, where a store faulted (L.74). */
const FAULT_OF_A_STORE = 2;
const [WORKER_AT, RECOVERY_AT] = [4, 5];
/** Numbers of exceptions of the 486. */
const [DIVIDE, BREAKPOINT] = [0, 3];
/** The pages of the worker: on each it faults by a store, before its exceptions, between them, and after them. */
const [BEFORE, BETWEEN, AFTER] = [1, 2, 3].map((page) => page * PAGE_BYTES);

export const exceptionsScenario: Scenario = {
  name: 'exceptions',
  pages: [20, 25],
  says: 'an exception is a message to a handler in another task, which lets the thread go on or has it go on elsewhere',
  needs: ['sigma', 'ipc', 'tasks', 'exceptions'],
  make: () => {
    const told: string[] = [];
    const went: string[] = [];

    function* boot(): Thread {
      for (const [task] of [PAGER, DEBUGGER]) yield* createTask(task, SIGMA0, task);
      yield* createTask(TASK, PAGER, TASK);
      yield* sigma0(4);
    }
    function* supervisor(): Thread {
      yield* exchangeRegisters(WORKER[1], { ip: WORKER_AT, handler: DEBUGGER });
      yield* receive(DEBUGGER);
      yield* exchangeRegisters(WORKER[1], { ip: RECOVERY_AT });
    }
    const debug = () =>
      serve(function* ({ from, words: [vector, ip] }) {
        told.push(`${String(vector)} at ${String(ip)} from ${renderPartner(from)}`);
        if (vector === BREAKPOINT) return { words: [] };
        yield* send(SUPERVISOR, []);
        return 'later';
      });
    function* worker(): Thread {
      yield* store(BEFORE, 6);
      yield* trap(BREAKPOINT);
      yield* store(BETWEEN, 7);
      went.push(`on with ${String(yield* load(BEFORE))}`);
      yield* trap(DIVIDE);
      went.push('on after a division by zero');
    }
    function* recovery(): Thread {
      yield* store(AFTER, 8);
      went.push(`elsewhere as ${String(yield* myself())}, with ${String(yield* load(BETWEEN))}`);
    }

    return {
      boot: { frames: 4, pages: 4, tasks: 4, lthreads: 2 },
      threads: { '0.0': 'sigma0', '1.0': 'pager', '2.0': 'debugger', '3.0': 'supervisor', '3.1': 'worker' },
      ends: ['3.0', '3.1'],
      programs: {
        0: boot,
        [PAGER[0]]: () => simplePager(),
        [DEBUGGER[0]]: debug,
        [TASK]: supervisor,
        [WORKER_AT]: worker,
        [RECOVERY_AT]: recovery,
      },
      claims: (steps) => [
        {
          says: 'the handler is told the number of each exception, where, and whose it is',
          holds:
            told.join() ===
            [BREAKPOINT, DIVIDE]
              .map((it) => `${String(it)} at ${String(WORKER_AT)} from ${renderPartner(WORKER)}`)
              .join(),
        },
        {
          says: 'answered, the thread goes on behind the breakpoint; unanswered, where its supervisor says',
          holds: went.join() === ['on with 6', `elsewhere as ${String(WORKER)}, with 7`].join(),
        },
        {
          says: 'its page faults go to its pager all the while',
          holds: [BEFORE, BETWEEN, AFTER].every(
            (address) => messagesFrom(steps, WORKER, PAGER, address + FAULT_OF_A_STORE).length === 1,
          ),
        },
      ],
    };
  },
};
