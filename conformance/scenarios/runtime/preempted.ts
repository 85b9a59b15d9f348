import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { otherwise } from './otherwise.js';
import { yieldTo } from './thread.js';
import type { Instruction, Thread } from './thread.js';

/** A program that is preempted behind some of its instructions: `to`, or whoever is next, has a turn. */
export const preempted = (
  program: Thread,
  isBehind: (instruction: Instruction) => boolean,
  to: ThreadId | 'nobody' = 'nobody',
): Thread =>
  otherwise(program, function* (instruction) {
    const shown = yield instruction;
    if (isBehind(instruction)) yield* yieldTo(to);
    return shown;
  });
