import {
  IpcCause,
  MAX_STRINGS,
  MAX_WORDS,
  type Doing,
  type IpcResult,
  type Result,
} from '../../spec/vocabulary/index.js';
import { CorruptKernelMemory } from './corrupt.js';
import { lineCount } from './lines.js';
import { isName, nameOrNobody, partnerName } from './names.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import { sliceOf } from './slice.js';
import { Tcb, calledAt } from './tcb.js';
import { NOBODY, lineOf, type IdWord } from './thread-id.js';

/** What a thread shows of its last instruction when it runs next: the codes of `Tcb.pending`. */
export const Pending = {
  nothing: 0,
  loaded: 1,
  stored: 2,
  ipc: 3,
  nearest: 4,
  made: 5,
  created: 6,
  exchanged: 7,
  scheduled: 8,
  refused: 9,
} as const;
export type Pending = (typeof Pending)[keyof typeof Pending];

/** The part of `Seen`, and of a shown thread, that it becomes. */
export type Shown = { readonly result: Result } | { readonly loaded: number } | { readonly stored: true };

const CAUSES: readonly (IpcCause | undefined)[] = IpcCause.options;
/** What a thread does, by the codes of `State`. */
const DOINGS: readonly (Doing | undefined)[] = [undefined, 'ready', 'sending', 'receiving', 'halted', 'transferring'];

/** The code of an IPC result: which phase ended (1: the send phase), and why. */
const ipcCode = (phase: IpcResult['phase'], cause: IpcCause): number =>
  CAUSES.indexOf(cause) * 2 + (phase === 'send' ? 1 : 0);

/** The thread will show the result of a call other than `ipc`, or of its load or store. */
export const leave = ({ memory }: Nucleus, tcb: TcbAddress, pending: Pending, value: number): void => {
  memory.write(tcb, Tcb.pending, pending);
  memory.write(tcb, Tcb.pendingValue, value);
};

/** The thread will show that its IPC ended so. Without a message it has neither sender nor words. */
export const leaveIpc = (k: Nucleus, tcb: TcbAddress, phase: IpcResult['phase'], cause: IpcCause): void => {
  leave(k, tcb, Pending.ipc, ipcCode(phase, cause));
  k.memory.write(tcb, Tcb.receivedFrom, NOBODY);
  k.memory.write(tcb, Tcb.receivedCount, 0);
  k.memory.write(tcb, Tcb.receivedInMemory, 0);
};
export const clearPending = (k: Nucleus, tcb: TcbAddress): void => leave(k, tcb, Pending.nothing, 0);

/** The caller of `lthread_ex_regs` will show the registers that the thread has now, before the exchange. */
export const leaveRegisters = (k: Nucleus, caller: TcbAddress, tcb: TcbAddress): void => {
  leave(k, caller, Pending.exchanged, k.memory.read(tcb, Tcb.ip));
  k.memory.write(caller, Tcb.pendingMore, k.memory.read(tcb, Tcb.pager));
  k.memory.write(caller, Tcb.pendingMore + 1, k.memory.read(tcb, Tcb.handler));
};

/** The caller of `thread_schedule` will show the share that the thread has now, and what it does. */
export const leaveSchedule = (k: Nucleus, caller: TcbAddress, tcb: TcbAddress): void => {
  leave(k, caller, Pending.scheduled, k.memory.read(tcb, Tcb.priority));
  k.memory.write(caller, Tcb.pendingMore, k.memory.read(tcb, Tcb.slice));
  k.memory.write(caller, Tcb.pendingMore + 1, k.memory.read(tcb, Tcb.state));
};
export const refuseSchedule = (k: Nucleus, caller: TcbAddress): void => leave(k, caller, Pending.refused, 0);

/** A thread in a result: one that there is, was or may be next. */
const threadOrNobody = (k: Nucleus, id: IdWord) => {
  if (id !== NOBODY && !isName(k, id)) throw new CorruptKernelMemory(`a result names ${id}, no thread`);
  return nameOrNobody(k, id);
};

