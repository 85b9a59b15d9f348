import { threadOf } from '../state.js';
import type { Copying, Role, State, Thread, Tid } from '../state.js';
import type { Work } from '../rule.js';
import { spotOf } from './memory.js';
import type { Spot } from './memory.js';
import type { Step } from './plan.js';

// How far a copy has come.

type Copy = Work<'copy'>;

/** The transfer that thread `id`, its sender, executes. */
export const transferOf = (s: State, id: Tid): Copying => {
  const { transfer } = threadOf(s, id);
  if (transfer?.role !== 'sender') throw new RangeError(`thread ${String(id)} copies nothing`);
  return transfer;
};
export const isOver = (s: State, { from }: Copy): boolean => {
  const { plan, done } = transferOf(s, from);
  return done === plan.steps.length;
};
/** The copy is between two steps, of which as many are done as the armed event wants. */
export const isArriving = (s: State, { from, isPoint }: Copy): boolean => {
  if (!isPoint || s.armed === null) return false;
  const { plan, done } = transferOf(s, from);
  return done >= Math.max(1, s.armed.k) && done < plan.steps.length;
};

/** The next step, and where it reads and writes; `missing` is the side whose page is not there, the sender's first. */
export interface Ahead {
  readonly transfer: Copying;
  readonly step: Step;
  readonly missing: Role | null;
  readonly from: Spot | false;
  readonly to: Spot | false;
}
/** The next step, if the copy is not over and no event arrives before it. */
export const ahead = (s: State, w: Copy): Ahead | false => {
  if (isArriving(s, w) || isOver(s, w)) return false;
  const transfer = transferOf(s, w.from);
  const step = transfer.plan.steps[transfer.done];
  const from = spotOf(s, threadOf(s, w.from).task, step.from, false);
  const to = spotOf(s, threadOf(s, transfer.partner).task, step.to, true);
  return { transfer, step, from, to, missing: from === false ? 'sender' : to === false ? 'receiver' : null };
};

/** The same transfer, so many steps done, and with that side's page asked for. */
export const progressed = (
  { partner, message, room, then, plan }: Copying,
  done: number,
  paged: Role | null,
): Copying => ({ role: 'sender', partner, message, room, then, plan, done, paged });

/** How long the pager of one side may take: as long as the OTHER side allows. */
export const faultTimeoutOf = ({ message, room }: Copying, { transfer }: Thread) =>
  transfer?.role === 'receiver' ? message.faultTimeoutMs : room.faultTimeoutMs;
