import type { BootConfig, Manifest, Program, Stimulus } from '../../spec/vocabulary/index.js';
import { External } from '../../spec/vocabulary/index.js';

// What a kernel can be given, as its manifest says.

export type Able = Pick<Manifest, 'can' | 'limits' | 'boot'>;

const isExternal = (kind: Stimulus['do']): kind is External => (External.options as readonly string[]).includes(kind);

/** Whether a kernel can take a stimulus; an event in the middle of a copy must be one that it can take by itself. */
export const canTake = ({ can }: Able, x: Stimulus): boolean => {
  if (can === undefined || !isExternal(x.do)) return true;
  return can.includes(x.do) && (x.do !== 'during' || x.event.do === 'slice_end' || can.includes(x.event.do));
};

/** The machine, no larger than a kernel can boot it. */
export const withinLimits = ({ limits = {} }: Able, config: BootConfig): BootConfig => {
  const { frames = Infinity, pages = Infinity, tasks = Infinity, lthreads = Infinity, lines = Infinity } = limits;
  return {
    ...config,
    frames: Math.min(frames, config.frames),
    pages: Math.min(pages, config.pages),
    tasks: Math.min(tasks, config.tasks),
    lthreads: Math.min(lthreads, config.lthreads),
    ...(config.lines === undefined ? {} : { lines: Math.min(lines, config.lines) }),
  };
};

/** In what a machine may be too large for a kernel. */
export const SIZES = ['frames', 'pages', 'tasks', 'lthreads', 'lines'] as const;

/** Whether a kernel can run a program that was not made for it. */
export const canRun = (able: Able, { boot, stimuli }: Program): boolean => {
  const within = withinLimits(able, boot);
  const fits = SIZES.every((what) => within[what] === boot[what]);
  return fits && stimuli.every((x) => canTake(able, x));
};
