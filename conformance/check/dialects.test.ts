import { expect, test } from 'vitest';
import { first, modelKernel } from '../../model/index.js';
import type { Choose } from '../../model/index.js';
import { departing, departures, parameters, presets, reference, rulesOf, tableOf } from '../../spec/index.js';
import { CONTRACT, Profile } from '../../spec/vocabulary/index.js';
import type { KernelUnderTest } from '../../spec/vocabulary/index.js';
import { inProcess } from './check-program.js';
import type { Subject } from './check-program.js';
import { runLot } from './lot.js';
import { termsOf } from './terms.js';

const last: Choose = (members) => members - 1;
/** A dialect that only allows more is told apart by a kernel that makes use of it. */
const chooses: Readonly<Record<string, Choose>> = { any: last };

/** The kernel, said to speak the reference dialect. */
const unsaid = (kernel: KernelUnderTest): KernelUnderTest => ({
  manifest: { l4c: CONTRACT, name: 'unsaid', profiles: Profile.options },
  boot: (config) => kernel.boot(config),
  step: (stimulus) => kernel.step(stimulus),
  view: () => kernel.view?.() ?? {},
});

test('dialects: the reference is the table of the first value of every parameter, and each parameter says what it is about', () => {
  expect(tableOf(presets.reference)).toBe(reference);
  expect(new Set(departures.map(({ parameter }) => parameter))).toEqual(new Set(Object.keys(parameters)));
  for (const { says, source } of Object.values(parameters))
    expect([says, source.length > 0]).toEqual([expect.any(String), true]);
});

/** The first rule that passes of those that a subject is blamed for, lot after small lot; undefined if it is blamed for none. */
const firstBlamed = async (subject: Subject, passes: (rule: string) => boolean): Promise<string | undefined> => {
  for (let lot = 0; lot < 120; lot++)
    for (const { signature } of (await runLot(subject, 0, lot, 20)).failures)
      if (passes(signature.split(' ')[0])) return signature.split(' ')[0];
  return undefined;
};

/** The values that only allow less: the reference accepts them, and they refuse the reference. */
const narrower: readonly string[] = ['fifo'];

test.each(departures.filter(({ value }) => narrower.includes(value)))(
  '$parameter: $value is a dialect of its own, which the reference accepts, and which refuses the reference',
  async ({ dialect }) => {
    const kernel = modelKernel(first, tableOf(dialect), dialect);
    for (const subject of [kernel, unsaid(kernel)])
      expect((await runLot(inProcess(subject), 3, 0, 50)).failures).toEqual([]);
    const common = new Set(rulesOf(reference).map(({ name }) => name));
    const come = rulesOf(tableOf(dialect)).flatMap(({ name }) => (common.has(name) ? [] : [name]));
    const liar = inProcess(modelKernel(last, reference, dialect));
    expect(come).toContain(await firstBlamed(liar, (name) => come.includes(name)));
  },
);

test.each(departures.filter(({ value }) => !narrower.includes(value)))(
  '$parameter: $value is a dialect of its own, which the reference refuses',
  async ({ value, dialect }) => {
    const kernel = modelKernel(chooses[value] ?? first, tableOf(dialect), dialect);
    expect((await runLot(inProcess(kernel), 3, 0, 50)).failures).toEqual([]);

    const names = new Set(rulesOf(tableOf(dialect)).map(({ name }) => name));
    const gone = rulesOf(reference).filter(({ name }) => !names.has(name));
    // What is not written where it should be is the fault of the rule that should have written it.
    const due = [...gone.map(({ name }) => name), ...(value === 'keep' ? ['sigma/map', 'sigma/grant'] : [])];
    expect(due).toContain(await firstBlamed(inProcess(unsaid(kernel)), (name) => due.includes(name)));
  },
);

test.each(Object.entries(presets))('%s: a kernel that speaks the preset conforms to it', async (name, dialect) => {
  const kernel = modelKernel(first, tableOf(dialect), name);
  expect((await runLot(inProcess(kernel), 5, 0, 40)).failures).toEqual([]);
});

test('dialects: a preset, parameter or value that is none is one clear line', () => {
  const manifest = { l4c: CONTRACT, name: 'mine', profiles: Profile.options } as const;
  expect(() => termsOf({ ...manifest, dialect: 'fiasco' })).toThrow(/no dialect is called fiasco; there are reference/);
  expect(() => termsOf({ ...manifest, dialect: { demapScope: 'all' } })).toThrow(/no parameters of a dialect/);
  expect(termsOf({ ...manifest, dialect: { grantOnward: 'flushed' } }).rules).toEqual(
    tableOf(departing({ grantOnward: 'flushed' })),
  );
});
