import type { ThreadId } from '../../spec/vocabulary/index.js';

/**
 * A thread id in a word, as L4 lays it out (F:3.1): task 11 bits, lthread 7 bits, version 10 bits. Version n is the
 * n-th thread made in its slot; nothing is ever deleted yet, so each thread has version 1.
 */
export type IdWord = number;

/** The nil id: no thread has it, for versions begin at 1. */
export const NOBODY: IdWord = 0;
/** The source of an open wait. No thread has it: its bits above the task are zero. */
export const ANY: IdWord = 0xffff_ffff;

const FIRST_VERSION = 1;

export const idWord = (task: number, lthread: number, version = FIRST_VERSION): IdWord =>
  (task << 17) | (lthread << 10) | version;

export const taskOf = (id: IdWord): number => id >>> 17;
export const lthreadOf = (id: IdWord): number => (id >>> 10) & 127;

/**
 * The id that a caller means. A slot without a version is whoever is there, or will first be there: until threads are
 * deleted, that is version 1.
 */
export const encodeId = (id: ThreadId | 'nobody'): IdWord => (id === 'nobody' ? NOBODY : idWord(id[0], id[1], id[2]));

/** The id of a thread, as a caller sees it. */
export const decodeId = (id: IdWord): ThreadId => [taskOf(id), lthreadOf(id)];

/** Whether a thread can ever have this id. */
export const canExist = (id: IdWord, tasks: number, lthreads: number): boolean =>
  taskOf(id) < tasks && id === idWord(taskOf(id), lthreadOf(id)) && lthreadOf(id) < lthreads;
