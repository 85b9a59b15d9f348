import { findThread, numberOf } from '../../spec/index.js';
import type { Rule, Work } from '../../spec/index.js';
import { nil, sourceOf, writable } from '../../spec/vocabulary/index.js';
import type { Mapping, Place, View } from '../../spec/vocabulary/index.js';
import type { Dated, Moment } from '../history.js';
import { changedParts } from '../part.js';
import type { Part } from '../part.js';
import { shownOf } from '../sight.js';
import type { Application } from '../step.js';
import { changesFields, differingFields } from '../shown-thread.js';
import { blameGap, derivationOf, firstOf, here, slotOf, writes } from './suspects.js';

// White box: the kernel's view differs from every lawful state.

/** The rules that choose which pages an operation touches. */
const choosesPages = (rule: Rule): boolean => rule.on === 'item' || rule.on === 'fpage_unmap';

/** The choice of an item's pages, of an item that offers the page at `source`. */
const offers = ({ work, before }: Application, source: Place): boolean => {
  if (work.do !== 'item' || Math.floor(source / before.world.pages) !== work.from) return false;
  const { base, sizeLog2 } = work.item.fpage;
  const page = source % before.world.pages;
  return base <= page && page < base + 2 ** sizeLog2;
};

/** A page as a kernel shows it: from which page it came, and whether it may be written. */
export interface ShownPage {
  readonly source: Place;
  readonly write: boolean;
}

/** Of the items of the step that offer a page and pass the test, the largest: it has the most pages that can stray. */
const largestOffering = (
  nearest: Moment,
  source: Place,
  test: (item: Work<'item'>) => boolean = () => true,
): Application | undefined =>
  derivationOf(nearest)
    .filter((application) => offers(application, source) && application.work.do === 'item' && test(application.work))
    .sort((a, b) => itemSize(b) - itemSize(a))
    .at(0);
const itemSize = ({ work }: Application): number => (work.do === 'item' ? work.item.fpage.sizeLog2 : 0);

/** The item or the demap that chose to touch the page which an application wrote. */
const chooserOf = (application: Application): Application | null => {
  let up = application.parent;
  while (up !== null && !choosesPages(up.rule)) up = up.parent;
  return up;
};

/** Whether an application is of an item, for that very page. */
const isFor = ({ work, before }: Application, place: Place): boolean =>
  work.do === 'page' && work.task * before.world.pages + work.page === place;

/** Whether an application is about that very page: of an item for it, of its mapping, or of its demap. */
const isAbout = (application: Application, place: Place): boolean => {
  const { work } = application;
  if (work.do === 'demap') return work.place === place;
  if (work.do === 'link') return work.target === place;
  return isFor(application, place);
};

const isShownAs = (mapping: Mapping, shown: ShownPage | null): boolean =>
  shown !== null && mapping !== nil && sourceOf(mapping) === shown.source && writable(mapping) === shown.write;

/**
 * A page that was written, and differs. The choice of pages is at fault where the kernel shows another page of the same item there, where
 * it changed pages that no rule of the step wrote as well, or where it shows a right that only another item asked for; otherwise
 * the rule that wrote the page is.
 */
const blameWrittenPage = (
  nearest: Moment,
  place: Place,
  writer: Application,
  shown: ShownPage | null,
  strayed: boolean,
): Application => {
  // the page kept the mapping that it had: at fault is who should have taken it
  const taker = derivationOf(nearest).find(
    (application) =>
      writes({ kind: 'page', at: place })(application) && isShownAs(application.before.sigma[place], shown),
  );
  if (taker !== undefined) return taker;
  const chooser = chooserOf(writer);
  if (chooser === null) return writer;
  const lawful = nearest.state.sigma[place];
  const isOther = shown !== null && shown.source !== sourceOf(lawful);
  // a page that was to be granted and was mapped comes from where it was sent
  const isMapped = writer.work.do === 'link' && writer.work.source === shown?.source;
  if (isOther && !isMapped && offers(chooser, shown.source)) return chooser;
  const widened = shown !== null && !isOther && shown.write && !writable(lawful);
  const asked = chooser.work.do === 'item' && chooser.work.item.write;
  if (widened && !asked) {
    const other = largestOffering(nearest, shown.source, ({ item }) => item.write);
    if (other !== undefined)
      return derivationOf(nearest).find((it) => isFor(it, place) && chooserOf(it) === other) ?? other;
  }
  return strayed ? chooser : writer;
};

/**
 * Who is at fault for a thread that differs. Where the kernel went along with the step until the thread was as it shows it, and no further: what
 * should have come next. Else the last that wrote a field in which it differs.
 */
