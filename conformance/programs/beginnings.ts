import type { BootConfig, Stimulus } from '../../spec/vocabulary/index.js';
import type { Claims } from './action.js';
import { nearOverflow } from './mixes.js';
import type { Random } from './random.js';

// How programs begin: the machine, and the tasks that are made on it.

export const drawBoot = (random: Random, claims: Claims): BootConfig => {
  const config: BootConfig = {
    frames: 3 + random.below(3),
    pages: random.pick([4, 4, 6, 8]),
    tasks: 3 + random.below(2),
    lthreads: 2 + random.below(2),
  };
  const lines = claims('interrupts') ? { lines: 1 + random.below(2) } : {};
  // a clock that is about to outgrow its word
  const clock = claims('timeouts') && random.chance(30) ? { clockMs: nearOverflow(random) } : {};
  return { ...config, ...lines, ...clock };
};

/** The machine of a program that is to go on in another way: often as wide as one that is drawn, with lines only where that has some. */
export const drawWider = (random: Random, way: BootConfig, drawn: BootConfig): BootConfig => {
  const isNarrow = random.chance(30);
  const wider = (own: number, other: number): number => (isNarrow ? own : Math.max(own, other));
  return {
    frames: wider(way.frames, drawn.frames),
    pages: wider(way.pages, drawn.pages),
    tasks: wider(way.tasks, drawn.tasks),
    lthreads: wider(way.lthreads, drawn.lthreads),
    ...(drawn.lines === undefined ? {} : { lines: Math.max(way.lines ?? 0, drawn.lines) }),
    ...(way.clockMs === undefined ? {} : { clockMs: way.clockMs }),
  };
};

/** Task 0 makes the others, or most: where tasks may be deleted, some are left for others to make. Their pagers: commonly thread 0.0, or one another, themselves, or a slot where nobody is yet. */
export const prelude = (
  random: Random,
  { tasks, lthreads }: BootConfig,
  claims: Claims,
  isStocked: boolean,
): readonly Stimulus[] => {
  // where pages are missing for a message of 0.0 another pager can answer
  const [common, first] = isStocked ? [20, 35] : [60, 80];
  const others = Array.from({ length: tasks - 1 }, (_, i) => i + 1).filter(() =>
    random.chance(claims('tasks') && !isStocked ? 80 : 90),
  );
  const pager = (): readonly [number, number] => {
    if (random.chance(common)) return [0, 0];
    return [random.below(tasks), random.chance(first) ? 0 : isStocked ? 1 : random.below(lthreads)];
  };
  return others.map((task) => ({
    do: 'task_new',
    task,
    pager: random.chance(4) ? 'nobody' : pager(),
    ip: random.chance(30) ? task : 0,
    ...(claims('scheduling') && random.chance(25) ? { mcp: random.pick([50, 100, 105]) } : {}),
  }));
};
