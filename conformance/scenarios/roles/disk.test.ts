import { expect, test } from 'vitest';
import { playSmall } from '../../fixtures/small-system.js';
import { PAGE_BYTES } from '../../../spec/vocabulary/index.js';
import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { load } from '../runtime/thread.js';
import { BELL_LINE, REGISTERS, disk, driver, readBlock, wordOnDisk } from './disk.js';

const DRIVER: ThreadId = [2, 0];
const DISK: ThreadId = [3, 0];

test('driver: whoever asks while the disk is busy with as much as it takes waits, and gets the block that it asked for', () => {
  const got: [number, number][] = [];
  const client = (block: number) => ({
    *does() {
      yield* readBlock(DRIVER, block, PAGE_BYTES);
      got.push([block, yield* load(PAGE_BYTES)]);
    },
  });
  const blocks = [6, 5, 4, 3, 2, 1, 0];
  const stopped = playSmall(
    [
      { does: () => driver(DISK), pager: 0 },
      { does: () => disk(DRIVER, () => undefined), pager: 0 },
      ...blocks.map(client),
    ],
    { task: DRIVER[0], page: REGISTERS, line: BELL_LINE },
  );
  expect(stopped).toBe(null);
  expect(got.toSorted(([a], [b]) => b - a)).toEqual(blocks.map((block) => [block, wordOnDisk(block, 0)]));
});