const isSender = (k: Nucleus, id: IdWord): boolean => {
  const line = lineOf(id);
  return line < 0 ? isName(k, id) : line < lineCount(k);
};

/** What of the message came in memory, if anything did. */
const inMemoryOf = (k: Nucleus, tcb: TcbAddress): NonNullable<IpcResult['inMemory']> | null => {
  const { memory } = k;
  const flag = memory.read(tcb, Tcb.receivedInMemory);
  if (flag === 0) return null;
  const words = memory.read(tcb, Tcb.receivedInMemory + 1);
  const strings = memory.read(tcb, Tcb.receivedInMemory + 2);
  if (flag > 1 || strings > MAX_STRINGS)
    throw new CorruptKernelMemory(`${calledAt(k, tcb)} has ${strings} strings of a message`);
  return { words, strings };
};

const ipcResult = (k: Nucleus, tcb: TcbAddress): IpcResult => {
  const { memory } = k;
  const code = memory.read(tcb, Tcb.pendingValue);
  const phase = code % 2 === 1 ? 'send' : 'receive';
  const cause = CAUSES.at(code >>> 1);
  if (cause === undefined) throw new CorruptKernelMemory(`${code} is no code of an IPC result`);
  const from = memory.read(tcb, Tcb.receivedFrom);
  if (from === NOBODY) return { call: 'ipc', phase, cause };
  const count = memory.read(tcb, Tcb.receivedCount);
  if (!isSender(k, from) || count > MAX_WORDS)
    throw new CorruptKernelMemory(`${calledAt(k, tcb)} has ${count} words of a message from ${from}`);
  const words: number[] = [];
  for (let i = 0; i < count; i++) words.push(memory.read(tcb, Tcb.receivedWords + i));
  const inMemory = inMemoryOf(k, tcb);
  const registers: IpcResult = { call: 'ipc', phase, cause, from: partnerName(k, from), words };
  return inMemory === null ? registers : { ...registers, inMemory };
};

const scheduleResult = (k: Nucleus, tcb: TcbAddress): Result => {
  const { memory } = k;
  const [priority, slice] = [memory.read(tcb, Tcb.pendingValue), memory.read(tcb, Tcb.pendingMore)];
  const doing = DOINGS.at(memory.read(tcb, Tcb.pendingMore + 1));
  if (doing === undefined) throw new CorruptKernelMemory(`${calledAt(k, tcb)} was told of no known state`);
  return { call: 'thread_schedule', old: { priority, sliceMs: sliceOf(slice), doing } };
};

const registersResult = (k: Nucleus, tcb: TcbAddress): Result => {
  const [ip, pager, handler] = [Tcb.pendingValue, Tcb.pendingMore, Tcb.pendingMore + 1].map((field) =>
    k.memory.read(tcb, field),
  );
  const old = { ip, pager: threadOrNobody(k, pager), handler: threadOrNobody(k, handler) };
  return { call: 'lthread_ex_regs', old };
};

/** What the thread will show, or null: nothing. */
export const pendingOf = (k: Nucleus, tcb: TcbAddress): Shown | null => {
  const value = k.memory.read(tcb, Tcb.pendingValue);
  switch (k.memory.read(tcb, Tcb.pending)) {
    case Pending.nothing:
      return null;
    case Pending.loaded:
      return { loaded: value };
    case Pending.stored:
      return { stored: true };
    case Pending.ipc:
      return { result: ipcResult(k, tcb) };
    case Pending.nearest:
      return { result: { call: 'id_nearest', nearest: threadOrNobody(k, value) } };
    case Pending.made:
      return { result: { call: 'task_new', made: threadOrNobody(k, value) } };
    case Pending.created:
      return { result: { call: 'lthread_ex_regs', old: 'created' } };
    case Pending.exchanged:
      return { result: registersResult(k, tcb) };
    case Pending.scheduled:
      return { result: scheduleResult(k, tcb) };
    case Pending.refused:
      return { result: { call: 'thread_schedule', old: 'refused' } };
    default:
      throw new CorruptKernelMemory(`${calledAt(k, tcb)} has a result of no known kind`);
  }
};
