import { z } from 'zod';
import { LthreadNumber, Nobody, TaskNumber } from '../ids.js';
import { field, renderWord, within, wordWith } from './field.js';

/**
 * The id of a thread, version 2 of the interface: 64 bits in two words (F:3.1).
 *
 *     word | bits   | field   | says
 *     high | 31..28 | nest    | depth of clans
 *     high | 27..17 | chief   | task that created the task
 *     high | 16..0  | site    | machine
 *     low  | 31..28 | ver1    | bits 13..10 of the version
 *     low  | 27..17 | task    |
 *     low  | 16..10 | lthread | thread within the task: 128 of them, as in the calls (F:E3)
 *     low  | 9..0   | ver0    | bits 9..0 of the version
 *
 *     low, high        | means
 *     0, 0             | nobody: nil
 *     l + 1, 0         | interrupt line l, 0 .. 254
 *     all ones         | invalid
 *
 * The special ids have the low words of threads: a thread 0 of task 0, and the last version of thread 127 of task 2047, are refused
 * both ways. So the vocabulary's thread 0.0 has no id here: the sigma-zero of 1996 is task 2. The generation of a `ThreadId` is the version.
 * The test tree of the kernel of 1996 divides the words otherwise, and 32-bit ids came in 1999: neither is encoded here.
 */
export interface ThreadIdWords {
  readonly low: number;
  readonly high: number;
}

const NEST = field(31, 28);
const CHIEF = field(27, 17);
const SITE = field(16, 0);
const VERSION_1 = field(31, 28);
const TASK = field(27, 17);
const LTHREAD = field(16, 10);
const VERSION_0 = field(9, 0);
const VERSION_0_SIZE = 1024;
const VERSION = field(13, 0);

const ALL_ONES = 0xffff_ffff;
const MAX_LINE = 254;

const lowWord = ({ task, lthread, version }: { task: number; lthread: number; version: number }): number =>
  VERSION_1.put(Math.floor(version / VERSION_0_SIZE)) +
  TASK.put(task) +
  LTHREAD.put(lthread) +
  VERSION_0.put(version % VERSION_0_SIZE);

/** Whom a message can come from or go to. */
export const WireThreadId = z.union([
  Nobody,
  z.literal('invalid'),
  z.strictObject({ line: z.int().min(0).max(MAX_LINE) }).readonly(),
  z
    .strictObject({
      task: TaskNumber,
      lthread: LthreadNumber,
      version: VERSION.values,
      nest: NEST.values,
      chief: TaskNumber,
      site: SITE.values,
    })
    .refine(
      ({ task, lthread }) => task !== 0 || lthread !== 0,
      'thread 0 of task 0 has the ids of nil and the interrupts',
    )
    .refine((thread) => lowWord(thread) !== ALL_ONES, 'the last version of the last thread has the invalid id')
    .readonly(),
]);
export type WireThreadId = z.infer<typeof WireThreadId>;

/** The word, or words, of a thread id; throws a RangeError where there is none. */
export const encodeThreadId = (id: WireThreadId): ThreadIdWords => {
  within('thread id', WireThreadId, id);
  if (id === 'nobody') return { low: 0, high: 0 };
  if (id === 'invalid') return { low: ALL_ONES, high: ALL_ONES };
  if ('line' in id) return { low: id.line + 1, high: 0 };
  return { low: lowWord(id), high: NEST.put(id.nest) + CHIEF.put(id.chief) + SITE.put(id.site) };
};

/** What a word says as a thread id; throws a RangeError where it is none. */
export const decodeThreadId = ({ low, high }: ThreadIdWords): WireThreadId => {
  wordWith('thread id', low, []);
  wordWith('thread id', high, []);
  if (low === 0 && high === 0) return 'nobody';
  if (low === ALL_ONES && high === ALL_ONES) return 'invalid';
  if (low <= MAX_LINE + 1 && high === 0) return { line: low - 1 };
  return within(`thread id ${renderWord(high)} ${renderWord(low)}`, WireThreadId, {
    task: TASK.take(low),
    lthread: LTHREAD.take(low),
    version: VERSION_1.take(low) * VERSION_0_SIZE + VERSION_0.take(low),
    nest: NEST.take(high),
    chief: CHIEF.take(high),
    site: SITE.take(high),
  });
};
