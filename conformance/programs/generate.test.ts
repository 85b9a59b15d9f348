import { expect, test } from 'vitest';
import { boot, reference, rulesOf } from '../../spec/index.js';
import { Profile, Program } from '../../spec/vocabulary/index.js';
import { lotPrograms } from '../check/source.js';
import { storedShortest } from '../explorations/shortest.js';
import { guidance } from './guidance.js';
import { MIXES, mixNames } from './mixes.js';
import { randomFrom } from './random.js';

const all = (): boolean => true;
/** The first programs of a lot. */
const some = (count: number, lot: Generator<Program>): readonly Program[] =>
  Array.from({ length: count }, () => lot.next().value as Program);

const config = { frames: 1, pages: 1, tasks: 2, lthreads: 1 };
const state = boot(config);

test('guidance: the next program begins on the way to what was never met, before all that was', () => {
  const way = storedShortest().rules.find(({ name }) => name === 'timeouts/undecided-before');
  const drawn = Array.from({ length: 20 }, (_, seed) => {
    const guided = guidance();
    for (const rule of rulesOf(reference).filter(({ name }) => name !== way?.name)) {
      const work = { do: 'ignored' } as const;
      const met = { rule, alternative: 0, members: 1, work, before: state, after: state, parent: null };
      guided.meet({ boot: config, stimuli: [] }, new Array<typeof met>(5).fill(met));
    }
    return guided.drawWay(randomFrom(seed), all)?.near.stimuli;
  });
  expect(drawn.filter((it) => it?.length === way?.stimuli.length).length).toBeGreaterThan(5);
  expect(guidance().drawWay(randomFrom(1), () => false)).toBe(null);
});

test('guidance: a way that was taken is not taken again soon, whether it came there or not', () => {
  const [guided, random] = [guidance(), randomFrom(2)];
  const drawn = Array.from({ length: 60 }, () => JSON.stringify(guided.drawWay(random, all)?.near));
  expect(new Set(drawn).size).toBeGreaterThan(40);
});

test('lotPrograms: a lot is a function of seed and number alone, and one lot does not guide the next', () => {
  const lot = (isGuided: boolean): readonly Program[] => some(25, lotPrograms(3, 5, Profile.options, { isGuided }));
  const programs = lot(true);
  expect(lot(true)).toEqual(programs);
  expect(lot(false)).not.toEqual(programs);
  for (const program of programs.slice(0, 20)) expect(Program.parse(program)).toEqual(program);
});

test('lotPrograms: what a kernel does not claim, guidance does not lead it to', () => {
  const done = new Set(some(50, lotPrograms(0, 0, ['ipc'])).flatMap(({ stimuli }) => stimuli.map((x) => x.do)));
  for (const beyond of ['tick', 'interrupt', 'trap', 'during', 'thread_schedule'] as const)
    expect(done).not.toContain(beyond);
});

test.each(mixNames)('--mix %s: its programs are programs, and what it is about is in them', (name) => {
  const programs = some(60, lotPrograms(1, 0, Profile.options, { mix: name }));
  for (const program of programs.slice(0, 20)) expect(Program.parse(program)).toEqual(program);
  const clocks = programs.filter(({ boot: { clockMs = 0 } }) => clockMs > 2 ** 24 - 21).length;
  const lengths = new Set(
    programs.flatMap(({ stimuli }) =>
      stimuli.flatMap((x) => (x.do === 'ipc' ? (x.send?.strings ?? []).map(({ bytes }) => bytes) : [])),
    ),
  );
  expect(clocks === programs.length).toBe(name === 'clocks');
  expect([0, 1, 4095, 4096, 4097, 8191, 8192, 8193, 2 ** 22].every((bytes) => lengths.has(bytes))).toBe(
    name === 'big-strings',
  );
  expect(MIXES[name].says.length).toBeGreaterThan(10);
});
