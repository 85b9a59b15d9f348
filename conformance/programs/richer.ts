import { isDeepStrictEqual } from 'node:util';
import type { BootConfig, Program, Stimulus } from '../../spec/vocabulary/index.js';

// What a failing program says in three stimuli another may say in two, of which one does more than any of its own.

/** Stimuli, and a machine that has room for all of them. */
export interface Stock {
  readonly boot: BootConfig;
  readonly stimuli: readonly Stimulus[];
}

/** No stimuli, and the least machine. */
export const NOTHING: Stock = { boot: { frames: 1, pages: 1, tasks: 1, lthreads: 1 }, stimuli: [] };

/** A machine that has room for what either has room for; its clock is that of the first. */
export const bothOf = (a: BootConfig, b: BootConfig): BootConfig => {
  const lines = Math.max(a.lines ?? 0, b.lines ?? 0);
  return {
    ...a,
    frames: Math.max(a.frames, b.frames),
    pages: Math.max(a.pages, b.pages),
    tasks: Math.max(a.tasks, b.tasks),
    lthreads: Math.max(a.lthreads, b.lthreads),
    ...(lines > 0 ? { lines } : {}),
  };
};

/** Each of the stimuli once. */
export const distinct = (stimuli: readonly Stimulus[]): readonly Stimulus[] =>
  stimuli.filter((x, at) => stimuli.findIndex((y) => isDeepStrictEqual(x, y)) === at);

/** One stimulus left out, and another exchanged for one of the stock. */
export function* richerPrograms({ boot, stimuli }: Program, stock: Stock): Generator<Program> {
  const roomy = bothOf(boot, stock.boot);
  for (const out of stimuli.keys()) {
    const rest = stimuli.toSpliced(out, 1);
    for (const at of rest.keys()) for (const x of stock.stimuli) yield { boot: roomy, stimuli: rest.with(at, x) };
  }
}
