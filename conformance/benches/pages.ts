import { I486Kernel, MHZ, MeteredMachine, SOUND, costOfIpc } from '../../impl/index.js';
import type { Cost, Metered } from '../../impl/index.js';
import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { Seen, ThreadId } from '../../spec/vocabulary/index.js';
import { whole } from '../report/whole.js';
import { Processor } from '../scenarios/runtime/processor.js';
import type { Policy } from '../scenarios/roles/vm-pager.js';
import { median } from './median.js';
import { CACHE_PAGES, FRAMES, POLICIES, REGION, pagesSystem, renderDone } from './pages-system.js';
import { secondsOf } from './seconds.js';

// Pages a second through replacement and swap on the kernel of the 486, without an oracle; and what a page fault costs.

/** The same traffic without a kernel: for each page that is replaced another is copied in, and of so many a page is copied out before, as it was stored to. */
const copyPages = (replaced: number, writtenOut: number): void => {
  const [memory, swap] = [new Uint8Array(FRAMES * PAGE_BYTES), new Uint8Array(FRAMES * PAGE_BYTES)];
  for (let i = 0; i < replaced; i++) {
    const [here, there] = [(i % CACHE_PAGES) * PAGE_BYTES, (i % REGION.pages) * PAGE_BYTES];
    if (i < writtenOut) swap.set(memory.subarray(here, here + PAGE_BYTES), there);
    memory.set(swap.subarray(there, there + PAGE_BYTES), here);
  }
};

/** A fault, and its answer: two messages across spaces, of which the kernel sends one in the thread's name. */
export interface FaultCost {
  readonly counted: Metered;
  readonly cost: Cost;
}
/** Cycles of a fault whose page the pager has (L.74): the thread faults, the pager answers with the page, the thread has it. */
export const countFault = (): { readonly fault: FaultCost; readonly answer: FaultCost } => {
  const machine = new MeteredMachine();
  const kernel = new I486Kernel(SOUND, machine);
  const [pager, client]: readonly ThreadId[] = [
    [0, 0],
    [1, 0],
  ];
  kernel.boot({ frames: 8, pages: 16, tasks: 2, lthreads: 1 });
  kernel.step({ do: 'task_new', task: client[0], pager, ip: 0 });
  const answer = (page: number): void => {
    const map = { kind: 'map' as const, fpage: { base: page, sizeLog2: 0 }, offset: page, write: true };
    kernel.step({
      do: 'ipc',
      send: { to: client, words: [], items: [map], timeoutMs: 0 },
      receive: { from: 'any', timeoutMs: 'never' },
    });
  };
  const fault = (page: number): void => void kernel.step({ do: 'load', address: page * PAGE_BYTES });
  kernel.step({ do: 'ipc', receive: { from: 'any', timeoutMs: 'never' } });
  machine.meter(kernel.nucleus.layout.text);
  for (const page of [1, 2, 3]) {
    fault(page);
    answer(page);
  }
  const measured = (work: () => void): FaultCost => {
    const counted = machine.count(work);
    return { counted, cost: costOfIpc(counted) };
  };
  return { fault: measured(() => fault(4)), answer: measured(() => answer(4)) };
};

const rowOf = (name: string, { cost, counted }: FaultCost): string => {
  const { enterLeave, tlbMisses, copy, directoryWords, rest, cacheLines, total } = cost;
  const others = copy.least + directoryWords.least + rest.least;
  return (
    `  ${name.padEnd(22)} ${String(total.least).padStart(4)} to ${String(total.most).padStart(4)} cycles: ${String(enterLeave.least)} to enter and leave, ` +
    `${String(tlbMisses.least)} to ${String(tlbMisses.most)} for ${String(counted.tlbMisses)} TLB misses, ${String(others)} for the rest, up to ${String(cacheLines.most)} for cache lines`
  );
};

/** Runs so many accesses a round by a policy. Returns whether each load was right. */
const benchPolicy = (
  name: string,
  choose: () => Policy,
  rounds: number,
  accesses: number,
  print: (line: string) => void,
): boolean => {
  const { system, paged, progress } = pagesSystem(choose);
  const [kernel, processor] = [new I486Kernel(), new Processor(system)];
  let seen: Seen = kernel.boot(system.boot);
  const runTo = (end: number): void => {
    while (progress.accesses < end) {
      const stimulus = processor.next(seen);
      if (stimulus === null) throw new Error('the machine idles, and its client is not done');
      seen = kernel.step(stimulus);
      processor.take(seen);
    }
  };
  runTo(Math.ceil(accesses / 10));
  copyPages(paged.replaced, paged.writtenOut);
  const measured = Array.from({ length: rounds }, () => {
    const before = { ...paged };
    const end = progress.accesses + accesses;
    const ours = secondsOf(() => runTo(end));
    const [replaced, writtenOut] = [paged.replaced - before.replaced, paged.writtenOut - before.writtenOut];
    return { pages: replaced / ours, ratio: ours / secondsOf(() => copyPages(replaced, writtenOut)) };
  });
  const pages = median(measured.map((it) => it.pages));
  print(
    `a client of ${String(REGION.pages)} pages, a pager of ${String(CACHE_PAGES)} by ${name}; median of ${String(rounds)} rounds:`,
  );
  print(renderDone({ progress, paged }));
  print(
    `  ${whole(pages)} pages/s through replacement and swap (aim 20,000: ${pages >= 20_000 ? 'reached' : 'NOT reached'}), ` +
      `${median(measured.map((it) => it.ratio)).toFixed(1)} times as long as to copy the same pages`,
  );
  return progress.wrong === 0;
};

/** Runs so many accesses a round by each policy, and tells what a fault costs. Returns whether each load was right. */
export const benchPages = (rounds: number, accesses: number, print: (line: string) => void): boolean => {
  const areRight = POLICIES.map(({ name, choose }) => benchPolicy(name, choose, rounds, accesses, print));
  const { fault, answer } = countFault();
  const [least, most] = [
    fault.cost.total.least + answer.cost.total.least,
    fault.cost.total.most + answer.cost.total.most,
  ];
  print(`a fault whose page the pager has, on a 486 of ${String(MHZ)} MHz, by the listings of a message:`);
  print(rowOf('the fault, a message', fault));
  print(rowOf('its answer, with a page', answer));
  print(
    `  ${'together'.padEnd(22)} ${String(least).padStart(4)} to ${String(most).padStart(4)} cycles, ${(least / MHZ).toFixed(1)} to ${(most / MHZ).toFixed(1)} us`,
  );
  print(
    '  not listed: that the fault enters by an exception, and the words of tables and database that the page takes',
  );
  return areRight.every((it) => it);
};
