import { expect, test } from 'vitest';
import { UNDEFINED } from '../spec/index.js';
import { load } from '../spec/vocabulary/fixtures/stimuli.js';
import { small } from './fixtures/script.js';
import { asOpaque, bootOpaque } from './index.js';

const made = { do: 'task_new', task: 1, pager: [0, 0], ip: 4, mcp: 7 } as const;
const exchanged = { do: 'lthread_ex_regs', lthread: 1, ip: 4, pager: [0, 0], handler: [1, 0] } as const;

test('opaque: an instruction pointer that a kernel keeps for itself is undefined wherever a program gives one, and nothing else is', () => {
  expect(asOpaque(made, ['ip'])).toEqual({ ...made, ip: UNDEFINED });
  expect(asOpaque(exchanged, ['ip'])).toEqual({ ...exchanged, ip: UNDEFINED });
  const unchanged = { ...exchanged, ip: undefined };
  for (const x of [unchanged, load(1)]) expect(asOpaque(x, ['ip'])).toBe(x);
});

test('opaque: where nothing is, a stimulus is judged as it is', () => {
  for (const x of [made, exchanged]) expect(asOpaque(x, [])).toBe(x);
});

test('opaque: so is that of the first thread', () => {
  const ipOf = (...opaque: Parameters<typeof bootOpaque>[2]) => bootOpaque(small, 3, opaque).threads[0]?.registers.ip;
  expect([ipOf(), ipOf('ip')]).toEqual([0, UNDEFINED]);
  expect(bootOpaque(small, 3, ['ip']).world.latenessMs).toBe(3);
});
