import { existsSync, readFileSync } from 'node:fs';
import { compareEnvelopes, fromBoot, shortestPerRule, systemScopes } from '../../model/explorer/system/index.js';
import type { Shortest, SystemScope } from '../../model/explorer/system/index.js';
import { Dialect, departing, departures, presets, tableOf } from '../../spec/index.js';
import type { Parameter } from '../../spec/index.js';
import { rootOfPackage } from '../package.js';

/** A shortest list of stimuli after which two values of a parameter allow different observations. */
export interface Distinction extends Omit<Shortest, 'name'> {
  readonly parameter: Parameter;
  readonly value: string;
  readonly other: string;
}
/** What `npm run shortest` found: for each rule a program that exercises it, for each two values of a parameter one that tells them apart. */
export interface ShortestPrograms {
  readonly rules: readonly Shortest[];
  readonly distinctions: readonly Distinction[];
}

const file = new URL('conformance/programs/shortest.json', rootOfPackage);
/** The programs that are stored; none if there is no file. */
export const storedShortest = (): ShortestPrograms =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ShortestPrograms) : { rules: [], distinctions: [] };

/** So many states of a scope, from the boot, are looked at for rules, and so many pairs of envelopes for dialects. */
const STATE_BOUND = 6000;
const PAIR_BOUND = 4000;

/** For every rule that a scope reaches near its boot the shortest program of all scopes; of several the first. */
export const shortestOfRules = (scopes: readonly SystemScope[] = systemScopes): readonly Shortest[] => {
  const shortest = new Map<string, Shortest>();
  const known = (rule: string): number => shortest.get(rule)?.stimuli.length ?? Infinity;
  for (const scope of scopes) for (const it of shortestPerRule(scope, STATE_BOUND, known)) shortest.set(it.name, it);
  return [...shortest.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

/** In which scopes the values of a parameter are told apart; the shortest of what they give counts. */
export const SCOPES_OF: Readonly<Record<Parameter, readonly string[]>> = {
  demapScope: ['spaces:3'],
  grantOnward: ['grants:3'],
  ontoOccupied: ['within:2'],
  unmappedSource: ['spaces:3'],
  withinTask: ['within:2'],
  readOnlyGrant: ['rights:3'],
  cutTells: ['items:2'],
  failedAttach: ['interrupts:2'],
  exRegsCancels: ['tasks:2'],
  clanOfDeleted: ['clans:3'],
  switchTo: ['priorities:2'],
  interruptSwitch: ['priorities:2'],
  senders: ['ipc:3'],
  sameSource: ['spaces:3', 'within:2'],
  pageStillMissing: ['strings:2'],
};
export const valuesOf = (parameter: Parameter): readonly string[] => [
  presets.reference[parameter],
  ...departures.filter((it) => it.parameter === parameter).map(({ value }) => value),
];
export const tableWith = (parameter: Parameter, value: string) => tableOf(departing({ [parameter]: value }));

const distinctionIn = (
  scope: SystemScope,
  parameter: Parameter,
  value: string,
  other: string,
): readonly Distinction[] => {
  const whole = fromBoot(scope);
  const tables = [tableWith(parameter, value), tableWith(parameter, other)] as const;
  const { differs } = compareEnvelopes(whole, tables, PAIR_BOUND);
  if (differs === null) return [];
  return [
    { parameter, value, other, scope: scope.name, latenessMs: scope.latenessMs, boot: scope.boot, stimuli: differs },
  ];
};
/** For each parameter, and each two of its values, the shortest program of its scopes that tells them apart. */
export const distinctions = (parameters = Object.keys(Dialect.unwrap().shape) as Parameter[]): readonly Distinction[] =>
  parameters.flatMap((parameter) =>
    valuesOf(parameter).flatMap((value, at, values) =>
      values.slice(at + 1).flatMap((other) =>
        systemScopes
          .filter(({ name }) => SCOPES_OF[parameter].includes(name))
          .flatMap((scope) => distinctionIn(scope, parameter, value, other))
          .toSorted((a, b) => a.stimuli.length - b.stimuli.length)
          .slice(0, 1),
      ),
    ),
  );
