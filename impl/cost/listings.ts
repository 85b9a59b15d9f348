import { CLOCKS, type Instruction } from './clocks.js';

/** A step of a path through the kernel, as a coder of 486 instructions would write it. */
export interface Listing {
  readonly step: string;
  readonly code: readonly Instruction[];
}

/** At the trap registers hold what both phases need (F:3.1): the descriptors, the timeouts, the partner, two words. */
export const ENTER_LEAVE: readonly Listing[] = [
  { step: 'enter the kernel', code: ['int n, to the inner ring'] },
  { step: 'leave the kernel', code: ['iretd, to the outer ring'] },
];

/**
 * An IPC whose partner waits (L.58): the caller goes from its send phase to its wait, and the partner runs. No scheduler,
 * no queue, no timer.
 */
export const RENDEZVOUS: readonly Listing[] = [
  { step: 'save what the path needs', code: ['push r', 'push r'] },
  { step: 'the segments are the flat ones', code: ['mov r, sreg', 'cmp r, i', 'jcc not taken'] },
  {
    step: 'there is a send phase; in registers, or not',
    code: ['cmp r, i', 'jcc not taken', 'cmp r, i', 'jcc not taken'],
  },
  { step: 'the own TCB, from the stack', code: ['mov r, r', 'and r, i'] },
  { step: "the partner's TCB, from its id", code: ['mov r, r', 'and r, i', 'add r, i'] },
  { step: 'it is the thread that is meant', code: ['cmp m, r', 'jcc not taken'] },
  { step: 'it waits', code: ['cmp m, i', 'jcc not taken'] },
  { step: 'for the caller, or for anybody', code: ['mov r, m', 'cmp m, r', 'jcc taken'] },
  { step: 'no lazy resource is in use', code: ['cmp m, i', 'jcc not taken'] },
  {
    step: 'there is a receive phase, without a timeout',
    code: ['cmp r, i', 'jcc not taken', 'cmp r, i', 'jcc not taken'],
  },
  { step: 'nobody is queued', code: ['cmp m, i', 'jcc not taken'] },
  { step: 'the caller waits, for whom', code: ['mov m, i', 'mov m, r'] },
  { step: 'the partner is ready', code: ['mov m, i'] },
  { step: 'it is the running thread', code: ['mov m, r'] },
  { step: 'its stack, also for the next trap', code: ['mov m, r', 'mov r, m', 'lea r, m', 'mov m, r'] },
  { step: 'it learns who sent', code: ['mov r, m'] },
  { step: 'its result', code: ['mov r, i'] },
  { step: 'restore', code: ['pop r', 'pop r'] },
];

/** For each load of CR3. */
export const SPACE: readonly Listing[] = [
  { step: 'the space of the thread is not the loaded one', code: ['mov r, m', 'cmp m, r', 'jcc not taken'] },
  { step: 'load it', code: ['mov m, r', 'mov cr3, r'] },
];

/** For a message in memory, of which no page ends within it: where it lies on either side, and how much of it fits. */
export const TRANSFER: readonly Listing[] = [
  { step: 'both sides are in a transfer', code: ['mov m, i', 'mov m, i', 'mov m, r', 'mov m, r'] },
  { step: 'source and its length', code: ['mov r, m', 'mov r, m'] },
  { step: 'target and its length', code: ['mov r, m', 'mov r, m', 'cmp r, r', 'jcc not taken'] },
  { step: 'no page ends within', code: ['lea r, m', 'and r, i', 'cmp r, r', 'jcc not taken'] },
  { step: 'the same of the target', code: ['lea r, m', 'and r, i', 'cmp r, r', 'jcc not taken'] },
  { step: 'the target is user memory', code: ['cmp r, i', 'jcc not taken'] },
  { step: 'the transfer is over', code: ['mov m, i', 'mov m, i'] },
];

/** For each copy; the dwords come on top. The remainder of a length that is no multiple of 4 is none here. */
export const COPY: readonly Listing[] = [
  { step: 'from, to, length', code: ['mov r, m', 'mov r, m', 'mov r, m', 'mov r, r'] },
  { step: 'in dwords, and none is left over', code: ['shr r, i', 'and r, i', 'jcc not taken'] },
  { step: 'copy', code: ['rep movsd, once'] },
];
export const EACH_DWORD: Instruction = 'rep movsd, each dword';

/** For each word of a directory or page table that is filled, or cleared (L.52). */
export const SET_ENTRY: readonly Listing[] = [
  { step: "the partner's word, for the kernel alone", code: ['mov r, m', 'and r, i', 'mov m, r'] },
];
export const CLEAR_ENTRY: readonly Listing[] = [{ step: 'no entry', code: ['mov m, i'] }];

/** For each entry of the wakeup array that the timer looks at: is it in use, and due? Nothing is at the end of time. (L.60) */
export const ARRAY_ENTRY: readonly Listing[] = [
  { step: 'not yet', code: ['cmp m, r', 'jcc not taken'] },
  { step: 'the next entry', code: ['inc r', 'jcc taken'] },
];
/** For each member of the wakeup list that the timer looks at (L.61). */
export const LIST_MEMBER: readonly Listing[] = [
  { step: 'it still waits', code: ['cmp m, i', 'jcc not taken'] },
  { step: 'not yet', code: ['cmp m, r', 'jcc not taken'] },
  { step: 'the next member', code: ['mov r, m', 'cmp r, r', 'jcc taken'] },
];

/** The clocks of a listing, those of them that are estimated, and the bytes of its code. */
export interface Sum {
  readonly clocks: number;
  readonly estimated: number;
  readonly bytes: number;
}
export const sumOf = (listings: readonly Listing[]): Sum => {
  let [clocks, estimated, bytes] = [0, 0, 0];
  for (const instruction of listings.flatMap(({ code }) => code)) {
    const it = CLOCKS[instruction];
    clocks += it.clocks;
    estimated += it.source === null ? it.clocks : 0;
    bytes += it.bytes;
  }
  return { clocks, estimated, bytes };
};
