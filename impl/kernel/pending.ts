import { MAX_WORDS, type IpcCause, type IpcResult, type Result } from '../../spec/vocabulary/index.js';
import { CorruptKernelMemory } from './corrupt.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import { Tcb } from './tcb.js';
import { NOBODY, canExist, decodeId, type IdWord } from './thread-id.js';

/** What a thread shows of its last instruction when it runs next: the codes of `Tcb.pending`. */
export const Pending = { nothing: 0, loaded: 1, stored: 2, ipc: 3, nearest: 4, made: 5, created: 6 } as const;
export type Pending = (typeof Pending)[keyof typeof Pending];

/** The part of `Seen`, and of a shown thread, that it becomes. */
export type Shown = { readonly result: Result } | { readonly loaded: number } | { readonly stored: true };

const CAUSES: readonly (IpcCause | undefined)[] = ['ok', 'nonExistent', 'timeout', 'messageCut'];

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
};

const threadOrNobody = (id: IdWord) => (id === NOBODY ? 'nobody' : decodeId(id));

const ipcResult = ({ memory, config }: Nucleus, tcb: TcbAddress): IpcResult => {
  const code = memory.read(tcb, Tcb.pendingValue);
  const phase = code % 2 === 1 ? 'send' : 'receive';
  const cause = CAUSES.at(code >>> 1);
  if (cause === undefined) throw new CorruptKernelMemory(`${code} is no code of an IPC result`);
  const from = memory.read(tcb, Tcb.receivedFrom);
  if (from === NOBODY) return { call: 'ipc', phase, cause };
  const count = memory.read(tcb, Tcb.receivedCount);
  if (!canExist(from, config.tasks, config.lthreads) || count > MAX_WORDS)
    throw new CorruptKernelMemory(`the thread at ${tcb} has ${count} words of a message from ${from}`);
  const words: number[] = [];
  for (let i = 0; i < count; i++) words.push(memory.read(tcb, Tcb.receivedWords + i));
  return { call: 'ipc', phase, cause, from: decodeId(from), words };
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
      return { result: { call: 'id_nearest', nearest: threadOrNobody(value) } };
    case Pending.made:
      return { result: { call: 'task_new', made: threadOrNobody(value) } };
    case Pending.created:
      return { result: { call: 'lthread_ex_regs', old: 'created' } };
    default:
      throw new CorruptKernelMemory(`the thread at ${tcb} has a result of no known kind`);
  }
};
