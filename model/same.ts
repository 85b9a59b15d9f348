import type { Message, Pending, Phase, State, Thread } from '../spec/index.js';
import type { Fpage, Item, Receive } from '../spec/vocabulary/index.js';

// Equality of states. Parts that did not change are the same object, so that most comparisons end at the first `===`.

const sameList = <T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean => {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!same(a[i], b[i])) return false;
  return true;
};
const identical = <T>(x: T, y: T): boolean => x === y;
export const sameNumbers = (a: readonly number[], b: readonly number[]): boolean => sameList(a, b, identical);

const sameFpage = (a: Fpage | null | undefined, b: Fpage | null | undefined): boolean =>
  a === b || (!!a && !!b && a.base === b.base && a.sizeLog2 === b.sizeLog2);
const sameItem = (a: Item, b: Item): boolean =>
  a === b || (a.kind === b.kind && a.offset === b.offset && a.write === b.write && sameFpage(a.fpage, b.fpage));
const sameMessage = (a: Message, b: Message): boolean =>
  a === b || (sameNumbers(a.words, b.words) && sameList(a.items, b.items, sameItem));
const sameSource = (a: Receive['from'], b: Receive['from']): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && a[0] === b[0] && a[1] === b[1] && a[2] === b[2]);
const sameReceive = (a: Receive | null, b: Receive | null): boolean =>
  a === b || (!!a && !!b && a.timeoutMs === b.timeoutMs && sameSource(a.from, b.from) && sameFpage(a.window, b.window));

export const samePhase = (a: Phase, b: Phase): boolean => {
  if (a === b) return true;
  switch (a.is) {
    case 'ready':
    case 'halted':
      return a.is === b.is;
    case 'sending':
      return b.is === 'sending' && a.to === b.to && sameMessage(a.message, b.message) && sameReceive(a.then, b.then);
    case 'receiving':
      return b.is === 'receiving' && a.from === b.from && sameFpage(a.window, b.window);
  }
};

export const samePending = (a: Pending | null, b: Pending | null): boolean => {
  if (a === b) return true;
  if (a === null || b === null) return false;
  switch (a.is) {
    case 'ipc':
      return (
        b.is === 'ipc' &&
        a.phase === b.phase &&
        a.cause === b.cause &&
        a.from === b.from &&
        (a.words === b.words || (!!a.words && !!b.words && sameNumbers(a.words, b.words)))
      );
    case 'id_nearest':
      return b.is === 'id_nearest' && a.nearest === b.nearest;
    case 'task_new':
      return b.is === 'task_new' && a.made === b.made;
    case 'loaded':
      return b.is === 'loaded' && a.value === b.value;
    case 'lthread_ex_regs':
    case 'stored':
      return a.is === b.is;
  }
};

const sameFault = (a: Thread['fault'], b: Thread['fault']): boolean =>
  a === b || (!!a && !!b && a.address === b.address && a.store === b.store);
export const sameThread = (a: Thread | null, b: Thread | null): boolean =>
  a === b ||
  (!!a &&
    !!b &&
    a.id === b.id &&
    a.pager === b.pager &&
    a.ip === b.ip &&
    a.since === b.since &&
    a.turn === b.turn &&
    samePhase(a.phase, b.phase) &&
    samePending(a.pending, b.pending) &&
    sameFault(a.fault, b.fault));

/** Whether two states of one machine are the same. */
export const sameState = (a: State, b: State): boolean =>
  a === b ||
  (a.running === b.running &&
    a.turns === b.turns &&
    sameNumbers(a.sigma, b.sigma) &&
    sameList(a.threads, b.threads, sameThread) &&
    sameNumbers(a.chiefs, b.chiefs) &&
    sameList(a.frames, b.frames, sameNumbers));
