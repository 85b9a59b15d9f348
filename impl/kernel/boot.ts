import { presets } from '../../spec/dialects/index.js';
import { BOOT_SHARE, PAGE_BYTES, type BootConfig } from '../../spec/vocabulary/index.js';
import type { Machine } from '../machine/machine.js';
import { PRESENT, USER, WRITE } from '../machine/paging.js';
import { momentAt, setClock } from './clock.js';
import { freeFrame, setRole } from './frame-table.js';
import { layoutFor } from './layout.js';
import { addNode } from './mapping-database.js';
import type { Nucleus } from './nucleus.js';
import { buildKernelTables, fillEntry } from './page-table.js';
import type { Policy } from './policy.js';
import { switchTo } from './schedule.js';
import { beginSlice, sliceWord } from './slice.js';
import { NO_CHIEF } from './task-table.js';
import { makeTask, makeThread } from './tasks.js';
import { NOBODY } from './thread-id.js';
import { PRIORITIES } from './variables.js';

/**
 * Starts the kernel on a machine: roles of the frames, the kernel half, and task 0, whose space is sigma-zero: page v
 * is frame v (L.68). Its thread 0 runs. Word 0 of a user frame names it.
 */
export const boot = (machine: Machine, config: BootConfig, policy: Policy): Nucleus => {
  const layout = layoutFor(config, policy);
  const dialect = presets[policy.dialect];
  const k: Nucleus = { config, layout, policy, dialect, machine, memory: machine.memory };
  machine.reset(layout.frames);

  for (const { role, first, count } of layout.regions) {
    for (let frame = first + count - 1; frame >= first; frame--) {
      if (role === 'free') freeFrame(k, frame);
      else setRole(k, frame, role);
    }
  }
  for (let frame = 0; frame < config.frames; frame++) k.memory.write(frame * PAGE_BYTES, 0, frame);

  buildKernelTables(k);
  makeTask(k, 0, NO_CHIEF, PRIORITIES - 1);
  for (let page = 0; page < config.frames && page < config.pages; page++) {
    fillEntry(k, 0, page, (page * PAGE_BYTES) | PRESENT | WRITE | USER);
    addNode(k, 0, 0, page);
  }
  setClock(k, momentAt(config.clockMs ?? 0));
  const { priority, sliceMs } = BOOT_SHARE;
  const start = { ip: 0, pager: NOBODY, handler: NOBODY, priority, slice: sliceWord(sliceMs) };
  switchTo(k, beginSlice(k, makeThread(k, 0, 0, start)));
  return k;
};
