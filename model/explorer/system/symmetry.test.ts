import { expect, test } from 'vitest';
import { boot } from '../../../spec/index.js';
import type { State } from '../../../spec/index.js';
import { WHOLE_SPACE } from '../../../spec/vocabulary/index.js';
import type { Item, Stimulus, ThreadId } from '../../../spec/vocabulary/index.js';
import { step } from '../../step.js';
import { exploreSystem, systemKey, systemScopeOf, systemScopes } from './index.js';
import type { SystemScope } from './index.js';
import { stimulusKey } from './key.js';
import type { Renaming } from './renaming.js';
import { renamedState, renamedStimulus, symmetryOf } from './symmetry.js';

const scopeOf = (name: string): SystemScope => systemScopeOf(name) ?? expect.fail(`no scope ${name}`);
const firstOf = ({ boot: config, latenessMs, prelude }: SystemScope): State =>
  prelude.reduce((s, x) => step(s, x)[0].state, boot(config, latenessMs));

const symmetric = systemScopes
  .map((scope) => ({ scope, name: scope.name, group: symmetryOf(scope, firstOf(scope)) }))
  .filter(({ group }) => group.length > 1);

test('symmetry: it is that of the threads that play the same role, and of the lines', () => {
  expect(symmetric.map(({ name, group }) => [name, group.length])).toEqual([
    ['ipc:3', 2],
    ['timeouts:3', 2],
    ['scheduling:3', 2],
    ['interrupts:2', 2],
    ['spaces:3', 2],
    ['ipc:4', 6],
    ['timeouts:4', 6],
  ]);
});

test.each([
  ['interrupts:2', undefined],
  ['ipc:3', []],
] as const)('symmetry: of %s the same is counted with it and without, orbit by orbit weighed', (name, properties) => {
  const [orbits, all] = [true, false].map((symmetry) =>
    exploreSystem(scopeOf(name), { symmetry, ...(properties && { properties }) }),
  );
  expect(orbits.orbits).toBeLessThan(0.6 * all.orbits);
  expect(all.orbits).toBe(all.states);
  const { renamings, transitionHash } = all;
  expect({ ...orbits, orbits: all.orbits, renamings, transitionHash }).toEqual(all);
});

/** A scope too large to explore, in which everything has a double: tasks, threads, lines, pages and words. */
const [a, b]: readonly ThreadId[] = [
  [1, 0],
  [2, 0],
];
const others: readonly ThreadId[] = [a, b, [0, 1], [0, 2], [1, 1], [1, 2], [2, 1], [2, 2]];
const item = (base: number): Item => ({ kind: 'map', fpage: { base, sizeLog2: 0 }, offset: base, write: true });
const doubled: SystemScope = {
  name: 'doubled',
  says: 'everything twice',
  profiles: ['sigma', 'ipc', 'timeouts', 'tasks', 'scheduling', 'exceptions', 'interrupts'],
  boot: { frames: 1, pages: 3, tasks: 3, lthreads: 3, lines: 2 },
  latenessMs: 0,
  prelude: [a, b].map(([task]) => ({ do: 'task_new', task, pager: [0, 0], ip: 0 })),
  stimuli: [
    ...[1, 2].flatMap((n): Stimulus[] => [
      { do: 'lthread_ex_regs', lthread: n },
      { do: 'lthread_ex_regs', lthread: n, ip: 4, handler: [0, 0] },
      { do: 'task_new', task: n, pager: [0, 0], ip: 0 },
      { do: 'load', address: 4096 * n },
      { do: 'store', address: 4096 * n, value: 10 },
      { do: 'store', address: 4096 * n, value: 20 },
      { do: 'interrupt', line: n - 1 },
      { do: 'ipc', receive: { from: { line: n - 1 }, timeoutMs: 2 } },
      { do: 'fpage_unmap', fpage: { base: n, sizeLog2: 0 }, own: true, readOnly: false },
      { do: 'ipc', send: { to: [0, 0], words: [10 * n], items: [], timeoutMs: 'never' } },
    ]),
    ...others.flatMap((t): Stimulus[] => [
      ...[1, 2].map((n): Stimulus => {
        const send = { to: t, words: [], items: [item(0), item(n)], timeoutMs: 1 };
        return { do: 'ipc', send, receive: { from: t, window: WHOLE_SPACE, timeoutMs: 2 } };
      }),
      { do: 'thread_schedule', of: t, priority: 101, sliceMs: 1 },
      { do: 'thread_switch', to: t },
      { do: 'id_nearest', of: t },
    ]),
    { do: 'store', address: 0, value: 20 },
    { do: 'store', address: 0, value: 10 },
    { do: 'trap', vector: 3 },
    { do: 'ipc', receive: { from: 'any', window: WHOLE_SPACE, timeoutMs: 'never' } },
    { do: 'ipc', receive: { from: 'any', window: WHOLE_SPACE, timeoutMs: 1 } },
    { do: 'thread_switch', to: 'nobody' },
    { do: 'tick', ms: 1 },
  ],
  births: Infinity,
  isSmall: false,
};
const doubles = symmetryOf(doubled, firstOf(doubled));
/** The renamings that exchange one pair. */
const exchanges = doubles.filter(
  ({ task, lthread, line, page, token }) =>
    [task, lthread, line, page, token].filter((renamed) => renamed.some((name, old) => name !== old)).length === 1,
);
test('symmetry: where everything has a double, each pair can be exchanged alone', () => {
  expect([doubles.length, exchanges.length]).toEqual([32, 5]);
});

