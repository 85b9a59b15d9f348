/**
 * The wakeup lists (L.60-63): n lists for wakeups in the current window of the clock, of which the timer looks at one
 * every scan period, and a list for later windows, which it looks at when a window begins. They are lazy (F:1.2): they
 * have at least all threads with a running timeout; the state and wakeup time in the TCB are the truth. A thread that
 * is armed again moves to the right list: a wakeup that is left over never ends a later wait (B10 of F:6.2).
 */
import { WINDOW_MS, after, now, type Moment } from './clock.js';
import { NEVER } from './message.js';
import { threadLimit, type Nucleus, type TcbAddress } from './nucleus.js';
import { append, isLinked, nextInRing, remove } from './ring.js';
import { State, Tcb } from './tcb.js';
import { SOON_LISTS, Variable } from './variables.js';

/** How often the timer looks at a list, in ms (L.62). */
export const SCAN_MS = 4;
/** The list of later windows; those before it are for this one. */
export const LATE = SOON_LISTS;

export const wakeupHead = ({ layout }: Nucleus, list: number): number =>
  layout.variables + (Variable.wakeups + list) * 4;

/** Which list the timer looks at first when the moment has come: the lecture's index by the wakeup time (L.61). */
const soonList = ({ offset }: Moment): number => Math.ceil(offset / SCAN_MS) % SOON_LISTS;

/** When the thread is to be woken. */
export const wakeupOf = ({ memory }: Nucleus, tcb: TcbAddress): Moment => ({
  base: memory.read(tcb, Tcb.wakeupBase),
  offset: memory.read(tcb, Tcb.wakeupOffset),
});

/** Whether the thread waits, and not for ever. */
export const hasTimeout = ({ memory }: Nucleus, tcb: TcbAddress): boolean => {
  const state = memory.read(tcb, Tcb.state);
  return (state === State.polling || state === State.waiting) && memory.read(tcb, Tcb.wakeupOffset) !== NEVER;
};

/** The thread, which begins to wait, is to be woken after `timeout` ms; or never: then it may linger in a list. */
export const arm = (k: Nucleus, tcb: TcbAddress, timeout: number): void => {
  if (timeout === NEVER) {
    k.memory.write(tcb, Tcb.wakeupOffset, NEVER);
    return;
  }
  const wakeup = after(now(k), timeout);
  k.memory.write(tcb, Tcb.wakeupBase, wakeup.base);
  k.memory.write(tcb, Tcb.wakeupOffset, wakeup.offset);
  enlist(k, tcb, wakeup.base === now(k).base ? soonList(wakeup) : LATE);
};

const enlist = (k: Nucleus, tcb: TcbAddress, list: number): void => {
  if (k.memory.read(tcb, Tcb.wakeupList) === list + 1) return;
  delist(k, tcb);
  append(k.memory, wakeupHead(k, list), Tcb.wakeup, tcb);
  k.memory.write(tcb, Tcb.wakeupList, list + 1);
};

/** Takes a thread out of the wakeup list in which it is, or lingers. */
export const delist = (k: Nucleus, tcb: TcbAddress): void => {
  if (!isLinked(k.memory, Tcb.wakeup, tcb)) return;
  remove(k.memory, wakeupHead(k, k.memory.read(tcb, Tcb.wakeupList) - 1), Tcb.wakeup, tcb);
  k.memory.write(tcb, Tcb.wakeupList, 0);
};

/** The members of a list, as they are now: a walk may take out whom it looks at. */
const members = (k: Nucleus, list: number): readonly TcbAddress[] => {
  const found: TcbAddress[] = [];
  const first = k.memory.read(wakeupHead(k, list));
  let tcb = first;
  for (let i = 0; i < threadLimit(k) && tcb !== 0; i++) {
    found.push(tcb);
    tcb = nextInRing(k.memory, Tcb.wakeup, tcb);
    if (tcb === first) break;
  }
  return found;
};

const isDue = (k: Nucleus, tcb: TcbAddress): boolean => {
  const [wakeup, present] = [wakeupOf(k, tcb), now(k)];
  return wakeup.base < present.base || (wakeup.base === present.base && wakeup.offset <= present.offset);
};

/** A window begins: the wakeups in it come into the lists of the current one; who no longer waits is dropped. */
export const promote = (k: Nucleus): void => {
  for (const tcb of members(k, LATE)) {
    if (!hasTimeout(k, tcb)) delist(k, tcb);
    else if (wakeupOf(k, tcb).base === now(k).base) enlist(k, tcb, soonList(wakeupOf(k, tcb)));
  }
};

/** A scan period is over: the threads whose time has come, out of their list; who no longer waits is dropped. */
export const scan = (k: Nucleus): readonly TcbAddress[] => {
  const due: TcbAddress[] = [];
  for (const tcb of members(k, soonList(now(k)))) {
    const waits = hasTimeout(k, tcb);
    if (waits && !isDue(k, tcb)) continue;
    delist(k, tcb);
    if (waits) due.push(tcb);
  }
  return due;
};

/** The ms to the first scan that may find somebody due, or to the next window, whichever is sooner. */
export const toNextWakeup = (k: Nucleus): number => {
  const { offset } = now(k);
  let least = WINDOW_MS - offset;
  for (let list = 0; list < SOON_LISTS; list++)
    for (const tcb of members(k, list))
      if (hasTimeout(k, tcb)) least = Math.min(least, Math.ceil(wakeupOf(k, tcb).offset / SCAN_MS) * SCAN_MS - offset);
  return Math.max(1, least);
};
