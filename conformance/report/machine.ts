import type { BootConfig } from '../../spec/vocabulary/index.js';
import { counted } from './counted.js';

/** The machine that a program wants: `2 frames, 2 pages a space, 1 task, 1 thread a task`. */
export const machineOf = ({ frames, pages, tasks, lthreads, lines = 0 }: BootConfig): string =>
  [
    counted(frames, 'frame'),
    `${counted(pages, 'page')} a space`,
    counted(tasks, 'task'),
    `${counted(lthreads, 'thread')} a task`,
    ...(lines === 0 ? [] : [counted(lines, 'interrupt line')]),
  ].join(', ');
