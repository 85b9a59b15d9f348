import { expect, test } from 'vitest';
import { explore } from '../../model/explorer/index.js';
import { exploreSystem } from '../../model/explorer/system/index.js';
import { Dialect, departures, presets, tableOf } from '../../spec/index.js';
import type { Rules } from '../../spec/index.js';
import {
  hardwareProperties,
  isClaimedOf,
  sigmaProperties,
  sigmaPropertiesOfDialects,
} from '../../spec/properties/index.js';
import { runProperties } from '../../spec/properties/runs/index.js';
import { systemProperties, systemPropertiesOfDialects } from '../../spec/properties/system/index.js';
import { Profile } from '../../spec/vocabulary/index.js';
import type { Program } from '../../spec/vocabulary/index.js';
import { departurePrograms } from '../mutants/departure-programs.js';
import { wrongRuleScopes } from '../mutants/scopes.js';
import { wrongStringPrograms } from '../mutants/string-programs.js';
import { hash, randomFrom } from '../programs/random.js';
import { programOf } from './source.js';
import { checkProperties } from './properties.js';
import { compareRuns } from './runs.js';

const ofReference = [...sigmaProperties, ...systemProperties, ...runProperties];
const allOfSigma = [...sigmaProperties, ...sigmaPropertiesOfDialects];
const allOfSystem = [...systemProperties, ...systemPropertiesOfDialects];
const all = [...allOfSigma, ...allOfSystem, ...runProperties];

const randomly = (program: Program, at: number, rules: Rules, properties = systemProperties) => {
  const random = randomFrom(hash(at, 1, 1));
  return checkProperties(program, rules, (members) => random.below(members), properties);
};
/** Programs of messages in registers alone come to more. */
const withoutStrings = Profile.options.filter((profile) => profile !== 'strings');
const programs = (count: number, profiles: readonly Profile[] = withoutStrings): readonly Program[] =>
  Array.from({ length: count }, (_, at) => programOf(7, at, 0, profiles));

test('properties: each has a name of its own, a source and a sentence', () => {
  const every = [...all, ...hardwareProperties];
  expect(new Set(every.map(({ name }) => name)).size).toBe(every.length);
  for (const { source, says } of every) expect([source.length > 0, says]).toEqual([true, expect.stringMatching(/\.$/)]);
});

/** Two threads with slices, of which each has its turn. */
const slices: Program = {
  boot: { frames: 1, pages: 1, tasks: 2, lthreads: 1 },
  stimuli: [
    { do: 'task_new', task: 1, pager: [0, 0], ip: 0 },
    { do: 'thread_schedule', of: [0, 0], sliceMs: 2 },
    { do: 'thread_schedule', of: [1, 0], sliceMs: 2 },
    { do: 'thread_switch', to: 'nobody' },
    { do: 'tick', ms: 20 },
  ],
};

/** A thread that attaches to a line and waits for it, and an interrupt. */
const handler: Program = {
  boot: { frames: 1, pages: 1, tasks: 1, lthreads: 1, lines: 1 },
  stimuli: [
    { do: 'ipc', receive: { from: { line: 0 }, timeoutMs: 0 } },
    { do: 'ipc', receive: { from: { line: 0 }, timeoutMs: 'never' } },
    { do: 'interrupt', line: 0 },
  ],
};

test('properties: of random programs and small scopes none breaks one, and each is put to the test', () => {
  const untested = new Set(systemProperties.map(({ name }) => name));
  for (const [at, program] of [
    ...programs(230),
    ...programs(30, Profile.options),
    ...wrongStringPrograms,
    slices,
    handler,
  ].entries()) {
    const { applied, breaches, error } = randomly(program, at, tableOf());
    expect([at, breaches, error]).toEqual([at, [], null]);
    for (const name of applied.keys()) untested.delete(name);
  }
  for (const scope of wrongRuleScopes) {
    const { properties, violations } = exploreSystem(scope, { stateBound: 150 });
    expect(violations).toEqual([]);
    for (const { name, applied } of properties) if (applied > 0) untested.delete(name);
  }
  expect([...untested]).toEqual([]);
});

test('dialects: what a property says of them are parameters and values that there are, and leave some out', () => {
  const { shape } = Dialect.unwrap();
  for (const { name, where } of all)
    for (const [parameter, values] of Object.entries(where ?? {})) {
      const options: readonly string[] = shape[parameter as keyof typeof shape].options;
      expect([name, values.filter((value) => !options.includes(value))]).toEqual([name, []]);
      expect(values.length).toBeLessThan(options.length);
    }
});

/** A departure that only allows more shows where use is made of it. */
const TRIES = 8;

test.each(departures)(
  '$parameter, $value: the properties that are claimed of the dialect hold, each other fails',
  ({ parameter, value, dialect }) => {
    const rules = tableOf(dialect);
    const broken = new Set<string>();
    for (const scope of ['sigma:3x1+rights', 'sigma:3x2'])
      for (const { property } of explore(scope, { rules, properties: allOfSigma }).violations) broken.add(property);
    const claimed = new Set(all.filter((property) => isClaimedOf(property, dialect)).map(({ name }) => name));
    // A property of another dialect fails where use is made of what that one forbids.
    const parameters = new Set([
      parameter,
      ...all.flatMap(({ name, where }) => (claimed.has(name) ? [] : Object.keys(where ?? {}))),
    ]);
    const short = [...parameters].flatMap((name) =>
      (departurePrograms[name] ?? []).flatMap((program) => Array.from({ length: TRIES }, () => program)),
    );
    for (const [at, program] of [...short, ...programs(25)].entries()) {
      const { breaches, error } = randomly(program, at, rules, allOfSystem);
      expect([at, error]).toEqual([at, null]);
      for (const { property } of breaches) broken.add(property);
    }
    for (const [at, program] of programs(8).entries())
      for (const name of compareRuns(program, rules, at).broken) broken.add(name);
    expect([parameter, value, [...broken].filter((name) => claimed.has(name))]).toEqual([parameter, value, []]);
    expect(all.map(({ name }) => name).filter((name) => !claimed.has(name) && !broken.has(name))).toEqual([]);
  },
);

test('dialects: every property is claimed of the reference, but for those that are listed apart, and every parameter matters to one', () => {
  expect(all.filter((property) => isClaimedOf(property, presets.reference))).toEqual(ofReference);
  const named = new Set(all.flatMap(({ where }) => Object.keys(where ?? {})));
  expect([
    ...Dialect.unwrap()
      .keyof()
      .options.filter((parameter) => !named.has(parameter)),
  ]).toEqual([]);
});

test('runs: of random programs none breaks a property of pairs of runs, and each is put to the test', () => {
  const untested = new Set(runProperties.map(({ name }) => name));
  for (const [at, program] of [...programs(60), ...wrongStringPrograms].entries()) {
    const { applied, broken } = compareRuns(program, tableOf(), at);
    expect([at, [...broken]]).toEqual([at, []]);
    for (const name of applied.keys()) untested.delete(name);
  }
  expect([...untested]).toEqual([]);
});
