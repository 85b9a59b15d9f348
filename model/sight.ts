import { ENDLESS, IDLE, NOBODY, UNDEFINED, nameOf, numberOf, partnerNameOf } from '../spec/index.js';
import type { Pending, Sight, State, Tid } from '../spec/index.js';
import type { Line, Result, Seen, SliceMs, ThreadId } from '../spec/vocabulary/index.js';

/** The name of a thread or nobody, for a number that is no line's. */
export const threadNameOf = (s: State, id: Tid): ThreadId | 'nobody' => (id === NOBODY ? 'nobody' : nameOf(s, id));
/** Whether memory that is to hold `own` may hold `shown`: of an undefined word nothing is said. */
export const mayHold = (own: number, shown: number): boolean => own === UNDEFINED || own === shown;
/** A word that memory may hold: where nothing is said of it, 0. */
export const someWord = (own: number): number => (own === UNDEFINED ? 0 : own);
/** A slice as the wire has it. */
export const shownSlice = (sliceMs: number): SliceMs => (sliceMs === ENDLESS ? 'never' : sliceMs);

type Returned = Exclude<Pending, { is: 'loaded' | 'stored' }>;
const resultOf = (s: State, pending: Returned): Result => {
  switch (pending.is) {
    case 'ipc': {
      const { phase, cause, words, inMemory } = pending;
      if (words === null) return { call: 'ipc', phase, cause };
      const from = partnerNameOf(s, pending.from) as ThreadId | Line;
      return inMemory === null
        ? { call: 'ipc', phase, cause, from, words }
        : { call: 'ipc', phase, cause, from, words, inMemory };
    }
    case 'id_nearest':
      return { call: 'id_nearest', nearest: threadNameOf(s, pending.nearest) };
    case 'task_new':
      return { call: 'task_new', made: threadNameOf(s, pending.made) };
    case 'thread_schedule': {
      const { old, doing } = pending;
      if (old === null) return { call: 'thread_schedule', old: 'refused' };
      return {
        call: 'thread_schedule',
        old: { priority: old.priority, sliceMs: shownSlice(old.sliceMs), doing },
      };
    }
    case 'lthread_ex_regs': {
      const { old } = pending;
      if (old === null) return { call: 'lthread_ex_regs', old: 'created' };
      const { ip, pager, handler } = old;
      return {
        call: 'lthread_ex_regs',
        old: { ip, pager: threadNameOf(s, pager), handler: threadNameOf(s, handler) },
      };
    }
  }
};

/** What a thread shows, as the wire has it. */
export const shownOf = (s: State, pending: Pending): { result: Result } | { loaded: number } | { stored: true } => {
  switch (pending.is) {
    case 'loaded':
      return { loaded: pending.value };
    case 'stored':
      return { stored: true };
    case 'ipc':
    case 'id_nearest':
    case 'task_new':
    case 'thread_schedule':
    case 'lthread_ex_regs':
      return { result: resultOf(s, pending) };
  }
};

type Shown = ReturnType<typeof shownOf>;
const withShown = (running: Seen['running'], shown: Shown): Seen => {
  if ('result' in shown) return { running, result: shown.result };
  return 'loaded' in shown ? { running, loaded: shown.loaded } : { running, stored: true };
};
const withShownAfter = (running: Seen['running'], shown: Shown, elapsedMs: number): Seen => {
  if ('result' in shown) return { running, result: shown.result, elapsedMs };
  return 'loaded' in shown ? { running, loaded: shown.loaded, elapsedMs } : { running, stored: true, elapsedMs };
};

/** What shows at the end of a step, which is state `s`, as the wire has it. */
export const seenOf = (s: State, { running, shows, ignored, elapsedMs }: Sight): Seen => {
  const name = running === IDLE ? 'idle' : nameOf(s, running);
  if (ignored) return { running: name, ignored };
  const shown = shows === null ? null : shownOf(s, shows);
  if (elapsedMs === null) return shown === null ? { running: name } : withShown(name, shown);
  return shown === null ? { running: name, elapsedMs } : withShownAfter(name, shown, elapsedMs);
};

/** The observation as a kernel can make it: nothing undefined. */
export const concrete = (seen: Seen): Seen => {
  if (seen.loaded !== UNDEFINED) return seen;
  const shown = { loaded: someWord(seen.loaded) };
  return seen.elapsedMs === undefined
    ? withShown(seen.running, shown)
    : withShownAfter(seen.running, shown, seen.elapsedMs);
};

type Named = ThreadId | Line | 'nobody' | 'idle' | undefined;
/** Whether two names mean the same in a state: [1, 0] is whoever is there now. */
export const sameName = (s: State, a: Named, b: Named): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if ('line' in a || 'line' in b) return 'line' in a && 'line' in b && a.line === b.line;
  if (a[0] !== b[0] || a[1] !== b[1]) return false;
  return a[2] === b[2] || numberOf(s, a) === numberOf(s, b);
};

const sameWords = (a: readonly number[] | undefined, b: readonly number[] | undefined): boolean =>
  a === b || (a?.length === b?.length && (a ?? []).every((word, i) => mayHold(word, b?.[i] ?? 0)));

type Registers = Extract<Result, { call: 'lthread_ex_regs' }>['old'];
const sameRegisters = (s: State, a: Registers, b: Registers): boolean => {
  if (a === 'created' || b === 'created') return a === b;
  return mayHold(a.ip, b.ip) && sameName(s, a.pager, b.pager) && sameName(s, a.handler, b.handler);
};
type Schedule = Extract<Result, { call: 'thread_schedule' }>['old'];
const sameSchedule = (a: Schedule, b: Schedule): boolean => {
  if (a === 'refused' || b === 'refused') return a === b;
  return a.priority === b.priority && a.sliceMs === b.sliceMs && a.doing === b.doing;
};

/** Whether two results say the same in a state: names may differ where they name the same thread. */
export const sameResult = (s: State, a: Result | undefined, b: Result | undefined): boolean => {
  if (a === undefined || b === undefined) return a === b;
  switch (a.call) {
    case 'ipc':
      return (
        b.call === 'ipc' &&
        a.phase === b.phase &&
        a.cause === b.cause &&
        sameName(s, a.from, b.from) &&
        sameWords(a.words, b.words) &&
        a.inMemory?.words === b.inMemory?.words &&
        a.inMemory?.strings === b.inMemory?.strings
      );
    case 'id_nearest':
      return b.call === 'id_nearest' && sameName(s, a.nearest, b.nearest);
    case 'task_new':
      return b.call === 'task_new' && sameName(s, a.made, b.made);
    case 'thread_schedule':
      return b.call === 'thread_schedule' && sameSchedule(a.old, b.old);
    case 'lthread_ex_regs':
      return b.call === 'lthread_ex_regs' && sameRegisters(s, a.old, b.old);
  }
};

/** Whether a kernel conforms to what is allowed, `a`, by showing `b` in state `s`. */
export const sameSeen = (s: State, a: Seen, b: Seen): boolean =>
  sameName(s, a.running, b.running) &&
  sameResult(s, a.result, b.result) &&
  (a.loaded === b.loaded || (a.loaded !== undefined && b.loaded !== undefined && mayHold(a.loaded, b.loaded))) &&
  a.stored === b.stored &&
  a.elapsedMs === b.elapsedMs &&
  a.ignored === b.ignored;
