import { systemScopes } from '../../model/explorer/system/index.js';
import { Dialect, parameters, presets, reference, rulesOf } from '../../spec/index.js';
import type { Parameter } from '../../spec/index.js';
import { hardwareProperties, sigmaProperties } from '../../spec/properties/index.js';
import { runProperties } from '../../spec/properties/runs/index.js';
import { systemProperties } from '../../spec/properties/system/index.js';
import { Profile, lecture, renderSource } from '../../spec/vocabulary/index.js';
import type { Source } from '../../spec/vocabulary/index.js';
import { bundled } from '../kernels/bundled.js';
import { mutants } from '../mutants/mutants.js';
import { MIXES, mixNames } from '../programs/mixes.js';
import { scenarios } from '../scenarios/catalogue.js';

/** A thing that has a name, as `l4c list` tells it. */
export interface Entry {
  readonly name: string;
  readonly says: string;
  /** Of a rule or property: the profile to which it belongs. */
  readonly profile?: Profile;
  /** Where it comes from: `L.58` is page 58 of the lecture, `F:1.4` a section of the facts. */
  readonly source?: readonly string[];
}

interface Told {
  readonly name: string;
  readonly profile: Profile;
  readonly source: readonly Source[];
  readonly says: string;
}
const told = ({ name, profile, source, says }: Told): Entry => ({
  name,
  says,
  profile,
  source: source.map(renderSource),
});

const PROFILES: Readonly<Record<Profile, string>> = {
  sigma: 'address spaces: map, grant, demap, faults',
  ipc: 'the rendez-vous of messages in registers, queues, timeouts of 0 and never',
  tasks: 'tasks deleted and made anew, ids that grow stale, registers exchanged',
  timeouts: 'a clock, timeouts of some milliseconds, wakeups that preempt',
  scheduling: 'priorities, slices, thread_schedule',
  exceptions: 'exceptions that are told to a handler',
  interrupts: 'interrupt lines, attached to threads',
  strings: 'messages in memory: words and strings, copied step by step',
};
const countOf = (profile: Profile): number => rulesOf(reference).filter((it) => it.profile === profile).length;

const KERNELS: Readonly<Record<string, string>> = {
  i486: 'the kernel of the 486, with its sound TLB policy and temporary mapping',
  model: 'the specification itself, as a kernel',
};

const valuesOf = (parameter: Parameter): string =>
  Dialect.unwrap()
    .shape[parameter].options.map((value) => (value === presets.reference[parameter] ? `${value} (reference)` : value))
    .join(', ');

/** In what a preset departs from the reference. */
const departuresOf = (dialect: Dialect): string => {
  const departs = Object.entries(dialect).filter(([it, value]) => value !== presets.reference[it as Parameter]);
  return departs.length === 0
    ? 'the dialect of the specification'
    : `a preset: ${departs.map(([it, value]) => `${it} ${value}`).join(', ')}`;
};

/** All that there is of each kind, in the order of the code. */
export const catalogue = {
  kernels: (): readonly Entry[] =>
    Object.keys(bundled).map((name) => ({ name, says: KERNELS[name] ?? `that kernel with ${name.split(':')[1]}` })),
  profiles: (): readonly Entry[] =>
    Profile.options.map((name) => ({ name, says: `${PROFILES[name]}; ${String(countOf(name))} rules` })),
  rules: (): readonly Entry[] => rulesOf(reference).map(told),
  properties: (): readonly Entry[] =>
    [...sigmaProperties, ...systemProperties, ...runProperties, ...hardwareProperties].map(told),
  dialects: (): readonly Entry[] => [
    ...Object.entries(presets).map(([name, dialect]) => ({ name, says: departuresOf(dialect) })),
    ...Object.entries(parameters).map(([name, { says, source }]) => ({
      name,
      says: `${says} ${valuesOf(name as Parameter)}.`,
      source: source.map(renderSource),
    })),
  ],
  mixes: (): readonly Entry[] => mixNames.map((name) => ({ name, says: MIXES[name].says })),
  scopes: (): readonly Entry[] => systemScopes.map(({ name, says }) => ({ name, says })),
  scenarios: (): readonly Entry[] =>
    scenarios.map(({ name, says, pages }) => ({
      name,
      says,
      source: pages.map((page) => renderSource(lecture(page))),
    })),
  mutants: (): readonly Entry[] => mutants.map(({ name, story }) => ({ name, says: story })),
} as const;
export type Kind = keyof typeof catalogue;
export const kinds = Object.keys(catalogue) as readonly Kind[];

const WIDEST = 34;
/** A line each: the name, what it says, where it comes from. */
export const renderEntries = (entries: readonly Entry[]): string => {
  const width = Math.min(WIDEST, Math.max(...entries.map(({ name }) => name.length)));
  return entries
    .map(({ name, says, source = [] }) => {
      const from = source.length === 0 ? '' : ` (${source.join(', ')})`;
      return `${name.padEnd(width)}  ${says}${from}`;
    })
    .join('\n');
};
