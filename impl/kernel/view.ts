import { PAGE_WORDS, type View } from '../../spec/vocabulary/index.js';
import type { Nucleus } from './nucleus.js';
import { showDerivation } from './view-derivation.js';
import { showHardware } from './view-hardware.js';
import { showQueues, showThread, threadsOf } from './view-threads.js';

/** The words of a user frame up to the last that is not 0. */
const showFrame = (words: Uint32Array, frame: number): number[] => {
  const first = frame * PAGE_WORDS;
  let end = first + PAGE_WORDS;
  while (end > first && words[end - 1] === 0) end--;
  return Array.from(words.subarray(first, end));
};

/**
 * The abstract state that the words of memory stand for (the refinement relation). It reads memory, and for the hardware part
 * CR3 and TLB, and nothing else; it throws CorruptKernelMemory where the words contradict each other, and always ends.
 */
export const viewOf = (k: Nucleus): View => {
  const threads = threadsOf(k);
  return {
    frames: Array.from({ length: k.config.frames }, (_, frame) => showFrame(k.memory.words, frame)),
    derivation: showDerivation(k),
    threads: threads.map((tcb) => showThread(k, tcb)),
    queues: showQueues(k, threads),
    hardware: showHardware(k, threads),
  };
};
