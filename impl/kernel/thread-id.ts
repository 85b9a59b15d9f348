/**
 * A thread id in a word, as L4 lays it out (F:3.1): task 11 bits, lthread 7 bits, version 10 bits. Version n is the
 * n-th thread made in its slot: one compare tells a thread from those that were there before it.
 */
export type IdWord = number;

/** The nil id: no thread has it, for versions begin at 1. */
export const NOBODY: IdWord = 0;
/** The source of an open wait. No thread has it: its bits above the task are zero. */
export const ANY: IdWord = 0xffff_ffff;
/** Interrupt line 0 as a partner, and behind it the other lines. No thread has these ids either. */
const LINE_0: IdWord = 0xf000_0000;
const LINES = 16;

export const FIRST_VERSION = 1;
export const LAST_VERSION = 1023;

export const idWord = (task: number, lthread: number, version = FIRST_VERSION): IdWord =>
  (task << 17) | (lthread << 10) | version;

export const taskOf = (id: IdWord): number => id >>> 17;
export const lthreadOf = (id: IdWord): number => (id >>> 10) & 127;
export const versionOf = (id: IdWord): number => id & 1023;

export const lineWord = (line: number): IdWord => LINE_0 + line;
/** The line that an id means, or -1. */
export const lineOf = (id: IdWord): number => (id >= LINE_0 && id < LINE_0 + LINES ? id - LINE_0 : -1);
