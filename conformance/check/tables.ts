import { framesOfTables, presentEntries } from '../../spec/properties/index.js';
import type { PresentEntries } from '../../spec/properties/index.js';
import type { HardwareView } from '../../spec/vocabulary/index.js';

/** The page tables of a machine as they were at one moment, by all that tells whether they still are. */
export interface KnownTables {
  readonly memory: Uint32Array;
  readonly directories: HardwareView['directories'];
  readonly roles: HardwareView['roles'];
  readonly kernelBase: number;
  readonly regionBase: number;
  /** The frames in which they lie, and what the machine says of when each of them changed. */
  readonly frames: readonly number[];
  readonly changed: readonly number[];
}

const sameList = <T>(a: readonly T[], b: readonly T[]): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/** Reads the tables of one machine after the other; what was read of a frame stands as long as the machine tells that the frame did not change. */
export const tableReader = (): ((hardware: HardwareView) => PresentEntries) => {
  const known = new Map<number, { readonly changed: number; readonly present: readonly number[] }>();
  let memory: Uint32Array | null = null;
  return (hardware) => {
    if (memory !== hardware.memory) known.clear();
    memory = hardware.memory;
    return (address) => {
      const changed = hardware.changed?.[address / 4096];
      if (changed === undefined) return presentEntries(hardware, address);
      const last = known.get(address);
      if (last?.changed === changed) return last.present;
      const present = presentEntries(hardware, address);
      known.set(address, { changed, present });
      return present;
    };
  };
};

/** What is known of the tables from now on; null of a machine that does not tell when its frames change. */
export const knownTables = (hardware: HardwareView, present: PresentEntries): KnownTables | null => {
  const { memory, changed, kernelBase, regionBase } = hardware;
  const frames = [...framesOfTables({ hardware, present })];
  if (changed === undefined || !frames.every((frame) => Number.isInteger(frame) && frame < changed.length)) return null;
  const [directories, roles] = [[...hardware.directories], [...hardware.roles]];
  return { memory, directories, roles, kernelBase, regionBase, frames, changed: frames.map((frame) => changed[frame]) };
};

/** Whether nothing of the tables has changed since. */
export const areStill = (known: KnownTables, hardware: HardwareView): boolean => {
  const { changed } = hardware;
  if (changed === undefined || hardware.memory !== known.memory) return false;
  for (let i = 0; i < known.frames.length; i++) if (changed[known.frames[i]] !== known.changed[i]) return false;
  return (
    hardware.kernelBase === known.kernelBase &&
    hardware.regionBase === known.regionBase &&
    sameList(hardware.directories, known.directories) &&
    sameList(hardware.roles, known.roles)
  );
};
