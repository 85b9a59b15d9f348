import { expect, test } from 'vitest';
import { reference, undecidedWait } from '../spec/index.js';
import type { Rules, State } from '../spec/index.js';
import { DEFAULT_LATENESS_MS } from '../spec/vocabulary/index.js';
import type { BootConfig, Item, Send, Stimulus, ThreadId } from '../spec/vocabulary/index.js';
import { eager } from './explorer/system/index.js';
import { advance, modelKernel, sameSeen, sameState, seenOf, start, step } from './index.js';
import type { Envelope } from './index.js';

// The lazy envelope leaves open whether a timeout that may have fired has; an eager one branches at every ms of a tick. Both allow the same.

/** Numbers below a bound, the same for the same seed. */
const numbersFrom = (seed: number) => {
  let state = seed * 2_654_435_761 + 1;
  return (bound: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % bound;
  };
};

const config: BootConfig = { frames: 2, pages: 2, tasks: 3, lthreads: 2, lines: 1 };
const item: Item = { kind: 'map', fpage: { base: 0, sizeLog2: 0 }, offset: 0, write: true };
/** A stimulus that has to do with time, mostly: waits with short timeouts, ticks, and whatever can meet a thread that may have timed out. */
const draw = (below: (bound: number) => number): Stimulus => {
  const pick = <T>(list: readonly T[]): T => list[below(list.length)];
  const thread = (): ThreadId => [below(3), below(2)];
  const timeoutMs = (): Send['timeoutMs'] => pick([0, 1, 2, 3, 5, 9, 'never']);
  /** Task 0 has both pages of the string, of 8 bytes on either side of their border; the others have mostly one, or none. */
  const memory = () =>
    below(2) === 0
      ? {
          strings: [{ address: pick([0, 4088]), bytes: pick([8, 16]) }],
          faultTimeoutMs: pick([1, 2, 3, 5, 'never'] as const),
        }
      : {};
  const send = (): Send => ({
    to: thread(),
    words: [],
    items: below(5) === 0 ? [item] : [],
    timeoutMs: timeoutMs(),
    ...memory(),
  });
  const from = pick(['any', 'any', 'nobody', thread(), { line: 0 }] as const);
  const receive = { from, window: { base: 0, sizeLog2: 1 }, timeoutMs: timeoutMs(), ...memory() };
  switch (below(13)) {
    case 0:
      return { do: 'ipc', send: send() };
    case 1:
    case 2:
      return { do: 'ipc', receive };
    case 3:
      return { do: 'ipc', send: send(), receive };
    case 4:
      return { do: 'thread_switch', to: below(3) === 0 ? 'nobody' : thread() };
    case 5:
      return { do: 'thread_schedule', of: thread(), priority: pick([99, 100, 101]), sliceMs: pick([1, 2, 'never']) };
    case 6:
      return { do: 'lthread_ex_regs', lthread: below(2), ...(below(2) === 0 ? { ip: 1 } : {}) };
    case 7:
      return { do: 'task_new', task: 1 + below(2), pager: thread(), ip: 0 };
    case 8:
      return { do: 'interrupt', line: 0 };
    case 9:
      return {
        do: 'during',
        k: 1,
        event: pick([{ do: 'tick', ms: 3 }, { do: 'interrupt', line: 0 }, { do: 'slice_end' }]),
      };
    default:
      return { do: 'tick', ms: 1 + below(4) };
  }
};

/** Tasks 1 and 2 have page 0 alone, and pagers that wait; a message from 0.0 to 1.0 needs the page that 1.0 misses, for 3 ms. */
const stocked: readonly Stimulus[] = [
  { do: 'task_new', task: 1, pager: [2, 1], ip: 0 },
  { do: 'task_new', task: 2, pager: [1, 1], ip: 0 },
  ...([1, 2] as const).flatMap((task): readonly Stimulus[] => [
    { do: 'thread_switch', to: [task, 0] },
    { do: 'lthread_ex_regs', lthread: 1, ip: 0 },
    { do: 'ipc', receive: { from: [0, 0], window: { base: 0, sizeLog2: 1 }, timeoutMs: 'never' } },
    { do: 'thread_switch', to: [0, 0] },
    { do: 'ipc', send: { to: [task, 0], words: [], items: [item], timeoutMs: 0 } },
    { do: 'thread_switch', to: [task, 1] },
    { do: 'ipc', receive: { from: 'any', timeoutMs: 'never' } },
  ]),
  { do: 'thread_switch', to: [1, 0] },
  { do: 'ipc', receive: { from: 'any', strings: [{ address: 4088, bytes: 16 }], timeoutMs: 'never' } },
  { do: 'thread_switch', to: [0, 0] },
  {
    do: 'ipc',
    send: {
      to: [1, 0],
      words: [],
      items: [],
      strings: [{ address: 0, bytes: 16 }],
      timeoutMs: 0,
      faultTimeoutMs: 3,
    },
  },
];

