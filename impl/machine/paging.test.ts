import { expect, test } from 'vitest';
import { PhysicalMemory } from './memory.js';
import { ACCESSED, DIRTY, PRESENT, USER, WRITE, walk } from './paging.js';

const DIRECTORY = 0x1000;
const TABLE = 0x2000;
const PAGE = 0x3000;
/** Directory word 1, table word 2, byte 12 of the page. */
const ADDRESS = (1 << 22) | (2 << 12) | 12;

const machineWith = (directoryBits: number, tableBits: number): PhysicalMemory => {
  const memory = new PhysicalMemory();
  memory.reset(4);
  memory.write(DIRECTORY, 1, TABLE | directoryBits);
  memory.write(TABLE, 2, PAGE | tableBits);
  return memory;
};

/** The reference: the table of F:4 in prose order, without a bit trick. Null, or the rights; else the fault code. */
const reference = (upper: number, lower: number, user: boolean, write: boolean) => {
  const has = (entry: number, bit: number) => (entry & bit) === bit;
  const both = (bit: number) => has(upper, bit) && has(lower, bit);
  const code = (write ? 2 : 0) + (user ? 4 : 0);
  if (!both(1)) return { fault: code };
  if (user && !both(4)) return { fault: code + 1 };
  if (write && !both(2)) return { fault: code + 1 }; // CR0.WP = 1: the supervisor, too
  return { write: both(2), user: both(4), dirty: write || has(lower, 64) };
};

test('paging/walk: the word of the directory and the word of the table lead to the frame', () => {
  const memory = machineWith(PRESENT | WRITE | USER, PRESENT | WRITE | USER);
  expect(walk(memory, DIRECTORY, ADDRESS, USER)).toBe(PAGE | PRESENT | WRITE | USER);
  expect(memory.read(DIRECTORY, 1)).toBe(TABLE | PRESENT | WRITE | USER | ACCESSED);
  expect(memory.read(TABLE, 2)).toBe(PAGE | PRESENT | WRITE | USER | ACCESSED);
});

test('paging/walk: every combination of bits at both levels, mode and kind of access is as the reference has it', () => {
  const bits = Array.from(
    { length: 32 },
    (_, i) => (i & 7) | ((i & 8) === 0 ? 0 : ACCESSED) | ((i & 16) === 0 ? 0 : DIRTY),
  );
  for (const upper of bits)
    for (const lower of bits)
      for (const access of [0, WRITE, USER, USER | WRITE]) {
        const memory = machineWith(upper, lower);
        const walked = walk(memory, DIRECTORY, ADDRESS, access);
        const expected = reference(upper, lower, (access & USER) !== 0, (access & WRITE) !== 0);
        const words = [memory.read(DIRECTORY, 1), memory.read(TABLE, 2)];
        if (expected.fault !== undefined) {
          expect(walked).toEqual({ code: expected.fault, address: ADDRESS });
          expect(words).toEqual([TABLE | upper, PAGE | lower]);
        } else {
          const rights = (expected.write ? WRITE : 0) | (expected.user ? USER : 0);
          expect(walked).toBe(PAGE | PRESENT | rights | (expected.dirty ? DIRTY : 0));
          expect(words).toEqual([
            TABLE | upper | ACCESSED,
            PAGE | lower | ACCESSED | ((access & WRITE) === 0 ? 0 : DIRTY),
          ]);
        }
      }
});
