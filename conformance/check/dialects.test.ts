import { expect, test } from 'vitest';
import { first, modelKernel } from '../../model/index.js';
import { departing, departures, parameters, presets, reference, tableOf } from '../../spec/index.js';
import { CONTRACT, Profile } from '../../spec/vocabulary/index.js';
import type { KernelUnderTest } from '../../spec/vocabulary/index.js';
import { masked } from '../kernels/masked.js';
import { inProcess } from './check-program.js';
import { runLot } from './lot.js';
import { termsOf } from './terms.js';

/** The kernel, said to speak the reference dialect. */
const unsaid = (kernel: KernelUnderTest): KernelUnderTest =>
  masked(kernel, { manifest: { l4c: CONTRACT, name: 'unsaid', profiles: Profile.options } });

test('dialects: the reference is the table of the first value of every parameter, and each parameter says what it is about', () => {
  expect(tableOf(presets.reference)).toBe(reference);
  expect(new Set(departures.map(({ parameter }) => parameter))).toEqual(new Set(Object.keys(parameters)));
  for (const { says, source } of Object.values(parameters))
    expect([says, source.length > 0]).toEqual([expect.any(String), true]);
});

// That a kernel which speaks one is refused where another is held to be spoken, and who is blamed: conformance/mutation/blamed-for-dialects.txt.

test.each(departures)('$parameter: a kernel that speaks $value conforms to it', async ({ dialect }) => {
  const kernel = modelKernel(first, tableOf(dialect), dialect);
  expect((await runLot(inProcess(kernel), 3, 0, 30)).failures).toEqual([]);
});

/** The values that only allow less. */
const narrower = departures.filter(({ value }) => value === 'fifo');

test.each(narrower)('$parameter: a kernel that speaks $value conforms to the reference too', async ({ dialect }) => {
  const kernel = modelKernel(first, tableOf(dialect), dialect);
  expect((await runLot(inProcess(unsaid(kernel)), 3, 0, 30)).failures).toEqual([]);
});

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
