import { lecture } from '../../vocabulary/index.js';
import type { FrameRole } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { ENTRIES, entryAt, frameIn, kernelEntry } from './paging.js';
import type { HardwareProperty, ShownMachine } from './property.js';

/** Of a machine, what tells where its page tables lie. */
type Tables = Pick<ShownMachine, 'hardware' | 'present'>;

/** The frames of the page tables that hang from the words `from` .. `to` - 1 of a directory. */
const tablesOf = ({ hardware, present }: Tables, directory: number, from: number, to: number): readonly number[] => {
  const tables: number[] = [];
  for (const word of present(directory))
    if (word >= from && word < to) tables.push(frameIn(entryAt(hardware, directory, word)));
  return tables;
};

/** The frames in which the directories lie, and whatever hangs from them as a page table. */
export const framesOfTables = (machine: Tables): ReadonlySet<number> => {
  const frames = new Set<number>();
  for (const directory of machine.hardware.directories) {
    if (directory === null) continue;
    frames.add(directory / 4096);
    for (const table of tablesOf(machine, directory, 0, ENTRIES)) frames.add(table);
  }
  return frames;
};

export const framesConserved: HardwareProperty = {
  name: 'frames/conserved',
  profile: 'sigma',
  source: [lecture(68)],
  says: 'Every frame has one role, and the frames of sigma-zero are the only ones that user code is given.',
  formula: tex`\text{role}(f) = \text{user} \Leftrightarrow f < \text{frames}`,
  reads: 'tables',
  when: () => true,
  breach: ({ config, hardware: { memory, roles } }) => {
    if (roles.length * ENTRIES !== memory.length)
      return {
        says: `${String(roles.length)} frames have a role, there are ${String(memory.length / ENTRIES)}`,
        part: null,
      };
    const frame = roles.findIndex((role, f) => (role === 'user') !== f < config.frames);
    return frame < 0 ? null : { says: `frame ${String(frame)} has the role ${roles[frame]}`, part: null };
  },
};

export const framesOneUse: HardwareProperty = {
  name: 'frames/one-use',
  profile: 'sigma',
  source: [lecture(51)],
  says: 'A frame is used for what its role says: each directory and each page table of a space is a frame of its own.',
  formula: tex`\text{role}(\text{dir}_i) = \text{directory} \land \text{role}(\text{table}_i(n)) = \text{table} \land (\text{dir}_i = \text{dir}_j \Rightarrow i = j) \land (\text{table}_i(n) = \text{table}_j(m) \Rightarrow (i, n) = (j, m))`,
  reads: 'tables',
  when: () => true,
  breach: (machine) => {
    const { hardware } = machine;
    const used = new Map<number, number>();
    for (const [task, directory] of hardware.directories.entries()) {
      if (directory === null) continue;
      const uses: (readonly [number, FrameRole])[] = [[directory / 4096, 'directory']];
      for (const table of tablesOf(machine, directory, 0, kernelEntry(hardware))) uses.push([table, 'table']);
      for (const [frame, role] of uses) {
        if (hardware.roles[frame] !== role)
          return {
            says: `task ${String(task)} has a ${role} in frame ${String(frame)}, whose role is ${hardware.roles[frame]}`,
            part: { task },
          };
        if (used.has(frame))
          return {
            says: `tasks ${String(used.get(frame))} and ${String(task)} both use frame ${String(frame)} as a ${role}`,
            part: { task },
          };
        used.set(frame, task);
      }
    }
    return null;
  },
};

export const kernelFramesClosed: HardwareProperty = {
  name: 'frames/no-user-frame-in-the-kernel-half',
  profile: 'sigma',
  source: [lecture(51)],
  says: 'Outside a transfer the kernel half reaches no frame that user code may own.',
  formula: tex`v \ge \text{kernelBase} \Rightarrow \text{role}(\text{frame}(\text{walk}(\text{dir}_i, v))) \ne \text{user}`,
  reads: 'tables',
  when: ({ hardware }) => hardware.directories.some((directory) => directory !== null),
  breach: (machine) => {
    const { hardware, present } = machine;
    const directory = hardware.directories.find((each) => each !== null) ?? 0;
    for (const table of tablesOf(machine, directory, kernelEntry(hardware), ENTRIES))
      for (const word of present(table * 4096)) {
        const frame = frameIn(entryAt(hardware, table * 4096, word));
        if (hardware.roles[frame] === 'user')
          return { says: `the kernel half maps user frame ${String(frame)}`, part: null };
      }
    return null;
  },
};
