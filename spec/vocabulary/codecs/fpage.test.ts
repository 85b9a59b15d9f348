import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WHOLE_SPACE } from '../pages.js';
import { decodeFpage, encodeFpage } from './fpage.js';

test('codec/fpage: pages 8..11, to be written, are address 0x8000, 2^14 bytes and w', () => {
  const marked = { fpage: { base: 8, sizeLog2: 2 }, write: true, grant: false };
  expect(encodeFpage(marked)).toBe(0x8000 + 14 * 4 + 2);
  expect(decodeFpage(0x8000 + 14 * 4 + 2)).toEqual(marked);
});

test('codec/fpage: the whole space is base 0 and s = 32, granted and writable 0x83', () => {
  const marked = { fpage: WHOLE_SPACE, write: true, grant: true };
  expect(encodeFpage(marked)).toBe(0x83);
  expect(decodeFpage(0x83)).toEqual(marked);
});

test('codec/fpage: decode(encode x) = x for the first, second and last fpage of every size with every pair of bits', () => {
  for (let sizeLog2 = 0; sizeLog2 <= 20; sizeLog2++)
    for (const base of [0, 2 ** sizeLog2, 2 ** 20 - 2 ** sizeLog2].filter((page) => page < 2 ** 20))
      for (const bits of [0, 1, 2, 3]) {
        const marked = { fpage: { base, sizeLog2 }, write: bits >= 2, grant: bits % 2 === 1 };
        const word = encodeFpage(marked);
        expect(word).toBe(base * 4096 + (sizeLog2 + 12) * 4 + bits);
        expect(decodeFpage(word)).toEqual(marked);
      }
});

test('codec/fpage: a word is an fpage, and then encode(decode w) = w, or a RangeError, by all values of its low 12 bits', () => {
  for (const base of [0, 1, 2, 0x4_0000, 0x8_0000, 0xf_ffff])
    for (let low = 0; low < 4096; low++) {
      const word = base * 4096 + low;
      const s = Math.floor(low / 4);
      if (s >= 12 && s <= 32 && (base * 4096) % 2 ** s === 0) expect(encodeFpage(decodeFpage(word))).toBe(word);
      else expect(() => decodeFpage(word)).toThrow(RangeError);
    }
});

test('codec/fpage: encode(decode w) = w for every word that is an fpage', () => {
  const words = fc
    .record({ sizeLog2: fc.nat(20), bits: fc.nat(3) })
    .chain(({ sizeLog2, bits }) =>
      fc.nat(2 ** (20 - sizeLog2) - 1).map((n) => n * 2 ** (sizeLog2 + 12) + (sizeLog2 + 12) * 4 + bits),
    );
  fc.assert(
    fc.property(words, (word) => {
      expect(encodeFpage(decodeFpage(word))).toBe(word);
    }),
  );
});

test('codec/fpage: a base that is no multiple of the size, or a size that no space has, is a RangeError', () => {
  const bits = { write: false, grant: false };
  expect(() => encodeFpage({ fpage: { base: 1, sizeLog2: 1 }, ...bits })).toThrow('a multiple of its size');
  expect(() => encodeFpage({ fpage: { base: 0, sizeLog2: 21 }, ...bits })).toThrow(RangeError);
  expect(() => encodeFpage({ fpage: { base: 0, sizeLog2: -1 }, ...bits })).toThrow(RangeError);
  expect(() => encodeFpage({ fpage: { base: 2 ** 20, sizeLog2: 0 }, ...bits })).toThrow(RangeError);
  expect(() => decodeFpage(-1)).toThrow(RangeError);
});
