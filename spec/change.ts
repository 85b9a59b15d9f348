import { ENDLESS, FOREVER, NOBODY, NO_CHIEF, NO_TASK, READY, SETTLED, findThread, slotOf, threadOf } from './state.js';
import type {
  Due,
  Fault,
  LineState,
  Message,
  Pending,
  Phase,
  Reception,
  Registers,
  Share,
  Slice,
  State,
  Task,
  Thread,
  Tid,
  Undecided,
  Waiting,
  World,
} from './state.js';
import { unborn } from './names.js';
import { BOOT_SHARE, names, nil } from './vocabulary/index.js';
import type { BootConfig, Fpage, Sigma } from './vocabulary/index.js';

// The only makers of states, threads and waits: a full literal each, so that every record has one shape.

const NONE: readonly never[] = [];

const state = (
  world: World,
  sigma: Sigma,
  frames: State['frames'],
  threads: State['threads'],
  births: readonly number[],
  tasks: readonly Task[],
  lines: readonly LineState[],
  clockMs: number,
  running: Tid,
  slice: Slice,
  met: readonly Tid[],
  turns: number,
): State => ({ world, sigma, frames, threads, births, tasks, lines, clockMs, running, slice, met, turns });
const thread = (
  id: Tid,
  task: number,
  registers: Registers,
  share: Share,
  phase: Phase,
  pending: Pending | null,
  fault: Fault | null,
  since: number,
  turn: number,
): Thread => ({ id, task, registers, share, phase, pending, fault, since, turn });

export const registersOf = (ip: number, pager: Tid, handler: Tid): Registers => ({ ip, pager, handler });
export const shareOf = (priority: number, sliceMs: number): Share => ({ priority, sliceMs });
export const sliceOf = (least: number, most: number): Slice => ({ least, most });

export const sending = (to: Tid, message: Message, then: Reception | null, due: Due, undecided = SETTLED): Phase => ({
  is: 'sending',
  to,
  message,
  then,
  due,
  undecided,
});
export const receiving = (from: Tid, window: Fpage | null, due: Due, undecided = SETTLED): Phase => ({
  is: 'receiving',
  from,
  window,
  due,
  undecided,
});
/** When a phase that begins now and has a timeout is due. */
export const dueAfter = (s: State, timeoutMs: number | 'never'): Due =>
  timeoutMs === 'never' ? FOREVER : s.clockMs + timeoutMs;

/** A copy of `list` with `x` at `index`. */
export const put = <T>(list: readonly T[], index: number, x: T): readonly T[] => {
  const copy = list.slice();
  copy[index] = x;
  return copy;
};

/** The state with what of it a step changes; whatever is not given stays. */
const change = (
  s: State,
  threads: State['threads'],
  running = s.running,
  met: readonly Tid[] = s.met,
  turns = s.turns,
): State =>
  state(s.world, s.sigma, s.frames, threads, s.births, s.tasks, s.lines, s.clockMs, running, s.slice, met, turns);
const withThread = (s: State, t: Thread): State => change(s, put(s.threads, slotOf(s, t.id), t));

export const withSigma = (s: State, sigma: Sigma): State =>
  sigma === s.sigma
    ? s
    : state(
        s.world,
        sigma,
        s.frames,
        s.threads,
        s.births,
        s.tasks,
        s.lines,
        s.clockMs,
        s.running,
        s.slice,
        s.met,
        s.turns,
      );
export const withFrames = (s: State, frames: State['frames']): State =>
  state(s.world, s.sigma, frames, s.threads, s.births, s.tasks, s.lines, s.clockMs, s.running, s.slice, s.met, s.turns);
const withTasks = (s: State, tasks: readonly Task[]): State =>
  state(s.world, s.sigma, s.frames, s.threads, s.births, tasks, s.lines, s.clockMs, s.running, s.slice, s.met, s.turns);
/** Task number `task` has a chief, and a most that it may give; or, with NO_TASK, is free. */
export const withTask = (s: State, task: number, chief: number, mcp: number): State =>
  withTasks(s, put(s.tasks, task, { chief, mcp }));
export const withLine = (s: State, line: number, owner: Tid, raised: boolean): State =>
  state(
    s.world,
    s.sigma,
    s.frames,
    s.threads,
    s.births,
    s.tasks,
    put(s.lines, line, { owner, raised }),
    s.clockMs,
    s.running,
    s.slice,
    s.met,
    s.turns,
  );
/** `ms` milliseconds pass, of the clock and of the slice that runs. */
export const pass = (s: State, ms: number): State =>
  state(
    s.world,
    s.sigma,
    s.frames,
    s.threads,
    s.births,
    s.tasks,
    s.lines,
    s.clockMs + ms,
    s.running,
    s.slice.most === ENDLESS ? s.slice : sliceOf(Math.max(0, s.slice.least - ms), Math.max(0, s.slice.most - ms)),
    s.met,
    s.turns,
  );
export const withSlice = (s: State, slice: Slice): State =>
  slice.least === s.slice.least && slice.most === s.slice.most
    ? s
    : state(
        s.world,
        s.sigma,
        s.frames,
        s.threads,
        s.births,
        s.tasks,
        s.lines,
        s.clockMs,
        s.running,
        slice,
        s.met,
        s.turns,
      );

