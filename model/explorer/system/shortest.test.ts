import { expect, test } from 'vitest';
import { exercises, fromBoot, shortestPerRule } from './shortest.js';
import { systemScopeOf } from './index.js';
import { stimulusKey } from './key.js';

const scopeOf = (name: string) => systemScopeOf(name) ?? expect.fail(`no scope ${name}`);
const ipc = scopeOf('ipc:2');

test('shortest: from the boot the prelude of a scope may come like all else, each stimulus once', () => {
  const { prelude, stimuli, ...rest } = fromBoot(ipc);
  expect(prelude).toEqual([]);
  expect(ipc.prelude.length).toBeGreaterThan(0);
  const keys = stimuli.map(stimulusKey);
  expect(new Set(keys)).toEqual(new Set([...ipc.prelude, ...ipc.stimuli].map(stimulusKey)));
  expect(new Set(keys).size).toBe(keys.length);
  expect({ ...rest, prelude: ipc.prelude, stimuli: ipc.stimuli }).toEqual(ipc);
});

test('shortest: for each rule that a scope reaches a list of stimuli whose last applies it, and no shorter one does', () => {
  const found = shortestPerRule(ipc, 60, () => Infinity);
  const lengths = Object.fromEntries(found.map(({ name, stimuli }) => [name, stimuli.length]));
  expect(lengths).toMatchObject({ 'schedule/yield': 1, 'ipc/send-queue': 2, 'ipc/receive-wait': 1, 'ipc/transfer': 3 });
  for (const it of found) {
    expect([it.name, exercises(it)]).toEqual([it.name, true]);
    const { stimuli } = it;
    expect(exercises({ ...it, stimuli: stimuli.slice(0, -1) }) && stimuli.length > 1).toBe(false);
    expect([it.scope, it.latenessMs, it.boot]).toEqual([ipc.name, ipc.latenessMs, ipc.boot]);
  }
  expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
});

test('shortest: of rules of which one as short is known none is told, and few states reach few rules', () => {
  const all = shortestPerRule(ipc, 60, () => Infinity);
  const longer = shortestPerRule(ipc, 60, () => 2);
  expect(longer.map(({ name }) => name)).toEqual(
    all.filter(({ stimuli }) => stimuli.length < 2).map(({ name }) => name),
  );
  const few = shortestPerRule(ipc, 1, () => Infinity);
  expect(few.every(({ stimuli }) => stimuli.length === 1)).toBe(true);
  expect(few.length).toBeLessThan(all.length);
});

test('shortest: no thread is made more often than the scope has it', () => {
  const tasks = scopeOf('tasks:2');
  for (const { stimuli } of shortestPerRule(tasks, 150, () => Infinity))
    expect(stimuli.filter((x) => x.do === 'task_new' && x.task === 1).length).toBeLessThanOrEqual(tasks.births + 2);
});
