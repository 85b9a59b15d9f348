import fc from 'fast-check';
import { expect, test } from 'vitest';
import { field, flag, renderWord, within, wordWith } from './field.js';

test('codec/field: a value is put into its bits of a word, and taken out of them', () => {
  const tasks = field(27, 17);
  expect(tasks.put(5)).toBe(5 * 2 ** 17);
  expect(tasks.take(0xf00b_ffff)).toBe(5);
  expect(flag(31).put(true)).toBe(0x8000_0000);
  expect(flag(31).take(0x7fff_ffff)).toBe(false);
});

test('codec/field: each field of each word says what its bits say in binary digits', () => {
  fc.assert(
    fc.property(fc.nat(31), fc.nat(31), fc.integer({ min: 0, max: 0xffff_ffff }), (one, other, word) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const digits = word.toString(2).padStart(32, '0');
      const value = parseInt(digits.slice(31 - high, 32 - low), 2);
      expect(field(high, low).take(word)).toBe(value);
      expect(field(high, low).take(field(high, low).put(value))).toBe(value);
    }),
  );
});

test('codec/field: a field holds the numbers of its width and no others', () => {
  const { values } = field(12, 8);
  expect([0, 31].every((value) => values.safeParse(value).success)).toBe(true);
  expect([-1, 32, 0.5, NaN].some((value) => values.safeParse(value).success)).toBe(false);
});

test('codec/field: what does not fit is a RangeError that says what and why', () => {
  expect(within('strings', field(12, 8).values, 31)).toBe(31);
  expect(() => within('strings', field(12, 8).values, 32)).toThrow(RangeError);
  expect(() => within('strings', field(12, 8).values, 32)).toThrow(/strings: .*31/s);
  expect(wordWith('fpage', 0xffff_f0ff, [field(11, 8)])).toBe(0xffff_f0ff);
  for (const word of [0x100, 0x800])
    expect(() => wordWith('fpage', word, [field(11, 8)])).toThrow(
      `fpage: a reserved bit of ${renderWord(word)} is set`,
    );
  for (const noWord of [-1, 2 ** 32, 0.5]) expect(() => wordWith('fpage', noWord, [])).toThrow(RangeError);
  expect(renderWord(0xab)).toBe('0x000000AB');
});
