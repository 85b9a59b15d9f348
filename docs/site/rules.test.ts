import { expect, test } from 'vitest';
import { storedShortest } from '../../conformance/explorations/shortest.js';
import { reference, rulesOf, withFamily } from '../../spec/index.js';
import type { Rule } from '../../spec/index.js';
import { counterparts, departuresOfRules, familiesOf } from './rules.js';
import { textsOfRules } from './site.js';

const texts = textsOfRules();
const stored = storedShortest();

test('rules: every rule has its code, a program whose last step applies it, and properties that speak of that step', () => {
  const families = familiesOf(texts);
  const all = families.flatMap(({ rules, others }) => [...rules, ...others]);
  expect(families.flatMap(({ rules }) => rules.map(({ rule }) => rule.name))).toEqual(
    rulesOf(reference).map(({ name }) => name),
  );
  for (const { rule, shown, passage, upholds } of all) {
    expect([rule.name, shown.frames.at(-1)?.applied.some((it) => it.rule.name === rule.name)]).toEqual([
      rule.name,
      true,
    ]);
    expect([rule.name, passage.text.includes(rule.name), upholds.length > 0]).toEqual([rule.name, true, true]);
  }
});

test('rules: a dialect takes rules away and brings others, each to a family that there is', () => {
  const grant = departuresOfRules().find(({ value }) => value === 'flushed');
  expect([grant?.gone, grant?.come].map((list) => list?.map(({ name }) => name))).toEqual([
    ['sigma/grant'],
    ['sigma/grant-flushes'],
  ]);
});

test('rules: in the place of a rule stand those of another dialect that speak of the same work', () => {
  const fifo = departuresOfRules().find(({ value }) => value === 'fifo') ?? expect.fail();
  expect(fifo.come.length).toBe(4);
  const queue = fifo.gone.find(({ name }) => name === 'ipc/send-queue') ?? expect.fail();
  const own = ['ipc/send-queue-in-order', 'fault/no-answer-in-order'];
  expect(counterparts(queue, fifo).map(({ name }) => name)).toEqual(own);
  const back = fifo.come.find(({ name }) => name === 'ipc/receive-first-sender') ?? expect.fail();
  const others = ['ipc/receive-queued-sender', 'interrupts/line-or-sender'];
  expect(counterparts(back, fifo).map(({ name }) => name)).toEqual(others);
});

test('rules: one without a program, or whose program no longer applies it, is refused', () => {
  const others = stored.rules.filter(({ name }) => name !== 'sigma/map');
  expect(() => familiesOf(texts, { ...stored, rules: others })).toThrow('sigma/map has no stored program');
  const shorter = stored.rules.map((it) =>
    it.name === 'sigma/map' ? { ...it, stimuli: it.stimuli.slice(0, -1) } : it,
  );
  expect(() => familiesOf(texts, { ...stored, rules: shorter })).toThrow('no stored program applies sigma/map');
});

test('rules: a stored program that the rules no longer let run is refused by name', () => {
  const without = stored.rules.map((it) =>
    it.name === 'access/load' ? { ...it, stimuli: [{ do: 'ipc' } as const, ...it.stimuli] } : it,
  );
  expect(() => familiesOf(texts, { ...stored, rules: without })).toThrow(
    'a stored program of access/load no longer runs: no rule says what becomes of ipc',
  );
});

test('rules: one without a source, a sentence or a formula is refused', () => {
  const withLoad = (change: Partial<Rule>) =>
    familiesOf(
      texts,
      stored,
      withFamily(reference, 'load', [
        { ...reference.load[0], ...change } as (typeof reference.load)[0],
        reference.load[1],
      ]),
    );
  expect(() => withLoad({ source: [] })).toThrow('access/load has no source');
  expect(() => withLoad({ says: '' })).toThrow('access/load has no formula or no sentence');
  expect(() => withLoad({ formula: ' ' })).toThrow('access/load has no formula or no sentence');
});

test('rules: one that no function of the kernel refines, and a tag that names none, are refused', () => {
  const without = texts.kernel.filter(({ file }) => file !== 'impl/kernel/demap.ts');
  expect(() => familiesOf({ ...texts, kernel: without })).toThrow(
    'no function of the kernel says that it refines sigma/unmap',
  );
  const table = withFamily(reference, 'load', [{ ...reference.load[0], name: 'access/read' }, reference.load[1]]);
  expect(() => familiesOf(texts, stored, table)).toThrow('@refines access/load: there is no such rule');
});
