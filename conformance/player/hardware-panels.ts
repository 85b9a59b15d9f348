import { PAGE_BYTES, renderThread } from '../../spec/vocabulary/index.js';
import type { HardwareView } from '../../spec/vocabulary/index.js';
import { panel } from './panel.js';
import type { Panel } from './panel.js';

// The machine under a kernel as panels. Its memory is live, so that they are made when the step is over, and not later.

const ENTRIES = 1024;
const [PRESENT, WRITE] = [1, 2];
const wordAt = ({ memory }: HardwareView, address: number): number => memory.at(address / 4) ?? 0;
const hexadecimal = (value: number): string => `0x${value.toString(16)}`;

/** The present entries of a directory or table, from one index up to another. */
const presentIn = (hardware: HardwareView, table: number, from: number, to: number) => {
  const found: { readonly index: number; readonly entry: number }[] = [];
  for (let index = from; index < to; index++) {
    const entry = wordAt(hardware, table + index * 4);
    if ((entry & PRESENT) !== 0) found.push({ index, entry });
  }
  return found;
};
const frameOf = (entry: number): number => entry >>> 12;
const rights = (entry: number): string => ((entry & WRITE) === 0 ? 'r' : 'rw');

const tables = (hardware: HardwareView): Panel =>
  panel(
    'Page tables',
    ['task', 'linear page', 'frame', 'rights'],
    hardware.directories.flatMap((directory, task) =>
      directory === null
        ? []
        : presentIn(hardware, directory, 0, hardware.kernelBase / PAGE_BYTES / ENTRIES).flatMap((upper) =>
            presentIn(hardware, frameOf(upper.entry) * PAGE_BYTES, 0, ENTRIES).map((lower) => {
              const page = upper.index * ENTRIES + lower.index;
              return {
                key: `${String(task)} ${String(page)}`,
                cells: [String(task), String(page), String(frameOf(lower.entry)), rights(lower.entry & upper.entry)],
              };
            }),
          ),
    ),
  );

/** Whose part of the linear addresses an address is in. */
const partOf = ({ regionBase, kernelBase }: HardwareView, address: number): string =>
  address >= regionBase ? 'IPC region' : address >= kernelBase ? 'kernel' : 'user';
/** The present words of the directory that is loaded; each leads to a page table. */
const directory = (hardware: HardwareView): Panel =>
  panel(
    'Page directory',
    ['word', 'page table in frame', 'rights', 'where'],
    presentIn(hardware, hardware.cr3, 0, ENTRIES).map(({ index, entry }) => ({
      key: String(index),
      cells: [String(index), String(frameOf(entry)), rights(entry), partOf(hardware, index * ENTRIES * PAGE_BYTES)],
    })),
  );

/** The two directory words of the space that is loaded through which a copy sees the space of the receiver (L.52). */
const region = (hardware: HardwareView): Panel =>
  panel(
    'Address space and IPC region',
    ['', 'value'],
    [
      { key: 'cr3', cells: ['CR3', `task ${String(hardware.directories.indexOf(hardware.cr3))}`] },
      ...[0, 1].map((at) => {
        const word = wordAt(hardware, hardware.cr3 + (hardware.regionBase / PAGE_BYTES / ENTRIES + at) * 4);
        return {
          key: `word ${String(at)}`,
          cells: [`region word ${String(at)}`, word === 0 ? 'zero' : `page table in frame ${String(frameOf(word))}`],
        };
      }),
      {
        key: 'slice',
        cells: ['slice left', hardware.sliceLeftMs === 'never' ? 'endless' : `${String(hardware.sliceLeftMs)} ms`],
      },
    ],
  );

const tlb = (hardware: HardwareView): Panel =>
  panel(
    'TLB',
    ['linear page', 'frame', 'rights', 'where'],
    hardware.tlb.map(({ page, frame, write, user }) => ({
      key: hexadecimal(page),
      cells: [
        hexadecimal(page),
        String(frame),
        `${write ? 'rw' : 'r'}${user ? ', user' : ''}`,
        partOf(hardware, page * PAGE_BYTES),
      ],
    })),
  );

const ready = ({ ready: rings }: HardwareView): Panel =>
  panel(
    'Ready rings',
    ['priority', 'threads'],
    rings.map(({ priority, threads }) => ({
      key: String(priority),
      cells: [String(priority), threads.map(({ thread }) => renderThread(thread)).join(', ')],
    })),
  );

const wakeups = ({ wakeups: { soon, late }, timeouts }: HardwareView): Panel => {
  const due = (thread: string): string => {
    const found = timeouts.find((it) => renderThread(it.thread) === thread);
    return found === undefined ? thread : `${thread} at ${String(found.dueMs)} ms`;
  };
  const row = (key: string, threads: readonly (typeof late)[number][]) => ({
    key,
    cells: [key, threads.map((it) => due(renderThread(it))).join(', ')],
  });
  return panel('Wakeup lists', ['list', 'threads'], [...soon.map((it, at) => row(String(at), it)), row('late', late)]);
};

export const hardwarePanels = (hardware: HardwareView): readonly Panel[] => [
  region(hardware),
  tlb(hardware),
  directory(hardware),
  tables(hardware),
  ready(hardware),
  wakeups(hardware),
];
