import type { Rule } from '../../spec/index.js';
import { nil } from '../../spec/vocabulary/index.js';
import { lastApplication } from '../history.js';
import type { Dated, History, Moment } from '../history.js';
import type { RefusalKind } from '../oracle.js';
import type { Part } from '../part.js';
import { differences } from '../view.js';
import { ends } from './nearest.js';
import { blameSeen } from './seen.js';
import { blameGapIn, blameParts } from './shown-inside.js';
import type { ShownPage } from './shown-inside.js';
import { derivationOf, firstOf, here, writes } from './suspects.js';

/** What the oracle refused: an observation, or a state whose view breaks a property of the hardware. */
export type Refusal =
  | { readonly kind: RefusalKind }
  | {
      readonly kind: 'property';
      readonly property: string;
      readonly says: string;
      readonly part: Part | null;
      /** What was taken from the part is still there: at fault is who took it. */
      readonly isRevoked: boolean;
    };

/**
 * Whose fault it is. `rule` wrote last, at step `step`, what the refused observation depends on; the fault shows at step `showsAt`. `kind`
 * says what differs. Rule and kind are the signature that shrinking keeps.
 */
export interface Blame {
  readonly rule: string;
  /** The rule itself; null where `rule` is a property that was broken before any rule was applied. */
  readonly broken: Rule | null;
  readonly step: number;
  readonly showsAt: number;
  /** Where nothing is shown of pages: the last rule since `step` that had to do with the page and was to leave it as it is. It may be that one that was broken. */
  readonly since: { readonly rule: Rule; readonly step: number } | null;
  readonly kind: string;
  readonly part: Part | null;
  /** The lawful end of the step that comes nearest to what the kernel did. */
  readonly nearest: Moment;
}

/**
 * A property of the hardware is broken, and held before the step: at fault is the last of the step that wrote the part of which it is told; or who
 * copied last, for more happens in a copy than the specification sees; or who wrote the part before; or who began the step.
 */
const brokenBy = (last: Moment, part: Part | null): Dated | null => {
  const derivation = derivationOf(last);
  const blamed =
    (part === null ? undefined : derivation.findLast(writes(part))) ??
    derivation.findLast(({ rule }) => rule.on === 'copy');
  if (blamed !== undefined) return here(last, blamed);
  return (part === null ? null : lastApplication(last, writes(part))) ?? (last.outcome === null ? null : firstOf(last));
};

/** Blames the refusal that ends a history: the observation after the last moments, or a property broken in the last of them. */
export const blame = (history: History, refusal: Refusal): Blame => {
  const { program, observations, moments, booted, rules } = history;
  if (refusal.kind === 'property') {
    const last = moments.at(-1)?.[0] ?? booted;
    const { part } = refusal;
    const revoker =
      part === null || !refusal.isRevoked
        ? null
        : lastApplication(last, (it) => it.before.sigma[part.at] !== nil && writes(part)(it));
    const dated = revoker ?? brokenBy(last, part);
    return {
      rule: dated?.application.rule.name ?? refusal.property,
      broken: dated?.application.rule ?? null,
      step: dated?.step ?? -1,
      showsAt: last.step,
      since: null,
      kind: refusal.property,
      part: refusal.part,
      nearest: last,
    };
  }
  const showsAt = moments.length;
  const [stimulus, observation] = [program.stimuli[showsAt], observations[showsAt]];
  const nearest = ends(moments.at(-1) ?? [booted], showsAt, stimulus, observation, rules)[0];
  if (refusal.kind === 'seen') {
    const { dated, since, kind } = blameSeen(nearest, stimulus, observation, rules);
    const { rule } = dated.application;
    return {
      rule: rule.name,
      broken: rule,
      step: dated.step,
      showsAt,
      since: since && { rule: since.application.rule, step: since.step },
      kind,
      part: null,
      nearest,
    };
  }
  const parts = differences(nearest.state, observation.view ?? {}).map(({ part }) => part);
  const { pages } = nearest.state.world;
  const shownAt = ({ kind, at }: Part): ShownPage | null => {
    const shown =
      kind === 'page' ? (observation.view?.derivation?.[Math.floor(at / pages)]?.[at % pages] ?? null) : null;
    return shown === null ? null : { source: shown[0] * pages + shown[1], write: shown[2] === 'rw' };
  };
  const gap = blameGapIn(nearest, observation.view ?? {});
  const { dated, part } = gap ?? blameParts(nearest, parts, shownAt, observation.view?.threads ?? []);
  const { rule } = dated.application;
  return {
    rule: rule.name,
    broken: rule,
    step: dated.step,
    showsAt,
    since: null,
    kind: part?.kind ?? 'view',
    part,
    nearest,
  };
};
