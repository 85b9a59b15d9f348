import { storedShortest } from '../../conformance/explorations/shortest.js';
import { mutants } from '../../conformance/mutants/mutants.js';
import type { Mutant } from '../../conformance/mutants/mutants.js';
import { wrongRules } from '../../conformance/mutants/wrong-rules/index.js';
import { wayTo } from '../../conformance/player/frame.js';
import type { Frame, Route } from '../../conformance/player/frame.js';
import type { Shortest } from '../../model/explorer/system/index.js';
import { departing, departures, reference, rulesOf, tableOf } from '../../spec/index.js';
import type { Kind, Parameter, Rule, Rules } from '../../spec/index.js';
import type { Property } from '../../spec/properties/index.js';
import type { Program } from '../../spec/vocabulary/index.js';
import { speakingOfLast } from './claims.js';
import { passageOf, refiningIn } from './code.js';
import type { Passage, Refining, Sources } from './code.js';

/** With another value of a parameter than the reference's, which rules take the place of which. */
export interface Departure {
  readonly parameter: Parameter;
  readonly value: string;
  readonly gone: readonly Rule[];
  readonly come: readonly Rule[];
}
const without = (rules: readonly Rule[], others: readonly Rule[]): readonly Rule[] =>
  rules.filter(({ name }) => !others.some((it) => it.name === name));
/** Read from the tables: a rule reads a parameter if one of its values takes the rule away, or brings it. */
export const departuresOfRules = (): readonly Departure[] =>
  departures.map(({ parameter, value, dialect }) => {
    const others = rulesOf(tableOf(dialect));
    return { parameter, value, gone: without(rulesOf(reference), others), come: without(others, rulesOf(reference)) };
  });

/** The rules on the other side of a departure that speak of the same work as the rule. */
export const counterparts = (rule: Rule, { gone, come }: Departure): readonly Rule[] =>
  (gone.some(({ name }) => name === rule.name) ? come : gone).filter(({ on }) => on === rule.on);

/** A stored program, and a way through it on which its last step applies the rule. */
export interface Shown {
  readonly latenessMs: number;
  readonly program: Program;
  readonly frames: readonly Frame[];
  readonly route: Route;
  /** The dialect on whose rules it runs: one parameter with its value, or null for the reference. */
  readonly dialect: readonly [Parameter, string] | null;
}
/** All that is told of a rule. */
export interface RuleFacts {
  readonly rule: Rule;
  readonly passage: Passage;
  readonly reads: readonly Departure[];
  readonly shown: Shown;
  readonly upholds: readonly Property[];
  /** The functions of the 486 kernel that do what the rule says. */
  readonly refinedBy: readonly Refining[];
  readonly mutants: readonly Mutant[];
  readonly wrongRules: readonly Mutant[];
}
export interface FamilyFacts {
  readonly kind: Kind;
  readonly rules: readonly RuleFacts[];
  /** Rules that only other dialects have. */
  readonly others: readonly RuleFacts[];
}

type Stored = Pick<Shortest, 'boot' | 'latenessMs' | 'stimuli'>;
/** A way through a stored program on whose last step the rule is applied. Where the rules no longer say how it goes on, the error names the program. */
const wayThrough = (name: string, { boot, stimuli, latenessMs }: Stored, rules: Rules): ReturnType<typeof wayTo> => {
  try {
    return wayTo({ boot, stimuli }, latenessMs, ({ applied }) => applied.some((it) => it.rule.name === name), rules);
  } catch (cause) {
    const says = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`a stored program of ${name} no longer runs: ${says}; mend the rules, or npm run shortest`, {
      cause,
    });
  }
};
const shownBy = ({ name }: Rule, stored: Stored, rules: Rules, dialect: Shown['dialect']): Shown | null => {
  const { boot, stimuli, latenessMs } = stored;
  const way = wayThrough(name, stored, rules);
  return way === null
    ? null
    : { latenessMs, program: { boot, stimuli }, frames: way.frames, route: way.route, dialect };
};
/** The program with the new instruction pointer 0 in each of its exchanges of registers: in some dialects an exchange without one does less. */
const withPointers = ({ boot, latenessMs, stimuli }: Stored): Stored => ({
  boot,
  latenessMs,
  stimuli: stimuli.map((x) => (x.do === 'lthread_ex_regs' ? { ...x, ip: x.ip ?? 0 } : x)),
});
/** Of the stored programs and their beginnings the shortest that applies a rule of a dialect with its last stimulus. */
const shownInDialect = (rule: Rule, { parameter, value }: Departure, stored: readonly Stored[]): Shown | null => {
  const rules = tableOf(departing({ [parameter]: value }));
  const beginnings = stored.flatMap(({ boot, latenessMs, stimuli }) =>
    stimuli.map((_, at) => ({ boot, latenessMs, stimuli: stimuli.slice(0, at + 1) })),
  );
  for (const it of beginnings.toSorted((one, other) => one.stimuli.length - other.stimuli.length)) {
    const shown = shownBy(rule, it, rules, [parameter, value]);
    if (shown !== null) return shown;
  }
  return null;
};

