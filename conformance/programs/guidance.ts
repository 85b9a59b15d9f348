import type { Application } from '../../model/index.js';
import { reference, rulesOf, standingOf } from '../../spec/index.js';
import type { Rule, Standing, Thread } from '../../spec/index.js';
import type { Profile, Program, ThreadId } from '../../spec/vocabulary/index.js';
import { storedShortest } from '../explorations/shortest.js';
import type { Claims } from './action.js';
import { retrace } from './retrace.js';
import type { Random } from './random.js';

// What programs make the specification do: a rule, by one of its alternatives, and the edges of the chart along which it takes threads. What was seldom done draws
// the programs that come.

/** Alternatives from the third on are one: of many members of a choice each is much like the last. */
const ALTERNATIVES = 3;
/** How many alternatives of a choice of so many members are told apart. */
export const alternativesOf = (members: number): number => Math.min(members, ALTERNATIVES);

const STANDINGS: Readonly<Record<Standing, number>> = {
  ready: 0,
  sending: 1,
  receiving: 2,
  sleeping: 3,
  awaiting: 4,
  transferring: 5,
  faulting: 6,
  halted: 7,
  dead: 8,
};
const SIDE = Object.keys(STANDINGS).length;
/** The number of an edge of the chart; 0 of none. */
const edgeOf = (from: Thread | null, to: Thread | null): number => {
  const [a, b] = [STANDINGS[standingOf(from)], STANDINGS[standingOf(to)]];
  return a === b ? 0 : a * SIDE + b;
};
/** Calls `meet` with each alternative that an application had, and with the one that was taken on each of its edges, as numbers. */
const eachThing = ({ members, alternative, before, after }: Application, meet: (thing: number) => void): void => {
  for (let at = 0; at < alternativesOf(members); at++) meet(at * SIDE * SIDE);
  if (before.threads === after.threads) return;
  const taken = (alternativesOf(alternative + 1) - 1) * SIDE * SIDE;
  for (let slot = 0; slot < after.threads.length; slot++) {
    const [from, to] = [before.threads[slot] ?? null, after.threads[slot] ?? null];
    const edge = from === to ? 0 : edgeOf(from, to);
    if (edge > 0) meet(taken + edge);
  }
};

/** A (rule, alternative, edge), how often it was met, and a program that comes to it, or near. */
interface Thing {
  readonly rule: Rule;
  times: number;
  /** How many programs began on the way to it. */
  tries: number;
  readonly near: Program;
  /** Whether it is a rule, and the program its stored shortest. */
  readonly isStored: boolean;
}

/** How many of the last stimuli of a way that was taken before may be left out. */
const CUT = 3;

/** How a program may begin to come to something that was seldom met. */
export interface Way {
  readonly near: Program;
  /** The kind of program that comes to such things, if any does. */
  readonly kind: Profile;
  /** Which thread is to have the processor at each of its stimuli, where that is known. */
  readonly runners: readonly (ThreadId | 'nobody')[];
}

/** What guides the programs of a lot: each by what those before it made the specification do. */
export interface Guidance {
  /** A way to what was seldom met so far, of what a kernel claims; null if there is none. */
  readonly drawWay: (random: Random, claims: Claims) => Way | null;
  /** What the last stimulus of a program made the specification do. */
  readonly meet: (program: Program, derivation: readonly Application[]) => void;
}

/** The profiles of the rules for the kind of work that a rule is about. */
const profilesNear = (rule: Rule): readonly Profile[] => [
  rule.profile,
  ...(reference[rule.on] as unknown as readonly Rule[]).flatMap(({ profile, isInference }) =>
    isInference === true ? [] : [profile],
  ),
];

/** Guidance that has met nothing yet. To each rule it knows one way: its stored shortest program. */
export const guidance = (): Guidance => {
  const things: Thing[] = [];
  const byRule = new Map<Rule, Map<number, Thing>>();
  const find = (rule: Rule, thing: number): Thing | undefined => byRule.get(rule)?.get(thing);
  const add = (rule: Rule, thing: number, near: Program, isStored: boolean): Thing => {
    const known = byRule.get(rule) ?? new Map<number, Thing>();
    byRule.set(rule, known);
    const added: Thing = { rule, times: 0, tries: 0, near, isStored };
    known.set(thing, added);
    things.push(added);
    return added;
  };
  const shortest = new Map(storedShortest().rules.map(({ name, boot, stimuli }) => [name, { boot, stimuli }]));
  for (const rule of rulesOf(reference)) {
    const near = shortest.get(rule.name);
    if (near !== undefined) add(rule, 0, near, true);
  }
  return {
    drawWay: (random, claims) => {
      const known = things.flatMap((thing) =>
        claims(thing.rule.profile) ? [[thing, 1 / (1 + thing.times + thing.tries) ** 3] as const] : [],
      );
      if (known.length === 0) return null;
      const thing = random.weighted(known);
      thing.tries++;
      const { rule, near, times, isStored } = thing;
      const cut = times > 0 ? random.below(CUT) : 0;
      return {
        near: { boot: near.boot, stimuli: near.stimuli.slice(0, Math.max(1, near.stimuli.length - cut)) },
        kind: random.pick(profilesNear(rule).filter(claims)),
        runners: isStored ? retrace(near, rule) : [],
      };
    },
    meet: ({ boot, stimuli }, derivation) => {
      let here: Program | null = null;
      const nearHere = (): Program => (here ??= { boot, stimuli: stimuli.slice() });
      for (const application of derivation) {
        const { rule, members } = application;
        eachThing(application, (thing) => {
          const met = find(rule, thing) ?? add(rule, thing, nearHere(), false);
          met.times++;
        });
        const beyond = members * SIDE * SIDE;
        if (members > 1 && members < ALTERNATIVES && find(rule, beyond) === undefined)
          add(rule, beyond, { boot, stimuli: stimuli.slice(0, -1) }, false);
      }
    },
  };
};
