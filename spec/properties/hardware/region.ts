import { facts, lecture } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { ENTRIES, entryAt } from './paging.js';
import type { HardwareProperty } from './property.js';

export const regionClosed: HardwareProperty = {
  name: 'region/closed',
  profile: 'strings',
  source: [lecture(51), lecture(54)],
  says: 'When user code runs no copy is under way, and the words of the IPC region are zero in every directory.',
  formula: tex`v \ge \text{regionBase} \Rightarrow \text{dir}_i[v] = 0`,
  reads: 'tables',
  when: ({ hardware }) => hardware.directories.some((directory) => directory !== null),
  breach: ({ hardware }) => {
    for (const [task, directory] of hardware.directories.entries()) {
      if (directory === null) continue;
      for (let word = hardware.regionBase / 4096 / ENTRIES; word < ENTRIES; word++)
        if (entryAt(hardware, directory, word) !== 0)
          return { says: `task ${String(task)} still sees another space through its IPC region`, part: { task } };
    }
    return null;
  },
};

export const tlbIpcClean: HardwareProperty = {
  name: 'tlb/ipc-clean',
  profile: 'strings',
  source: [lecture(53), lecture(57), facts('A18')],
  says: 'The TLB is IPC-clean when user code runs: it has no entry of the IPC region, which another thread of the space would use for its own copy.',
  formula: tex`x \in \text{TLB} \Rightarrow \text{page}(x) < \text{regionBase}`,
  reads: 'machine',
  when: ({ hardware }) => hardware.tlb.length > 0,
  breach: ({ running, hardware }) => {
    const left = hardware.tlb.find(({ page }) => page >= hardware.regionBase / 4096);
    if (left === undefined) return null;
    return {
      says: `the TLB has linear page ${String(left.page)} of the IPC region, in frame ${String(left.frame)}`,
      part: running === 'idle' ? null : { thread: running },
    };
  },
};
