import {
  ENDLESS,
  FOREVER,
  NOBODY,
  NO_CHIEF,
  NO_TASK,
  READY,
  SETTLED,
  TRANSFERRING,
  copierOf,
  findThread,
  slotOf,
  threadOf,
} from './state.js';
import type {
  Armed,
  Due,
  Fault,
  Message,
  Pending,
  Phase,
  Reception,
  Registers,
  Room,
  Share,
  Slice,
  State,
  Task,
  Thread,
  Tid,
  Transfer,
  Undecided,
  Waiting,
} from './state.js';
import { unborn } from './names.js';
import { BOOT_SHARE, names, nil } from './vocabulary/index.js';
import type { BootConfig, IpcResult, Sigma } from './vocabulary/index.js';

// The only makers of states, threads and waits: a full literal each, so that every record has one shape.

const NONE: readonly never[] = [];

/** What of a record is to be other than it was. */
type Changes<T> = { readonly [K in keyof T]?: T[K] };
const or = <T>(changed: T | undefined, old: T): T => (changed === undefined ? old : changed);

const change = (s: State, c: Changes<State>): State => ({
  world: s.world,
  sigma: or(c.sigma, s.sigma),
  frames: or(c.frames, s.frames),
  threads: or(c.threads, s.threads),
  births: or(c.births, s.births),
  tasks: or(c.tasks, s.tasks),
  lines: or(c.lines, s.lines),
  clockMs: or(c.clockMs, s.clockMs),
  running: or(c.running, s.running),
  slice: or(c.slice, s.slice),
  met: or(c.met, s.met),
  turns: or(c.turns, s.turns),
  armed: or(c.armed, s.armed),
});
const changeThread = (t: Thread, c: Changes<Thread>): Thread => ({
  id: t.id,
  task: t.task,
  registers: or(c.registers, t.registers),
  share: or(c.share, t.share),
  phase: or(c.phase, t.phase),
  pending: or(c.pending, t.pending),
  fault: or(c.fault, t.fault),
  transfer: or(c.transfer, t.transfer),
  since: or(c.since, t.since),
  turn: or(c.turn, t.turn),
});
const newThread = (id: Tid, task: number, registers: Registers, share: Share, since: number): Thread => ({
  id,
  task,
  registers,
  share,
  phase: READY,
  pending: null,
  fault: null,
  transfer: null,
  since,
  turn: 0,
});

/** Registers: an instruction pointer, a pager and a handler. */
export const registersOf = (ip: number, pager: Tid, handler: Tid): Registers => ({ ip, pager, handler });
/** A share of the processor: a priority, and a slice in ms. */
export const shareOf = (priority: number, sliceMs: number): Share => ({ priority, sliceMs });
/** What is left of a slice, in ms: at least and at most so much. */
export const sliceOf = (least: number, most: number): Slice => ({ least, most });

/** The phase of a thread that waits to send, with its message and the rest of its call. */
export const sending = (
  to: Tid,
  message: Message,
  then: Reception | null,
  due: Due,
  undecided = SETTLED,
  place = 0,
): Phase => ({
  is: 'sending',
  to,
  message,
  then,
  due,
  undecided,
  place,
});
/** The phase of a thread that waits to receive. */
export const receiving = (from: Tid, room: Room, due: Due, undecided = SETTLED): Phase => ({
  is: 'receiving',
  from,
  room,
  due,
  undecided,
});
type Cause = IpcResult['cause'];
/** The result of an IPC that ended in that phase without a message, or with one that was sent. */
export const ended = (phase: IpcResult['phase'], cause: Cause): Pending => ({
  is: 'ipc',
  phase,
  cause,
  from: NOBODY,
  words: null,
  inMemory: null,
});
/** The result of an IPC in which a message came, whole or cut, with the words in registers and what is told of the rest. */
export const received = (
  cause: Cause,
  from: Tid,
  words: readonly number[],
  inMemory: Extract<Pending, { is: 'ipc' }>['inMemory'] = null,
): Pending => ({ is: 'ipc', phase: 'receive', cause, from, words, inMemory });

/** When a phase that begins now and has a timeout is due. */
export const dueAfter = (s: State, timeoutMs: number | 'never'): Due =>
  timeoutMs === 'never' ? FOREVER : s.clockMs + timeoutMs;