/** What is read of all rules before any is told of. */
interface Read {
  readonly spec: Sources;
  readonly refining: readonly Refining[];
  readonly departures: readonly Departure[];
}
const factsOf = (rule: Rule, shown: Shown | null, { spec, refining, departures: all }: Read): RuleFacts => {
  if (shown === null)
    throw new Error(`no stored program applies ${rule.name} with its last stimulus: npm run shortest`);
  if (rule.source.length === 0)
    throw new Error(`${rule.name} has no source: name a page of the lecture or a row of the facts`);
  if (rule.formula.trim() === '' || rule.says.trim() === '')
    throw new Error(`${rule.name} has no formula or no sentence: write \`formula\` and \`says\` of the rule`);
  const attacks = ({ attacks: attacked }: Mutant): boolean => attacked.includes(rule.name);
  return {
    rule,
    passage: passageOf(spec, rule.name),
    reads: all.filter(({ gone, come }) => [...gone, ...come].some(({ name }) => name === rule.name)),
    shown,
    upholds: speakingOfLast(shown.frames, shown.latenessMs),
    refinedBy: refining.filter(({ rules }) => rules.includes(rule.name)),
    mutants: mutants.filter(attacks),
    wrongRules: wrongRules.filter(attacks),
  };
};

/** The TypeScript that the pages of rules show or point to: of the specification, and of the kernel that refines it. */
export interface Texts {
  readonly spec: Sources;
  readonly kernel: Sources;
}
/** Throws where a tag names what is no rule, or where no function refines a rule that is more than an observer's conclusion. */
const checkTags = (refining: readonly Refining[], rules: readonly Rule[]): void => {
  const tagged = new Set(refining.flatMap((it) => it.rules));
  const unknown = [...tagged].find((name) => !rules.some((rule) => rule.name === name));
  if (unknown !== undefined) throw new Error(`@refines ${unknown}: there is no such rule`);
  const missing = rules.find(({ name, isInference }) => isInference !== true && !tagged.has(name));
  if (missing !== undefined)
    throw new Error(
      `no function of the kernel says that it refines ${missing.name}: put \`@refines ${missing.name}\` above the one that does`,
    );
};

/** Every family, from the table of the reference and the tables of the departures. Throws where a rule has no source, formula, sentence or program. */
export const familiesOf = (
  { spec, kernel }: Texts,
  stored = storedShortest(),
  table = reference,
): readonly FamilyFacts[] => {
  const read: Read = { spec, refining: refiningIn(kernel), departures: departuresOfRules() };
  checkTags(read.refining, rulesOf(table));
  const all = read.departures;
  const ofReference = (rule: Rule): RuleFacts => {
    const program = stored.rules.find(({ name }) => name === rule.name);
    if (program === undefined) throw new Error(`${rule.name} has no stored program: npm run shortest`);
    return factsOf(rule, shownBy(rule, program, reference, null), read);
  };
  const programs = [...stored.distinctions, ...stored.rules, ...stored.rules.map(withPointers)];
  const ofDialect = (rule: Rule, departure: Departure): RuleFacts =>
    factsOf(rule, shownInDialect(rule, departure, programs), read);
  const kinds = Object.keys(table) as Kind[];
  // Before those of dialects, which try the programs of all rules: one that no longer runs is told by the name of its own rule.
  const own = kinds.map((kind) => (table[kind] as readonly unknown[] as readonly Rule[]).map(ofReference));
  return kinds.map((kind, at) => {
    const come = all.flatMap((it) => it.come.filter(({ on }) => on === kind).map((rule) => [rule, it] as const));
    const first = [...new Map(come.map((it) => [it[0].name, it])).values()];
    return {
      kind,
      rules: own[at],
      others: first.map(([rule, departure]) => ofDialect(rule, departure)),
    };
  });
};
