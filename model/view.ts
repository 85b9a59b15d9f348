import { ANY, NOBODY, NO_TASK, nameOf, numberOf } from '../spec/index.js';
import type { Pending, Phase, State, Thread, Tid } from '../spec/index.js';
import { nil, renderResult, renderThread, sourceOf, writable } from '../spec/vocabulary/index.js';
import type { BootConfig, ShownMapping, ShownThread, ThreadId, View } from '../spec/vocabulary/index.js';
import type { Part } from './part.js';
import { renderPart } from './part.js';
import { sameResult, shownOf } from './sight.js';

/** One part that a kernel shows otherwise than a state has it. */
export interface Difference {
  readonly part: Part;
  /** What the kernel shows, and what the state has, for people. */
  readonly shown: string;
  readonly allowed: string;
}

const partnerOf = (world: BootConfig, id: Tid): ThreadId | 'any' | 'nobody' =>
  id === ANY ? 'any' : id === NOBODY ? 'nobody' : nameOf(world, id);
const numberOfPartner = (world: BootConfig, name: ThreadId | 'any' | 'nobody'): Tid =>
  name === 'any' ? ANY : numberOf(world, name);
const pagerOf = (world: BootConfig, id: Tid): ThreadId | 'nobody' => (id === NOBODY ? 'nobody' : nameOf(world, id));

const phaseOf = (world: BootConfig, phase: Phase): ShownThread['phase'] => {
  switch (phase.is) {
    case 'ready':
    case 'halted':
      return phase;
    case 'sending':
      return { is: 'sending', to: nameOf(world, phase.to) };
    case 'receiving':
      return { is: 'receiving', from: partnerOf(world, phase.from) };
  }
};

const shownThread = (world: BootConfig, t: Thread): ShownThread => ({
  thread: nameOf(world, t.id),
  phase: phaseOf(world, t.phase),
  pager: pagerOf(world, t.pager),
  ip: t.ip,
  fault:
    t.fault === null
      ? null
      : t.fault.store === null
        ? { address: t.fault.address }
        : { address: t.fault.address, store: t.fault.store },
  pending: t.pending === null ? null : shownOf(world, t.pending),
});
const shownMapping = (s: State, place: number): ShownMapping | null => {
  const mapping = s.sigma[place] ?? nil;
  if (mapping === nil) return null;
  const source = sourceOf(mapping);
  return [Math.floor(source / s.world.pages), source % s.world.pages, writable(mapping) ? 'rw' : 'r'];
};

