import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Item } from '../message.js';
import { decodeSendFpage, encodeSendFpage } from './send-fpage.js';

const items: fc.Arbitrary<Item> = fc
  .record({
    kind: fc.constantFrom('map', 'grant'),
    sizeLog2: fc.nat(20),
    offset: fc.nat(0xf_ffff),
    write: fc.boolean(),
  })
  .chain(({ kind, sizeLog2, offset, write }) =>
    fc
      .nat(2 ** (20 - sizeLog2) - 1)
      .map((n) => ({ kind, fpage: { base: n * 2 ** sizeLog2, sizeLog2 }, offset, write })),
  );

test('codec/send-fpage: a page to be read, offered at hot spot 0x3000, and the same page granted with the right to write', () => {
  const item: Item = { kind: 'map', fpage: { base: 5, sizeLog2: 0 }, offset: 3, write: false };
  expect(encodeSendFpage(item)).toEqual([0x3000, 0x5030]);
  expect(encodeSendFpage({ ...item, kind: 'grant', write: true })).toEqual([0x3000, 0x5033]);
  expect(decodeSendFpage([0x3000, 0x5032])).toEqual({ ...item, write: true });
  expect(decodeSendFpage([0x3000, 0x5031])).toEqual({ ...item, kind: 'grant' });
});

test('codec/send-fpage: decode(encode x) = x for every item, and encode(decode w) = w for its words', () => {
  fc.assert(
    fc.property(items, (item) => {
      const words = encodeSendFpage(item);
      expect(decodeSendFpage(words)).toEqual(item);
      expect(encodeSendFpage(decodeSendFpage(words))).toEqual(words);
    }),
  );
});

test('codec/send-fpage: a fault address serves as hot spot, its offset within the page counts for nothing', () => {
  expect(decodeSendFpage([0x0040_2ffe, 0x5030])).toEqual(decodeSendFpage([0x0040_2000, 0x5030]));
  expect(encodeSendFpage(decodeSendFpage([0x0040_2ffe, 0x5030]))).toEqual([0x0040_2000, 0x5030]);
});

test('codec/send-fpage: an item that does not fit and a word that is no fpage, as 0, are RangeErrors', () => {
  const item: Item = { kind: 'map', fpage: { base: 5, sizeLog2: 0 }, offset: 2 ** 20, write: false };
  expect(() => encodeSendFpage(item)).toThrow(/send fpage: .*offset/s);
  expect(() => encodeSendFpage({ ...item, offset: 0, fpage: { base: 5, sizeLog2: 1 } })).toThrow(RangeError);
  expect(() => decodeSendFpage([0x3000, 0])).toThrow(RangeError);
  expect(() => decodeSendFpage([-1, 0x5030])).toThrow(RangeError);
});
