import { findThread, numberOf, realFrame } from '../../spec/index.js';
import type { Tid } from '../../spec/index.js';
import { nil, pageOf } from '../../spec/vocabulary/index.js';
import type { Place, Seen } from '../../spec/vocabulary/index.js';
import { lastApplication } from '../history.js';
import type { Dated, Moment } from '../history.js';
import type { Observation } from '../oracle.js';
import type { Application } from '../step.js';
import { derivationOf, here, writes } from './suspects.js';

// A load or a store went otherwise than it should: the page is not as the rules have left it.

/** The last load or store of the step: its thread, its page, and whether the model let it happen. */
const accessOf = (
  nearest: Moment,
): { application: Application; thread: Tid; place: number | null; allowed: boolean } | null => {
  const application = derivationOf(nearest).findLast(({ rule }) => rule.on === 'load' || rule.on === 'store');
  if (application === undefined || (application.work.do !== 'load' && application.work.do !== 'store')) return null;
  const { thread, address } = application.work;
  const { pages } = application.before.world;
  const task = findThread(application.before, thread)?.task ?? 0;
  const place = pageOf(address) < pages ? task * pages + pageOf(address) : null;
  return { application, thread, place, allowed: !application.rule.name.startsWith('fault/') };
};

/** Who wrote the page last; or, of a page that nobody wrote because its source was nil, who wrote that source. */
const writerOf = (moment: Moment, place: Place): Dated | null => {
  const writer = lastApplication(moment, writes({ kind: 'page', at: place }));
  if (writer !== null) return writer;
  const skipped = lastApplication(
    moment,
    ({ work, before, rule }) =>
      rule.name === 'sigma/nil-source' && work.do === 'page' && work.task * before.world.pages + work.page === place,
  );
  if (skipped?.application.work.do !== 'page') return skipped;
  return lastApplication(moment, writes({ kind: 'page', at: skipped.application.work.source })) ?? skipped;
};

/** Whether the application had to do with the page: it sent it, was to put another in its place, or demapped it or another of its frame. */
const concerns =
  (place: Place) =>
  ({ work, before }: Application): boolean => {
    const { sigma, world } = before;
    const frameAt = (at: Place): number | null => (sigma[at] === nil ? null : realFrame(sigma, world.pages, at));
    if (work.do === 'page')
      return work.source === place || (work.page < world.pages && work.task * world.pages + work.page === place);
    if (work.do === 'link') return work.source === place || work.target === place;
    return work.do === 'demap' && frameAt(place) !== null && frameAt(work.place) === frameAt(place);
  };

/**
 * An access that the kernel allowed and the model did not, or the other way round, or that found another frame: who wrote the page last? A kernel that
 * shows nothing of its pages may have gone wrong `since`, by the last rule that had to do with the page and was to leave it as it is.
 */
export const blameAccess = (
  nearest: Moment,
  expected: Seen,
  { seen, view }: Observation,
): { readonly dated: Dated; readonly since: Dated | null } | null => {
  const access = accessOf(nearest);
  if (access === null) return null;
  const running = seen.running === 'idle' ? null : numberOf(nearest.state, seen.running);
  const done = running === access.thread && (seen.loaded !== undefined || seen.stored === true);
  const otherValue = done && access.allowed && seen.loaded !== expected.loaded;
  if (done === access.allowed && !otherValue) return null;
  if (access.place === null) return { dated: here(nearest, access.application), since: null };
  const writer = writerOf(nearest, access.place);
  const last = view?.derivation === undefined ? lastApplication(nearest, concerns(access.place)) : null;
  const since = last !== null && last.step > (writer?.step ?? -1) ? last : null;
  return { dated: writer ?? here(nearest, access.application), since };
};
