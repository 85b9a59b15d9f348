import { NOBODY, lineOf, slotOf, slotsOf, standingOf } from '../../spec/index.js';
import type { Standing, State, Thread, Tid } from '../../spec/index.js';
import { renderPartner } from '../../spec/vocabulary/index.js';
import type { Frame } from './frame.js';

/** Widths and heights in units of the drawing, which are about pixels. */
const [LABEL, COLUMN, LANE, TOP, FOOT] = [44, 66, 34, 24, 6];

/** Runs of more steps than this are not drawn whole. */
export const MOST_DRAWN = 40;

/** Where the column of a step begins. */
export const columnAt = (at: number): number => LABEL + at * COLUMN;

/** A message that went from one thread, or the hardware, to another in a step. */
export interface Arrow {
  readonly from: Tid;
  readonly to: Tid;
}
/** Whose message a thread has, to show when it runs. */
const messageOf = (t: Thread | null): Tid =>
  t?.pending?.is === 'ipc' && t.pending.words !== null ? t.pending.from : NOBODY;
export const arrowsOf = ({ applied }: Frame): readonly Arrow[] =>
  applied.flatMap(({ before, after }) =>
    after.threads.flatMap((t, slot): readonly Arrow[] => {
      const from = messageOf(t);
      return t === null || from === NOBODY || t.pending === before.threads[slot]?.pending ? [] : [{ from, to: t.id }];
    }),
  );

const nameOfSlot = (s: State, slot: number): string =>
  renderPartner([Math.floor(slot / s.world.lthreads), slot % s.world.lthreads]);
/** The slots in which there ever was a thread. */
const lanesOf = (frames: readonly Frame[]): readonly number[] =>
  Array.from({ length: slotsOf(frames[0].state.world) }, (_, slot) => slot).filter((slot) =>
    frames.some(({ state }) => state.threads[slot] !== null),
  );

const WORDS: Readonly<Record<Standing, string>> = {
  ready: 'ready',
  sending: 'sends',
  receiving: 'receives',
  sleeping: 'sleeps',
  awaiting: 'awaits',
  transferring: 'copies',
  faulting: 'faults',
  halted: 'halted',
  dead: '',
};
/** Where the thread of a slot stands: `runs` where it is the one that runs. */
const standing = ({ state, seen }: Frame, slot: number): Standing | 'runs' => {
  const t = state.threads[slot];
  const runs = seen.running !== 'idle' && seen.running[0] * state.world.lthreads + seen.running[1] === slot;
  return runs ? 'runs' : standingOf(t);
};

const bar = (frame: Frame, at: number, slot: number, lane: number): string => {
  const where = standing(frame, slot);
  if (where === 'dead') return '';
  const [x, y] = [columnAt(at), TOP + lane * LANE];
  const word = where === 'runs' ? 'runs' : WORDS[where];
  return `<g class="at-${where}"><rect x="${String(x + 1)}" y="${String(y + 5)}" width="${String(COLUMN - 2)}" height="${String(LANE - 12)}" rx="3"/><text x="${String(x + COLUMN / 2)}" y="${String(y + 20)}" text-anchor="middle">${word}</text></g>`;
};

const arrow = ({ from, to }: Arrow, state: State, at: number, lanes: readonly number[]): string => {
  const x = columnAt(at);
  const middle = (id: Tid): number => TOP + lanes.indexOf(slotOf(state, id)) * LANE + LANE / 2 - 1;
  const [y, end] = [lineOf(from) < 0 ? middle(from) : TOP - 4, middle(to)];
  const back = end > y ? -5 : 5;
  const tip = [
    `${String(x)},${String(end)}`,
    `${String(x - 4)},${String(end + back)}`,
    `${String(x + 4)},${String(end + back)}`,
  ];
  return `<g class="message"><line x1="${String(x)}" y1="${String(y)}" x2="${String(x)}" y2="${String(end + back)}"/><polygon points="${tip.join(' ')}"/></g>`;
};

/** How a run is drawn. */
export interface Drawn {
  /** The index of the column that is marked; the last unless given. */
  readonly marked?: number;
  /** The number of the step with which the drawing begins; 0, which is the boot, unless given. */
  readonly first?: number;
  /** By number of a step, a sign that stands at it. */
  readonly signs?: ReadonlyMap<number, string>;
}

/** What the drawing shows, in a sentence for those who do not see it; the list of steps has the rest. */
const told = (frames: readonly Frame[], lanes: readonly number[]): string => {
  const last = frames[frames.length - 1];
  const ends = lanes.map(
    (slot) => `${nameOfSlot(last.state, slot)} ${standing(last, slot) === 'dead' ? 'is gone' : standing(last, slot)}`,
  );
  return `Timeline of ${String(frames.length - 1)} steps; at its end ${ends.join(', ')}.`;
};

/**
 * A run as a drawing: a lane for each thread, a column for the boot and for each step, which ends it; a message is an arrow where its step begins.
 * The page's style sheet has the colors.
 */
export const timeline = (
  frames: readonly Frame[],
  { marked = frames.length - 1, first = 0, signs = new Map() }: Drawn = {},
): string => {
  const lanes = lanesOf(frames);
  const numbered = (step: number): string =>
    `${signs.has(step) ? `${signs.get(step) ?? ''} ` : ''}${step === 0 ? 'boot' : String(step)}`;
  const [width, height] = [columnAt(frames.length) + 4, TOP + lanes.length * LANE + FOOT];
  return [
    `<svg class="timeline" role="img" aria-label="${told(frames, lanes)}" viewBox="0 0 ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}">`,
    `<rect class="marked" x="${String(columnAt(marked))}" y="0" width="${String(COLUMN)}" height="${String(height)}"/>`,
    ...frames.map(
      (_, at) =>
        `<text class="step" x="${String(columnAt(at + 0.5))}" y="15" text-anchor="middle">${numbered(first + at)}</text>`,
    ),
    ...lanes.map(
      (slot, lane) =>
        `<text class="thread" x="4" y="${String(TOP + lane * LANE + 20)}">${nameOfSlot(frames[0].state, slot)}</text>`,
    ),
    ...lanes.flatMap((slot, lane) => frames.map((frame, at) => bar(frame, at, slot, lane))),
    ...frames.flatMap((frame, at) => arrowsOf(frame).map((it) => arrow(it, frame.state, at, lanes))),
    '</svg>',
  ].join('');
};
