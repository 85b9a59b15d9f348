import { expect, test } from 'vitest';
import { modelKernel } from '../../model/index.js';
import { crashesScenario } from './crashes.js';
import { CLIENT_TASKS } from './roles/keeping.js';
import { play } from './runtime/play.js';
import type { Step } from './runtime/scenario.js';

/** Whether the program that the first thread of a task began last has come to its end: then it waits for nobody, for ever. */
const hasEnded = (steps: readonly Step[], task: number): boolean => {
  const last = steps.findLast(({ by, stimulus }) => String(by) === `${task},0` && stimulus.do !== 'interrupt');
  if (last?.stimulus.do !== 'ipc' || last.stimulus.send !== undefined) return false;
  return last.stimulus.receive?.from === 'nobody' && last.stimulus.receive.timeoutMs === 'never';
};

/** The steps at which a client is killed or the server's thread is exchanged, and whether a client is hit, or served, that has not ended. */
const blowsOf = (steps: readonly Step[]): readonly boolean[] =>
  steps.flatMap(({ by, stimulus }, n) => {
    const running = () => CLIENT_TASKS.filter((task) => !hasEnded(steps.slice(0, n), task));
    if (stimulus.do === 'task_new' && String(by) === '1,1') return [running().includes(stimulus.task)];
    if (stimulus.do === 'lthread_ex_regs' && String(by) === '3,1') return [running().length > 0];
    return [];
  });

test('crashes: what befalls a run befalls it while it is under way', () => {
  const runs = Array.from({ length: 10 }, (_, seed) =>
    blowsOf(play(crashesScenario.make(seed), modelKernel(), null).steps),
  );
  const [all, hits] = [runs.flat(), runs.flat().filter((it) => it)];
  expect(runs.filter((blows) => !blows.includes(true))).toEqual([]);
  expect(all.length).toBeGreaterThan(3 * runs.length);
  expect(hits.length).toBeGreaterThan(0.8 * all.length);
});
