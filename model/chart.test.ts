import { expect, test } from 'vitest';
import { IDLE, boot, chart, nameOf as threadName, reference, rulesOf, standingOf } from '../spec/index.js';
import type { Edge, State } from '../spec/index.js';
import { step } from './index.js';
import type { BootConfig, Receive, Stimulus, ThreadId } from '../spec/vocabulary/index.js';

const config: BootConfig = { frames: 2, pages: 2, tasks: 3, lthreads: 2, lines: 1 };

/** Numbers below a bound, the same for the same seed. */
const numbersFrom = (seed: number) => {
  let state = seed * 2_654_435_761 + 1;
  return (bound: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % bound;
  };
};
/** Half the time the running thread answers one that waits for it as its pager; where one misses a page for a copy a task is deleted at times. */
const answer = (below: (bound: number) => number, s: State): Stimulus | null => {
  const asks = s.threads.find((t) => t?.fault && t.phase.is === 'receiving' && t.phase.from === s.running);
  if (asks === undefined && s.threads.some((t) => t?.fault?.is === 'copy') && below(6) === 0)
    return { do: 'task_new', task: 1, pager: 'nobody', ip: 0 };
  if (!asks || below(2) === 0) return null;
  const item = { kind: 'map', fpage: { base: 0, sizeLog2: 0 }, offset: below(2), write: true } as const;
  const items = below(2) === 0 ? [item] : [];
  return { do: 'ipc', send: { to: threadName(s, asks.id), words: [], items, timeoutMs: 'never' } };
};
const draw = (below: (bound: number) => number): Stimulus => {
  const pick = <T>(list: readonly T[]): T => list[below(list.length)];
  const thread = (): ThreadId => [below(3), below(2)];
  const timeoutMs = (): number | 'never' => pick([0, 1, 2, 5, 'never']);
  const item = { kind: 'map', fpage: { base: 0, sizeLog2: 0 }, offset: 0, write: true } as const;
  const items = below(4) === 0 ? [item] : [];
  /** Memory from one page into the next, mostly; both sides often have only one of the two. */
  const memory = () => (below(2) === 0 ? { strings: [{ address: pick([0, 4088, 4096]), bytes: pick([4, 12]) }] } : {});
  const faultTimeoutMs = timeoutMs();
  const send = { to: thread(), words: [], items, timeoutMs: timeoutMs(), faultTimeoutMs, ...memory() };
  const from: Receive['from'] = pick(['any', 'any', 'nobody', thread(), { line: 0 }]);
  const window = below(2) === 0 ? { window: { base: 0, sizeLog2: 1 } } : {};
  const receive: Receive = { from, timeoutMs: timeoutMs(), faultTimeoutMs, ...window, ...memory() };
  return pick<Stimulus>([
    { do: 'ipc', send },
    { do: 'ipc', receive },
    { do: 'ipc', receive: { from: { line: 0 }, timeoutMs: pick([0, 0, 3, 'never']) } },
    { do: 'ipc', send, receive },
    { do: 'load', address: 4096 * below(2) },
    { do: 'trap', vector: 3 },
    { do: 'interrupt', line: 0 },
    { do: 'tick', ms: 1 + below(4) },
    { do: 'during', k: 1, event: pick([{ do: 'interrupt', line: 0 }, { do: 'tick', ms: 4 }, { do: 'slice_end' }]) },
    { do: 'thread_switch', to: pick(['nobody', thread()]) },
    { do: 'thread_schedule', of: thread(), priority: pick([99, 100, 101]), sliceMs: pick([1, 'never']) },
    { do: 'lthread_ex_regs', lthread: below(2), ...(below(2) === 0 ? { ip: 1 } : {}) },
    below(2) === 0
      ? { do: 'task_new', task: 1 + below(2), pager: pick(['nobody', thread()]), ip: 0 }
      : { do: 'thread_switch', to: 'nobody' },
  ]);
};

const prelude: readonly Stimulus[] = [
  { do: 'task_new', task: 1, pager: [0, 0], ip: 0 },
  { do: 'task_new', task: 2, pager: [1, 0], ip: 0 },
];
/** Tasks 1 and 2 have a page each, 0, and two threads; 0.1 is there as well. Page 1 is missing in both. */
const whole = { base: 0, sizeLog2: 20 };
const stocked: readonly Stimulus[] = [
  { do: 'task_new', task: 1, pager: [0, 1], ip: 0 },
  { do: 'task_new', task: 2, pager: [1, 1], ip: 0 },
  { do: 'lthread_ex_regs', lthread: 1, ip: 0 },
  ...([1, 2] as const).flatMap((task): readonly Stimulus[] => [
    { do: 'thread_switch', to: [task, 0] },
    { do: 'lthread_ex_regs', lthread: 1, ip: 0 },
    { do: 'ipc', receive: { from: [0, 0], window: whole, timeoutMs: 'never' } },
    { do: 'thread_switch', to: [0, 0] },
    {
      do: 'ipc',
      send: {
        to: [task, 0],
        words: [],
        items: [{ kind: 'map', fpage: { base: task - 1, sizeLog2: 0 }, offset: 0, write: true }],
        timeoutMs: 0,
      },
    },
  ]),
];
const nameOf = ({ from, to, cause }: Edge): string => `${from} to ${to}: ${cause}`;

test('chart: every rule that it names is a rule', () => {
  const names = new Set(rulesOf(reference).map(({ name }) => name));
  expect(chart.flatMap(({ rules }) => rules).filter((name) => !names.has(name))).toEqual([]);
});

test('chart: in whatever the specification allows threads go along its edges only, and along every one of them', () => {
  const taken = new Map(chart.map((edge) => [nameOf(edge), 0]));
  for (let seed = 0; seed < 3000; seed++) {
    const below = numbersFrom(seed);
    let s: State = boot(config, 2);
    for (let at = 0; at < 60; at++) {
      const outcomes = step(
        s,
        (seed % 3 === 0 ? prelude : stocked).at(at) ??
          (s.running === IDLE ? { do: 'tick', ms: 3 } : (answer(below, s) ?? draw(below))),
        reference,
        true,
      );
      for (const { rule, before, after } of outcomes.flatMap(({ derivation }) => derivation)) {
        if (before.threads === after.threads) continue;
        after.threads.forEach((t, slot) => {
          const [from, to] = [standingOf(before.threads[slot] ?? null), standingOf(t)];
          if (from === to) return;
          const edge = chart.find((it) => it.from === from && it.to === to && it.rules.includes(rule.name));
          if (edge === undefined) expect.fail(`${rule.name} leads from ${from} to ${to}, where the chart has no edge`);
          taken.set(nameOf(edge), (taken.get(nameOf(edge)) ?? 0) + 1);
        });
      }
      s = outcomes[below(outcomes.length)].state;
    }
  }
  expect([...taken].filter(([, times]) => times === 0).map(([name]) => name)).toEqual([]);
});
