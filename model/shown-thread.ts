import { ANY, nameOf, numberOf, partnerNameOf, sourceNumberOf } from '../spec/index.js';
import type { Pending, State, Thread, Tid } from '../spec/index.js';
import { renderPartner, renderResult } from '../spec/vocabulary/index.js';
import type { Line, ShownThread, ThreadId, View } from '../spec/vocabulary/index.js';
import { mayHold, sameResult, shownOf, shownSlice, threadNameOf } from './sight.js';

// A thread as a kernel shows it: field by field, what a state has there, whether that is the same, and how it is told.

const partnerOf = (s: State, id: Tid): ThreadId | Line | 'any' | 'nobody' =>
  id === ANY ? 'any' : partnerNameOf(s, id);
export const phaseOf = (s: State, { phase, transfer }: Thread): ShownThread['phase'] => {
  switch (phase.is) {
    case 'ready':
    case 'halted':
      return phase;
    case 'transferring':
      return { is: 'transferring', with: nameOf(s, transfer?.partner ?? 0) };
    case 'sending':
      return { is: 'sending', to: nameOf(s, phase.to) };
    case 'receiving':
      return { is: 'receiving', from: partnerOf(s, phase.from) };
  }
};
const faultOf = ({ fault }: Thread): ShownThread['fault'] => {
  if (fault === null) return null;
  if (fault.is === 'trap') return { vector: fault.vector };
  if (fault.is === 'copy') return { missing: fault.address, write: fault.write };
  return fault.store === null ? { address: fault.address } : { address: fault.address, store: fault.store };
};

export const shownThread = (s: State, t: Thread): ShownThread => ({
  thread: nameOf(s, t.id),
  phase: phaseOf(s, t),
  pager: threadNameOf(s, t.registers.pager),
  handler: threadNameOf(s, t.registers.handler),
  ip: t.registers.ip,
  priority: t.share.priority,
  sliceMs: shownSlice(t.share.sliceMs),
  fault: faultOf(t),
  pending: t.pending === null ? null : shownOf(s, t.pending),
});
export const renderPhase = (phase: ShownThread['phase']): string => {
  switch (phase.is) {
    case 'ready':
    case 'halted':
      return phase.is;
    case 'sending':
      return `sending to ${renderPartner(phase.to)}`;
    case 'transferring':
      return `in a transfer with ${renderPartner(phase.with)}`;
    case 'receiving':
      return `receiving from ${renderPartner(phase.from)}`;
  }
};
const renderPending = (pending: ShownThread['pending']): string => {
  if (pending === null || pending === undefined) return 'nothing pending';
  if ('result' in pending) return `pending: ${renderResult(pending.result)}`;
  return 'loaded' in pending ? `pending: loaded ${String(pending.loaded)}` : 'pending: stored';
};
const renderFault = (fault: NonNullable<ShownThread['fault']>): string => {
  if ('vector' in fault) return `exception ${String(fault.vector)}`;
  if ('missing' in fault) return `page missing at ${String(fault.missing)} for a ${fault.write ? 'write' : 'read'}`;
  return `fault at ${String(fault.address)}${fault.store === undefined ? '' : ` storing ${String(fault.store)}`}`;
};
const samePhase = (s: State, { phase, transfer }: Thread, shown: ShownThread['phase']): boolean => {
  switch (shown.is) {
    case 'ready':
    case 'halted':
      return phase.is === shown.is;
    case 'sending':
      return phase.is === 'sending' && phase.to === numberOf(s, shown.to);
    case 'transferring':
      return phase.is === 'transferring' && transfer?.partner === numberOf(s, shown.with);
    case 'receiving':
      return phase.is === 'receiving' && phase.from === sourceNumberOf(s, shown.from);
  }
};
const samePending = (s: State, pending: Pending | null, shown: NonNullable<ShownThread['pending']> | null): boolean => {
  if (pending === null || shown === null) return pending === null && shown === null;
  const own = shownOf(s, pending);
  if ('result' in shown) return 'result' in own && sameResult(s, own.result, shown.result);
  return 'loaded' in shown ? 'loaded' in own && mayHold(own.loaded, shown.loaded) : 'stored' in own;
};
const sameFault = ({ fault }: Thread, shown: NonNullable<ShownThread['fault']> | null): boolean => {
  if (fault === null || shown === null) return fault === null && shown === null;
  if ('vector' in shown) return fault.is === 'trap' && fault.vector === shown.vector;
  if ('missing' in shown) return fault.is === 'copy' && fault.address === shown.missing && fault.write === shown.write;
  return fault.is === 'access' && fault.address === shown.address && fault.store === (shown.store ?? null);
};

