import { expect, test } from 'vitest';
import { exerciseOf } from './exercise.js';

test('exercise: what a run of the 486 kernel applied and checked, and what the stored explorations did', async () => {
  const { run, runs, explored } = await exerciseOf(1, 0);
  expect([run.kernel, run.seed, run.programs, run.stimuli > 1000]).toEqual(['i486', 0, 100, true]);
  expect(runs.get('ipc/send-queue')?.times).toBeGreaterThan(50);
  expect(runs.get('ipc/receive-queued-sender')?.alternatives?.open.length).toBeGreaterThan(1);
  expect(runs.get('tables/agree-with-sigma')?.times).toBe(run.stimuli);
  expect(runs.get('sigma/grant-flushes')).toBeUndefined();
  expect(explored.get('sigma/grant')?.scopes).toContain('sigma:3x2');
  expect((await exerciseOf(1, 0)).runs).toEqual(runs);
});
