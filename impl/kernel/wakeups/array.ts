/**
 * Wakeups in an array by thread number (L.60): to insert or remove is one store, and the timer looks at all entries. An entry
 * is 0, or the number of the scan period that finds the thread, modulo 2^31, with bit 31 set. No timeout is longer than 2^31 ms,
 * which is 2^29 periods, so that of two numbers it is clear which is earlier.
 */
import { WINDOW_MS, now, type Moment } from '../clock.js';
import type { Nucleus, TcbAddress } from '../nucleus.js';
import { TCB_WORDS } from '../tcb.js';
import { SCAN_MS, hasTimeout, isDue, toScanOf, wakeupOf, type Scanned, type WakeupStructure } from './wakeup.js';

const IN_USE = 0x8000_0000;
const PERIODS_OF_A_WINDOW = WINDOW_MS / SCAN_MS;

export const slotCount = ({ layout }: Nucleus): number => 1 << (layout.lthreadBits + layout.taskBits);
export const tcbAt = ({ layout }: Nucleus, slot: number): TcbAddress => layout.tcbs + slot * TCB_WORDS * 4;
const slotAt = ({ layout }: Nucleus, tcb: TcbAddress): number => (tcb - layout.tcbs) / (TCB_WORDS * 4);

export const entryFor = ({ base, offset }: Moment): number => {
  const period = base * PERIODS_OF_A_WINDOW + Math.ceil(offset / SCAN_MS);
  return ((period % IN_USE) | IN_USE) >>> 0;
};
const store = ({ memory, layout }: Nucleus, slot: number, entry: number): void =>
  memory.write(layout.wakeupArray, slot, entry);

/** The TCBs of the entries that are in use, by thread number. */
const entered = (k: Nucleus): readonly TcbAddress[] => {
  const found: TcbAddress[] = [];
  for (let slot = 0; slot < slotCount(k); slot++)
    if (k.memory.read(k.layout.wakeupArray, slot) !== 0) found.push(tcbAt(k, slot));
  return found;
};

const scan = (k: Nucleus): Scanned => {
  const due: TcbAddress[] = [];
  const present = entryFor(now(k));
  for (let slot = 0; slot < slotCount(k); slot++) {
    const entry = k.memory.read(k.layout.wakeupArray, slot);
    // Bit 30 of the difference of two numbers of 31 bits is its sign.
    if (entry === 0 || ((present - entry) & (IN_USE >>> 1)) !== 0) continue;
    const tcb = tcbAt(k, slot);
    store(k, slot, 0);
    if (hasTimeout(k, tcb) && isDue(k, tcb)) due.push(tcb);
  }
  return { inspected: slotCount(k), due };
};

const toNextWakeup = (k: Nucleus): number => {
  const { base, offset } = now(k);
  let least = WINDOW_MS - offset;
  for (const tcb of entered(k))
    if (hasTimeout(k, tcb) && wakeupOf(k, tcb).base === base) least = Math.min(least, toScanOf(k, wakeupOf(k, tcb)));
  return Math.max(1, least);
};

export const array: WakeupStructure = {
  insert: (k, tcb, wakeup) => store(k, slotAt(k, tcb), entryFor(wakeup)),
  remove: (k, tcb) => store(k, slotAt(k, tcb), 0),
  scan,
  beginWindow: () => undefined,
  toNextWakeup,
};
