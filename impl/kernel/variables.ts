import { BLOCK_WORDS } from '../machine/memory.js';

/** Priorities run from 0 to 255: a ready ring for each. */
export const PRIORITIES = 256;
/** Wakeup lists of the current window, and one of all later wakeups (wakeups.ts). */
export const SOON_LISTS = 8;
/** Interrupt lines: two words each (lines.ts). */
const MAX_LINES = 16;

/** Where what few entries to the kernel change begins: in a block of its own, so that what is shown of it stands (standing.ts). */
const RARE = BLOCK_WORDS;
const LINES = RARE + 4;
const WAKEUPS = LINES + 2 * MAX_LINES;
const READY = WAKEUPS + SOON_LISTS + 1;

/**
 * The kernel's variables: word offsets from `Layout.variables`. Whatever else it knows is in a table, a TCB or a node. Those that
 * almost every entry to the kernel changes stand apart from those that few do.
 */
export const Variable = {
  /** TCB of the running thread, 0 while the machine idles. */
  current: 0,
  /** How often a thread has lined up. */
  linedUp: 4,
  /** What is left of the running slice, in ms, or ENDLESS. */
  sliceLeft: 5,
  /** The clock: the number of the window, and ms since it began (wakeups.ts). */
  clockBase: 6,
  clockOffset: 7,
  /** First free frame, by number, or 0: frame 0 is always sigma-zero's. */
  freeFrame: RARE,
  /** First free node of the mapping database, or 0. */
  freeNode: RARE + 1,
  /** How many nodes of the mapping database were ever in use: those behind have never been touched. */
  nodesMade: RARE + 2,
  /** By line: its owner and whether it is raised. */
  lines: LINES,
  /** The heads of the wakeup lists: those for the current window, then the one for later. */
  wakeups: WAKEUPS,
  /** By priority: TCB at the head of the ready ring, or 0. */
  ready: READY,
  /** 1 if the TLB may hold entries of the IPC region (long-ipc/region.ts). */
  regionCached: READY + PRIORITIES,
} as const;
export const VARIABLE_WORDS = Variable.regionCached + 1;
