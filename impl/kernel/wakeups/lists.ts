/**
 * Wakeups in n lists (L.61-62): the timer looks at one of them every scan period. Split (L.63), those n are for the current
 * window of the clock, and a list more is for later ones, which the timer looks at when a window begins.
 */
import { WINDOW_MS, now, type Moment } from '../clock.js';
import { CorruptKernelMemory } from '../corrupt.js';
import { threadLimit, type Nucleus, type TcbAddress } from '../nucleus.js';
import { append, isLinked, nextInRing, previousInRing, remove } from '../ring.js';
import { Tcb } from '../tcb.js';
import { SOON_LISTS, Variable } from '../variables.js';
import { SCAN_MS, hasTimeout, isDue, toScanOf, wakeupOf, type Scanned, type WakeupStructure } from './wakeup.js';

/** The list of later windows; those before it are for this one, or for all if there is no split. */
export const LATE = SOON_LISTS;

export const wakeupHead = ({ layout }: Nucleus, list: number): number =>
  layout.variables + (Variable.wakeups + list) * 4;

/** Which list the timer looks at first when the moment has come: the lecture's index by the wakeup time (L.61). */
const soonList = ({ offset }: Moment): number => Math.ceil(offset / SCAN_MS) % SOON_LISTS;

const enlist = (k: Nucleus, tcb: TcbAddress, list: number): void => {
  if (k.memory.read(tcb, Tcb.wakeupList) === list + 1) return;
  delist(k, tcb);
  append(k.memory, wakeupHead(k, list), Tcb.wakeup, tcb);
  k.memory.write(tcb, Tcb.wakeupList, list + 1);
};

const delist = (k: Nucleus, tcb: TcbAddress): void => {
  if (!isLinked(k.memory, Tcb.wakeup, tcb)) return;
  remove(k.memory, wakeupHead(k, k.memory.read(tcb, Tcb.wakeupList) - 1), Tcb.wakeup, tcb);
  k.memory.write(tcb, Tcb.wakeupList, 0);
};

/** Visits the members of a list, one after the other; a visit may take its member out. Returns how many there were. */
const walk = (k: Nucleus, list: number, visit: (tcb: TcbAddress) => void): number => {
  const first = k.memory.read(wakeupHead(k, list));
  if (first === 0) return 0;
  const last = previousInRing(k.memory, Tcb.wakeup, first);
  let tcb = first;
  for (let count = 1; count <= threadLimit(k); count++) {
    const next = nextInRing(k.memory, Tcb.wakeup, tcb);
    visit(tcb);
    if (tcb === last) return count;
    tcb = next;
  }
  throw new CorruptKernelMemory(`wakeup list ${list} has more members than threads exist`);
};

/** A window begins: the wakeups in it come into the lists of the current one; who no longer waits is dropped. */
const promote = (k: Nucleus): void => {
  walk(k, LATE, (tcb) => {
    if (!hasTimeout(k, tcb)) delist(k, tcb);
    else if (wakeupOf(k, tcb).base === now(k).base) enlist(k, tcb, soonList(wakeupOf(k, tcb)));
  });
};

/** A scan period is over: the threads whose time has come, out of their list; who no longer waits is dropped. */
const scan = (k: Nucleus): Scanned => {
  const due: TcbAddress[] = [];
  const inspected = walk(k, soonList(now(k)), (tcb) => {
    const waits = hasTimeout(k, tcb);
    if (waits && !isDue(k, tcb)) return;
    delist(k, tcb);
    if (waits) due.push(tcb);
  });
  return { inspected, due };
};

const toNextWakeup = (k: Nucleus): number => {
  const { base, offset } = now(k);
  let least = WINDOW_MS - offset;
  for (let list = 0; list < SOON_LISTS; list++)
    walk(k, list, (tcb) => {
      const wakeup = wakeupOf(k, tcb);
      if (hasTimeout(k, tcb) && wakeup.base === base) least = Math.min(least, toScanOf(k, wakeup));
    });
  return Math.max(1, least);
};

export const splitLists: WakeupStructure = {
  insert: (k, tcb, wakeup) => enlist(k, tcb, wakeup.base === now(k).base ? soonList(wakeup) : LATE),
  remove: delist,
  scan,
  beginWindow: promote,
  toNextWakeup,
};

/** Without the split a scan looks at wakeups of all windows. */
export const lists: WakeupStructure = {
  insert: (k, tcb, wakeup) => enlist(k, tcb, soonList(wakeup)),
  remove: delist,
  scan,
  beginWindow: () => undefined,
  toNextWakeup,
};
