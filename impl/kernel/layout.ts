import { PAGE_BYTES, type BootConfig, type FrameRole } from '../../spec/vocabulary/index.js';
import { FRAME_RECORD_WORDS } from './frame-table.js';
import { NODE_WORDS } from './mapping-database.js';
import type { Policy } from './policy.js';
import { TASK_WORDS } from './task-table.js';
import { TCB_WORDS } from './tcb.js';
import { VARIABLE_WORDS } from './variables.js';

const WORD_BYTES = 4;
/** Linear bytes that one page table maps (L.52). */
const TABLE_PAGES = 1024;
/** A directory and a page table: the user half of a space has at most 1024 pages. */
const FRAMES_OF_A_SPACE = 2;

/** The largest machine: an id has 11 bits for a task and 7 for a thread of it (F:3.1); of 64 MiB for users and of 16 MiB for TCBs (F:1.2). */
export const CAPACITY = { frames: 16_384, pages: 1024, tasks: 2048, lthreads: 128, threads: 16_384 } as const;

/** Throws a RangeError that names the limit which a machine is beyond. */
const checkCapacity = (config: BootConfig): void => {
  const wanted = { ...config, threads: config.tasks * config.lthreads };
  for (const what of ['frames', 'pages', 'tasks', 'lthreads', 'threads'] as const)
    if (wanted[what] > CAPACITY[what])
      throw new RangeError(
        `a machine of ${String(wanted[what])} ${what}: this kernel has room for ${String(CAPACITY[what])}`,
      );
};

/** A run of physical frames with one role. */
export interface Region {
  readonly role: FrameRole;
  readonly first: number;
  readonly count: number;
}

/**
 * Where everything lies in physical memory, which is as large as the configuration needs and no larger. All of it is
 * computed from the configuration; addresses are physical bytes.
 */
export interface Layout {
  /** Frames of physical memory, the user frames among them. */
  readonly frames: number;
  /** The regions, ascending and without gaps: the user frames come first, so that sigma-zero's frame f is frame f. */
  readonly regions: readonly Region[];
  readonly variables: number;
  /** By task: its record (task-table.ts). */
  readonly taskTable: number;
  /** By physical frame: its record (frame-table.ts). */
  readonly frameTable: number;
  /** By thread number: its TCB (tcb.ts). */
  readonly tcbs: number;
  /** The TCB array has a power of two of lthreads and of tasks: a mask finds the slot of any id (F:1.2). */
  readonly lthreadBits: number;
  readonly taskBits: number;
  /** By task and page: its node in the mapping database, or 0. */
  readonly nodeOfPage: number;
  /** The nodes: one for each page of each task, more cannot be mapped. */
  readonly nodes: number;
  readonly nodeCount: number;
  /** A frame of the kernel through which messages are copied twice (long-ipc/strategy.ts). */
  readonly copyBuffer: number;
  /** The page of the code that all IPC runs through. It is empty, for this kernel's code is not the 486's: only its place counts (cost/meter.ts). */
  readonly text: number;
  /** By thread number: when the thread is to be woken (wakeups/array.ts); 0 in a kernel that does not keep wakeups so. */
  readonly wakeupArray: number;
  /** The page tables of the kernel half. */
  readonly kernelTables: Region;
}

/** Rounds up to a machine integer: were a size a double, so would be every address that is computed from it. */
const roundUp = (count: number): number => Math.ceil(count) >>> 0;
const bitsFor = (count: number): number => roundUp(Math.log2(count));
const framesFor = (words: number): number => roundUp((words * WORD_BYTES) / PAGE_BYTES);

/** The layout of a machine, for a kernel built so. Throws a RangeError where the kernel has no room for such a machine. */
export const layoutFor = (config: BootConfig, { wakeups }: Policy): Layout => {
  checkCapacity(config);
  const { frames, pages, tasks, lthreads } = config;
  const taskBits = bitsFor(tasks);
  const lthreadBits = bitsFor(lthreads);
  const places = tasks * pages;
  const slots = 1 << (taskBits + lthreadBits);
  const arrayFrames = wakeups === 'array' ? framesFor(slots) : 0;
  const tcbFrames = framesFor(slots * TCB_WORDS);
  const databaseFrames = framesFor(places * (1 + NODE_WORDS));
  const spaceFrames = tasks * FRAMES_OF_A_SPACE;
  const fixed = frames + tcbFrames + databaseFrames + spaceFrames + arrayFrames + 2;

  // The frame table and the kernel's page tables describe all frames, their own among them: the third round adds
  // nothing.
  let total = fixed;
  let kernelFrames = 0;
  let tableFrames = 0;
  for (let round = 0; round < 3; round++) {
    kernelFrames = framesFor(VARIABLE_WORDS + tasks * TASK_WORDS + total * FRAME_RECORD_WORDS);
    tableFrames = roundUp(total / TABLE_PAGES);
    total = fixed + kernelFrames + tableFrames;
  }

  const regions: Region[] = [];
  let next = 0;
  const place = (role: FrameRole, count: number): Region => {
    const region = { role, first: next, count };
    regions.push(region);
    next += count;
    return region;
  };
  place('user', frames);
  const variables = place('kernel', kernelFrames).first * PAGE_BYTES;
  const kernelTables = place('table', tableFrames);
  const tcbs = place('tcb', tcbFrames).first * PAGE_BYTES;
  const nodeOfPage = place('database', databaseFrames).first * PAGE_BYTES;
  place('free', spaceFrames);
  const copyBuffer = place('kernel', 1).first * PAGE_BYTES;
  const text = place('kernel', 1).first * PAGE_BYTES;
  const wakeupArray = arrayFrames === 0 ? 0 : place('kernel', arrayFrames).first * PAGE_BYTES;

  const taskTable = variables + VARIABLE_WORDS * WORD_BYTES;
  return {
    frames: total,
    regions,
    variables,
    taskTable,
    frameTable: taskTable + tasks * TASK_WORDS * WORD_BYTES,
    tcbs,
    lthreadBits,
    taskBits,
    nodeOfPage,
    nodes: nodeOfPage + places * WORD_BYTES,
    nodeCount: places,
    copyBuffer,
    text,
    wakeupArray,
    kernelTables,
  };
};
