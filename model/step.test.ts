import { expect, test } from 'vitest';
import { boot, next, reference, rulesOf, withFamily } from '../spec/index.js';
import type { Rules, State, Work } from '../spec/index.js';
import { MAX_ITEMS } from '../spec/vocabulary/index.js';
import type { Stimulus } from '../spec/vocabulary/index.js';
import { Unspecified, seenOf, step, stepOnce } from './index.js';

const machine = { frames: 4, pages: 4, tasks: 3, lthreads: 2 };
const after = (...stimuli: readonly Stimulus[]): State => stimuli.reduce((s, x) => stepOnce(s, x).state, boot(machine));
const shows = (s: State, x: Stimulus): readonly unknown[] =>
  step(s, x).map((outcome) => seenOf(outcome.state, outcome.sight));

const makeTask1: Stimulus = { do: 'task_new', task: 1, pager: [0, 0], ip: 0 };
const switchTo1: Stimulus = { do: 'thread_switch', to: [1, 0] };
const wait: Stimulus = { do: 'ipc', receive: { from: 'any', window: { base: 0, sizeLog2: 2 }, timeoutMs: 'never' } };

test('ipc/send-partner-ready: thread 0.0 sends to 1.0, which waits; 1.0 runs with the words and the sender', () => {
  const waiting = after(makeTask1, switchTo1, wait);
  expect(shows(waiting, { do: 'ipc', send: { to: [1, 0], words: [7], items: [], timeoutMs: 0 } })).toEqual([
    { running: [1, 0], result: { call: 'ipc', phase: 'receive', cause: 'ok', from: [0, 0], words: [7] } },
  ]);
});

test('sigma/map: a mapped page is loaded from its frame, and a store to it faults where only reading was granted', () => {
  const item = { kind: 'map', fpage: { base: 2, sizeLog2: 0 }, offset: 1, write: false } as const;
  const mapped = after(makeTask1, switchTo1, wait, {
    do: 'ipc',
    send: { to: [1, 0], words: [], items: [item], timeoutMs: 0 },
  });
  expect(shows(mapped, { do: 'load', address: 4096 })).toEqual([{ running: [1, 0], loaded: 2 }]);
  const pagerWaits = stepOnce(stepOnce(mapped, { do: 'thread_switch', to: [0, 0] }).state, wait).state;
  expect(shows(pagerWaits, { do: 'store', address: 4096, value: 1 })).toEqual([
    { running: [0, 0], result: { call: 'ipc', phase: 'receive', cause: 'ok', from: [1, 0], words: [4098, 0] } },
  ]);
});

test('ipc/receive-queued-sender: an open receive with two senders queued has two outcomes', () => {
  const send: Stimulus = { do: 'ipc', send: { to: [0, 0], words: [], items: [], timeoutMs: 'never' } };
  const makeTask2: Stimulus = { do: 'task_new', task: 2, pager: [0, 0], ip: 0 };
  const both = after(makeTask1, makeTask2, switchTo1, send, { do: 'thread_switch', to: [2, 0] }, send);
  expect(step(both, wait).map(({ state }) => state.threads.filter((t) => t?.phase.is === 'sending').length)).toContain(
    1,
  );
  expect(new Set(step(both, wait).map(({ sight }) => JSON.stringify(sight.shows))).size).toBeGreaterThan(1);
});

test('step: each outcome tells the choices on its way, and no others; what is derived follows from what was derived before it', () => {
  const send: Stimulus = { do: 'ipc', send: { to: [0, 0], words: [], items: [], timeoutMs: 'never' } };
  const makeTask2: Stimulus = { do: 'task_new', task: 2, pager: [0, 0], ip: 0 };
  const both = after(makeTask1, makeTask2, switchTo1, send, { do: 'thread_switch', to: [2, 0] }, send);
  const outcomes = step(both, wait, reference, true);
  const sender = (alternative: number) => ({ rule: 'ipc/receive-queued-sender', alternative, members: 2 });
  const partner = (alternative: number) => ({ rule: 'schedule/partner', alternative, members: 2 });
  expect(outcomes.map(({ choices }) => choices)).toEqual(
    [0, 1].flatMap((first) => [0, 1].map((second) => [sender(first), partner(second)])),
  );
  for (const { derivation, rules, state } of outcomes) {
    expect(derivation.map(({ rule }) => rule.name)).toEqual(rules);
    expect([derivation[0].parent, derivation[0].before, derivation.at(-1)?.after]).toEqual([null, both, state]);
    for (const [at, { parent }] of derivation.entries())
      expect(parent === null || derivation.slice(0, at).includes(parent)).toBe(true);
  }
  expect(step(both, wait).flatMap(({ derivation }) => derivation)).toEqual([]);
  expect(stepOnce(both, wait).derivation).toEqual([]);
  expect(step(after(makeTask1), switchTo1).flatMap(({ choices }) => choices)).toEqual([]);
});

