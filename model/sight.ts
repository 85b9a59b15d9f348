import { IDLE, NOBODY, nameOf } from '../spec/index.js';
import type { Pending, Sight, Tid } from '../spec/index.js';
import type { BootConfig, Result, Seen, ThreadId } from '../spec/vocabulary/index.js';

const nameOrNobody = (world: BootConfig, id: Tid): ThreadId | 'nobody' =>
  id === NOBODY ? 'nobody' : nameOf(world, id);

type Returned = Exclude<Pending, { is: 'loaded' | 'stored' }>;
const resultOf = (world: BootConfig, pending: Returned): Result => {
  switch (pending.is) {
    case 'ipc': {
      const { phase, cause, from, words } = pending;
      if (words === null) return { call: 'ipc', phase, cause };
      return { call: 'ipc', phase, cause, from: nameOf(world, from), words };
    }
    case 'id_nearest':
      return { call: 'id_nearest', nearest: nameOrNobody(world, pending.nearest) };
    case 'task_new':
      return { call: 'task_new', made: nameOrNobody(world, pending.made) };
    case 'lthread_ex_regs':
      return { call: 'lthread_ex_regs', old: 'created' };
  }
};

/** What a thread shows, as the wire has it. */
export const shownOf = (
  world: BootConfig,
  pending: Pending,
): { result: Result } | { loaded: number } | { stored: true } => {
  switch (pending.is) {
    case 'loaded':
      return { loaded: pending.value };
    case 'stored':
      return { stored: true };
    case 'ipc':
    case 'id_nearest':
    case 'task_new':
    case 'lthread_ex_regs':
      return { result: resultOf(world, pending) };
  }
};

/** What shows at the end of a step, as the wire has it. */
export const seenOf = (world: BootConfig, { running, shows, ignored }: Sight): Seen => {
  if (running === IDLE) return ignored ? { running: 'idle', ignored: true } : { running: 'idle' };
  const name = nameOf(world, running);
  if (shows === null) return { running: name };
  const shown = shownOf(world, shows);
  if ('result' in shown) return { running: name, result: shown.result };
  return 'loaded' in shown ? { running: name, loaded: shown.loaded } : { running: name, stored: true };
};

export const sameName = (
  a: ThreadId | 'nobody' | 'idle' | undefined,
  b: ThreadId | 'nobody' | 'idle' | undefined,
): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return a[0] === b[0] && a[1] === b[1] && (a[2] ?? 1) === (b[2] ?? 1);
};

const sameWords = (a: readonly number[] | undefined, b: readonly number[] | undefined): boolean =>
  a === b || (a?.length === b?.length && (a ?? []).every((word, i) => word === b?.[i]));

export const sameResult = (a: Result | undefined, b: Result | undefined): boolean => {
  if (a === undefined || b === undefined) return a === b;
  switch (a.call) {
    case 'ipc':
      return (
        b.call === 'ipc' &&
        a.phase === b.phase &&
        a.cause === b.cause &&
        sameName(a.from, b.from) &&
        sameWords(a.words, b.words)
      );
    case 'id_nearest':
      return b.call === 'id_nearest' && sameName(a.nearest, b.nearest);
    case 'task_new':
      return b.call === 'task_new' && sameName(a.made, b.made);
    case 'lthread_ex_regs':
      return b.call === 'lthread_ex_regs';
  }
};

/** Whether two observations say the same. */
export const sameSeen = (a: Seen, b: Seen): boolean =>
  sameName(a.running, b.running) &&
  sameResult(a.result, b.result) &&
  a.loaded === b.loaded &&
  a.stored === b.stored &&
  a.ignored === b.ignored;
