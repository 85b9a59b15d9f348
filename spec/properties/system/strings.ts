import { facts, lecture } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { storeIn } from './access.js';
import { countStrings, isApart, isUnderWay, transfersIn, spotsOf } from './copies.js';
import type { Copy, Spots } from './copies.js';
import { byteAt, changesBetween } from './memory.js';
import type { Spot } from './memory.js';
import { findIn, isCopyFree, isMissing, isSame, systemProperty } from './property.js';
import type { SystemStep, Told } from './property.js';

// Messages in memory: which bytes are written, with what, and when.

/** By byte that the transfer may write: what it may write there, of the spaces before the step and after it. */
const writesOf = (copy: Copy, { before, after }: SystemStep): ReadonlyMap<Spot, readonly number[]> => {
  const writes = new Map<Spot, readonly number[]>();
  const sides = [before, after].map(({ view }) => spotsOf(view, copy));
  for (const { from } of sides)
    for (const { to } of sides)
      to.forEach((target, at) => {
        const source = from[at];
        if (target === undefined || source === undefined) return;
        const bytes = [before, after].map(({ view }) => byteAt(view.frames, source));
        writes.set(target, [...(writes.get(target) ?? []), ...bytes]);
      });
  return writes;
};
const wordOf = (spot: Spot): number => Math.floor(spot / 4);

export const nothingElseIsWritten = systemProperty({
  name: 'strings/nothing-else-is-written',
  profile: 'strings',
  source: [lecture(46), lecture(49), lecture(50)],
  says: 'A copy writes the bytes of its message, each to its place in the buffers of the receiver, and nothing else: nothing past the message or the buffer, nothing of the sender, and nothing once it is over.',
  formula: tex`\text{mem}'(y) \ne \text{mem}(y) \land y \notin \text{stored} \land \lnot\,\text{copy-free} \Rightarrow \exists\, (p, q) \in C^+, n : (y = \beta_n \land \text{mem}'(y) \in \{\text{mem}(\alpha_n), \text{mem}'(\alpha_n)\}) \lor (\lnot\,\text{apart}(p, q) \land \text{word}(y) = \text{word}(\beta_n))`,
  when: (step) => !isCopyFree(step),
  holds: (step) => {
    const { before, after } = step;
    const store = storeIn(step);
    const changed = changesBetween(before.view.frames, after.view.frames).filter((spot) => wordOf(spot) !== store);
    if (changed.length === 0) return true;
    const all = transfersIn(step).map((copy) => ({
      writes: writesOf(copy, step),
      // Where a message is copied onto itself, the words that are written may hold anything.
      isApart: [before, after].every(({ view }) => isApart(spotsOf(view, copy))),
    }));
    return changed.every((spot) =>
      all.some(({ writes, isApart }) =>
        isApart
          ? writes.get(spot)?.includes(byteAt(after.view.frames, spot)) === true
          : [0, 1, 2, 3].some((at) => writes.has(4 * wordOf(spot) + at)),
      ),
    );
  },
});

/** The one transfer of the step, if it has memory for itself and carries no pages, and its bytes as the spaces are after the step. */
const aloneIn = (step: SystemStep): { readonly copy: Copy; readonly spots: Spots } | undefined => {
  const { before, after, seen } = step;
  const all = transfersIn(step);
  if (all.length !== 1 || after.hasOverlapped || seen.stored !== undefined) return undefined;
  const [copy] = all;
  if (!copy.isAlone || copy.send.items.length > 0) return undefined;
  const spots = spotsOf(after.view, copy);
  const was = spotsOf(before.view, copy);
  const isKept = (now: Spots['to'], old: Spots['to']): boolean =>
    now.every((spot, at) => old[at] === undefined || old[at] === spot);
  return isKept(spots.from, was.from) && isKept(spots.to, was.to) ? { copy, spots } : undefined;
};
/** What the receiver is told of the message of the transfer. */
const toldOf = ({ newResults }: SystemStep, { sender, receiver }: Copy): Told | undefined =>
  newResults.find(
    ({ thread, result: { from } }) => isSame(thread, receiver) && from !== undefined && isSame(from, sender),
  );
