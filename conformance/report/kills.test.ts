import { expect, test } from 'vitest';
import type { Failure } from '../check/failure.js';
import type { Kill } from '../mutants/kill.js';
import type { Mutant } from '../mutants/mutants.js';
import { effortOf, renderKills } from './kills.js';

const failure = (signature: string, lot: number): Failure => ({
  signature,
  lot,
  program: { boot: { frames: 1, pages: 1, tasks: 1, lthreads: 1 }, stimuli: [{ do: 'load', address: 0 }] },
  explanation: '',
});
const killed = (name: string, programs: number, rules: Kill['rules']): Kill => {
  const [rule] = Object.keys(rules);
  const mutant: Mutant = { name, attacks: ['sigma/map'], story: '', file: '', find: '', replace: '' };
  const lot = Math.floor((programs - 1) / 100);
  return { mutant, failure: failure(`${rule} (page)`, lot), blamed: rule === 'sigma/map', programs, rules };
};
const alive: Kill = {
  ...killed('lives', 1, { 'sigma/map': 1 }),
  failure: null,
  blamed: false,
  programs: null,
  rules: {},
};
const kills = [
  killed('a', 3, { 'sigma/map': 1, 'ipc/sent': 2 }),
  killed('b', 250, { 'ipc/sent': 1 }),
  killed('c', 7, { 'sigma/map': 1 }),
  alive,
];

test('mutants: the matrix says which rules were blamed, those attacked with a star, and how many programs it took', () => {
  expect(renderKills(kills, 500).split('\n')).toEqual([
    'killed    a: by program 3 (lot 0), told by 1 stimuli of sigma/map (page); all of the lot: ipc/sent 2, sigma/map* 1',
    'MISBLAMED b: by program 250 (lot 2), told by 1 stimuli of ipc/sent (page); all of the lot: ipc/sent 1',
    'killed    c: by program 7 (lot 0), told by 1 stimuli of sigma/map (page); all of the lot: sigma/map* 1',
    'ALIVE     lives: not found in 500 programs',
    '3 of 4 killed; programs to kill: median 7, worst 250 (b)',
  ]);
});

test('mutants: of none killed there is neither median nor worst', () => {
  expect(effortOf([alive])).toEqual({ median: null, worst: null });
  expect(renderKills([alive], 100)).toMatch(/0 of 1 killed$/);
});