const sightsOf = (envelope: Envelope, stimulus: Stimulus, rules: Rules): ReadonlySet<string> =>
  new Set(
    envelope.flatMap((s) => step(s, stimulus, rules).map(({ state, sight }) => JSON.stringify(seenOf(state, sight)))),
  );

test('timeouts: after every step of a kernel that chooses at random, the lazy envelope allows what the eager one allows', () => {
  const sizes = { steps: 0, lazy: 0, eager: 0, inTransfer: 0 };
  for (let seed = 0; seed < 400; seed++) {
    const below = numbersFrom(seed);
    const kernel = modelKernel(below);
    const first = { seen: kernel.boot(config) };
    let lazily = start(config, first, DEFAULT_LATENESS_MS) ?? expect.fail('boot');
    let eagerly = lazily;
    for (let at = 0; at < 40; at++) {
      const stimulus = (seed % 2 === 0 ? stocked.at(at) : undefined) ?? draw(below);
      expect([seed, at, stimulus, sightsOf(lazily, stimulus, reference)]).toEqual([
        seed,
        at,
        stimulus,
        sightsOf(eagerly, stimulus, eager),
      ]);
      const observation = { seen: kernel.step(stimulus) };
      const [a, b] = [advance(lazily, stimulus, observation), advance(eagerly, stimulus, observation, eager)];
      if (a.is !== 'allowed' || b.is !== 'allowed') expect.fail(`seed ${seed}: the kernel was not allowed at ${at}`);
      [lazily, eagerly] = [a.envelope, b.envelope];
      sizes.steps++;
      sizes.lazy += lazily.length;
      sizes.eager += eagerly.length;
      if (lazily.some((s) => s.threads.some((t) => t?.transfer && undecidedWait(t) !== false))) sizes.inTransfer++;
    }
  }
  // Something was left open, in transfers too, and branching costs more.
  expect(sizes.inTransfer).toBeGreaterThan(20);
  expect(sizes.eager).toBeGreaterThan(1.1 * sizes.lazy);
});

/** Three tasks whose threads have slices of 1 ms. */
const sliced: readonly Stimulus[] = [
  { do: 'task_new', task: 1, pager: [0, 0], ip: 0 },
  { do: 'task_new', task: 2, pager: [0, 0], ip: 0 },
  ...(
    [
      [0, 0],
      [1, 0],
      [2, 0],
    ] as const
  ).map((of): Stimulus => ({ do: 'thread_schedule', of, sliceMs: 1 })),
];

test('turns: of two states that differ in how many turns there were, but not in their order, the same may become', () => {
  const sizes = { pairs: 0, unmerged: 0, merged: 0 };
  for (let seed = 0; seed < 150; seed++) {
    const below = numbersFrom(seed);
    const kernel = modelKernel(below);
    let states = start(config, { seen: kernel.boot(config) }, DEFAULT_LATENESS_MS) ?? expect.fail('boot');
    for (let at = 0; at < 40 && states.length <= 64; at++) {
      const stimulus = sliced.at(at) ?? (below(2) === 0 ? { do: 'tick', ms: 1 } : draw(below));
      const merged: State[] = [];
      for (const state of states) {
        const same = merged.find((it) => sameState(it, state));
        if (same === undefined) merged.push(state);
        else {
          sizes.pairs++;
          // Each outcome of either is one of the other: what is the same now is so for ever.
          const [ours, theirs] = [step(state, stimulus), step(same, stimulus)];
          for (const [some, others] of [
            [ours, theirs],
            [theirs, ours],
          ])
            for (const { state: after, sight } of some)
              expect(
                others.some(
                  (it) =>
                    sameSeen(after, seenOf(after, sight), seenOf(it.state, it.sight)) && sameState(after, it.state),
                ),
              ).toBe(true);
        }
      }
      sizes.unmerged += states.length;
      sizes.merged += merged.length;
      const seen = kernel.step(stimulus);
      const after = states
        .flatMap((s) => step(s, stimulus))
        .filter(({ state, sight }) => sameSeen(state, seenOf(state, sight), seen));
      states = [...new Map(after.map(({ state }) => [JSON.stringify(state), state])).values()];
    }
  }
  expect(sizes.pairs).toBeGreaterThan(500);
  expect(sizes.unmerged).toBeGreaterThan(1.1 * sizes.merged);
});