/** `a` may run because of a rendez-vous; `b` too, unless it is the thread that ran into it. */
export const withMet = (s: State, a: Tid, b: Tid): State =>
  change(s, s.threads, s.running, b === s.running || b < 0 ? [a, ...s.met] : [a, b, ...s.met]);
export const forgetMet = (s: State): State => (s.met.length === 0 ? s : change(s, s.threads, s.running, NONE));

/** The thread becomes ready, and will show `pending` when it runs. */
export const makeReady = (s: State, id: Tid, pending: Pending | null): State => {
  const t = threadOf(s, id);
  const since = t.phase.is === 'ready' ? t.since : s.turns;
  return withThread(s, thread(id, t.task, t.registers, t.share, READY, pending, t.fault, since, t.turn));
};
/** The timeout of the thread fired when `since` turns had been given: it is ready. */
export const wake = (s: State, id: Tid, pending: Pending | null, since: number): State => {
  const t = threadOf(s, id);
  return withThread(s, thread(id, t.task, t.registers, t.share, READY, pending, t.fault, since, t.turn));
};
/** The thread leaves the processor: it waits, or is halted. */
export const enterPhase = (s: State, id: Tid, phase: Phase): State => {
  const t = threadOf(s, id);
  return withThread(s, thread(id, t.task, t.registers, t.share, phase, t.pending, t.fault, t.since, t.turn));
};
/** It is settled that the thread still waits, or from now on unsettled. */
export const withUndecided = (s: State, id: Tid, wait: Waiting, undecided: Undecided): State =>
  enterPhase(
    s,
    id,
    wait.is === 'sending'
      ? sending(wait.to, wait.message, wait.then, wait.due, undecided)
      : receiving(wait.from, wait.window, wait.due, undecided),
  );
export const withFault = (s: State, id: Tid, fault: Fault | null): State => {
  const t = threadOf(s, id);
  return withThread(s, thread(id, t.task, t.registers, t.share, t.phase, t.pending, fault, t.since, t.turn));
};
export const withRegisters = (s: State, id: Tid, registers: Registers): State => {
  const t = threadOf(s, id);
  return withThread(s, thread(id, t.task, registers, t.share, t.phase, t.pending, t.fault, t.since, t.turn));
};
export const withShare = (s: State, id: Tid, share: Share): State => {
  const t = threadOf(s, id);
  return withThread(s, thread(id, t.task, t.registers, share, t.phase, t.pending, t.fault, t.since, t.turn));
};
/** The round robin gives the thread its turn. */
export const takeTurn = (s: State, id: Tid): State => {
  const t = threadOf(s, id);
  const turns = s.turns + 1;
  const had = thread(id, t.task, t.registers, t.share, t.phase, t.pending, t.fault, t.since, turns);
  return change(s, put(s.threads, slotOf(s, id), had), s.running, s.met, turns);
};
/** The thread has the processor and shows what was pending; or, with IDLE, nobody has it. */
export const run = (s: State, id: Tid): State => {
  const t = findThread(s, id);
  const threads =
    t === undefined || (t.pending === null && t.since === s.turns)
      ? s.threads
      : put(
          s.threads,
          slotOf(s, id),
          thread(id, t.task, t.registers, t.share, t.phase, null, t.fault, s.turns, t.turn),
        );
  return change(s, threads, id, NONE);
};

const withBirths = (s: State, threads: State['threads'], births: readonly number[]): State =>
  state(s.world, s.sigma, s.frames, threads, births, s.tasks, s.lines, s.clockMs, s.running, s.slice, s.met, s.turns);
/** A thread is made at slot `slot`, ready. */
export const makeThread = (s: State, slot: number, registers: Registers, share: Share): State => {
  const task = Math.floor(slot / s.world.lthreads);
  const made = thread(unborn(s, slot), task, registers, share, READY, null, null, s.turns, 0);
  return withBirths(s, put(s.threads, slot, made), put(s.births, slot, s.births[slot] + 1));
};
/** The thread is no more; if it ran, nobody runs until somebody is chosen. */
export const removeThread = (s: State, id: Tid): State => withBirths(s, put(s.threads, slotOf(s, id), null), s.births);

/** The state after boot (DESIGN 3): sigma-zero is the identity below `frames`; thread 0.0 runs. */
export const boot = (config: BootConfig, latenessMs = 0): State => {
  const { frames, pages, tasks, lthreads, lines = 0, clockMs = 0 } = config;
  const world: World = { frames, pages, tasks, lthreads, lines, latenessMs };
  const share = shareOf(BOOT_SHARE.priority, ENDLESS);
  const first = thread(0, 0, registersOf(0, NOBODY, NOBODY), share, READY, null, null, 0, 0);
  const free: Task = { chief: NO_TASK, mcp: 0 };
  return state(
    world,
    Array.from({ length: tasks * pages }, (_, place) => (place < Math.min(frames, pages) ? names(place, true) : nil)),
    Array.from({ length: frames }, (_, frame) => [frame]),
    Array.from({ length: tasks * lthreads }, (_, slot) => (slot === 0 ? first : null)),
    Array.from({ length: tasks * lthreads }, (_, slot) => (slot === 0 ? 1 : 0)),
    Array.from({ length: tasks }, (_, task) => (task === 0 ? { chief: NO_CHIEF, mcp: 255 } : free)),
    Array.from({ length: lines }, () => ({ owner: NOBODY, raised: false })),
    clockMs,
    0,
    sliceOf(ENDLESS, ENDLESS),
    NONE,
    0,
  );
};
