import { PAGE_BYTES } from '../../../spec/vocabulary/index.js';
import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { insist, load, mapPage, receive, send, serve, store, yieldTo } from '../runtime/thread.js';
import type { Thread } from '../runtime/thread.js';
import { requestPage } from './sigma0.js';

// A disk and its driver (L.26-28). The disk is a machine of its own, and so a thread here: it shares a page of registers and a page for data
// with its driver, hears of stores to the registers by a line, and raises another when it has done something.

/** The pages of the driver, which it has the disk share: registers, and data. */
export const REGISTERS = 2;
const DATA = 3;
/** The line of the disk, and the line by which the disk hears of a store to its registers. */
const DISK_LINE = 0;
export const BELL_LINE = 1;
/** Requests that the disk takes at once: whoever asks beyond that waits for its driver. */
const SLOTS = 2;
/** Turns that others have while it turns. */
const TURNS = 4;
/** So short that a run stays short. Unit: words. */
export const BLOCK_WORDS = 4;

/** Of each slot, a word with the number of a block + 1, 0 where nothing is asked for; and a word that is 1 when the block has come. */
const commandOf = (slot: number): number => REGISTERS * PAGE_BYTES + 8 * slot;
const statusOf = (slot: number): number => commandOf(slot) + 4;
const dataOf = (slot: number): number => DATA * PAGE_BYTES + 4 * BLOCK_WORDS * slot;
const slots = Array.from({ length: SLOTS }, (_, slot) => slot);

/** What the disk has in a word of a block. */
export const wordOnDisk = (block: number, word: number): number => 100 * (block + 1) + word;

/** The disk: of what was asked for it brings the block nearest to the start first, whoever asked first. `onDone` hears of each. */
export function* disk(driver: ThreadId, onDone: (block: number) => void): Thread {
  yield* receive({ line: BELL_LINE }, { timeoutMs: 0 });
  yield* receive(driver, { window: { base: REGISTERS, sizeLog2: 1 } });
  while (true) {
    yield* receive({ line: BELL_LINE });
    for (let turn = 0; turn < TURNS; turn++) yield* yieldTo(); // others ask
    const asked: { readonly slot: number; readonly block: number }[] = [];
    for (const slot of slots) {
      const command = yield* load(commandOf(slot));
      if (command > 0) asked.push({ slot, block: command - 1 });
    }
    for (const { slot, block } of asked.sort((a, b) => a.block - b.block)) {
      for (let word = 0; word < BLOCK_WORDS; word++) yield* store(dataOf(slot) + 4 * word, wordOnDisk(block, word));
      yield* store(commandOf(slot), 0);
      yield* store(statusOf(slot), 1);
      onDone(block);
      yield { do: 'interrupt', line: DISK_LINE };
    }
  }
}

/** Who asked for a block. */
interface Asked {
  readonly client: ThreadId;
  readonly block: number;
}

/**
 * The driver: a request is the number of a block, and is answered with the number and the block, a string, when the disk has it. It hears of that by a message
 * from its line, as it hears of requests (L.28). What the disk does not take yet the driver keeps.
 */
export function* driver(diskThread: ThreadId): Thread {
  for (const page of [REGISTERS, DATA]) yield* requestPage(page);
  for (const slot of slots) {
    yield* store(commandOf(slot), 0);
    yield* store(statusOf(slot), 0);
  }
  const shared = { ...mapPage(REGISTERS), fpage: { base: REGISTERS, sizeLog2: 1 } };
  yield* receive({ line: DISK_LINE }, { timeoutMs: 0 });
  // σ2(v) = σ1(v), of both pages: the disk is 2 here. A send that was cut short reached nobody.
  while ((yield* send(diskThread, [], { items: [shared] })).cause !== 'ok');
  const waiting: Asked[] = [];
  const begun: (Asked | null)[] = slots.map(() => null);
  function* begin(): Thread {
    for (const slot of slots) {
      const next = begun[slot] === null ? waiting.shift() : undefined;
      if (next === undefined) continue;
      begun[slot] = next;
      yield* store(commandOf(slot), next.block + 1);
    }
  }
  function* answer(): Thread {
    for (const slot of slots) {
      const done = begun[slot];
      if (done === null || (yield* load(statusOf(slot))) === 0) continue;
      yield* store(statusOf(slot), 0);
      begun[slot] = null;
      const strings = [{ address: dataOf(slot), bytes: 4 * BLOCK_WORDS }];
      yield* send(done.client, [done.block], { strings, timeoutMs: 0, faultTimeoutMs: 0 });
    }
  }
  yield* serve(function* ({ from, words: [block] }) {
    if (from === 'nobody') return 'later';
    if ('line' in from) yield* answer();
    else waiting.push({ client: from, block });
    yield* begin();
    return 'later';
  });
}

/**
 * Has a block come to an address of the caller's. Its page is there before it asks: the driver waits for no pager, as that may wait for
 * the file server, which waits for the driver. What is cut short, or answers what a predecessor asked for, is asked for again.
 */
export function* readBlock(from: ThreadId, block: number, address: number): Thread {
  yield* store(address, 0);
  const room = { strings: [{ address, bytes: 4 * BLOCK_WORDS }] };
  let answer = yield* insist(from, [block], {}, room);
  while (answer.cause === 'ok' && answer.words[0] !== block) answer = yield* insist(from, [block], {}, room);
  if (answer.cause !== 'ok') throw new Error(`block ${String(block)} did not come: ${answer.cause}`);
}
