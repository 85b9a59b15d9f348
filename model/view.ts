import { NO_TASK, UNDEFINED, findThread, fired, nameOf, numberOf, settled, undecidedWait } from '../spec/index.js';
import type { State, Thread, Tid } from '../spec/index.js';
import { nil, renderPartner, sourceOf, writable } from '../spec/vocabulary/index.js';
import type { BootConfig, ShownMapping, ThreadId, View } from '../spec/vocabulary/index.js';
import type { Part } from './part.js';
import { renderPart } from './part.js';
import { phaseOf, renderPhase, shownThread, threadDifference } from './shown-thread.js';
import { mayHold, someWord, threadNameOf } from './sight.js';

/** One part that a kernel shows otherwise than a state has it. */
export interface Difference {
  readonly part: Part;
  /** What the kernel shows, and what the state has, for people. */
  readonly shown: string;
  readonly allowed: string;
}

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
const sameMapping = (s: State, place: number, shown: ShownMapping | null): boolean => {
  const mapping = s.sigma[place] ?? nil;
  if (shown === null || mapping === nil) return shown === null && mapping === nil;
  return sourceOf(mapping) === shown[0] * s.world.pages + shown[1] && writable(mapping) === (shown[2] === 'rw');
};
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
        shown: renderPhase(shown.phase),
        allowed: 'no such thread',
      });
    else {
      seen[id % slots] = true;
      const difference = threadDifference(s, t, shown);
      if (difference !== null) {
        const { shown: has, allowed } = difference;
        add({ part: { kind: 'thread', at: id % slots }, shown: has, allowed });
      }
    }
  }
  for (let at = 0; at < s.threads.length; at++) {
    const t = s.threads[at];
    if (t !== null && !seen[at])
      add({ part: { kind: 'thread', at }, shown: 'no such thread', allowed: renderPhase(phaseOf(s, t)) });
  }
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

const renderSenders = (s: State, senders: readonly Tid[]): string =>
  senders.length === 0 ? 'nobody waits' : `${senders.map((id) => renderPartner(nameOf(s, id))).join(', ')} wait`;
const sameSenders = (own: readonly Tid[], shown: readonly Tid[]): boolean =>
  own.length === shown.length && own.every((id) => shown.includes(id));

/** Queues and senders are shown in any order: which of them is next is for the kernel's choices to show. */
const queueDifferences = (s: State, queues: NonNullable<View['queues']>, add: (d: Difference) => void): void => {
  if (queues.length === 0 && !s.threads.some((t) => t?.phase.is === 'sending')) return;
  const due = new Map<Tid, Tid[]>();
  for (const t of s.threads) {
    if (t?.phase.is !== 'sending') continue;
    const others = due.get(t.phase.to);
    if (others === undefined) due.set(t.phase.to, [t.id]);
    else others.push(t.id);
  }
  const has = new Map<Tid, Tid[]>();
  for (const { receiver, senders } of queues) {
    const id = numberOf(s, receiver);
    has.set(id, [...(has.get(id) ?? []), ...senders.map((name) => numberOf(s, name))]);
  }
  for (const id of new Set([...due.keys(), ...has.keys()])) {
    const [own, shown] = [due.get(id) ?? [], has.get(id) ?? []];
    if (sameSenders(own, shown)) continue;
    const part = { kind: 'queue', at: Math.max(id, 0) % s.threads.length } as const;
    add({ part, shown: renderSenders(s, shown), allowed: renderSenders(s, own) });
  }
};

/** Where a kernel's view differs from a state; parts that the kernel does not show differ nowhere. */
export const differences = (
  s: State,
  { frames, derivation, threads, lines, queues, clockMs }: View,
): readonly Difference[] => {
  const found: Difference[] = [];
  const add = (d: Difference): void => {
    found.push(d);
  };
  if (derivation !== undefined) sigmaDifferences(s, derivation, add);
  if (threads !== undefined) threadDifferences(s, threads, add);
  if (lines !== undefined) lineDifferences(s, lines, add);
  if (queues !== undefined) queueDifferences(s, queues, add);
  if (clockMs !== undefined && clockMs !== s.clockMs)
    add({ part: { kind: 'clock', at: 0 }, shown: `${String(clockMs)} ms`, allowed: `${String(s.clockMs)} ms` });
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

/** Whether a view shows that a thread still waits; null if it shows nothing of it. */
const showsWaiting = (s: State, t: Thread, { threads, queues }: View): boolean | null => {
  if (threads !== undefined) {
    const shown = threads.find(({ thread }) => numberOf(s, thread) === t.id);
    return shown === undefined ? null : shown.phase.is !== 'ready';
  }
  const { phase } = t;
  if (queues === undefined || phase.is !== 'sending') return null;
  return queues.some(
    ({ receiver, senders }) => numberOf(s, receiver) === phase.to && senders.some((name) => numberOf(s, name) === t.id),
  );
};

/** The state in which it is settled, as the view shows it, which of the timeouts that may have fired have. */
export const settledAsShown = (s: State, view: View): State =>
  s.threads.reduce((state, was) => {
    if (was === null || undecidedWait(was) === false) return state;
    const t = findThread(state, was.id); // what was settled of another may have settled it
    if (t === undefined || undecidedWait(t) === false) return state;
    const waits = showsWaiting(state, t, view);
    if (waits === null) return state;
    return waits ? settled(state, t.id) : fired(state, t.id);
  }, s);

/** `page 2 of task 1: shown nil, allowed page 0 of task 0, rw`. */
export const renderDifference = (world: BootConfig, { part, shown, allowed }: Difference): string =>
  `${renderPart(world, part)}: shown ${shown}; allowed ${allowed}`;