/** A state, all parts of it shown. */
export const viewOf = (s: State): View => ({
  frames: s.frames,
  derivation: s.chiefs.map((chief, task) =>
    chief === NO_TASK
      ? null
      : Array.from({ length: s.world.pages }, (_, page) => shownMapping(s, task * s.world.pages + page)),
  ),
  threads: s.threads.filter((t) => t !== null).map((t) => shownThread(s.world, t)),
  queues: s.threads.flatMap((receiver) => {
    const senders = s.threads.filter(
      (t) => t !== null && receiver !== null && t.phase.is === 'sending' && t.phase.to === receiver.id,
    );
    return receiver === null || senders.length === 0
      ? []
      : [{ receiver: nameOf(s.world, receiver.id), senders: senders.map((t) => nameOf(s.world, t?.id ?? 0)) }];
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
      return `sending to ${renderThread(phase.to)}`;
    case 'receiving':
      return `receiving from ${typeof phase.from === 'string' ? phase.from : renderThread(phase.from)}`;
  }
};
const renderPending = (pending: ShownThread['pending']): string => {
  if (pending === null || pending === undefined) return 'nothing pending';
  if ('result' in pending) return `pending: ${renderResult(pending.result)}`;
  return 'loaded' in pending ? `pending: loaded ${String(pending.loaded)}` : 'pending: stored';
};
const renderThreadView = ({ phase, pager, fault, pending }: ShownThread): string =>
  [
    renderPhase(phase),
    pager !== undefined && `pager ${pager === 'nobody' ? pager : renderThread(pager)}`,
    fault && `fault at ${String(fault.address)}${fault.store === undefined ? '' : ` storing ${String(fault.store)}`}`,
    pending !== undefined && renderPending(pending),
  ]
    .filter((piece) => typeof piece === 'string')
    .join(', ');

const sameMapping = (s: State, place: number, shown: ShownMapping | null): boolean => {
  const mapping = s.sigma[place] ?? nil;
  if (shown === null || mapping === nil) return shown === null && mapping === nil;
  return sourceOf(mapping) === shown[0] * s.world.pages + shown[1] && writable(mapping) === (shown[2] === 'rw');
};
const samePhase = (world: BootConfig, phase: Phase, shown: ShownThread['phase']): boolean => {
  switch (shown.is) {
    case 'ready':
    case 'halted':
      return phase.is === shown.is;
    case 'sending':
      return phase.is === 'sending' && phase.to === numberOf(world, shown.to);
    case 'receiving':
      return phase.is === 'receiving' && phase.from === numberOfPartner(world, shown.from);
  }
};
const samePending = (
  world: BootConfig,
  pending: Pending | null,
  shown: NonNullable<ShownThread['pending']> | null,
): boolean => {
  if (pending === null || shown === null) return pending === null && shown === null;
  const own = shownOf(world, pending);
  if ('result' in shown) return 'result' in own && sameResult(own.result, shown.result);
  return 'loaded' in shown ? 'loaded' in own && own.loaded === shown.loaded : 'stored' in own;
};
const sameThread = (world: BootConfig, t: Thread, shown: ShownThread): boolean =>
  samePhase(world, t.phase, shown.phase) &&
  (shown.pager === undefined || numberOf(world, shown.pager) === t.pager) &&
  (shown.ip === undefined || shown.ip === t.ip) &&
  (shown.fault === undefined ||
    (shown.fault === null
      ? t.fault === null
      : t.fault?.address === shown.fault.address && t.fault.store === (shown.fault.store ?? null))) &&
  (shown.pending === undefined || samePending(world, t.pending, shown.pending));

const sameWords = (own: readonly number[], shown: readonly number[]): boolean => {
  for (let i = Math.max(own.length, shown.length) - 1; i >= 0; i--) if ((own[i] ?? 0) !== (shown[i] ?? 0)) return false;
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
    if ((shown === null) !== ((s.chiefs[task] ?? NO_TASK) === NO_TASK))
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
    const id = numberOf(s.world, shown.thread);
    const t = s.threads[id % slots] ?? null;
    if (t?.id !== id)
      add({
        part: { kind: 'thread', at: Math.max(id, 0) % slots },
        shown: renderThreadView(shown),
        allowed: 'no such thread',
      });
    else {
      seen[id % slots] = true;
      if (!sameThread(s.world, t, shown))
        add({
          part: { kind: 'thread', at: id % slots },
          shown: renderThreadView(shown),
          allowed: renderThreadView(shownThread(s.world, t)),
        });
    }
  }
  s.threads.forEach((t, at) => {
    if (t !== null && !seen[at])
      add({ part: { kind: 'thread', at }, shown: 'no such thread', allowed: renderPhase(phaseOf(s.world, t.phase)) });
  });
};

/** Where a kernel's view differs from a state; parts that the kernel does not show differ nowhere. */
export const differences = (s: State, { frames, derivation, threads }: View): readonly Difference[] => {
  const found: Difference[] = [];
  const add = (d: Difference): void => {
    found.push(d);
  };
  if (derivation !== undefined) sigmaDifferences(s, derivation, add);
  if (threads !== undefined) threadDifferences(s, threads, add);
  if (frames !== undefined)
    for (let frame = 0; frame < Math.max(frames.length, s.frames.length); frame++) {
      const [own, shown] = [s.frames.at(frame) ?? [], frames.at(frame) ?? []];
      if (sameWords(own, shown)) continue;
      const at = Array.from({ length: 1024 }, (_, i) => i).find((i) => (own[i] ?? 0) !== (shown[i] ?? 0)) ?? 0;
      add({
        part: { kind: 'frame', at: frame },
        shown: `word ${String(at)} is ${String(shown[at] ?? 0)}`,
        allowed: `word ${String(at)} is ${String(own[at] ?? 0)}`,
      });
    }
  return found;
};

/** `page 2 of task 1: shown nil, allowed page 0 of task 0, rw`. */
export const renderDifference = (world: BootConfig, { part, shown, allowed }: Difference): string =>
  `${renderPart(world, part)}: shown ${shown}; allowed ${allowed}`;