/** What is shown of a thread. */
type Field = Exclude<keyof ShownThread, 'thread'>;
interface Shown {
  /** Whether a state has the same there, or it is not shown. */
  readonly same: (s: State, t: Thread, shown: ShownThread) => boolean;
  readonly render: (shown: ShownThread) => string;
}
const partner = (id: ShownThread['pager']): string => renderPartner(id ?? 'nobody');
const FIELDS: Readonly<Record<Field, Shown>> = {
  phase: { same: (s, t, { phase }) => samePhase(s, t, phase), render: ({ phase }) => renderPhase(phase) },
  pager: {
    same: (s, { registers }, { pager }) => pager === undefined || numberOf(s, pager) === registers.pager,
    render: ({ pager }) => `pager ${partner(pager)}`,
  },
  handler: {
    same: (s, { registers }, { handler }) => handler === undefined || numberOf(s, handler) === registers.handler,
    render: ({ handler }) => `handler ${partner(handler)}`,
  },
  ip: {
    same: (_, { registers }, { ip }) => ip === undefined || mayHold(registers.ip, ip),
    render: ({ ip }) => `ip ${String(ip)}`,
  },
  priority: {
    same: (_, { share }, { priority }) => priority === undefined || priority === share.priority,
    render: ({ priority }) => `priority ${String(priority)}`,
  },
  sliceMs: {
    same: (_, { share }, { sliceMs }) => sliceMs === undefined || sliceMs === shownSlice(share.sliceMs),
    render: ({ sliceMs }) => `slice ${sliceMs === 'never' ? 'without end' : `${String(sliceMs)} ms`}`,
  },
  fault: {
    same: (_, t, { fault }) => fault === undefined || sameFault(t, fault),
    render: ({ fault }) => (fault ? renderFault(fault) : 'no fault'),
  },
  pending: {
    same: (s, { pending }, shown) => shown.pending === undefined || samePending(s, pending, shown.pending),
    render: ({ pending }) => renderPending(pending),
  },
};
const fields = Object.keys(FIELDS) as readonly Field[];
const allShown: readonly Shown[] = Object.values(FIELDS);

/** In which fields a thread differs from what is shown of it. */
const differing = (s: State, t: Thread, shown: ShownThread): readonly Field[] =>
  fields.filter((field) => !FIELDS[field].same(s, t, shown));
const render = (among: readonly Field[], shown: ShownThread): string =>
  among.map((field) => FIELDS[field].render(shown)).join(', ');

/** The fields in which a thread differs, as they are shown and as the state has them, for people; null if there are none. */
export const threadDifference = (
  s: State,
  t: Thread,
  shown: ShownThread,
): { readonly shown: string; readonly allowed: string } | null => {
  if (allShown.every(({ same }) => same(s, t, shown))) return null;
  const among = differing(s, t, shown);
  return { shown: render(among, shown), allowed: render(among, shownThread(s, t)) };
};

/** In which fields the thread at a slot differs from what is shown of it; null where there is no such thread, or it is not shown. */
export const differingFields = (
  s: State,
  slot: number,
  threads: NonNullable<View['threads']>,
): readonly Field[] | null => {
  const t = s.threads[slot] ?? null;
  const shown = t === null ? undefined : threads.find(({ thread }) => numberOf(s, thread) === t.id);
  return t === null || shown === undefined ? null : differing(s, t, shown);
};
/** Whether one of the fields of the thread at a slot is another after than it was before. */
export const changesFields = (before: State, after: State, slot: number, among: readonly Field[]): boolean => {
  const [was, is] = [before.threads[slot] ?? null, after.threads[slot] ?? null];
  if (was === is) return false;
  if (was === null || is?.id !== was.id) return true;
  const shown = shownThread(after, is);
  return among.some((field) => !FIELDS[field].same(before, was, shown));
};
