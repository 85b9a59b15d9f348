import { firstWork, reference } from '../spec/index.js';
import type { Family, Kind, Next, Rule, Rules, Sight, State, Work, World } from '../spec/index.js';
import { MAX_ITEMS, MAX_STRINGS } from '../spec/vocabulary/index.js';
import type { Stimulus } from '../spec/vocabulary/index.js';

/** One use of a rule within a step: what it found to do, what it made of the state, and whose conclusion put the work there. */
export interface Application {
  readonly rule: Rule;
  /** Which of the members of the conclusion was taken, from 0. */
  readonly alternative: number;
  /** How many members it has. */
  readonly members: number;
  readonly work: Work;
  readonly before: State;
  readonly after: State;
  readonly parent: Application | null;
}

/** Which of the members of a conclusion was taken, from 0, where there was a choice. */
export interface Choice {
  readonly rule: string;
  readonly alternative: number;
  readonly members: number;
}

/** One way in which a step may end. */
export interface Outcome {
  readonly state: State;
  readonly sight: Sight;
  /** The rules applied, in order. */
  readonly rules: readonly string[];
  /** The choices among them, in order. */
  readonly choices: readonly Choice[];
  /** How it came about; empty unless asked for. */
  readonly derivation: readonly Application[];
}

/** The specification does not say yet what this piece of work does: no rule's premise holds. */
export class Unspecified extends Error {
  override readonly name = 'Unspecified';
  constructor(readonly work: Work) {
    super(`no rule says what becomes of ${work.do}`);
  }
}

/** No step takes more work than this: every thread may retry once, and each message has its items, page by page. */
const workBound = ({ tasks, lthreads, pages, latenessMs }: World): number => {
  const threads = tasks * lthreads;
  // A string ends a step at each of its pieces and of those of its buffer, and at each page of either side.
  const copy = 2 * (MAX_STRINGS + 1) * (2 * pages + 4);
  const transfers = (threads + 2) * (16 + MAX_ITEMS * (2 * pages + 1) + copy) + pages;
  const deletion = tasks * (pages + 2) + threads * (threads + 2);
  // In a tick each thread is looked at once a moment, and each timeout and slice is a window of moments.
  const moments = (threads + 1) * (latenessMs + 2);
  return 32 + transfers + deletion + moments * (threads + 4);
};

interface Fired {
  readonly rule: Rule;
  readonly conclusion: Next | readonly Next[];
}

/** Applies the only rule of the work's family whose premise holds. */
const fire = <K extends Kind>(rules: Rules, s: State, work: Work<K>): Fired => {
  const family = rules[work.do] as Family<K>;
  let fired: Fired | null = null;
  for (const rule of family) {
    const found = rule.when(s, work);
    if (found === false) continue;
    if (fired !== null) throw new Error(`two premises hold for ${work.do}: ${fired.rule.name} and ${rule.name}`);
    fired = { rule: rule as unknown as Rule, conclusion: rule.then(s, work, found) };
  }
  if (fired === null) throw new Unspecified(work as Work);
  return fired;
};

const isChoice = (conclusion: Next | readonly Next[]): conclusion is readonly Next[] => Array.isArray(conclusion);

/** The work of a step that is still to be done, which no rule can see: what comes first, whose conclusion put it there, and what is below. */
interface Agenda {
  readonly work: Work;
  readonly by: Application | null;
  readonly below: Agenda | null;
}

/** A step under way along one path. */
interface Path {
  state: State;
  sight: Sight | null;
  elapsedMs: number | null;
  agenda: Agenda | null;
  readonly rules: string[];
  readonly choices: Choice[];
  readonly derivation: Application[];
  fuel: number;
}
const fork = (path: Path): Path => ({
  state: path.state,
  sight: path.sight,
  elapsedMs: path.elapsedMs,
  agenda: path.agenda,
  rules: path.rules.slice(),
  choices: path.choices.slice(),
  derivation: path.derivation.slice(),
  fuel: path.fuel,
});
const begin = (s: State, stimulus: Stimulus): Path => ({
  state: s,
  sight: null,
  elapsedMs: null,
  agenda: { work: firstWork(s, stimulus), by: null, below: null },
  rules: [],
  choices: [],
  derivation: [],
  fuel: workBound(s.world),
});

