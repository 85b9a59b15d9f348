import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_STRING_BYTES, decodeStringDope, encodeStringDope } from './string-dope.js';

const word = fc.integer({ min: 0, max: 0xffff_ffff });
const pieces = fc.record({ bytes: fc.nat(MAX_STRING_BYTES), address: word, continues: fc.boolean() });
const empty = { bytes: 0, address: 0, continues: false };

test('codec/string-dope: 100 bytes are sent from 0x12345, up to 4 MiB are received at 0x400000', () => {
  const dope = {
    send: { bytes: 100, address: 0x12345, continues: false },
    receive: { bytes: MAX_STRING_BYTES, address: 0x40_0000, continues: false },
  };
  expect(encodeStringDope(dope)).toEqual([100, 0x12345, 0x40_0000, 0x40_0000]);
  expect(decodeStringDope([100, 0x12345, 0x40_0000, 0x40_0000])).toEqual(dope);
});

test('codec/string-dope: bit 31 of a size says that the piece continues the string before it', () => {
  const send = { bytes: 7, address: 0xffff_ffff, continues: true };
  expect(encodeStringDope({ send, receive: empty })).toEqual([0x8000_0007, 0xffff_ffff, 0, 0]);
  expect(encodeStringDope({ send: empty, receive: send })).toEqual([0, 0, 0x8000_0007, 0xffff_ffff]);
});

test('codec/string-dope: decode(encode x) = x, and encode(decode w) = w for the words', () => {
  fc.assert(
    fc.property(fc.record({ send: pieces, receive: pieces }), (dope) => {
      const words = encodeStringDope(dope);
      expect(decodeStringDope(words)).toEqual(dope);
      expect(encodeStringDope(decodeStringDope(words))).toEqual(words);
    }),
  );
});

test('codec/string-dope: a size above 4 MiB, in either direction and at either end, is a RangeError', () => {
  for (const bytes of [MAX_STRING_BYTES + 1, -1, 0.5]) {
    expect(() => encodeStringDope({ send: { ...empty, bytes }, receive: empty })).toThrow(/string dope: .*send/s);
    expect(() => encodeStringDope({ send: empty, receive: { ...empty, bytes } })).toThrow(RangeError);
  }
  for (const size of [0x40_0001, 0x7f_ffff, 0x80_0000, 0x4000_0000]) {
    expect(() => decodeStringDope([size, 0, 0, 0])).toThrow(RangeError);
    expect(() => decodeStringDope([0, 0, size, 0])).toThrow(RangeError);
  }
  expect(() => encodeStringDope({ send: { ...empty, address: 2 ** 32 }, receive: empty })).toThrow(RangeError);
  expect(() => decodeStringDope([0, 2 ** 32, 0, 0])).toThrow(RangeError);
  expect(() => decodeStringDope([0, 0, 0, -1])).toThrow(RangeError);
});
