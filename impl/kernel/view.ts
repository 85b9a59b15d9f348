import type { ShownThread, View } from '../../spec/vocabulary/index.js';
import { inMs, now } from './clock.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import { Standing } from './standing.js';
import { showDerivation } from './view-derivation.js';
import { hardwareViewer } from './view-hardware.js';
import { showLines, showQueues, showThread, threadsOf } from './view-threads.js';

/** Whether the four words before `end` are 0. */
const isBlank = (words: Uint32Array, end: number): boolean =>
  (words[end - 1] | words[end - 2] | words[end - 3] | words[end - 4]) === 0;

/**
 * The words of a user frame up to the last that is not 0. Most of a frame is 0: it is passed over four words at a time.
 */
const showFrame = (words: Uint32Array): readonly number[] => {
  let end = words.length;
  while (end > 0 && isBlank(words, end)) end -= 4;
  while (end > 0 && words[end - 1] === 0) end--;
  return Array.from(words.subarray(0, end));
};

/** What was known, where it is still the same. */
const unlessSame = (found: readonly TcbAddress[], last: readonly TcbAddress[] | null): readonly TcbAddress[] =>
  last !== null && last.length === found.length && found.every((tcb, at) => tcb === last[at]) ? last : found;

/**
 * The abstract state that the words of memory stand for (the refinement relation), whenever it is asked for. It reads memory,
 * and for the hardware part CR3 and TLB, and nothing else; it throws CorruptKernelMemory where the words contradict each other,
 * and always ends. From one step to the next little changes: what is shown of the rest stands.
 */
export const viewer = (k: Nucleus): (() => View) => {
  const standing = <T, From = null>(compute: (from: From, last: T | null) => T): Standing<T, From> =>
    new Standing(k.memory, compute);
  const threads = standing((_, last: readonly TcbAddress[] | null) => unlessSame(threadsOf(k), last));
  const frames = Array.from({ length: k.config.frames }, (_, frame) =>
    standing(() => showFrame(k.memory.frame(frame))),
  );
  const derivation = standing(() => showDerivation(k));
  const lines = standing(() => showLines(k));
  const hardware = hardwareViewer(k);
  const shown = new Map<TcbAddress, Standing<ShownThread>>();
  const show = (tcb: TcbAddress): ShownThread => {
    const known = shown.get(tcb) ?? standing(() => showThread(k, tcb));
    shown.set(tcb, known);
    return known.of(null);
  };
  return () => {
    const existing = threads.of(null);
    return {
      frames: frames.map((frame) => frame.of(null)),
      derivation: derivation.of(null),
      threads: existing.map(show),
      queues: showQueues(k, existing),
      lines: lines.of(null),
      clockMs: inMs(now(k)),
      hardware: hardware(existing),
    };
  };
};
