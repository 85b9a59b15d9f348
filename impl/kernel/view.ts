import { PAGE_WORDS, type View } from '../../spec/vocabulary/index.js';
import { inMs, now } from './clock.js';
import type { Nucleus } from './nucleus.js';
import { showDerivation } from './view-derivation.js';
import { showHardware } from './view-hardware.js';
import { showLines, showQueues, showThread, threadsOf } from './view-threads.js';

/** Whether the four words before `end` are 0. */
const isBlank = (words: Uint32Array, end: number): boolean =>
  (words[end - 1] | words[end - 2] | words[end - 3] | words[end - 4]) === 0;

/**
 * The words of a user frame up to the last that is not 0. Most of a frame is 0: it is passed over four words at a time.
 */
const showFrame = (words: Uint32Array, frame: number): readonly number[] => {
  const first = frame * PAGE_WORDS;
  let end = first + PAGE_WORDS;
  while (end > first && isBlank(words, end)) end -= 4;
  while (end > first && words[end - 1] === 0) end--;
  const shown: number[] = [];
  for (let i = first; i < end; i++) shown.push(words[i]);
  return shown;
};

/**
 * The abstract state that the words of memory stand for (the refinement relation). It reads memory, and for the
 * hardware part CR3 and TLB, and nothing else; it throws CorruptKernelMemory where the words contradict each other, and
 * always ends.
 */
export const viewOf = (k: Nucleus): View => {
  const threads = threadsOf(k);
  return {
    frames: Array.from({ length: k.config.frames }, (_, frame) => showFrame(k.memory.words, frame)),
    derivation: showDerivation(k),
    threads: threads.map((tcb) => showThread(k, tcb)),
    queues: showQueues(k, threads),
    lines: showLines(k),
    clockMs: inMs(now(k)),
    hardware: showHardware(k, threads),
  };
};
