import { z } from 'zod';
import { Word } from '../pages.js';

/** Bits `high`..`low` of a 32-bit word. Fields of one word do not overlap, so that a word is the sum of its fields. */
export interface Field {
  /** The numbers that fit. */
  readonly values: z.ZodInt;
  readonly put: (value: number) => number;
  readonly take: (word: number) => number;
}

export const field = (high: number, low: number): Field => {
  const size = 2 ** (high - low + 1);
  return {
    values: z
      .int()
      .min(0)
      .max(size - 1),
    put: (value) => value * 2 ** low,
    take: (word) => Math.floor(word / 2 ** low) % size,
  };
};

/** One bit of a word, as a truth value. */
export interface Flag {
  readonly put: (value: boolean) => number;
  readonly take: (word: number) => boolean;
}

export const flag = (bit: number): Flag => {
  const { put, take } = field(bit, bit);
  return { put: (value) => put(value ? 1 : 0), take: (word) => take(word) === 1 };
};

/** The value itself, if the schema has it; a RangeError that says what is wrong with it otherwise. */
export const within = <T>(what: string, schema: z.ZodType<T>, value: T): T => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return value;
  throw new RangeError(`${what}: ${z.prettifyError(parsed.error)}`);
};

/** `word` as 32 bits, of which those of `reserved` are zero. */
export const wordWith = (what: string, word: number, reserved: readonly Field[]): number => {
  within(what, Word, word);
  if (reserved.some(({ take }) => take(word) !== 0))
    throw new RangeError(`${what}: a reserved bit of ${renderWord(word)} is set`);
  return word;
};

/** As the manuals print a word: `0xFFFFFFFF`. */
export const renderWord = (word: number): string => `0x${word.toString(16).toUpperCase().padStart(8, '0')}`;
