import { facts, lecture } from '../../vocabulary/index.js';
import type { ShownMapping } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { ENTRIES, entryAt, frameIn, kernelEntry, letsUserIn, mayWrite, walk } from './paging.js';
import type { HardwareProperty } from './property.js';

type Derivation = readonly (readonly (ShownMapping | null)[] | null)[];

/** real(i, v) of L.68 along the names that the view shows; null where they lead to no page of sigma-zero. */
const frameOf = (derivation: Derivation, mapping: ShownMapping, bound: number): number | null => {
  let [task, page] = mapping;
  for (let steps = 0; steps < bound && task !== 0; steps++) {
    const above = derivation[task]?.[page] ?? null;
    if (above === null) return null;
    [task, page] = above;
  }
  return task === 0 ? page : null;
};

export const tablesAgreeWithSigma: HardwareProperty = {
  name: 'tables/agree-with-sigma',
  profile: 'sigma',
  source: [lecture(51), lecture(68)],
  says: 'The page tables of a space give user code exactly the pages that its sigma has: the real frame, with the rights of the mapping.',
  formula: tex`(\text{dir}_i = \varnothing \Leftrightarrow i \notin \Sigma) \land (v < \text{pages} \Rightarrow \text{walk}(\text{dir}_i, v) = (\text{real}(i, v), r_i(v)))`,
  reads: 'machine',
  when: ({ view }) => view.derivation !== undefined,
  breach: ({ config, hardware, view }) => {
    const derivation = view.derivation ?? [];
    const bound = config.tasks * config.pages;
    for (let task = 0; task < hardware.directories.length; task++) {
      const directory = hardware.directories[task];
      const space = derivation[task] ?? null;
      if (directory === null || space === null) {
        if ((directory === null) === (space === null)) continue;
        const says = directory === null ? 'is a task without a page directory' : 'has a page directory and is no task';
        return { says: `task ${String(task)} ${says}`, part: { task } };
      }
      for (let page = 0; page < config.pages; page++) {
        const mapping = space[page] ?? null;
        const entry = walk(hardware, directory, page);
        const says =
          mapping === null || entry === 0
            ? mapping === null && entry === 0
              ? null
              : `${entry === 0 ? 'do not have' : 'have'} a page that sigma ${mapping === null ? 'does not have' : 'has'}`
            : frameIn(entry) !== frameOf(derivation, mapping, bound)
              ? `have frame ${String(frameIn(entry))} where sigma has ${String(frameOf(derivation, mapping, bound))}`
              : mayWrite(entry) !== (mapping[2] === 'rw') || !letsUserIn(entry)
                ? 'give other rights than sigma'
                : null;
        if (says !== null)
          return { says: `for page ${String(page)} of task ${String(task)} the tables ${says}`, part: { task, page } };
      }
    }
    return null;
  },
};

export const tablesBeyondLimit: HardwareProperty = {
  name: 'tables/nothing-beyond-the-limit',
  profile: 'sigma',
  source: [lecture(51)],
  says: 'Beyond the pages that a space may have, up to the kernel half, its tables have nothing.',
  formula: tex`\text{pages} \le v < \text{kernelBase} \Rightarrow \text{walk}(\text{dir}_i, v) = \varnothing`,
  reads: 'tables',
  when: () => true,
  breach: ({ config, hardware, present }) => {
    const end = kernelEntry(hardware);
    for (const [task, directory] of hardware.directories.entries()) {
      if (directory === null) continue;
      for (const upper of present(directory)) {
        if (upper >= end) break;
        const table = frameIn(entryAt(hardware, directory, upper)) * 4096;
        const lower = present(table).find((each) => upper * ENTRIES + each >= config.pages);
        if (lower !== undefined)
          return {
            says: `task ${String(task)} has linear page ${String(upper * ENTRIES + lower)}, beyond its ${String(config.pages)} pages`,
            part: { task },
          };
      }
    }
    return null;
  },
};

export const kernelHalfShared: HardwareProperty = {
  name: 'tables/kernel-half-shared',
  profile: 'sigma',
  source: [lecture(51), facts('1.2')],
  says: 'All directories have the same kernel half, and it is closed to user code.',
  formula: tex`v \ge \text{kernelBase} \Rightarrow \text{dir}_i[v] = \text{dir}_j[v] \land \text{user} \notin \text{dir}_i[v]`,
  reads: 'tables',
  when: ({ hardware }) => hardware.directories.some((directory) => directory !== null),
  breach: ({ hardware, present }) => {
    const [first, ...others] = hardware.directories.filter((directory) => directory !== null);
    const from = kernelEntry(hardware);
    for (const directory of [first, ...others])
      for (const word of present(directory)) {
        if (word < from) continue;
        const entry = entryAt(hardware, directory, word);
        if (letsUserIn(entry))
          return { says: `directory word ${String(word)} of the kernel half lets user code in`, part: null };
        if (
          entryAt(hardware, first, word) !== entry ||
          others.some((other) => entryAt(hardware, other, word) !== entry)
        )
          return {
            says: `directory word ${String(word)} of the kernel half is not the same in all spaces`,
            part: null,
          };
      }
    return null;
  },
};
