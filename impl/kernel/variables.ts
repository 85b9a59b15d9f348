/** Priorities run from 0 to 255: a ready ring for each. */
export const PRIORITIES = 256;
/** Wakeup lists of the current window, and one of all later wakeups (wakeups.ts). */
export const SOON_LISTS = 8;
/** Interrupt lines: two words each (lines.ts). */
const MAX_LINES = 16;

/**
 * The kernel's variables: word offsets from `Layout.variables`. Whatever else it knows is in a table, a TCB or a node.
 */
export const Variable = {
  /** TCB of the running thread, 0 while the machine idles. */
  current: 0,
  /** First free frame, by number, or 0: frame 0 is always sigma-zero's. */
  freeFrame: 1,
  /** First free node of the mapping database, or 0. */
  freeNode: 2,
  /** How many nodes of the mapping database were ever in use: those behind have never been touched. */
  nodesMade: 3,
  /** How often a thread has lined up. */
  linedUp: 4,
  /** What is left of the running slice, in ms, or ENDLESS. */
  sliceLeft: 5,
  /** The clock: the number of the window, and ms since it began (wakeups.ts). */
  clockBase: 6,
  clockOffset: 7,
  /** By line: its owner and whether it is raised. */
  lines: 8,
  /** The heads of the wakeup lists: those for the current window, then the one for later. */
  wakeups: 8 + 2 * MAX_LINES,
  /** By priority: TCB at the head of the ready ring, or 0. */
  ready: 8 + 2 * MAX_LINES + SOON_LISTS + 1,
  /** 1 if the TLB may hold entries of the IPC region (long-ipc/region.ts). */
  regionCached: 8 + 2 * MAX_LINES + SOON_LISTS + 1 + PRIORITIES,
} as const;
export const VARIABLE_WORDS = Variable.regionCached + 1;
