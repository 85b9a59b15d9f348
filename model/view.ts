import {
  ANY,
  NO_TASK,
  UNDEFINED,
  findThread,
  fired,
  nameOf,
  numberOf,
  partnerNameOf,
  settled,
  sourceNumberOf,
  undecidedWait,
} from '../spec/index.js';
import type { Pending, State, Thread, Tid } from '../spec/index.js';
import { nil, renderPartner, renderResult, sourceOf, writable } from '../spec/vocabulary/index.js';
import type { BootConfig, Line, ShownMapping, ShownThread, ThreadId, View } from '../spec/vocabulary/index.js';
import type { Part } from './part.js';
import { renderPart } from './part.js';
import { mayHold, sameResult, shownOf, shownSlice, someWord, threadNameOf } from './sight.js';

/** One part that a kernel shows otherwise than a state has it. */
export interface Difference {
  readonly part: Part;
  /** What the kernel shows, and what the state has, for people. */
  readonly shown: string;
  readonly allowed: string;
}

const partnerOf = (s: State, id: Tid): ThreadId | Line | 'any' | 'nobody' =>
  id === ANY ? 'any' : partnerNameOf(s, id);
const phaseOf = (s: State, { phase, transfer }: Thread): ShownThread['phase'] => {
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

const shownThread = (s: State, t: Thread): ShownThread => ({
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
const shownMapping = (s: State, place: number): ShownMapping | null => {
  const mapping = s.sigma[place] ?? nil;
  if (mapping === nil) return null;
  const source = sourceOf(mapping);
  return [Math.floor(source / s.world.pages), source % s.world.pages, writable(mapping) ? 'rw' : 'r'];
};

/** A state, all parts of it shown. */
export const viewOf = (s: State): View => ({
  clockMs: s.clockMs,
  lines: s.lines.map(({ owner, raised }) => ({ owner: threadNameOf(s, owner), raised })),
  frames: s.frames.map((words) => (words.includes(UNDEFINED) ? words.map(someWord) : words)),
  derivation: s.tasks.map(({ chief }, task) =>
    chief === NO_TASK
      ? null
      : Array.from({ length: s.world.pages }, (_, page) => shownMapping(s, task * s.world.pages + page)),
  ),
  threads: s.threads.filter((t) => t !== null).map((t) => shownThread(s, t)),
  queues: s.threads.flatMap((receiver) => {
    const senders = s.threads.filter(
      (t) => t !== null && receiver !== null && t.phase.is === 'sending' && t.phase.to === receiver.id,
    );
    return receiver === null || senders.length === 0
      ? []
      : [{ receiver: nameOf(s, receiver.id), senders: senders.map((t) => nameOf(s, t?.id ?? 0)) }];
  }),
});

const renderMapping = (mapping: ShownMapping | null): string =>
  mapping === null ? 'nil' : `page ${String(mapping[1])} of task ${String(mapping[0])}, ${mapping[2]}`;
const renderPhase = (phase: ShownThread['phase']): string => {
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
const renderThreadView = ({ phase, pager, handler, priority, fault, pending }: ShownThread): string =>
  [
    renderPhase(phase),
    pager && `pager ${renderPartner(pager)}`,
    handler && `handler ${renderPartner(handler)}`,
    priority === undefined ? undefined : `priority ${String(priority)}`,
    fault && renderFault(fault),
    pending !== undefined && renderPending(pending),
  ]
    .filter((piece) => typeof piece === 'string')
    .join(', ');

const sameMapping = (s: State, place: number, shown: ShownMapping | null): boolean => {
  const mapping = s.sigma[place] ?? nil;
  if (shown === null || mapping === nil) return shown === null && mapping === nil;
  return sourceOf(mapping) === shown[0] * s.world.pages + shown[1] && writable(mapping) === (shown[2] === 'rw');
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
const isShown = <T>(shown: T | undefined, same: (shown: T) => boolean): boolean => shown === undefined || same(shown);
const sameThread = (s: State, t: Thread, shown: ShownThread): boolean =>
  samePhase(s, t, shown.phase) &&
  isShown(shown.pager, (pager) => numberOf(s, pager) === t.registers.pager) &&
  isShown(shown.handler, (handler) => numberOf(s, handler) === t.registers.handler) &&
  isShown(shown.ip, (ip) => ip === t.registers.ip) &&
  isShown(shown.priority, (priority) => priority === t.share.priority) &&
  isShown(shown.sliceMs, (sliceMs) => sliceMs === shownSlice(t.share.sliceMs)) &&
  isShown(shown.fault, (fault) => sameFault(t, fault)) &&
  isShown(shown.pending, (pending) => samePending(s, t.pending, pending));

const sameWords = (own: readonly number[], shown: readonly number[]): boolean => {
  for (let i = Math.max(own.length, shown.length) - 1; i >= 0; i--)
    if (!mayHold(own[i] ?? 0, shown[i] ?? 0)) return false;
  return true;
};

const sigmaDifferences = (
  s: State,
  derivation: NonNullable<View['derivation']>,
  add: (d: Difference) => void,
): void => {
  const { tasks, pages } = s.world;
  for (let task = 0; task < Math.max(tasks, derivation.length); task++) {
    const shown = derivation[task] ?? null;
    if ((shown === null) !== ((s.tasks[task]?.chief ?? NO_TASK) === NO_TASK))
      add({
        part: { kind: 'task', at: task },
        shown: shown === null ? 'no such task' : 'a task',
        allowed: shown === null ? 'a task' : 'no such task',
      });
    else if (shown !== null && shown.length !== pages)
      add({
        part: { kind: 'task', at: task },
        shown: `${String(shown.length)} pages`,
        allowed: `${String(pages)} pages`,
      });
    else if (shown !== null)
      for (let page = 0; page < pages; page++) {
        const place = task * pages + page;
        const mapping = shown[page] ?? null;
        if (!sameMapping(s, place, mapping))
          add({
            part: { kind: 'page', at: place },
            shown: renderMapping(mapping),
            allowed: renderMapping(shownMapping(s, place)),
          });
      }
  }
};

const threadDifferences = (s: State, threads: NonNullable<View['threads']>, add: (d: Difference) => void): void => {
  const slots = s.world.tasks * s.world.lthreads;
  const seen = new Array<boolean>(slots).fill(false);
  for (const shown of threads) {
    const id = numberOf(s, shown.thread);
    const t = s.threads[id % slots] ?? null;
    if (t?.id !== id)
      add({
        part: { kind: 'thread', at: Math.max(id, 0) % slots },
        shown: renderThreadView(shown),
        allowed: 'no such thread',
      });
    else {
      seen[id % slots] = true;
      if (!sameThread(s, t, shown))
        add({
          part: { kind: 'thread', at: id % slots },
          shown: renderThreadView(shown),
          allowed: renderThreadView(shownThread(s, t)),
        });
    }
  }
  s.threads.forEach((t, at) => {
    if (t !== null && !seen[at])
      add({ part: { kind: 'thread', at }, shown: 'no such thread', allowed: renderPhase(phaseOf(s, t)) });
  });
};

const lineDifferences = (s: State, lines: NonNullable<View['lines']>, add: (d: Difference) => void): void => {
  const render = (owner: ThreadId | 'nobody', raised: boolean): string =>
    `owner ${renderPartner(owner)}${raised ? ', raised' : ''}`;
  s.lines.forEach(({ owner, raised }, at) => {
    const shown = lines.at(at) ?? { owner: 'nobody' as const, raised: false };
    if (numberOf(s, shown.owner) !== owner || shown.raised !== raised)
      add({
        part: { kind: 'line', at },
        shown: render(shown.owner, shown.raised),
        allowed: render(threadNameOf(s, owner), raised),
      });
  });
};

/** Where a kernel's view differs from a state; parts that the kernel does not show differ nowhere. */
export const differences = (s: State, { frames, derivation, threads, lines }: View): readonly Difference[] => {
  const found: Difference[] = [];
  const add = (d: Difference): void => {
    found.push(d);
  };
  if (derivation !== undefined) sigmaDifferences(s, derivation, add);
  if (threads !== undefined) threadDifferences(s, threads, add);
  if (lines !== undefined) lineDifferences(s, lines, add);
  if (frames !== undefined)
    for (let frame = 0; frame < Math.max(frames.length, s.frames.length); frame++) {
      const [own, shown] = [s.frames.at(frame) ?? [], frames.at(frame) ?? []];
      if (sameWords(own, shown)) continue;
      const at = Array.from({ length: 1024 }, (_, i) => i).find((i) => !mayHold(own[i] ?? 0, shown[i] ?? 0)) ?? 0;
      add({
        part: { kind: 'frame', at: frame },
        shown: `word ${String(at)} is ${String(shown[at] ?? 0)}`,
        allowed: `word ${String(at)} is ${String(own[at] ?? 0)}`,
      });
    }
  return found;
};

/** The state in which it is settled, as the view shows it, which of the timeouts that may have fired have. */
export const settledAsShown = (s: State, { threads }: View): State => {
  if (threads === undefined) return s;
  return threads.reduce((state, { thread, phase }) => {
    const id = numberOf(state, thread);
    if (undecidedWait(findThread(state, id)) === false) return state;
    return phase.is === 'ready' ? fired(state, id) : settled(state, id);
  }, s);
};

/** `page 2 of task 1: shown nil, allowed page 0 of task 0, rw`. */
export const renderDifference = (world: BootConfig, { part, shown, allowed }: Difference): string =>
  `${renderPart(world, part)}: shown ${shown}; allowed ${allowed}`;