const conclude = (
  path: Path,
  rule: Rule,
  next: Next,
  alternative: number,
  members: number,
  work: Work,
  parent: Application | null,
  derive: boolean,
): void => {
  const application = derive
    ? { rule, alternative, members, work, before: path.state, after: next.state, parent }
    : null;
  path.rules.push(rule.name);
  if (members > 1) path.choices.push({ rule: rule.name, alternative, members });
  if (application !== null) path.derivation.push(application);
  path.state = next.state;
  path.sight = next.sight ?? path.sight;
  path.elapsedMs = next.elapsedMs ?? path.elapsedMs;
  if (next.isInstead) path.agenda = null;
  for (let i = next.work.length - 1; i >= 0; i--)
    path.agenda = { work: next.work[i], by: application, below: path.agenda };
};

const finish = (path: Path): Outcome => {
  if (path.sight === null) throw new Error(`a step ended without a sight after ${path.rules.join(', ')}`);
  const { running, shows, ignored } = path.sight;
  const sight = path.elapsedMs === null ? path.sight : { running, shows, ignored, elapsedMs: path.elapsedMs };
  return { state: path.state, sight, rules: path.rules, choices: path.choices, derivation: path.derivation };
};

/** A choice to which a path has come: the rule that leaves it open, its members, the work, and whose conclusion put that there. */
interface Open {
  readonly rule: Rule;
  readonly members: readonly Next[];
  readonly work: Work;
  readonly by: Application | null;
}
const take = (path: Path, { rule, members, work, by }: Open, alternative: number, derive: boolean): void => {
  conclude(path, rule, members[alternative], alternative, members.length, work, by, derive);
};

/** Follows a path to its next choice, or to its end, where there is none. */
const follow = (path: Path, rules: Rules, derive: boolean): Open | null => {
  for (let first = path.agenda; first !== null; first = path.agenda) {
    const { work, by, below } = first;
    path.agenda = below;
    if (path.fuel-- === 0) throw new Error(`a step does not end: ${path.rules.slice(-8).join(', ')}`);
    const { rule, conclusion } = fire(rules, path.state, work);
    if (isChoice(conclusion)) return { rule, members: conclusion, work, by };
    conclude(path, rule, conclusion, 0, 1, work, by, derive);
  }
  return null;
};

/** EVERY outcome that the rules allow of one stimulus, at least one; no more than `most`, if that is given. Pure. With `derive`, each with its derivation. */
export const step = (
  s: State,
  stimulus: Stimulus,
  rules: Rules = reference,
  derive = false,
  most = Infinity,
): readonly Outcome[] => {
  const paths: Path[] = [begin(s, stimulus)];
  const outcomes: Outcome[] = [];
  for (let path = paths.pop(); path !== undefined && outcomes.length < most; path = paths.pop()) {
    for (let open = follow(path, rules, derive); open !== null; open = follow(path, rules, derive)) {
      for (let i = open.members.length - 1; i > 0; i--) {
        const other = fork(path);
        take(other, open, i, derive);
        paths.push(other);
      }
      take(path, open, 0, derive);
    }
    outcomes.push(finish(path));
  }
  return outcomes;
};

/** One outcome: at a choice of n members `choose(n)` says which, from 0; by default the first. Each conclusion is drawn once. With `derive`, with its derivation. */
export const stepOnce = (
  s: State,
  stimulus: Stimulus,
  rules: Rules = reference,
  choose: (members: number) => number = () => 0,
  derive = false,
): Outcome => {
  const path = begin(s, stimulus);
  for (let open = follow(path, rules, derive); open !== null; open = follow(path, rules, derive))
    take(path, open, choose(open.members.length), derive);
  return finish(path);
};