const blameThread = (nearest: Moment, part: Part, threads: NonNullable<View['threads']>): Application | undefined => {
  const derivation = derivationOf(nearest);
  const stopped = derivation.findLastIndex(
    (application) => writes(part)(application) && differingFields(application.after, part.at, threads)?.length === 0,
  );
  if (stopped >= 0) return derivation[stopped + 1];
  const among = differingFields(nearest.state, part.at, threads) ?? [];
  return derivation.findLast(({ before, after }) => changesFields(before, after, part.at, among));
};
/** Whoever took a sender out of a queue: the receive that a transfer followed. */
const takerOf = (nearest: Moment, part: Part): Application | undefined => {
  const transfers = derivationOf(nearest).filter(({ work }) => work.do === 'transfer');
  return transfers
    .map(({ parent }) => parent)
    .find((it): it is Application => it?.work.do === 'receive' && slotOf(it.before, it.work.thread) === part.at);
};
/** Who is at fault for a part that this step wrote. */
const writerOf = (nearest: Moment, part: Part, threads: NonNullable<View['threads']>): Application | undefined =>
  (part.kind === 'thread' ? blameThread(nearest, part, threads) : undefined) ??
  (part.kind === 'queue' ? takerOf(nearest, part) : undefined) ??
  derivationOf(nearest).findLast(writes(part));

/**
 * Of a page that nobody wrote, though an item was for it: the rule that says that the item changes nothing there. Where the kernel has another
 * page of the sender there, the item was for it by the kernel's own choice of pages.
 */
const leftAlone = (nearest: Moment, place: Place, shown: ShownPage | null): Application | undefined =>
  derivationOf(nearest).findLast(
    (it) => isFor(it, place) && it.work.do === 'page' && (shown === null || shown.source === it.work.source),
  );

/** White box. Of the parts that differ, the last writer of the first; of a page that nobody wrote, whoever could have chosen it. */
export const blameParts = (
  nearest: Moment,
  parts: readonly Part[],
  shownAt: (part: Part) => ShownPage | null,
  threads: NonNullable<View['threads']>,
): { readonly dated: Dated; readonly part: Part | null } => {
  const order: readonly Part['kind'][] = ['page', 'frame', 'task', 'line', 'thread', 'queue', 'clock'];
  const sorted = order.flatMap((kind) => parts.filter((part) => part.kind === kind));
  const writers = sorted.map((part) => ({ part, application: writerOf(nearest, part, threads) }));
  const strayed = writers.find(({ part, application }) => part.kind === 'page' && application === undefined)?.part;
  const passedOver = strayed === undefined ? undefined : leftAlone(nearest, strayed.at, shownAt(strayed));
  if (strayed !== undefined && passedOver !== undefined) return { dated: here(nearest, passedOver), part: strayed };
  const source = strayed === undefined ? undefined : shownAt(strayed)?.source;
  const chose = source === undefined ? undefined : largestOffering(nearest, source);
  if (strayed !== undefined && chose !== undefined) return { dated: here(nearest, chose), part: strayed };
  const written = writers.find(({ application }) => application !== undefined);
  if (written?.application !== undefined) {
    const { part, application: writer } = written;
    const blamed =
      part.kind === 'page' ? blameWrittenPage(nearest, part.at, writer, shownAt(part), strayed !== undefined) : writer;
    return { dated: here(nearest, blamed), part };
  }
  const part = sorted.at(0) ?? null;
  const kin = derivationOf(nearest).findLast(({ before, after }) =>
    changedParts(before, after).some(({ kind }) => kind === part?.kind),
  );
  const toPages =
    derivationOf(nearest).findLast((it) => part?.kind === 'page' && isAbout(it, part.at)) ??
    derivationOf(nearest).findLast(({ rule }) => rule.on === 'demap' || rule.on === 'page' || rule.on === 'link');
  // in a copy a line is raised by what arrives there
  const toLines = derivationOf(nearest).findLast(
    ({ rule }) => rule.profile === 'interrupts' || rule.name === 'strings/arrives',
  );
  // of a thread that waits: whether its timeout has fired was looked at
  const looked = derivationOf(nearest).findLast(
    ({ work, after }) => part?.kind === 'thread' && work.do === 'expire' && slotOf(after, work.thread) === part.at,
  );
  const application = looked ?? kin ?? (part?.kind === 'page' ? toPages : part?.kind === 'line' ? toLines : undefined);
  return { dated: application === undefined ? firstOf(nearest) : here(nearest, application), part };
};

/** The same, of a thread whose pending result the kernel shows. */
export const blameGapIn = (
  nearest: Moment,
  { threads }: View,
): { readonly dated: Dated; readonly part: Part } | null => {
  for (const { thread, pending } of threads ?? []) {
    const t = findThread(nearest.state, numberOf(nearest.state, thread));
    if (!t?.pending || !pending || !('result' in pending)) continue;
    const due = shownOf(nearest.state, t.pending);
    const dated = 'result' in due ? blameGap(nearest, t.id, due.result, pending.result) : null;
    if (dated !== null) return { dated, part: { kind: 'thread', at: slotOf(nearest.state, t.id) } };
  }
  return null;
};
