import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WHOLE_SPACE } from '../pages.js';
import { decodeReceiveDescriptor, encodeReceiveDescriptor } from './receive-descriptor.js';
import type { ReceiveDescriptor } from './receive-descriptor.js';

/** 3.5 GiB. */
const LIMIT = 0xe000_0000;

test('codec/receive-descriptor: nothing; registers; a buffer; a window: the whole space, or one page; closed and open', () => {
  const byHand: [ReceiveDescriptor, number][] = [
    ['none', 0xffff_ffff],
    [{ into: 'registers', open: false }, 0],
    [{ into: 'registers', open: true }, 1],
    [{ into: { buffer: 0x1000 }, open: false }, 0x1000],
    [{ into: { buffer: 0x1000 }, open: true }, 0x1001],
    [{ into: { window: WHOLE_SPACE }, open: false }, 0x82],
    [{ into: { window: { base: 5, sizeLog2: 0 } }, open: true }, 0x5033],
  ];
  for (const [descriptor, word] of byHand) {
    expect(encodeReceiveDescriptor(descriptor)).toBe(word);
    expect(decodeReceiveDescriptor(word)).toEqual(descriptor);
  }
});

test('codec/receive-descriptor: decode(encode x) = x, and encode(decode w) = w for its word', () => {
  const windows = fc.nat(20).chain((sizeLog2) =>
    fc
      .nat(2 ** (20 - sizeLog2) - 1)
      .map((n) => ({ window: { base: n * 2 ** sizeLog2, sizeLog2 } }))
      .filter(({ window }) => window.base * 4096 < LIMIT),
  );
  const buffers = fc.integer({ min: 1, max: LIMIT / 4 - 1 }).map((n) => ({ buffer: n * 4 }));
  const into = fc.oneof(fc.constant('registers' as const), buffers, windows);
  fc.assert(
    fc.property(fc.record({ into, open: fc.boolean() }), (descriptor) => {
      const word = encodeReceiveDescriptor(descriptor);
      expect(decodeReceiveDescriptor(word)).toEqual(descriptor);
      expect(encodeReceiveDescriptor(decodeReceiveDescriptor(word))).toBe(word);
    }),
    { numRuns: 500 },
  );
});

test('codec/receive-descriptor: by all values of the low 12 bits, a word is a descriptor or a RangeError', () => {
  for (const page of [0, 1, 0x8_0000])
    for (let low = 0; low < 4096; low++) {
      const word = page * 4096 + low;
      const s = Math.floor(low / 4);
      const isWindow = s >= 12 && s <= 32 && (page * 4096) % 2 ** s === 0;
      if ((low & 2) === 0 || isWindow) expect(encodeReceiveDescriptor(decodeReceiveDescriptor(word))).toBe(word);
      else expect(() => decodeReceiveDescriptor(word)).toThrow(RangeError);
    }
});

test('codec/receive-descriptor: a buffer or window where the kernel of 1996 reads no receive, or that is none, is a RangeError', () => {
  for (const buffer of [0, 2, -4, LIMIT, 0xffff_fffc])
    expect(() => encodeReceiveDescriptor({ into: { buffer }, open: false })).toThrow(RangeError);
  for (const window of [
    { base: LIMIT / 4096, sizeLog2: 0 },
    { base: 1, sizeLog2: 1 },
    { base: 0, sizeLog2: 21 },
  ])
    expect(() => encodeReceiveDescriptor({ into: { window }, open: false })).toThrow(RangeError);
  const last = { into: { window: { base: LIMIT / 4096 - 1, sizeLog2: 0 } }, open: false };
  expect(decodeReceiveDescriptor(encodeReceiveDescriptor(last))).toEqual(last);
  for (const word of [LIMIT, LIMIT + 0x32, 0xffff_fffe, 2 ** 32, -1])
    expect(() => decodeReceiveDescriptor(word)).toThrow(RangeError);
});
