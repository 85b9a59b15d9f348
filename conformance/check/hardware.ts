import type { Part, Refusal } from '../../model/index.js';
import { hardwareProperties } from '../../spec/properties/index.js';
import type { Breach, ShownMachine } from '../../spec/properties/index.js';
import type { BootConfig } from '../../spec/vocabulary/index.js';
import type { Observation } from '../../model/index.js';
import { areStill, knownTables, tableReader } from './tables.js';
import type { KnownTables } from './tables.js';

const partOf = ({ pages, lthreads }: BootConfig, part: NonNullable<Breach['part']>): Part => {
  if ('thread' in part) return { kind: 'thread', at: part.thread[0] * lthreads + part.thread[1] };
  return 'page' in part ? { kind: 'page', at: part.task * pages + part.page } : { kind: 'task', at: part.task };
};

const NONE: ReadonlySet<string> = new Set();

/** Which properties of the hardware spoke of what a kernel showed after a step, and the first that was broken. */
export interface HardwareVerdict {
  readonly checked: readonly string[];
  readonly refusal: Extract<Refusal, { kind: 'property' }> | null;
}

/** Judges, one after the other, what a kernel shows of its machine between the steps of a program. */
export type HardwareJudge = (observation: Observation, broken?: ReadonlySet<string>) => HardwareVerdict;

/**
 * A judge of the machine with this configuration. Properties that are known to be broken are passed over; of a kernel that shows no machine nothing
 * is checked. A property of the page tables alone stands as long as they do.
 */
export const hardwareJudge = (config: BootConfig): HardwareJudge => {
  let tables: KnownTables | null = null;
  const standing = new Set<string>();
  const reader = tableReader();
  return ({ seen, view }, broken = NONE) => {
    const checked: string[] = [];
    if (view?.hardware === undefined) return { checked, refusal: null };
    const { hardware } = view;
    const present = reader(hardware);
    const machine: ShownMachine = { config, running: seen.running, hardware, view, present };
    if (tables === null || !areStill(tables, hardware)) {
      tables = knownTables(hardware, present);
      standing.clear();
    }
    for (const property of hardwareProperties) {
      if (broken.has(property.name) || !property.when(machine)) continue;
      checked.push(property.name);
      if (standing.has(property.name)) continue;
      const breach = property.breach(machine);
      if (breach === null) {
        if (tables !== null && property.reads === 'tables') standing.add(property.name);
        continue;
      }
      const part = breach.part === null ? null : partOf(config, breach.part);
      return {
        checked,
        refusal: {
          kind: 'property',
          property: property.name,
          says: breach.says,
          part,
          isRevoked: breach.isRevoked === true,
        },
      };
    }
    return { checked, refusal: null };
  };
};

/** Judges the machine that one observation shows. */
export const judgeHardware = (config: BootConfig, observation: Observation): HardwareVerdict =>
  hardwareJudge(config)(observation);