/** A copy of `list` with `x` at `index`. */
export const put = <T>(list: readonly T[], index: number, x: T): readonly T[] => {
  const copy = list.slice();
  copy[index] = x;
  return copy;
};

/** The threads, one of them changed. */
const threadsWith = (s: State, id: Tid, c: Changes<Thread>): State['threads'] =>
  put(s.threads, slotOf(s, id), changeThread(threadOf(s, id), c));
const withThread = (s: State, id: Tid, c: Changes<Thread>): State => change(s, { threads: threadsWith(s, id, c) });

/** The mappings are others. */
export const withSigma = (s: State, sigma: Sigma): State => (sigma === s.sigma ? s : change(s, { sigma }));
/** Memory is another. */
export const withFrames = (s: State, frames: State['frames']): State => change(s, { frames });
/** Task number `task` has a chief, and a most that it may give; or, with NO_TASK, is free. */
export const withTask = (s: State, task: number, chief: number, mcp: number): State =>
  change(s, { tasks: put(s.tasks, task, { chief, mcp }) });
/** The owner of a line, and whether it is raised, are others. */
export const withLine = (s: State, line: number, owner: Tid, raised: boolean): State =>
  change(s, { lines: put(s.lines, line, { owner, raised }) });
/** What is left of the slice is another. */
export const withSlice = (s: State, slice: Slice): State =>
  slice.least === s.slice.least && slice.most === s.slice.most ? s : change(s, { slice });
/** `ms` milliseconds pass, of the clock and of the slice that runs. */
export const pass = (s: State, ms: number): State => {
  const left = (rest: number): number => Math.max(0, rest - ms);
  const slice = s.slice.most === ENDLESS ? s.slice : sliceOf(left(s.slice.least), left(s.slice.most));
  return change(s, { clockMs: s.clockMs + ms, slice });
};

/** `a` may run because of a rendez-vous; `b` too, unless it is the thread that ran into it. */
export const withMet = (s: State, a: Tid, b: Tid): State =>
  change(s, { met: b === s.running || b < 0 ? [a, ...s.met] : [a, b, ...s.met] });
/** Those may run because they met earlier in this step. */
export const rememberMet = (s: State, met: readonly Tid[]): State => change(s, { met });
/** Nobody has met in this step any more: the next step begins anew. */
export const forgetMet = (s: State): State => (s.met.length === 0 ? s : change(s, { met: NONE }));

/** The thread becomes ready, and will show `pending` when it runs. */
export const makeReady = (s: State, id: Tid, pending: Pending | null): State => {
  const { phase, since } = threadOf(s, id);
  return withThread(s, id, { phase: READY, pending, since: phase.is === 'ready' ? since : s.turns });
};
/** The timeout of the thread fired when `since` turns had been given: it is ready. */
export const wake = (s: State, id: Tid, pending: Pending | null, since: number): State =>
  withThread(s, id, { phase: READY, pending, since });
/** The processor is given to the sender of a transfer, which executes the copy: it has no result to show. */
export const copyBy = (s: State, sender: Tid): State =>
  change(s, { threads: threadsWith(s, sender, { since: s.turns }), running: sender });
/** The thread is in the middle of a transfer. */
export const enterTransfer = (s: State, id: Tid, transfer: Transfer): State =>
  withThread(s, id, { phase: TRANSFERRING, transfer, fault: null, pending: null, since: s.turns });
/** The transfer in whose middle a thread is is another, or none. */
export const withTransfer = (s: State, id: Tid, transfer: Transfer): State => withThread(s, id, { transfer });
/** Thread `id` is in no transfer any more; it is ready with that result, and has been since turn `since`. */
const leaveTransfer = (s: State, id: Tid, pending: Pending, since: number): State =>
  withThread(s, id, { phase: READY, pending, fault: null, transfer: null, since });
