import type { Result, Seen, ShownThread, Stimulus, ThreadId, View } from '../../vocabulary/index.js';
import type { Property } from '../property.js';
import { birthsAt } from './births.js';
import type { Announced } from './announced.js';
import type { Births } from './births.js';
import type { Clans } from './clans.js';
import type { Copy } from './copies.js';
import { isSame } from './names.js';
import type { Named } from './names.js';
import type { Tenure } from './tenure.js';
import type { PassedOver } from './turns.js';
import type { Waits } from './waits.js';

type Whole<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };
/** A thread of which everything is shown. */
export type WholeThread = Whole<ShownThread>;
/** A system of which everything is shown but its hardware. */
export interface WholeView extends Whole<Omit<View, 'hardware' | 'threads'>> {
  readonly threads: readonly WholeThread[];
}

/** The system between two steps: what is in it, who runs, and what an observer who saw all steps knows. */
export interface SystemMoment {
  readonly view: WholeView;
  readonly running: Seen['running'];
  readonly waits: Waits;
  readonly births: Births;
  readonly clans: Clans;
  readonly copies: readonly Copy[];
  /** The event that was announced and may still come in the middle of a copy. */
  readonly announced: Announced;
  readonly passedOver: readonly PassedOver[];
  readonly tenure: Tenure;
  /** A message was copied onto itself, or may have been: what the words hold that were written is not known. */
  readonly hasOverlapped: boolean;
}

type IpcResult = Extract<Result, { call: 'ipc' }>;
/** A result of an ipc, and the thread that shows it, or will when it runs. */
export interface Told {
  readonly thread: ThreadId;
  readonly result: IpcResult;
}
/** A thread that was there before a step and is there after it. */
export interface Survivor {
  readonly was: WholeThread;
  readonly is: WholeThread;
}

/** One step of the system: what was, the stimulus, what was seen, and what is. */
export interface SystemStep {
  readonly before: SystemMoment;
  readonly stimulus: Stimulus;
  readonly seen: Seen;
  readonly after: SystemMoment;
  /** How late after its time a timeout may fire, and a slice may end. */
  readonly latenessMs: number;
  /** Every ipc result that is there after the step: shown in it, or held back until its thread runs. */
  readonly results: readonly Told[];
  /** Those to which this step led: they were not held back before. */
  readonly newResults: readonly Told[];
  readonly survivors: readonly Survivor[];
}

/** A property of the whole system, on every step: if `when`, its premise, then `holds`, its conclusion. */
export interface SystemProperty extends Property {
  when(step: SystemStep): boolean;
  holds(step: SystemStep): boolean;
}
export const systemProperty = (it: SystemProperty): SystemProperty => it;

const told = (thread: ThreadId, result: Result | undefined): readonly Told[] =>
  result?.call === 'ipc' ? [{ thread, result }] : [];
const heldBack = ({ view }: SystemMoment): readonly Told[] =>
  view.threads.flatMap(({ thread, pending }) =>
    pending !== null && 'result' in pending ? told(thread, pending.result) : [],
  );
const isOld = ({ before, after }: Pick<SystemStep, 'before' | 'after'>, { thread }: Told, old: readonly Told[]) =>
  birthsAt(before.births, thread) === birthsAt(after.births, thread) && old.some((it) => isSame(it.thread, thread));

/** A step, with what most properties ask of it. */
export const systemStep = (
  before: SystemMoment,
  stimulus: Stimulus,
  seen: Seen,
  after: SystemMoment,
  latenessMs: number,
): SystemStep => {
  const results = [...(seen.running === 'idle' ? [] : told(seen.running, seen.result)), ...heldBack(after)];
  const old = heldBack(before);
  const survivors = after.view.threads.flatMap((is): readonly Survivor[] => {
    if (birthsAt(before.births, is.thread) !== birthsAt(after.births, is.thread)) return [];
    const was = before.view.threads.find(({ thread }) => isSame(thread, is.thread));
    return was === undefined ? [] : [{ was, is }];
  });
  const newResults = results.filter((it) => !isOld({ before, after }, it, old));
  return { before, stimulus, seen, after, latenessMs, results, newResults, survivors };
};

export const findIn = ({ view }: SystemMoment, name: Named): WholeThread | undefined =>
  view.threads.find(({ thread }) => isSame(thread, name));
/** The thread that an argument of a call names: one that is there, and with a count the one of that count alone. */
export const namedIn = (moment: SystemMoment, name: ThreadId | 'nobody'): WholeThread | undefined => {
  if (name === 'nobody' || name[2] === undefined) return findIn(moment, name);
  return birthsAt(moment.births, name) === name[2] ? findIn(moment, [name[0], name[1]]) : undefined;
};
export const isReady = (t: WholeThread | undefined): boolean => t?.phase.is === 'ready';
export const isWaiting = (t: WholeThread | undefined): boolean =>
  t?.phase.is === 'sending' || t?.phase.is === 'receiving';
/** The thread that executed the instruction of the step, as it was before. */
export const callerOf = ({ before }: SystemStep): WholeThread | undefined => findIn(before, before.running);
/** No access that faulted could be tried again within the step, and hand the processor to anybody. */
export const isFaultFree = ({ before }: SystemStep): boolean =>
  before.view.threads.every(({ fault }) => fault === null);
/** The thread has its pager to ask for a page that is missing for a copy. */
export const isMissing = (t: WholeThread | undefined): boolean =>
  t?.fault !== undefined && t.fault !== null && 'missing' in t.fault;
/** The registers of the thread are exchanged in the step. */
export const isExchanged = ({ before, stimulus }: SystemStep, [task, lthread]: ThreadId): boolean =>
  stimulus.do === 'lthread_ex_regs' &&
  before.running !== 'idle' &&
  before.running[0] === task &&
  stimulus.lthread === lthread;
export const isInMemory = (call: Stimulus | null): boolean =>
  call?.do === 'ipc' && (call.send?.buffer !== undefined || (call.send?.strings?.length ?? 0) > 0);
/** Nothing is copied between threads in the step: no message in memory is sent, waits to be sent or is under way. */
export const isCopyFree = ({ before, stimulus }: SystemStep): boolean =>
  !isInMemory(stimulus) &&
  before.waits.every(({ call }) => !isInMemory(call)) &&
  before.view.threads.every((t) => t.phase.is !== 'transferring' && !isMissing(t));
/** The result that the running thread shows in this step, if it ran before: that of its own call. */
export const ownResult = ({ before, seen }: SystemStep): Result | undefined =>
  seen.running !== 'idle' && isSame(before.running, seen.running) ? seen.result : undefined;
export { isAlike, isSame, isThread } from './names.js';
export type { Named } from './names.js';
