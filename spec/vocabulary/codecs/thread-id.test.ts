import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeThreadId, encodeThreadId } from './thread-id.js';

const thread = { task: 4, lthread: 1, version: 3, nest: 0, chief: 2, site: 0 };
const ones = { low: 0xffff_ffff, high: 0xffff_ffff };

const threads = fc
  .record({
    task: fc.nat(2047),
    lthread: fc.nat(127),
    version: fc.nat(16_383),
    nest: fc.nat(15),
    chief: fc.nat(2047),
    site: fc.nat(0x1_ffff),
  })
  .filter(({ task, lthread, version }) => task + lthread > 0 && task + lthread + version < 2047 + 127 + 16_383);

test('codec/thread-id: thread 1 of task 4 in its third version, made by task 2', () => {
  expect(encodeThreadId(thread)).toEqual({ low: (4 << 17) + (1 << 10) + 3, high: 2 << 17 });
  expect(decodeThreadId({ low: (4 << 17) + (1 << 10) + 3, high: 2 << 17 })).toEqual(thread);
});

test('codec/thread-id: each field has its own place', () => {
  const low = 0xa57d_5555; // ver1 10, task 0x2BE, lthread 0x55, ver0 0x155
  const high = 0x5a83_5555; // nest 5, chief 0x541, site 0x15555
  const id = { task: 0x2be, lthread: 0x55, version: 10 * 1024 + 0x155, nest: 5, chief: 0x541, site: 0x1_5555 };
  expect(decodeThreadId({ low, high })).toEqual(id);
  expect(encodeThreadId(id)).toEqual({ low, high });
});

test('codec/thread-id: thread 1 of task 0, thread 0 of task 1 and the last version but one are threads as any other', () => {
  const last = { ...thread, task: 2047, lthread: 127, version: 16_382 };
  for (const id of [{ ...thread, task: 0, lthread: 1 }, { ...thread, task: 1, lthread: 0 }, last])
    expect(decodeThreadId(encodeThreadId(id))).toEqual(id);
});

test('codec/thread-id: nil, invalid and the interrupt lines have ids of their own', () => {
  expect(encodeThreadId('nobody')).toEqual({ low: 0, high: 0 });
  expect(decodeThreadId({ low: 0, high: 0 })).toBe('nobody');
  expect(encodeThreadId('invalid')).toEqual(ones);
  expect(decodeThreadId(ones)).toBe('invalid');
  for (let line = 0; line <= 254; line++) {
    expect(encodeThreadId({ line })).toEqual({ low: line + 1, high: 0 });
    expect(decodeThreadId({ low: line + 1, high: 0 })).toEqual({ line });
  }
});

test('codec/thread-id: decode(encode x) = x for every thread, and encode(decode w) = w for its words', () => {
  fc.assert(
    fc.property(threads, (id) => {
      const words = encodeThreadId(id);
      expect(decodeThreadId(words)).toEqual(id);
      expect(encodeThreadId(decodeThreadId(words))).toEqual(words);
    }),
  );
});

test('codec/thread-id: a thread that would have a special id is a RangeError, and so are the words near those ids', () => {
  expect(() => encodeThreadId({ ...thread, task: 0, lthread: 0 })).toThrow('thread 0 of task 0');
  expect(() => encodeThreadId({ ...thread, task: 2047, lthread: 127, version: 16_383 })).toThrow('the invalid id');
  for (const [low, high] of [[0, 1] as const, [1, 1] as const, [256, 0] as const, [0x1000_0000, 0] as const])
    expect(() => decodeThreadId({ low, high })).toThrow(RangeError);
  expect(() => decodeThreadId({ low: 0xffff_ffff, high: 0 })).toThrow('0x00000000 0xFFFFFFFF');
});

test('codec/thread-id: a number that its field does not hold, and what is no word, is a RangeError', () => {
  const tooMuch = { task: 2048, lthread: 128, version: 16_384, nest: 16, chief: 2048, site: 0x2_0000 };
  for (const [name, value] of Object.entries(tooMuch))
    for (const wrong of [value, -1, 0.5])
      expect(() => encodeThreadId({ ...thread, [name]: wrong })).toThrow(RangeError);
  for (const line of [-1, 255]) expect(() => encodeThreadId({ line })).toThrow(RangeError);
  for (const word of [-1, 2 ** 32]) {
    expect(() => decodeThreadId({ low: word, high: 0 })).toThrow(RangeError);
    expect(() => decodeThreadId({ low: 1, high: word })).toThrow(RangeError);
  }
});
