import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { simplePager } from './roles/pager.js';
import { SIGMA0, requestPage, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { messagesFrom } from './runtime/steps.js';
import { createTask, demap, grantPage, load, mapPage, receive, send, store, windowAt } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// A hierarchy of address spaces (L.66-72). A page goes from sigma-zero to A, which maps it to B; B maps it to C, and then grants it to C. A demaps
// it: C loses it twice, where it was mapped and where it was granted, and A retains it.

const PAGER: ThreadId = [1, 0];
const A: ThreadId = [2, 0];
const B: ThreadId = [3, 0];
const C: ThreadId = [4, 0];
/** Where the page is: v in the space of A, v′ in that of B, v″ and v‴ in that of C, mapped and granted. */
const [IN_A, IN_B, MAPPED_IN_C, GRANTED_TO_C] = [2, 5, 7, 9];
const addressOf = (page: number): number => page * PAGE_BYTES + 4;
const [FIRST, SECOND] = [4711, 4712];

export const spacesScenario: Scenario = {
  name: 'spaces',
  pages: [66, 67, 68, 69, 70, 71, 72],
  says: 'spaces are made of one another: a page is mapped on, granted on, and demapped from all above',
  needs: ['sigma', 'ipc'],
  make: () => {
    const inA: number[] = [];
    const inB: number[] = [];
    const inC: number[] = [];

    function* boot(): Thread {
      yield* createTask(PAGER[0], SIGMA0, PAGER[0]);
      yield* createTask(A[0], SIGMA0, A[0]);
      for (const [task] of [B, C]) yield* createTask(task, PAGER, task);
      yield* sigma0(12);
    }
    function* a(): Thread {
      yield* requestPage(IN_A); // σ_A(v) = σ₀(v)
      yield* store(addressOf(IN_A), FIRST);
      yield* send(B, [], { items: [mapPage(IN_A)] }); // σ_B(v′) = σ_A(v)
      for (const other of [B, C]) yield* receive(other); // they have loaded and stored
      inA.push(yield* load(addressOf(IN_A)));
      yield* demap(IN_A); // ∀ j, v′ with σⱼ(v′) = σ_A(v): σⱼ(v′) = ∅
      inA.push(yield* load(addressOf(IN_A)));
      yield* send(C, []);
    }
    function* b(): Thread {
      yield* receive(A, windowAt(IN_B));
      inB.push(yield* load(addressOf(IN_B)));
      yield* send(C, [], { items: [mapPage(IN_B)] }); // σ_C(v″) = σ_B(v′)
      yield* send(C, [], { items: [grantPage(IN_B)] }); // σ_C(v‴) = σ_B(v′), σ_B(v′) = ∅
      inB.push(yield* load(addressOf(IN_B)));
      yield* send(A, []);
    }
    function* c(): Thread {
      yield* receive(B, windowAt(MAPPED_IN_C));
      inC.push(yield* load(addressOf(MAPPED_IN_C)));
      yield* receive(B, windowAt(GRANTED_TO_C));
      yield* store(addressOf(GRANTED_TO_C), SECOND);
      yield* send(A, []);
      yield* receive(A); // it has demapped
      for (const page of [MAPPED_IN_C, GRANTED_TO_C]) inC.push(yield* load(addressOf(page)));
    }

    return {
      boot: { frames: 12, pages: 12, tasks: 5, lthreads: 1 },
      threads: { '0.0': 'sigma0', '1.0': 'pager', '2.0': 'A', '3.0': 'B', '4.0': 'C' },
      ends: ['2.0', '3.0', '4.0'],
      programs: { 0: boot, [PAGER[0]]: () => simplePager(), [A[0]]: a, [B[0]]: b, [C[0]]: c },
      claims: (steps) => {
        const faults = (by: ThreadId, page: number): number => messagesFrom(steps, by, PAGER, addressOf(page)).length;
        return [
          {
            says: 'mapped, the page is in the spaces of both: what A stores B and C load, what C stores A loads',
            holds: inB[0] === FIRST && inC[0] === FIRST && inA[0] === SECOND,
          },
          {
            says: 'granted, it is no more in the space of B, which faults',
            holds: inB[1] === 0 && faults(B, IN_B) === 1,
          },
          {
            says: 'demapped by A, it is no more in the space of C, where it was mapped nor where it was granted; A retains it',
            holds:
              inA[1] === SECOND &&
              inC.slice(1).join() === '0,0' &&
              faults(C, MAPPED_IN_C) + faults(C, GRANTED_TO_C) === 2,
          },
        ];
      },
    };
  },
};
