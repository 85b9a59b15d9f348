import type { Part, Refusal } from '../../model/index.js';
import { hardwareProperties } from '../../spec/properties/index.js';
import type { Breach, ShownMachine } from '../../spec/properties/index.js';
import type { BootConfig } from '../../spec/vocabulary/index.js';
import type { Observation } from '../../model/index.js';

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

/** Judges the machine that an observation shows, but for the properties that are known to be broken; of a kernel that shows none, nothing is checked. */
export const judgeHardware = (
  config: BootConfig,
  { seen, view }: Observation,
  broken: ReadonlySet<string> = NONE,
): HardwareVerdict => {
  const checked: string[] = [];
  if (view?.hardware === undefined) return { checked, refusal: null };
  const machine: ShownMachine = { config, running: seen.running, hardware: view.hardware, view };
  for (const property of hardwareProperties) {
    if (broken.has(property.name) || !property.when(machine)) continue;
    checked.push(property.name);
    const breach = property.breach(machine);
    if (breach === null) continue;
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
