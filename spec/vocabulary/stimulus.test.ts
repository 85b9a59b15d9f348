import { expect, test } from 'vitest';
import { renderBuffer, renderStrings } from './memory.js';
import { facts, lecture, renderSource } from './source.js';
import { renderStimulus } from './stimulus.js';
import type { Stimulus } from './stimulus.js';
import { renderThreadScheduleResult } from './calls/thread-schedule.js';
import { renderIdNearestResult } from './calls/id-nearest.js';

const lines: readonly (readonly [Stimulus, string])[] = [
  [{ do: 'ipc', receive: { from: 'any', timeoutMs: 'never' } }, 'ipc: receive from any'],
  [
    { do: 'ipc', receive: { from: [1, 0], timeoutMs: 5, faultTimeoutMs: 2 } },
    'ipc: receive from 1.0, timeout 5 ms, page-fault timeout 2 ms',
  ],
  [{ do: 'ipc', send: { to: [1, 0], words: [7], items: [], timeoutMs: 0 } }, 'ipc: send to 1.0 words 7, timeout 0'],
  [{ do: 'id_nearest', of: 'nobody' }, 'id_nearest of nobody'],
  [{ do: 'id_nearest', of: [1, 0, 2] }, 'id_nearest of 1.0v2'],
  [{ do: 'thread_switch', to: 'nobody' }, 'thread_switch to nobody'],
  [{ do: 'thread_switch', to: [1, 0] }, 'thread_switch to 1.0'],
  [{ do: 'thread_schedule', of: [1, 0] }, 'thread_schedule 1.0'],
  [{ do: 'thread_schedule', of: [1, 0], priority: 7, sliceMs: 10 }, 'thread_schedule 1.0, priority 7, slice 10 ms'],
  [{ do: 'thread_schedule', of: 'nobody', sliceMs: 'never' }, 'thread_schedule nobody, slice never'],
  [{ do: 'task_new', task: 1, pager: 'nobody', ip: 0 }, 'task_new 1, inactive'],
  [{ do: 'task_new', task: 1, pager: [0, 0], ip: 5, mcp: 9 }, 'task_new 1, pager 0.0, ip 5, mcp 9'],
  [{ do: 'lthread_ex_regs', lthread: 1 }, 'lthread_ex_regs 1'],
  [{ do: 'lthread_ex_regs', lthread: 1, ip: 0 }, 'lthread_ex_regs 1, ip 0'],
  [
    { do: 'lthread_ex_regs', lthread: 1, ip: 4, pager: [1, 0], handler: 'nobody' },
    'lthread_ex_regs 1, pager 1.0, handler nobody, ip 4',
  ],
  [{ do: 'load', address: 3 * 4096 }, 'load page 3'],
  [{ do: 'store', address: 3 * 4096 + 8, value: 6 }, 'store 6 to page 3 word 2'],
  [{ do: 'during', k: 2, event: { do: 'slice_end' } }, 'at copy step 2: the slice ends'],
  [{ do: 'during', k: 2, event: { do: 'interrupt', line: 1 } }, 'at copy step 2: interrupt line 1'],
];

test.each(lines)('stimulus: %j is a line for people', (stimulus, line) => {
  expect(renderStimulus(stimulus)).toBe(line);
});

test('stimulus: what stands in memory is told by its place, one byte as one byte', () => {
  expect(renderBuffer({ address: 64, words: 1 })).toBe('1 word at 64');
  expect(renderBuffer({ address: 64, words: 2 })).toBe('2 words at 64');
  const piece = { address: 1, bytes: 1 };
  expect(renderStrings([piece, { address: 9, bytes: 20, continues: true }])).toBe('1 byte at 1, + 20 bytes at 9');
});

test('stimulus: results are told as sentences, what was refused as refused', () => {
  const told = (old: Parameters<typeof renderThreadScheduleResult>[0]['old']): string =>
    renderThreadScheduleResult({ call: 'thread_schedule', old });
  expect(told('refused')).toBe('refused');
  expect(told({ priority: 3, sliceMs: 5, doing: 'ready' })).toBe('it was ready, priority 3, slice 5 ms');
  expect(told({ priority: 3, sliceMs: 'never', doing: 'halted' })).toBe('it was halted, priority 3, slice never');
  expect(renderIdNearestResult({ call: 'id_nearest', nearest: 'nobody' })).toBe('nearest is nobody');
  expect(renderIdNearestResult({ call: 'id_nearest', nearest: [2, 1] })).toBe('nearest is 2.1');
});

test('stimulus: a source is a page of the lecture or a row of the facts', () => {
  expect([lecture(58), facts('A18')].map(renderSource)).toEqual(['L.58', 'F:A18']);
  expect(() => facts('A99')).toThrow('the collection of facts has no row A99');
  expect(() => lecture(1)).toThrow("the lecture's index has no page 1");
});
