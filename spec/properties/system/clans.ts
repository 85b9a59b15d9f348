import type { Seen, Stimulus, View } from '../../vocabulary/index.js';

// What an observer remembers of tasks: who made each, and the highest priority that it may give.

/** A task that exists. `chief` is the number of the task that made it, -1 of task 0, which nobody made. */
export interface Clansman {
  readonly chief: number;
  readonly mcp: number;
}
/** By task number; null where no task is. */
export type Clans = readonly (Clansman | null)[];

export const firstClans: Clans = [{ chief: -1, mcp: 255 }];

/** Whether `caller` may make task number `task`: the number is free, or the task is its own. */
export const mayMake = (clans: Clans, caller: number, task: number): boolean => {
  const there = clans[task] ?? null;
  return there === null || there.chief === caller;
};

/** The tasks after a step of `running`; those that the view no longer has are forgotten. */
export const clansAfter = (
  clans: Clans,
  running: Seen['running'],
  stimulus: Stimulus,
  derivation: NonNullable<View['derivation']>,
): Clans => {
  if (stimulus.do !== 'task_new' || running === 'idle') return clans;
  const [caller] = running;
  const isMade = mayMake(clans, caller, stimulus.task);
  const own = clans[caller]?.mcp ?? 255;
  return derivation.map((space, task): Clansman | null => {
    if (space === null) return null;
    if (task === stimulus.task && isMade) return { chief: caller, mcp: Math.min(stimulus.mcp ?? own, own) };
    return clans[task] ?? null;
  });
};
