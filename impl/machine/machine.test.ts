import { expect, test } from 'vitest';
import { Machine, noCounts } from './machine.js';
import { ACCESSED, DIRTY, PRESENT, USER, WRITE } from './paging.js';

const DIRECTORY = 0x1000;
const TABLE = 0x2000;
const PAGE = 0x3000;
const ALL = PRESENT | WRITE | USER;

const machineWith = (tableBits: number): Machine => {
  const machine = new Machine();
  machine.reset(4);
  machine.memory.write(DIRECTORY, 0, TABLE | ALL);
  machine.memory.write(TABLE, 0, PAGE | tableBits);
  machine.loadCr3(DIRECTORY);
  return machine;
};
const access = (machine: Machine, write: boolean) => (write ? machine.userStore(0, 9) : machine.userLoad(0));
const code = (outcome: ReturnType<typeof access>) => (typeof outcome === 'number' ? 'done' : outcome.code);

test('machine/access: a store and a load go through the page tables, and a fault leaves its address in CR2', () => {
  const machine = machineWith(ALL);
  expect(machine.userStore(8, 77)).toBe(77);
  expect(machine.memory.read(PAGE + 8)).toBe(77);
  expect(machine.userLoad(8)).toBe(77);
  expect(machine.userLoad(4096)).toEqual({ code: USER, address: 4096 });
  expect(machine.cr2).toBe(4096);
});

test('machine/dirty: a cached entry that is clean is walked again on the first store, and only then', () => {
  const machine = machineWith(ALL);
  const entry = () => machine.memory.read(TABLE, 0) & 0xfff;
  machine.userLoad(0);
  expect(entry()).toBe(ALL | ACCESSED);
  machine.userStore(0, 1);
  expect(entry()).toBe(ALL | ACCESSED | DIRTY);
  machine.memory.write(TABLE, 0, 0);
  machine.userStore(0, 2);
  expect([machine.memory.read(TABLE, 0), machine.memory.read(PAGE)]).toEqual([0, 2]);
});

test('machine/stale: an entry that has changed is used as it was until CR3 is loaded or the page invalidated', () => {
  const mayAccess = (bits: number, write: boolean) =>
    (bits & PRESENT) !== 0 && (bits & USER) !== 0 && (!write || (bits & WRITE) !== 0);
  const faultCode = (bits: number, write: boolean) => USER | (write ? WRITE : 0) | (bits & PRESENT);
  const all = [0, 1, 2, 3, 4, 5, 6, 7];
  for (const before of all)
    for (const after of all)
      for (const first of [false, true])
        for (const second of [false, true])
          for (const flush of ['none', 'invlpg', 'cr3'] as const) {
            const machine = machineWith(before);
            const cached = code(access(machine, first)) === 'done' && flush === 'none';
            machine.memory.write(TABLE, 0, PAGE | after);
            if (flush === 'invlpg') machine.invalidatePage(0);
            if (flush === 'cr3') machine.loadCr3(DIRECTORY);
            // The old entry decides, unless it is clean and this is the first store: then the walk does, after it.
            const dirty = first;
            const allowed =
              !cached || (mayAccess(before, second) && second && !dirty)
                ? mayAccess(after, second)
                : mayAccess(before, second);
            const byEntry = cached && !mayAccess(before, second) ? before : after;
            expect(code(access(machine, second))).toBe(allowed ? 'done' : faultCode(byEntry, second));
          }
});

test('machine/counts: a miss is a walk, and what was copied, loaded and stored in tables is counted', () => {
  const machine = machineWith(ALL);
  machine.counts = noCounts();
  machine.userLoad(0);
  machine.userLoad(4);
  expect(machine.copy(16, 32, 8)).toBe(null);
  machine.storeEntry(TABLE, 1, PAGE | ALL);
  machine.storeEntry(TABLE, 1, 0);
  machine.loadCr3(DIRECTORY);
  expect(machine.touch(0, WRITE)).toBe(null);
  expect(machine.touch(4096, 0)).toEqual({ code: 0, address: 4096 });
  // One walk to load, one for the dirty bit of the copy, one after the load of CR3, and the one that faults.
  const counted = { tlbMisses: 4, spaces: 1, copies: 1, copiedBytes: 8, entriesSet: 1, entriesCleared: 1 };
  expect(machine.counts).toEqual(counted);
});
