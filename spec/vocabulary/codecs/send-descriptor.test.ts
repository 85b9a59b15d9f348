import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSendDescriptor, encodeSendDescriptor } from './send-descriptor.js';
import type { SendDescriptor } from './send-descriptor.js';

const plain = { map: false, deceit: false };
/** 3.5 GiB less 4 MiB. */
const LIMIT = 0xdfc0_0000;

test('codec/send-descriptor: nothing; two words in registers; a send fpage in registers; a message buffer', () => {
  const byHand: [SendDescriptor, number][] = [
    ['none', 0xffff_ffff],
    [{ ...plain, from: 'registers' }, 0],
    [{ ...plain, from: 'registers', map: true }, 2],
    [{ ...plain, from: { buffer: 0x1000 } }, 0x1000],
    [{ from: { buffer: 0x1000 }, map: true, deceit: false }, 0x1002],
    [{ from: { buffer: 0x1000 }, map: false, deceit: true }, 0x1001],
  ];
  for (const [descriptor, word] of byHand) {
    expect(encodeSendDescriptor(descriptor)).toBe(word);
    expect(decodeSendDescriptor(word)).toEqual(descriptor);
  }
});

test('codec/send-descriptor: every word below the limit is a descriptor: encode(decode w) = w', () => {
  for (const word of [0, 1, 2, 3, 4, 7, 8, LIMIT - 4, LIMIT - 1, 0xffff_ffff])
    expect(encodeSendDescriptor(decodeSendDescriptor(word))).toBe(word);
  fc.assert(
    fc.property(fc.nat(LIMIT - 1), (word) => {
      expect(encodeSendDescriptor(decodeSendDescriptor(word))).toBe(word);
    }),
  );
});

test('codec/send-descriptor: decode(encode x) = x for every descriptor', () => {
  const from = fc.oneof(
    fc.constant('registers' as const),
    fc.integer({ min: 1, max: LIMIT / 4 - 1 }).map((n) => ({ buffer: n * 4 })),
  );
  fc.assert(
    fc.property(fc.record({ from, map: fc.boolean(), deceit: fc.boolean() }), (descriptor) => {
      expect(decodeSendDescriptor(encodeSendDescriptor(descriptor))).toEqual(descriptor);
    }),
  );
});

test('codec/send-descriptor: a buffer at 0, at no multiple of 4, or where the kernel of 1996 reads no send, is a RangeError', () => {
  for (const buffer of [0, 2, 4.5, -4, LIMIT, 0xffff_fffc, 2 ** 32])
    expect(() => encodeSendDescriptor({ ...plain, from: { buffer } })).toThrow(RangeError);
  for (const word of [LIMIT, LIMIT + 3, 0xffff_fffe, 2 ** 32, -1])
    expect(() => decodeSendDescriptor(word)).toThrow(RangeError);
});
