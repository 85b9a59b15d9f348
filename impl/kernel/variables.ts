/**
 * The kernel's variables: word offsets from `Layout.variables`. Whatever else it knows is in a table, a TCB or a node.
 */
export const Variable = {
  /** TCB of the running thread, 0 while the machine idles. */
  current: 0,
  /** TCB at the head of the ready ring, or 0. */
  ready: 1,
  /** First free frame, by number, or 0: frame 0 is always sigma-zero's. */
  freeFrame: 2,
  /** First free node of the mapping database, or 0. */
  freeNode: 3,
  /** How many nodes of the mapping database were ever in use: those behind have never been touched. */
  nodesMade: 4,
} as const;
export const VARIABLE_WORDS = 8;