/** States on random walks of 30 stimuli; always the same. */
const statesOf = (scope: SystemScope, count: number): readonly State[] => {
  const states: State[] = [];
  let seed = 1;
  const below = (bound: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % bound;
  };
  const first = firstOf(scope);
  for (let s = first; states.length < count; s = states.length % 30 === 0 ? first : s) {
    const outcomes = step(s, scope.stimuli[below(scope.stimuli.length)]);
    s = outcomes[below(outcomes.length)].state;
    states.push(s);
  }
  return states;
};

/** How a renaming acts on states and on stimuli. */
interface Action {
  readonly state: (s: State) => State;
  readonly stimulus: (x: Stimulus) => Stimulus;
}
const actionOf = (by: Renaming): Action => ({
  state: (s) => renamedState(by, s),
  stimulus: (x) => renamedStimulus(by, x),
});
/** The first stimulus and state for which the action does not commute with the rules. */
const counterexample = (scope: SystemScope, { state, stimulus }: Action): Stimulus | undefined => {
  const keys = (states: readonly State[]): string => [...new Set(states.map(systemKey))].sort().join('\n');
  for (const s of statesOf(scope, 40))
    for (const x of scope.stimuli) {
      const after = step(s, x).map((outcome) => state(outcome.state));
      const renamed = step(state(s), stimulus(x)).map((outcome) => outcome.state);
      if (keys(after) !== keys(renamed)) return x;
    }
  return undefined;
};

test.each([...symmetric, { scope: doubled, name: 'what is doubled', group: exchanges }])(
  'symmetry: every renaming of $name commutes with every stimulus in random states',
  ({ scope, group }) => {
    for (const by of group) expect(counterexample(scope, actionOf(by))).toBeUndefined();
  },
);

test('symmetry: wrong renamings do not commute', () => {
  const [plain] = doubles;
  const lthread = { ...plain, lthread: [1, 0, 2] };
  const wrong: readonly (readonly [says: string, Action])[] = [
    ...exchanges.flatMap((by): readonly (readonly [string, Action])[] => [
      ['the stimuli stay', { state: (s) => renamedState(by, s), stimulus: (x) => x }],
      ['the states stay', { state: (s) => s, stimulus: (x) => renamedStimulus(by, x) }],
    ]),
    ['thread 0 of a task is made with it', actionOf(lthread)],
  ];
  for (const [says, action] of wrong) expect(counterexample(doubled, action), says).toBeDefined();
});

test('symmetry: renamings are undone by renamings, and take a stimulus of the scope to one of the scope', () => {
  for (const { scope, group } of [...symmetric, { scope: doubled, group: doubles }]) {
    const stimuli = new Set(scope.stimuli.map(stimulusKey));
    const [s] = statesOf(scope, 60).slice(-1);
    for (const by of group) {
      for (const x of scope.stimuli) expect(stimuli).toContain(stimulusKey(renamedStimulus(by, x)));
      const undone = group.filter((other) => systemKey(renamedState(other, renamedState(by, s))) === systemKey(s));
      expect(undone).not.toEqual([]);
    }
  }
});
