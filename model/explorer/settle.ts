import { rulesOf } from '../../spec/index.js';
import type { Kind, Rules, State, Work } from '../../spec/index.js';
import type { SigmaOperation, Universe } from '../../spec/vocabulary/index.js';
import { choose, endOf, premisesOf } from './premises.js';
import type { Applied, Premises } from './premises.js';

/** The kinds of work that the operations on one page make: their families leave the kernel no choice. */
export const EXPLORED: readonly Kind[] = ['page', 'link', 'demap'];
/** No piece of work puts others further below it than this: page, then link. */
const DEEPEST = 4;

/** The operation as the first piece of work of the specification. */
export const workOf = ({ pages }: Universe, operation: SigmaOperation): Work => {
  switch (operation.op) {
    case 'map':
    case 'grant': {
      const { op, source, target, write } = operation;
      return {
        do: 'page',
        grant: op === 'grant',
        source,
        task: Math.floor(target / pages),
        page: target % pages,
        write,
      };
    }
    case 'demap':
      return { do: 'demap', place: operation.place, own: operation.own, readOnly: operation.readOnly };
  }
};

const isSame = (a: Work, b: Work): boolean => {
  if (a.do === 'page' && b.do === 'page')
    return (
      a.source === b.source && a.task === b.task && a.page === b.page && a.grant === b.grant && a.write === b.write
    );
  if (a.do === 'link' && b.do === 'link')
    return a.source === b.source && a.target === b.target && a.grant === b.grant && a.write === b.write;
  if (a.do === 'demap' && b.do === 'demap') return a.place === b.place && a.own === b.own && a.readOnly === b.readOnly;
  return false;
};

/** A piece of work that was met, with what is known of its premises and the pieces that its conclusions put. */
export interface Met {
  readonly work: Work;
  readonly premises: Premises;
  readonly put: Met[];
}

/** Whether the states differ in sigma at most. */
const differInSigma = (a: State, b: State): boolean =>
  a.world === b.world &&
  a.frames === b.frames &&
  a.threads === b.threads &&
  a.births === b.births &&
  a.tasks === b.tasks &&
  a.lines === b.lines &&
  a.clockMs === b.clockMs &&
  a.slice === b.slice &&
  a.running === b.running &&
  a.met === b.met &&
  a.turns === b.turns;

/** The explored rules of a table, and what they make of states. */
export interface Settler {
  readonly applied: readonly Applied[];
  readonly meet: (work: Work) => Met;
  /**
   * What the work makes of a state, each application counted `weight` times. Throws an Error that names the work when not exactly one
   * premise holds for it, when the conclusion is a choice or changes more than sigma, and when work begets work without end.
   */
  readonly settle: (s: State, met: Met, weight: number) => State;
}

/** Runs the rules themselves until no work is left. All states given to it must differ in sigma alone. */
export const settlerOf = (rules: Rules): Settler => {
  const ends = rulesOf(rules)
    .filter(({ on }) => EXPLORED.includes(on))
    .map(endOf);
  const families = new Map(EXPLORED.map((kind) => [kind, ends.filter(({ only }) => only?.rule.on === kind)]));

  const meet = (work: Work): Met => ({ work, premises: premisesOf(families.get(work.do) ?? [], work), put: [] });
  const metAmong = (list: Met[], work: Work): Met => {
    for (const known of list) if (isSame(known.work, work)) return known;
    const met = meet(work);
    list.push(met);
    return met;
  };

  // The last piece that a conclusion puts needs no call of its own: nothing comes after it.
  const settleAt = (from: State, first: Met, weight: number, above: number): State => {
    let s = from;
    let { work, premises, put } = first;
    for (let depth = above; depth < DEEPEST; depth++) {
      const only = choose(premises, s);
      only.times += weight;
      const conclusion = only.rule.then(s, work, only.plain || only.rule.when(s, work));
      if (!('work' in conclusion)) throw new Error(`${only.rule.name} leaves a choice for ${JSON.stringify(work)}`);
      if (!differInSigma(s, conclusion.state))
        throw new Error(`${only.rule.name} changes more than sigma: ${JSON.stringify(work)}`);
      s = conclusion.state;
      const more = conclusion.work;
      if (more.length === 0) return s;
      for (let i = 0; i < more.length - 1; i++) s = settleAt(s, metAmong(put, more[i]), weight, depth + 1);
      ({ work, premises, put } = metAmong(put, more[more.length - 1]));
    }
    throw new Error(`work without end: ${JSON.stringify(first.work)}`);
  };
  return {
    applied: ends.flatMap(({ only }) => only ?? []),
    meet,
    settle: (s, met, weight) => settleAt(s, met, weight, 0),
  };
};
