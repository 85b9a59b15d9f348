import { expect, test } from 'vitest';
import { playSmall } from '../../fixtures/small-system.js';
import { PAGE_BYTES } from '../../../spec/vocabulary/index.js';
import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { preempted } from '../runtime/preempted.js';
import { exchangeRegisters, load, store, yieldTo } from '../runtime/thread.js';
import type { Thread } from '../runtime/thread.js';
import { filePager } from './file-pager.js';
import { fileServer, openFile } from './file-server.js';

const PAGER: ThreadId = [2, 0];
const FILES: ThreadId = [3, 0];
const BUFFERS = [8, 9];
const pager = (onForward: () => void) => ({
  does: () => preempted(filePager(FILES, BUFFERS, onForward), ({ do: what }) => what === 'ipc'),
  pager: 0,
});
const files = {
  does: () =>
    fileServer(
      [
        { first: 0, blocks: 1 },
        { first: 1, blocks: 1 },
      ],
      2,
      (block, address) => store(address, 500 + block),
      PAGER,
    ),
  pager: 0,
};

test('file pager: where two threads fault on one page, both have the same, and no store is lost', () => {
  const seen: number[] = [];
  const OTHER_AT = 10;
  function* main(): Thread {
    yield* exchangeRegisters(1, { ip: OTHER_AT });
    yield* store(PAGE_BYTES, 11);
    for (let turn = 0; turn < 4; turn++) yield* yieldTo();
    seen.push(yield* load(PAGE_BYTES), yield* load(PAGE_BYTES + 4));
  }
  const other = () => store(PAGE_BYTES + 4, 22);
  expect(playSmall([pager(() => undefined), files, { does: main, pager: PAGER[0], more: { [OTHER_AT]: other } }])).toBe(
    null,
  );
  expect(seen).toEqual([11, 22]);
});

test('file pager: the blocks of two buffers of a task pass through two pages', () => {
  const seen: number[] = [];
  let forwarded = 0;
  function* client(): Thread {
    for (const [file, buffer] of BUFFERS.entries()) yield* openFile(FILES, file, buffer);
    for (const file of [0, 1, 0]) yield* openFile(FILES, file, 7); // which demaps both blocks
    for (const buffer of [...BUFFERS, ...BUFFERS]) seen.push(yield* load(buffer * PAGE_BYTES));
  }
  expect(playSmall([pager(() => forwarded++), files, { does: client, pager: PAGER[0] }])).toBe(null);
  expect(seen).toEqual([500, 501, 500, 501]);
  expect(forwarded).toBe(2);
});

test('file pager: a store into a block is never answered, for blocks are mapped to be read', () => {
  const seen: string[] = [];
  let forwarded = 0;
  function* client(): Thread {
    yield* openFile(FILES, 0, 8);
    yield* store(8 * PAGE_BYTES, 1);
    seen.push('stored');
  }
  expect(playSmall([pager(() => forwarded++), files, { does: client, pager: PAGER[0] }])).toBe(null);
  expect([seen, forwarded]).toEqual([[], 0]);
});
