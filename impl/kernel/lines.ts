/**
 * Interrupt lines (L.27-28, F:3.6): a line belongs to the one thread that attached to it, and a raise that the thread
 * does not wait for is remembered, once.
 */
import type { Nucleus, TcbAddress } from './nucleus.js';
import { Tcb } from './tcb.js';
import { NOBODY, type IdWord } from './thread-id.js';
import { Variable } from './variables.js';

const OWNER = 0;
const RAISED = 1;
const record = ({ layout }: Nucleus, line: number): number => layout.variables + (Variable.lines + 2 * line) * 4;

/** How many lines the machine has. */
export const lineCount = ({ config }: Nucleus): number => config.lines ?? 0;

/** The thread that has the line, or NOBODY. */
export const ownerOf = (k: Nucleus, line: number): IdWord => k.memory.read(record(k, line), OWNER);
export const isRaised = (k: Nucleus, line: number): boolean => k.memory.read(record(k, line), RAISED) !== 0;
/** Whether anything but 0 and 1 stands for it. */
export const raisedWord = (k: Nucleus, line: number): number => k.memory.read(record(k, line), RAISED);
export const setRaised = (k: Nucleus, line: number, raised: boolean): void =>
  k.memory.write(record(k, line), RAISED, raised ? 1 : 0);

/** The line that a thread has, or -1. */
export const lineOfThread = (k: Nucleus, tcb: TcbAddress): number => {
  const id = k.memory.read(tcb, Tcb.myself);
  for (let line = 0; line < lineCount(k); line++) if (ownerOf(k, line) === id) return line;
  return -1;
};

/** The thread gives up the line that it has, if any, and what came on it. */
export const detach = (k: Nucleus, tcb: TcbAddress): void => {
  const line = lineOfThread(k, tcb);
  if (line < 0) return;
  k.memory.write(record(k, line), OWNER, NOBODY);
  setRaised(k, line, false);
};

/** A free line becomes the thread's, in place of the one that it had. */
export const attach = (k: Nucleus, tcb: TcbAddress, line: number): void => {
  detach(k, tcb);
  k.memory.write(record(k, line), OWNER, k.memory.read(tcb, Tcb.myself));
  setRaised(k, line, false);
};
