import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeConditionCode } from './condition-code.js';
import { decodeMessageDope, encodeMessageDope, inBuffer } from './message-dope.js';

test('codec/message-dope: a buffer for 5 words and 3 strings; a message of 2 words that came with fpages', () => {
  expect(encodeMessageDope({ words: 5, strings: 3, conditionCode: inBuffer })).toBe(0xa300);
  expect(decodeMessageDope(0x4002)).toEqual({
    words: 2,
    strings: 0,
    conditionCode: { ...inBuffer, fpagesReceived: true },
  });
});

test('codec/message-dope: decode(encode x) = x at the ends of the fields, with every condition code', () => {
  for (const words of [0, 1, 2, 2 ** 18, 2 ** 19 - 1])
    for (const strings of [0, 1, 31])
      for (let byte = 0; byte < 256; byte++) {
        const dope = { words, strings, conditionCode: decodeConditionCode(byte) };
        const word = encodeMessageDope(dope);
        expect(word).toBe(words * 2 ** 13 + strings * 2 ** 8 + byte);
        expect(decodeMessageDope(word)).toEqual(dope);
      }
});

test('codec/message-dope: encode(decode w) = w for every word', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (word) => {
      expect(encodeMessageDope(decodeMessageDope(word))).toBe(word);
    }),
  );
});

test('codec/message-dope: 32 strings, 2^19 words, and what is no word, are RangeErrors (F:A16)', () => {
  const dope = { words: 0, strings: 0, conditionCode: inBuffer };
  expect(() => encodeMessageDope({ ...dope, strings: 32 })).toThrow(/message dope: .*strings/s);
  expect(() => encodeMessageDope({ ...dope, words: 2 ** 19 })).toThrow(RangeError);
  expect(() => encodeMessageDope({ ...dope, words: -1 })).toThrow(RangeError);
  expect(() => decodeMessageDope(2 ** 32)).toThrow(RangeError);
});
