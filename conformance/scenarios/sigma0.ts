import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import { SIGMA0, requestAnyPage, requestPage, sigma0 } from './roles/sigma0.js';
import type { Scenario, Step } from './runtime/scenario.js';
import { createTask, load, store, yieldTo } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// The initial pager (L.73, F:3.8). Two pagers fault on a page each, ask for each other's, and share out the rest; then both read what
// they wrote.

const FRAMES = 12;
/** The pagers' tasks, and the page on which each faults first. */
const PAGERS = [1, 2] as const;
const faultsOn = (task: number): number => 3 + task;
const mark = (task: number, page: number): number => 1000 * task + page;

/** Whether what thread 0.0 executed maps no page to two tasks, and demaps none. */
const isMappedOnce = (steps: readonly Step[]): boolean => {
  const tasks = new Map<number, number>();
  return steps
    .filter(({ by }) => String(by) === String(SIGMA0))
    .every(({ stimulus }) => {
      if (stimulus.do === 'fpage_unmap') return false;
      if (stimulus.do !== 'ipc' || stimulus.send === undefined || stimulus.send.to === 'nobody') return true;
      const [task] = stimulus.send.to;
      return stimulus.send.items.every(({ fpage: { base } }) => {
        const owner = tasks.get(base) ?? task;
        tasks.set(base, owner);
        return owner === task;
      });
    });
};

export const sigma0Scenario: Scenario = {
  name: 'sigma0',
  pages: [73],
  says: 'an initial pager maps each page only once and never demaps pages',
  needs: ['sigma', 'ipc'],
  make: () => {
    const owned: number[][] = [[], [], []];
    const refused: string[] = [];
    const found: { readonly task: number; readonly page: number; readonly frame: number; readonly mark: number }[] = [];

    function* boot(): Thread {
      for (const task of PAGERS) yield* createTask(task, SIGMA0, task);
      yield* sigma0(FRAMES);
    }
    const pager = (task: number) =>
      function* (): Thread {
        const own = owned[task] ?? [];
        // A fault is a request (L.74): its page comes as any other.
        yield* store(faultsOn(task) * PAGE_BYTES + 4, 0);
        own.push(faultsOn(task));
        yield* yieldTo();
        for (const page of PAGERS.map(faultsOn))
          if ((yield* requestPage(page)) === null) refused.push(`${String(page)} to ${String(task)}`);
        for (let page = yield* requestAnyPage(); page !== null; page = yield* requestAnyPage()) own.push(page);
        for (const page of own) yield* store(page * PAGE_BYTES + 4, mark(task, page));
        yield* yieldTo();
        for (const page of own) {
          const frame = yield* load(page * PAGE_BYTES);
          found.push({ task, page, frame, mark: yield* load(page * PAGE_BYTES + 4) });
        }
      };

    return {
      boot: { frames: FRAMES, pages: 16, tasks: 3, lthreads: 1 },
      threads: { '0.0': 'sigma0', '1.0': 'pager', '2.0': 'pager' },
      ends: ['1.0', '2.0'],
      programs: { 0: boot, 1: pager(1), 2: pager(2) },
      claims: (steps) => [
        {
          says: `each of the ${String(FRAMES - 1)} pages that it gives has one owner`,
          holds:
            owned
              .flat()
              .sort((a, b) => a - b)
              .join() === Array.from({ length: FRAMES - 1 }, (_, i) => i + 1).join(),
        },
        {
          says: "a pager is refused the other's page, and not its own",
          holds:
            refused.toSorted().join() === '4 to 2,5 to 1' &&
            found.every(({ task, page }) => page !== faultsOn(3 - task)),
        },
        {
          says: 'the initial pager maps each page to one task only, and demaps none',
          holds: isMappedOnce(steps),
        },
        {
          says: 'every page is the frame of its number, and holds what its owner wrote',
          holds:
            found.length === FRAMES - 1 &&
            found.every((it) => it.frame === it.page && it.mark === mark(it.task, it.page)),
        },
      ],
    };
  },
};
