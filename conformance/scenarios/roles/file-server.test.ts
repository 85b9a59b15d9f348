import { expect, test } from 'vitest';
import { playSmall } from '../../fixtures/small-system.js';
import { PAGE_BYTES } from '../../../spec/vocabulary/index.js';
import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { call, load, serve, store } from '../runtime/thread.js';
import type { Thread } from '../runtime/thread.js';
import { currentBlock, fileServer, openFile, readAt } from './file-server.js';

const FILES: ThreadId = [2, 0];
const SECOND: ThreadId = [4, 0];
const TABLE = [
  { first: 0, blocks: 3 },
  { first: 10, blocks: 4 },
];
const files = (cachePages: number) => ({
  does: () => fileServer(TABLE, cachePages, (block, address) => store(address, 500 + block)),
  pager: 0,
});
const look = (buffer: number): Thread<number> => load(buffer * PAGE_BYTES);
/** A client that has the first block of the second file. */
const second = {
  does: () =>
    serve(function* () {
      yield* openFile(FILES, 1, 9);
      return { words: [] };
    }),
};

test('file server: a client may have two files open, each in a buffer of its own, and no block of one replaces that of the other', () => {
  const seen: number[] = [];
  function* client(): Thread {
    yield* openFile(FILES, 0, 8);
    yield* openFile(FILES, 1, 9);
    for (const offset of [1, 2, 3]) yield* readAt(FILES, offset, 9);
    seen.push(yield* look(8), yield* look(9));
  }
  expect(playSmall([files(3), { does: client }])).toBe(null);
  expect(seen).toEqual([500, 513]);
});

test('file server: where another file is opened into a buffer, the block that was there is demapped from whoever has it', () => {
  const seen: number[] = [];
  function* client(): Thread {
    yield* openFile(FILES, 0, 8);
    yield* openFile(FILES, 0, 9);
    yield* openFile(FILES, 1, 8);
    seen.push(yield* look(8), yield* look(9));
  }
  expect(playSmall([files(3), { does: client }])).toBe(null);
  expect(seen[0]).toBe(510);
  expect(seen[1]).not.toBe(500);
});

test('file server: where all pages of its cache are current blocks, a read is refused, and the client keeps what it has', () => {
  const seen: unknown[] = [];
  function* client(): Thread {
    yield* openFile(FILES, 0, 8);
    yield* call(SECOND, []);
    seen.push(yield* readAt(FILES, 1, 8), yield* look(8));
    seen.push(yield* readAt(FILES, 0, 8), yield* look(8));
  }
  expect(playSmall([files(2), { does: client }, second])).toBe(null);
  expect(seen).toEqual([false, 500, true, 500]);
});

test('file server: a page that is no file’s, and a block of a file that nobody opened, are refused', () => {
  const seen: boolean[] = [];
  function* client(): Thread {
    seen.push(yield* readAt(FILES, 0, 8), yield* openFile(FILES, 2, 8), yield* openFile(FILES, 0, 8));
    seen.push(yield* readAt(FILES, 3, 8), yield* readAt(FILES, 0, 9));
  }
  expect(playSmall([files(2), { does: client }])).toBe(null);
  expect(seen).toEqual([false, false, true, false, false]);
});

test('file server: nobody gets the current block of another task but the pager that it trusts', () => {
  const seen: boolean[] = [];
  function* client(): Thread {
    yield* call(SECOND, []);
    seen.push(yield* currentBlock(FILES, SECOND[0], 9, 10));
  }
  expect(playSmall([files(2), { does: client }, second])).toBe(null);
  expect(seen).toEqual([false]);
});

test('file server: without a page for its cache it does not begin', () => {
  expect(playSmall([files(30)])).toBe('the programs come to their end: the initial pager has no page left');
});
