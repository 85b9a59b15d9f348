import { expect, test } from 'vitest';
import type { Manifest } from '../../spec/vocabulary/index.js';
import { scopesThatExercise, stockFor } from './stock.js';

const manifest: Manifest = { l4c: 1, name: 'mine', profiles: ['sigma', 'ipc', 'timeouts', 'scheduling', 'tasks'] };

test('stock: the stimuli of the small scopes that exercise a rule, each once, on a machine with room for all', () => {
  expect(scopesThatExercise('sigma/restrict', manifest).map(({ name }) => name)).toEqual(['faults:2x2']);
  const { boot, stimuli } = stockFor('sigma/restrict', manifest);
  const [{ prelude, stimuli: own, boot: machine }] = scopesThatExercise('sigma/restrict', manifest);
  expect(stimuli).toEqual([...prelude, ...own]);
  expect(boot).toEqual(machine);
  const many = stockFor('schedule/continue', manifest).stimuli.map((x) => JSON.stringify(x));
  expect(new Set(many).size).toBe(many.length);
  expect(many.length).toBeGreaterThan(stimuli.length);
});

test('stock: of scopes that a kernel cannot run it has nothing, nor of what is no rule', () => {
  const names = (it: Manifest): readonly string[] =>
    scopesThatExercise('scheduling/slice-ends', it).map(({ name }) => name);
  expect(names(manifest)).toEqual(['scheduling:2', 'scheduling:3']);
  expect(names({ ...manifest, limits: { tasks: 2 } })).toEqual(['scheduling:2']);
  expect(names({ ...manifest, can: [] })).toEqual([]); // time does not pass for it
  expect(names({ ...manifest, profiles: ['ipc', 'timeouts'] })).toEqual([]);
  expect(stockFor('contract broken', manifest).stimuli).toEqual([]);
});
