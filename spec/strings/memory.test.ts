import { expect, test } from 'vitest';
import { UNDEFINED, copyBytes } from '../index.js';
import { PAGE_BYTES } from '../vocabulary/index.js';

const bytesOf = (words: readonly number[]): readonly number[] =>
  Array.from({ length: PAGE_BYTES }, (_, at) => ((words[at >>> 2] ?? 0) >>> (8 * (at & 3))) & 0xff);
const wordsOf = (bytes: readonly number[]): number[] =>
  Array.from({ length: Math.ceil(bytes.length / 4) }, (_, i) =>
    [0, 1, 2, 3].reduce((word, at) => (word | ((bytes[4 * i + at] ?? 0) << (8 * at))) >>> 0, 0),
  );

test('memory: bytes are copied as bytes, whatever the alignment of either side', () => {
  const [source, target] = [wordsOf([11, 12, 13, 14, 15, 16, 17, 18, 19]), wordsOf([1, 2, 3, 4, 5, 6, 7, 8])];
  for (const from of [0, 1, 2, 3, 5, 4090])
    for (const to of [0, 1, 2, 3, 6, 4089])
      for (const bytes of [1, 2, 3, 4, 5, 6]) {
        const copied = copyBytes([source, target], { frame: 0, offset: from }, { frame: 1, offset: to }, bytes)[1];
        const expected = [...bytesOf(target)];
        for (let at = 0; at < bytes; at++) expected[to + at] = bytesOf(source)[from + at];
        expect([from, to, bytes, bytesOf(copied)]).toEqual([from, to, bytes, expected]);
      }
});

test('memory: zeros past the end of both frames are not kept, and a copy of zeros shortens a frame', () => {
  const whole = copyBytes([[7], [1, 2, 3]], { frame: 0, offset: 0 }, { frame: 1, offset: 0 }, PAGE_BYTES);
  expect(whole[1]).toEqual([7]);
});

test('memory: where source and target overlap in one frame the words that are written hold anything', () => {
  const shifted = copyBytes([[1, 2, 3, 4]], { frame: 0, offset: 0 }, { frame: 0, offset: 4 }, 8);
  expect(shifted).toEqual([[1, UNDEFINED, UNDEFINED, 4]]);
  const apart = copyBytes([[1, 2, 3, 4]], { frame: 0, offset: 0 }, { frame: 0, offset: 8 }, 8);
  expect(apart).toEqual([[1, 2, 1, 2]]);
});

test('memory: a word with an undefined byte is undefined, until all of it is written', () => {
  const frames = [
    [UNDEFINED, 5],
    [6, 7],
  ];
  expect(copyBytes(frames, { frame: 0, offset: 3 }, { frame: 1, offset: 4 }, 1)[1]).toEqual([6, UNDEFINED]);
  expect(copyBytes(frames, { frame: 1, offset: 0 }, { frame: 0, offset: 0 }, 2)[0]).toEqual([UNDEFINED, 5]);
  expect(copyBytes(frames, { frame: 1, offset: 0 }, { frame: 0, offset: 0 }, 4)[0]).toEqual([6, 5]);
});
