import { PAGE_BYTES, renderPartner } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { simplePager } from './roles/pager.js';
import { DOWN, down, semaphoreServer, up } from './roles/semaphore.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { messagesTo } from './runtime/steps.js';
import { createTask, exchangeRegisters, load, myself, store, yieldTo } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// Synchronization (L.25): three threads of one space add to two counters in its memory, to one under a lock, which is a semaphore server that they
// call, and to the other without.

const PAGER: ThreadId = [1, 0];
const SEMAPHORE: ThreadId = [2, 0];
const ADDERS = 3;
const ROOT_AT = 3;
const ADDER_AT = 4;
const ROUNDS = 5;
const LOCKED = PAGE_BYTES;
const UNLOCKED = PAGE_BYTES + 4;

export const locksScenario: Scenario = {
  name: 'locks',
  pages: [25],
  says: 'a semaphore is a server that answers later whoever has to wait',
  needs: ['sigma', 'ipc'],
  make: () => {
    let inside = 0;
    let most = 0;
    let done = 0;
    const entered: string[] = [];
    let sums: readonly number[] = [];

    function* boot(): Thread {
      for (const [task] of [PAGER, SEMAPHORE]) yield* createTask(task, SIGMA0, task);
      yield* createTask(ROOT_AT, PAGER, ROOT_AT);
      yield* sigma0(4);
    }
    function* root(): Thread {
      for (const counter of [LOCKED, UNLOCKED]) yield* store(counter, 0);
      for (let thread = 1; thread <= ADDERS; thread++) yield* exchangeRegisters(thread, { ip: ADDER_AT });
    }
    /** Between the load and the store another thread has its turn. */
    function* add(counter: number): Thread {
      const value = yield* load(counter);
      yield* yieldTo();
      yield* store(counter, value + 1);
    }
    function* adder(): Thread {
      const me = yield* myself();
      for (let round = 0; round < ROUNDS; round++) {
        yield* down(SEMAPHORE);
        most = Math.max(most, ++inside);
        entered.push(renderPartner(me));
        yield* add(LOCKED);
        inside--;
        yield* up(SEMAPHORE);
        yield* add(UNLOCKED);
      }
      sums = [yield* load(LOCKED), yield* load(UNLOCKED)];
      done++;
    }

    return {
      boot: { frames: 4, pages: 4, tasks: 4, lthreads: ADDERS + 1 },
      threads: {
        '0.0': 'sigma0',
        '1.0': 'pager',
        '2.0': 'semaphore',
        '3.0': 'root',
        '3.1': 'adder',
        '3.2': 'adder',
        '3.3': 'adder',
      },
      ends: ['3.0', '3.1', '3.2', '3.3'],
      programs: {
        0: boot,
        [PAGER[0]]: () => simplePager(),
        [SEMAPHORE[0]]: () => semaphoreServer(1),
        [ROOT_AT]: root,
        [ADDER_AT]: adder,
      },
      claims: (steps) => [
        { says: 'never are two threads inside', holds: most === 1 && done === ADDERS },
        {
          says: 'the first who asks goes first',
          holds:
            entered.length === ADDERS * ROUNDS &&
            entered.join(' ') ===
              messagesTo(steps, SEMAPHORE)
                .filter(({ words }) => words?.[0] === DOWN)
                .flatMap(({ from }) => (from === undefined ? [] : [renderPartner(from)]))
                .join(' '),
        },
        { says: `under the lock all ${String(ADDERS * ROUNDS)} additions count`, holds: sums[0] === ADDERS * ROUNDS },
        { says: `without it some are lost: ${String(sums[1])} are left`, holds: sums[1] < ADDERS * ROUNDS },
      ],
    };
  },
};