/** Both sides of a transfer, of which `id` is one, end with that cause, each in its own phase. */
export const endTransfer = (s: State, id: Tid, cause: Cause, since: number = s.turns): State => {
  const sender = copierOf(s, threadOf(s, id));
  if (sender === undefined) throw new RangeError(`thread ${String(id)} is in no transfer`);
  const told = leaveTransfer(s, sender.id, ended('send', cause), since);
  return leaveTransfer(told, sender.transfer.partner, ended('receive', cause), since);
};
/** The partner of the thread is gone: its own side of the transfer ends. */
export const endAlone = (s: State, id: Tid, cause: Cause): State => {
  const phase = threadOf(s, id).transfer?.role === 'receiver' ? 'receive' : 'send';
  return leaveTransfer(s, id, ended(phase, cause), s.turns);
};
/** All is copied: what is left of the transfer is work of this step, and neither side remembers it. */
export const forgetTransfer = (s: State, sender: Tid, receiver: Tid): State =>
  withThread(withThread(s, sender, { transfer: null }), receiver, { transfer: null });
/** The event that is announced for the next copy is another. */
export const withArmed = (s: State, armed: Armed | null): State => change(s, { armed });

/** The thread leaves the processor: it waits, or is halted. */
export const enterPhase = (s: State, id: Tid, phase: Phase): State => withThread(s, id, { phase });
/** It is settled that the thread still waits, or from now on unsettled. */
export const withUndecided = (s: State, id: Tid, wait: Waiting, undecided: Undecided): State =>
  enterPhase(
    s,
    id,
    wait.is === 'sending'
      ? sending(wait.to, wait.message, wait.then, wait.due, undecided, wait.place)
      : receiving(wait.from, wait.room, wait.due, undecided),
  );
/** What a thread raised is another, or nothing. */
export const withFault = (s: State, id: Tid, fault: Fault | null): State => withThread(s, id, { fault });
/** The registers of a thread are others. */
export const withRegisters = (s: State, id: Tid, registers: Registers): State => withThread(s, id, { registers });
/** The share of a thread is another. */
export const withShare = (s: State, id: Tid, share: Share): State => withThread(s, id, { share });
/** The round robin gives the thread its turn. */
export const takeTurn = (s: State, id: Tid): State => {
  const turns = s.turns + 1;
  return change(s, { threads: threadsWith(s, id, { turn: turns }), turns });
};
/** The thread has the processor and shows what was pending; or, with IDLE, nobody has it. */
export const run = (s: State, id: Tid): State => {
  const t = findThread(s, id);
  const stays = t === undefined || (t.pending === null && t.since === s.turns);
  const threads = stays ? s.threads : threadsWith(s, id, { pending: null, since: s.turns });
  return change(s, { threads, running: id, met: NONE });
};

/** A thread is made at slot `slot`, ready. */
export const makeThread = (s: State, slot: number, registers: Registers, share: Share): State => {
  const made = newThread(unborn(s, slot), Math.floor(slot / s.world.lthreads), registers, share, s.turns);
  return change(s, { threads: put(s.threads, slot, made), births: put(s.births, slot, s.births[slot] + 1) });
};
/** The thread is no more. */
export const removeThread = (s: State, id: Tid): State => change(s, { threads: put(s.threads, slotOf(s, id), null) });

/** The state after boot (DESIGN 3): sigma-zero is the identity below `frames`; thread 0.0 runs, at `ip`. */
export const boot = (config: BootConfig, latenessMs = 0, ip = 0): State => {
  const { frames, pages, tasks, lthreads, lines = 0, clockMs = 0 } = config;
  const first = newThread(0, 0, registersOf(ip, NOBODY, NOBODY), shareOf(BOOT_SHARE.priority, ENDLESS), 0);
  const free: Task = { chief: NO_TASK, mcp: 0 };
  return {
    world: { frames, pages, tasks, lthreads, lines, latenessMs },
    sigma: Array.from({ length: tasks * pages }, (_, place) =>
      place < Math.min(frames, pages) ? names(place, true) : nil,
    ),
    frames: Array.from({ length: frames }, (_, frame) => [frame]),
    threads: Array.from({ length: tasks * lthreads }, (_, slot) => (slot === 0 ? first : null)),
    births: Array.from({ length: tasks * lthreads }, (_, slot) => (slot === 0 ? 1 : 0)),
    tasks: Array.from({ length: tasks }, (_, task) => (task === 0 ? { chief: NO_CHIEF, mcp: 255 } : free)),
    lines: Array.from({ length: lines }, () => ({ owner: NOBODY, raised: false })),
    clockMs,
    running: 0,
    slice: sliceOf(ENDLESS, ENDLESS),
    met: NONE,
    turns: 0,
    armed: null,
  };
};