test('a family in which two premises hold, or none, is not a specification', () => {
  const twice = withFamily(reference, 'load', [reference.load[0], reference.load[0]]);
  expect(() => step(boot(machine), { do: 'load', address: 0 }, twice)).toThrow('two premises hold');
  const none = withFamily(reference, 'load', [reference.load[1]]);
  expect(() => step(boot(machine), { do: 'load', address: 0 }, none)).toThrow(Unspecified);
});

test('scheduling/slice-renewed: a slice that nobody waited for does not become endless, however long it overran', () => {
  for (const ms of [5, 6, 7, 8, 9]) {
    const overrun = [
      { do: 'thread_schedule', of: [0, 0], sliceMs: 1 },
      { do: 'tick', ms },
      makeTask1,
    ] as const satisfies readonly Stimulus[];
    const s = overrun.reduce((state: State, x) => stepOnce(state, x).state, boot(machine, 5));
    const runs = step(s, { do: 'tick', ms: 100 }).map((outcome) => seenOf(outcome.state, outcome.sight).running);
    expect([ms, runs.length > 0, runs.every((running) => running !== 'idle' && running[0] === 1)]).toEqual([
      ms,
      true,
      true,
    ]);
  }
});

test('scheduling/refuse: a thread may be given the very maximum of its task, and nothing above it', () => {
  const byTask1 = after({ do: 'task_new', task: 1, pager: [0, 0], ip: 0, mcp: 50 }, switchTo1);
  const olds = [50, 51].map((priority) => {
    const [{ result }] = step(byTask1, { do: 'thread_schedule', of: [1, 0], priority }).map(({ state, sight }) =>
      seenOf(state, sight),
    );
    return result?.call === 'thread_schedule' ? result.old : null;
  });
  expect(olds).toEqual([{ priority: 50, sliceMs: 'never', doing: 'ready' }, 'refused']);
});

test('every rule has a name of its own, a sentence, a formula and a source', () => {
  const rules = rulesOf(reference);
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  for (const { says, formula, source } of rules) {
    expect(says).toMatch(/^[A-Z].*\.$|^[a-z_]+ .*\.$/);
    expect(formula).not.toBe('');
    expect(source.length).toBeGreaterThan(0);
  }
});

test('step: work that begets work without end is told, with the rules that were last applied', () => {
  const [ready] = reference.load;
  const rules = withFamily(reference, 'load', [
    { ...ready, name: 'load/again', when: () => true, then: (s: State, w: Work<'load'>) => next(s, w) },
  ] as unknown as Rules['load']);
  const again = Array.from({ length: 8 }, () => 'load/again').join(', ');
  expect(() => step(boot(machine), { do: 'load', address: 0 }, rules)).toThrow(`a step does not end: ${again}`);
  const [{ state }] = step(boot(machine), { do: 'load', address: 0 });
  expect(state.running).toBe(0);
});

test('step: the bound of a step is never met, on the smallest machine as on a larger one, by a message with all the items that it can have', () => {
  const item = { kind: 'map', fpage: { base: 0, sizeLog2: 1 }, offset: 0, write: true } as const;
  const items = Array.from({ length: MAX_ITEMS }, () => item);
  for (const pages of [2, 8]) {
    const stimuli: readonly Stimulus[] = [
      makeTask1,
      switchTo1,
      wait,
      { do: 'ipc', send: { to: [1, 0], words: [], items, timeoutMs: 0 } },
    ];
    const s = stimuli.reduce(
      (state: State, x) => stepOnce(state, x).state,
      boot({ frames: pages, pages, tasks: 2, lthreads: 1 }),
    );
    expect(s.running).toBe(1);
  }
});
