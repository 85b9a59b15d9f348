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
    memory.words.fill(7);
  }
});
