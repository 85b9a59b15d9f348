import { PAGE_BYTES, type FrameRole } from '../../spec/vocabulary/index.js';
import type { Nucleus } from './nucleus.js';
import { Variable } from './variables.js';

/** The record of a physical frame: word offsets. */
export const FrameRecord = {
  /** Its one role: an index of `ROLES`. */
  role: 0,
  /** Of a free frame: the next free one, by number, or 0. */
  nextFree: 1,
} as const;
export const FRAME_RECORD_WORDS = 2;

/** The roles by their codes; no role has code 0, which is what untouched memory holds. */
export const ROLES: readonly (FrameRole | undefined)[] = [
  undefined,
  'user',
  'free',
  'directory',
  'table',
  'tcb',
  'database',
  'kernel',
];

export const frameRecord = ({ layout }: Nucleus, frame: number): number =>
  layout.frameTable + frame * FRAME_RECORD_WORDS * 4;

export const setRole = (k: Nucleus, frame: number, role: FrameRole): void =>
  k.memory.write(frameRecord(k, frame), FrameRecord.role, ROLES.indexOf(role));

/** Puts a frame at the head of the free list. */
export const freeFrame = (k: Nucleus, frame: number): void => {
  setRole(k, frame, 'free');
  k.memory.write(frameRecord(k, frame), FrameRecord.nextFree, k.memory.read(k.layout.variables, Variable.freeFrame));
  k.memory.write(k.layout.variables, Variable.freeFrame, frame);
};

/** Takes a frame from the free list, clears it and gives it a role. Returns its physical address. */
export const takeFrame = (k: Nucleus, role: FrameRole): number => {
  const frame = k.memory.read(k.layout.variables, Variable.freeFrame);
  if (frame === 0) throw new Error('out of frames: the layout has two for each space');
  k.memory.write(k.layout.variables, Variable.freeFrame, k.memory.read(frameRecord(k, frame), FrameRecord.nextFree));
  setRole(k, frame, role);
  k.memory.clear(frame);
  return frame * PAGE_BYTES;
};
