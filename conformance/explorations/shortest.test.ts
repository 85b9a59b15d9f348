import { expect, test } from 'vitest';
import { exercises, firstDifference, shortestPerRule, systemScopes } from '../../model/explorer/system/index.js';
import { Dialect, boot, reference, rulesOf } from '../../spec/index.js';
import type { Parameter } from '../../spec/index.js';
import { Program } from '../../spec/vocabulary/index.js';
import { distinctions, storedShortest, tableWith, valuesOf } from './shortest.js';
import type { Distinction } from './shortest.js';

// When rules or scopes have changed, and are meant to: npm run shortest

const { rules, distinctions: told } = storedShortest();
const lengthOf = (rule: string): number => rules.find(({ name }) => name === rule)?.stimuli.length ?? 0;

test('shortest: every rule has a program, which is one, and applies the rule with its last stimulus', () => {
  expect(rules.map(({ name }) => name)).toEqual(
    rulesOf(reference)
      .map(({ name }) => name)
      .sort(),
  );
  for (const it of rules) {
    expect(Program.safeParse({ boot: it.boot, stimuli: it.stimuli }).error).toBeUndefined();
    expect([it.name, exercises(it)]).toEqual([it.name, true]);
  }
});

test('shortest: no program is one of fewer stimuli, and the scopes near their boot have no shorter one', () => {
  for (const it of rules)
    for (const at of it.stimuli.keys())
      expect([it.name, at, exercises({ ...it, stimuli: it.stimuli.toSpliced(at, 1) })]).toEqual([it.name, at, false]);
  for (const scope of systemScopes) expect(shortestPerRule(scope, 60, lengthOf)).toEqual([]);
});

const tablesOf = ({ parameter, value, other }: Distinction) =>
  [tableWith(parameter, value), tableWith(parameter, other)] as const;
const differsAt = (it: Distinction, stimuli = it.stimuli): number =>
  firstDifference(boot(it.boot, it.latenessMs), stimuli, tablesOf(it));

test('shortest: of each parameter every two values are told apart, by the last stimulus of a program and no sooner', () => {
  const pairs = (Object.keys(Dialect.unwrap().shape) as Parameter[]).flatMap((parameter) =>
    valuesOf(parameter).flatMap((value, at, values) => values.slice(at + 1).map((other) => [parameter, value, other])),
  );
  expect(told.map(({ parameter, value, other }) => [parameter, value, other])).toEqual(pairs);
  for (const it of told) {
    expect([it.parameter, differsAt(it)]).toEqual([it.parameter, it.stimuli.length - 1]);
    for (const at of it.stimuli.keys())
      expect([it.parameter, at, differsAt(it, it.stimuli.toSpliced(at, 1))]).toEqual([it.parameter, at, -1]);
  }
});

test('shortest: found again, what tells some values apart is what is stored', () => {
  const some: Parameter[] = ['clanOfDeleted', 'switchTo', 'interruptSwitch', 'cutTells'];
  for (const parameter of some)
    expect(distinctions([parameter])).toEqual(told.filter((it) => it.parameter === parameter));
});