const hasArrived = ({ after }: SystemStep, { from, to }: Spots, at: number): boolean => {
  const [source, target] = [from[at], to[at]];
  return (
    source !== undefined &&
    target !== undefined &&
    byteAt(after.view.frames, source) === byteAt(after.view.frames, target)
  );
};

export const arrivesWhole = systemProperty({
  name: 'strings/arrives-whole',
  profile: 'strings',
  source: [lecture(46), facts('3.2')],
  says: 'When the receiver is told of a message, every byte of it for which there is room is in its place.',
  formula: tex`\text{alone}(p, q) \land p \rightsquigarrow q \Rightarrow \forall\, n : \text{came}'(n)`,
  when: (step) => {
    const it = aloneIn(step);
    return it !== undefined && toldOf(step, it.copy) !== undefined;
  },
  holds: (step) => {
    const { spots } = aloneIn(step) ?? {};
    return spots?.to.every((_, at) => hasArrived(step, spots, at)) === true;
  },
});

const isAsking = ({ after }: SystemStep, { sender, receiver }: Copy): boolean =>
  [sender, receiver].some((thread) => isMissing(findIn(after, thread)));

export const inOrder = systemProperty({
  name: 'strings/bytes-come-in-order',
  profile: 'strings',
  source: [lecture(46), lecture(57)],
  says: 'In the middle of a copy a first part of the message is in its place, up to the page that is asked for if one is, and the buffers beyond are as they were.',
  formula: tex`\text{alone}(p, q) \land (p, q) \in C' \land m = \min\{n : \lnot\,\text{came}'(n)\} \Rightarrow (n \ge m \land \beta_n' \ne \varnothing \Rightarrow \text{mem}'(\beta_n') = \text{mem}_0(\beta_n')) \land (\text{fault}'(p \mid q) : \text{missing} \Rightarrow \varnothing \in \{\alpha_m', \beta_m'\})`,
  when: (step) => {
    const it = aloneIn(step);
    return it !== undefined && isUnderWay(step.after.view, it.copy);
  },
  holds: (step) => {
    const { copy, spots } = aloneIn(step) ?? {};
    if (copy === undefined || spots === undefined) return false;
    const first = spots.to.findIndex((_, at) => !hasArrived(step, spots, at));
    if (isAsking(step, copy) && spots.from[first] !== undefined && spots.to[first] !== undefined) return false;
    return spots.to.every(
      (spot, at) =>
        spot === undefined ||
        first < 0 ||
        at < first ||
        byteAt(step.after.view.frames, spot) === byteAt(copy.frames, spot),
    );
  },
});

export const whatCameIsTold = systemProperty({
  name: 'strings/what-came-is-told',
  profile: 'strings',
  source: [lecture(46), facts('3.1')],
  says: 'A receiver is told how many words and how many strings of a whole message came in memory, a string of several pieces as one.',
  formula: tex`(p, q) \in C^+ \land p \rightsquigarrow q \Rightarrow (q \Downarrow \text{ok} \Rightarrow \text{inMemory}(q) = \text{size}(m_p)) \land (q \Downarrow \text{messageCut} \Rightarrow \text{inMemory}(q) = \varnothing)`,
  when: (step) => transfersIn(step).some((copy) => toldOf(step, copy) !== undefined),
  holds: (step) =>
    transfersIn(step).every((copy) => {
      const result = toldOf(step, copy)?.result;
      if (result === undefined) return true;
      if (result.cause !== 'ok') return result.inMemory === undefined;
      const { buffer, strings } = copy.send;
      return result.inMemory?.words === (buffer?.words ?? 0) && result.inMemory.strings === countStrings(strings);
    }),
});
