/** What the timer costs with so many threads that wait: each wakeup structure itself, driven over simulated memory. */
import { boot } from '../kernel/boot.js';
import { WINDOW_MS, after, now, setClock } from '../kernel/clock.js';
import type { Nucleus } from '../kernel/nucleus.js';
import { SOUND, type Policy } from '../kernel/policy.js';
import { State, Tcb, slotOf } from '../kernel/tcb.js';
import { FIRST_VERSION, idWord } from '../kernel/thread-id.js';
import { arm, wakeupsOf } from '../kernel/wakeups.js';
import { SCAN_MS } from '../kernel/wakeups/wakeup.js';
import { SOON_LISTS } from '../kernel/variables.js';
import { LINE_FILL, TLB_MISS } from './clocks.js';
import type { Interval } from './ledger.js';
import { ARRAY_ENTRY, LIST_MEMBER, sumOf } from './listings.js';
import { MeteredMachine } from './meter.js';

/** Threads of a task in L4's id space (F:3.1): the contract's machine has 64 in each of 64 tasks, too few for 16 384. */
const LTHREADS = 128;
/** No thread wakes while we count. */
const LONGEST_COUNT_MS = 2 ** 20;

/**
 * A kernel whose threads all sleep, their wakeups spread evenly over the lists and one in two in a later window of the clock.
 * They are written into their TCBs: no program has made them.
 */
const sleepers = (machine: MeteredMachine, wakeups: Policy['wakeups'], threads: number): Nucleus => {
  const config = { frames: 1, pages: 1, tasks: Math.ceil(threads / LTHREADS), lthreads: Math.min(threads, LTHREADS) };
  const k = boot(machine, config, { ...SOUND, wakeups });
  for (let i = 0; i < threads; i++) {
    const id = idWord(Math.floor(i / LTHREADS), i % LTHREADS, FIRST_VERSION);
    const tcb = slotOf(k, id);
    k.memory.write(tcb, Tcb.myself, id);
    k.memory.write(tcb, Tcb.births, FIRST_VERSION);
    k.memory.write(tcb, Tcb.state, State.waiting);
    const isLate = Math.floor(i / SOON_LISTS) % 2 === 1;
    arm(k, tcb, LONGEST_COUNT_MS + SCAN_MS * (i % SOON_LISTS) + (isLate ? WINDOW_MS : 0));
  }
  return k;
};

export interface TimerCost {
  /** Entries of the structure that the timer looked at in a second, in all its scan periods. */
  readonly inspectedPerSecond: number;
  readonly inspectedPerTick: number;
  /** Cycles of a scan: TLB and cache as in the ledger of IPC; the TLB is empty when the timer interrupts. */
  readonly cyclesPerTick: Interval;
}

/** A second of the timer, with so many threads that sleep, counted. At most 16 384 threads. */
export const countTimer = (wakeups: Policy['wakeups'], threads: number): TimerCost => {
  const machine = new MeteredMachine();
  const k = sleepers(machine, wakeups, threads);
  const entry = sumOf(wakeups === 'array' ? ARRAY_ENTRY : LIST_MEMBER).clocks;
  const ticks = 1000 / SCAN_MS;
  let [inspected, least, most] = [0, 0, 0];
  machine.meter(k.layout.text);
  for (let tick = 0; tick < ticks; tick++) {
    setClock(k, after(now(k), SCAN_MS));
    machine.loadCr3(machine.cr3);
    let looked = 0;
    const { tlbMisses, lines } = machine.count(() => {
      looked = wakeupsOf(k).scan(k).inspected;
    });
    inspected += looked;
    least += looked * entry + tlbMisses * TLB_MISS.least;
    most += looked * entry + tlbMisses * TLB_MISS.most + lines * LINE_FILL;
  }
  return {
    inspectedPerSecond: inspected,
    inspectedPerTick: inspected / ticks,
    cyclesPerTick: { least: Math.round(least / ticks), most: Math.round(most / ticks) },
  };
};
