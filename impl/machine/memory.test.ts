import { expect, test } from 'vitest';
import { PhysicalMemory } from './memory.js';

test('memory/fields: a structure is named by a byte address, its fields by their number', () => {
  const memory = new PhysicalMemory();
  memory.reset(2);
  memory.write(4096, 3, 0xffff_ffff);
  expect(memory.read(4096 + 3 * 4)).toBe(0xffff_ffff);
  expect(memory.read(4096, 2)).toBe(0);
});

test('memory/reset: a machine of another size finds nothing of the last one', () => {
  const memory = new PhysicalMemory();
  for (const frames of [2, 1, 3]) {
    memory.reset(frames);
    expect(memory.words).toEqual(new Uint32Array(frames * 1024));
    for (let address = 0; address < frames * 4096; address += 4) memory.write(address, 0, 7);
  }
});

test('memory/changes: whoever read a block learns whether a word of it has changed since, by whatever way', () => {
  const memory = new PhysicalMemory();
  memory.reset(3);
  memory.write(4096, 0, 1);
  const changes: readonly (readonly [string, () => void])[] = [
    ['a write', () => memory.write(4096 + 60, 0, memory.read(4096 + 60) + 1)],
    ['a copy of one byte', () => memory.copy(8191, 4096 + 63, 1)],
    ['a copy that ends in it', () => memory.copy(8191 - 64, 4096 - 32, 33)],
    ['a frame that is cleared', () => memory.clear(1)],
    ['another machine', () => memory.reset(3)],
  ];
  for (const [what, change] of changes) {
    const [, blocks] = memory.noting(() => memory.read(4096) + memory.read(4096, 15));
    const [since, frame] = [memory.changes, memory.changedFrames[1]];
    memory.write(4096, 1, memory.read(4096, 1));
    memory.write(4096 - 4, 0, memory.read(4096 - 4) + 1);
    memory.write(4096 + 64, 0, memory.read(4096 + 64));
    expect([blocks.length, memory.isUnchanged(blocks, since), memory.changedFrames[1]]).toEqual([1, true, frame]);
    change();
    expect([what, memory.isUnchanged(blocks, since), memory.changedFrames[1] === frame]).toEqual([what, false, false]);
  }
});

test('memory/noting: the blocks that are read are noted, each once, and no longer than the computation lasts', () => {
  const memory = new PhysicalMemory();
  memory.reset(2);
  const compute = (): number => memory.read(0) + memory.read(64) + memory.read(4) + memory.span(256, 48)[5];
  const [, blocks] = memory.noting(compute);
  memory.read(128);
  expect(blocks).toEqual([0, 1, 4, 5, 6]);
  expect(() => memory.noting(() => expect.fail('corrupt'))).toThrow('corrupt');
  memory.read(192);
  expect(memory.noting(() => memory.read(0))[1]).toEqual([0]);
});

test('memory/noting: a frame that is read whole is noted as one, and stands until one of its words changes', () => {
  const memory = new PhysicalMemory();
  memory.reset(3);
  const [words, blocks] = memory.noting(() => memory.frame(1));
  const since = memory.changes;
  memory.write(0, 1023, 7);
  memory.write(8192, 0, 7);
  expect([words.length, blocks.length, memory.isUnchanged(blocks, since)]).toEqual([1024, 1, true]);
  memory.write(4096, 1023, 7);
  expect([words[1023], memory.isUnchanged(blocks, since)]).toEqual([7, false]);
});
