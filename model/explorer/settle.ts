import { rulesOf } from '../../spec/index.js';
import type { Kind, Next, Rule, Rules, State, Work } from '../../spec/index.js';
import type { SigmaOperation, Universe } from '../../spec/vocabulary/index.js';

/** The kinds of work that the operations on one page make: their families leave the kernel no choice. */
export const EXPLORED: readonly Kind[] = ['page', 'link', 'demap'];
/** No piece of work puts others further below it than this: page, then link. */
const DEEPEST = 4;

/** A rule, and how often it was applied. */
export interface Applied {
  readonly rule: Rule;
  times: number;
}

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

/** The explored rules of a table, and what they make of a piece of work. */
export interface Settler {
  readonly applied: readonly Applied[];
  readonly settle: (s: State, work: Work) => State;
}

/**
 * Runs the rules themselves until no work is left. `settle` throws an Error that names the work when not exactly one premise holds for
 * it, when the conclusion is a choice, and when work begets work without end.
 */
export const settlerOf = (rules: Rules): Settler => {
  const applied: readonly Applied[] = rulesOf(rules)
    .filter(({ on }) => EXPLORED.includes(on))
    .map((rule) => ({ rule, times: 0 }));
  const families = new Map(EXPLORED.map((kind) => [kind, applied.filter(({ rule }) => rule.on === kind)]));

  const conclude = (s: State, work: Work): Next => {
    let only: Applied | null = null;
    let found: unknown = false;
    for (const candidate of families.get(work.do) ?? []) {
      const holds = candidate.rule.when(s, work);
      if (holds === false) continue;
      if (only !== null)
        throw new Error(`${only.rule.name} and ${candidate.rule.name} both hold for ${JSON.stringify(work)}`);
      only = candidate;
      found = holds;
    }
    if (only === null) throw new Error(`no rule holds for ${JSON.stringify(work)}`);
    only.times++;
    const conclusion = only.rule.then(s, work, found);
    if (!('work' in conclusion)) throw new Error(`${only.rule.name} leaves a choice for ${JSON.stringify(work)}`);
    return conclusion;
  };

  const settleAt = (s: State, work: Work, depth: number): State => {
    if (depth === DEEPEST) throw new Error(`work without end: ${JSON.stringify(work)}`);
    const next = conclude(s, work);
    let state = next.state;
    for (const more of next.work) state = settleAt(state, more, depth + 1);
    return state;
  };
  return { applied, settle: (s, work) => settleAt(s, work, 0) };
};
