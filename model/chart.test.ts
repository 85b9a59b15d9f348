import { expect, test } from 'vitest';
import { IDLE, boot, chart, reference, rulesOf, standingOf } from '../spec/index.js';
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
const draw = (below: (bound: number) => number): Stimulus => {
  const pick = <T>(list: readonly T[]): T => list[below(list.length)];
  const thread = (): ThreadId => [below(3), below(2)];
  const timeoutMs = (): number | 'never' => pick([0, 1, 2, 5, 'never']);
  const item = { kind: 'map', fpage: { base: 0, sizeLog2: 0 }, offset: 0, write: true } as const;
  const items = below(4) === 0 ? [item] : [];
  const send = { to: thread(), words: [], items, timeoutMs: timeoutMs() };
  const from: Receive['from'] = pick(['any', 'any', 'nobody', thread(), { line: 0 }]);
  const receive: Receive = { from, timeoutMs: timeoutMs() };
  return pick<Stimulus>([
    { do: 'ipc', send },
    { do: 'ipc', receive },
    { do: 'ipc', receive: { from: { line: 0 }, timeoutMs: pick([0, 0, 3, 'never']) } },
    { do: 'ipc', send, receive },
    { do: 'load', address: 4096 * below(2) },
    { do: 'trap', vector: 3 },
    { do: 'interrupt', line: 0 },
    { do: 'tick', ms: 1 + below(4) },
    { do: 'thread_switch', to: pick(['nobody', thread()]) },
    { do: 'thread_schedule', of: thread(), priority: pick([99, 100, 101]), sliceMs: pick([1, 'never']) },
    { do: 'lthread_ex_regs', lthread: below(2), ...(below(2) === 0 ? { ip: 1 } : {}) },
    below(3) === 0
      ? { do: 'task_new', task: 1 + below(2), pager: pick(['nobody', thread()]), ip: 0 }
      : { do: 'thread_switch', to: 'nobody' },
  ]);
};

const prelude: readonly Stimulus[] = [
  { do: 'task_new', task: 1, pager: [0, 0], ip: 0 },
  { do: 'task_new', task: 2, pager: [1, 0], ip: 0 },
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
        prelude.at(at) ?? (s.running === IDLE ? { do: 'tick', ms: 3 } : draw(below)),
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
