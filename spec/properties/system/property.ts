import type { Line, Result, Seen, ShownThread, Stimulus, ThreadId, View } from '../../vocabulary/index.js';
import type { Property } from '../property.js';
import type { Waits } from './waits.js';

type Whole<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };
/** A thread of which everything is shown. */
export type WholeThread = Whole<ShownThread>;
/** A system of which everything is shown but its hardware. */
export interface WholeView extends Whole<Omit<View, 'hardware' | 'threads'>> {
  readonly threads: readonly WholeThread[];
}

/** The system between two steps: what is in it, who runs, and since when its threads wait. */
export interface SystemMoment {
  readonly view: WholeView;
  readonly running: Seen['running'];
  readonly waits: Waits;
}

/** One step of the system: what was, the stimulus, what was seen, and what is. */
export interface SystemStep {
  readonly before: SystemMoment;
  readonly stimulus: Stimulus;
  readonly seen: Seen;
  readonly after: SystemMoment;
  /** How late after its time a timeout may fire. */
  readonly latenessMs: number;
}

/** A property of the whole system, on every step: if `when`, its premise, then `holds`, its conclusion. */
export interface SystemProperty extends Property {
  when(step: SystemStep): boolean;
  holds(step: SystemStep): boolean;
}
export const systemProperty = (it: SystemProperty): SystemProperty => it;

type Named = ThreadId | Line | 'nobody' | 'any' | 'idle';
/** Whether two names are the same, as one view or two neighbours spell them. */
export const isSame = (a: Named, b: Named): boolean => {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if ('line' in a || 'line' in b) return 'line' in a && 'line' in b && a.line === b.line;
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
};
export const findIn = ({ view }: SystemMoment, name: Named): WholeThread | undefined =>
  view.threads.find(({ thread }) => isSame(thread, name));
export const isReady = (t: WholeThread | undefined): boolean => t?.phase.is === 'ready';
export const isWaiting = (t: WholeThread | undefined): t is WholeThread =>
  t?.phase.is === 'sending' || t?.phase.is === 'receiving';

type IpcResult = Extract<Result, { call: 'ipc' }>;
/** A result of an ipc, and the thread that shows it, or will when it runs. */
export interface Told {
  readonly thread: ThreadId;
  readonly result: IpcResult;
}
const told = (thread: ThreadId, result: Result | undefined): readonly Told[] =>
  result?.call === 'ipc' ? [{ thread, result }] : [];
const pendingOf = ({ pending }: WholeThread): Result | undefined =>
  pending !== null && 'result' in pending ? pending.result : undefined;
/** The results that a moment holds back until their threads run. */
const heldBack = ({ view }: SystemMoment): readonly Told[] => view.threads.flatMap((t) => told(t.thread, pendingOf(t)));
/** Every ipc result that is there after the step: shown in it, or held back. */
export const results = ({ seen, after }: SystemStep): readonly Told[] => [
  ...(seen.running === 'idle' ? [] : told(seen.running, seen.result)),
  ...heldBack(after),
];
/** The ipc results to which this step led: those that were not held back before. */
export const newResults = (step: SystemStep): readonly Told[] => {
  const before = heldBack(step.before);
  return results(step).filter(({ thread }) => !before.some((old) => isSame(old.thread, thread)));
};
