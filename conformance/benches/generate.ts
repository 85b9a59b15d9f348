import { advance, modelKernel, start } from '../../model/index.js';
import type { Envelope } from '../../model/index.js';
import { reference, rulesOf } from '../../spec/index.js';
import { DEFAULT_LATENESS_MS, Profile } from '../../spec/vocabulary/index.js';
import type { Program } from '../../spec/vocabulary/index.js';
import { LOT_PROGRAMS, lotPrograms } from '../check/source.js';
import { alternativesOf } from '../programs/guidance.js';
import { median } from './median.js';

/** The pairs of a rule and an alternative that the envelope of a program offers, where the kernel is the specification that takes the first of what is allowed. */
const offers = (program: Program, meet: (pair: string) => void): void => {
  const kernel = modelKernel();
  let envelope: Envelope | null = start(program.boot, { seen: kernel.boot(program.boot) }, DEFAULT_LATENESS_MS);
  for (const stimulus of program.stimuli) {
    if (envelope === null) return;
    const advanced = advance(envelope, stimulus, { seen: kernel.step(stimulus) }, reference, true);
    for (const { derivation } of advanced.outcomes)
      for (const { rule, members } of derivation)
        for (let at = 0; at < alternativesOf(members); at++) meet(`${rule.name} ${String(at)}`);
    envelope = advanced.is === 'allowed' ? advanced.envelope : null;
  }
};

/** Programs of so many lots say which pairs there are to reach: as many with guidance as without. */
const PILOT_LOTS = 20;
/** A run that has not reached them all by then is given up. */
const BOUND = 20_000;

const pairsOf = (seed: number): ReadonlySet<string> => {
  const pairs = new Set<string>();
  for (let lot = 0; lot < PILOT_LOTS; lot++)
    for (const isGuided of [true, false])
      for (const program of lotPrograms(seed, lot, Profile.options, { isGuided }))
        offers(program, (pair) => pairs.add(pair));
  return pairs;
};

/** After how many programs of a seed all pairs were offered; Infinity if that takes more than the bound. */
export const programsToReach = (
  pairs: ReadonlySet<string>,
  seed: number,
  isGuided: boolean,
  bound: number = BOUND,
): number => {
  const left = new Set(pairs);
  for (let lot = 0; lot * LOT_PROGRAMS < bound; lot++) {
    let programs = lot * LOT_PROGRAMS;
    for (const program of lotPrograms(seed, lot, Profile.options, { isGuided })) {
      programs++;
      offers(program, (pair) => left.delete(pair));
      if (left.size === 0) return programs;
    }
  }
  return Infinity;
};

/** Programs needed to reach every pair of a rule and an alternative, with guidance and without; `print` gets line after line. True if guidance takes at most half. */
export const benchGenerate = (seeds: number, print: (line: string) => void): boolean => {
  const pairs = pairsOf(seeds);
  const known = rulesOf(reference).map(({ name }) => name);
  const reached = new Set([...pairs].map((pair) => pair.split(' ')[0]));
  const unreached = [...new Set(known)].filter((name) => !reached.has(name));
  print(`${String(pairs.size)} pairs of a rule and an alternative (the first, the second, one further) to reach`);
  if (unreached.length > 0) print(`left out, for no program of the pilot came to it: ${unreached.join(', ')}`);
  const render = (programs: number): string =>
    programs === Infinity ? `more than ${String(BOUND)}` : String(programs);
  const [on, off] = [true, false].map((isGuided) => {
    const needed = Array.from({ length: seeds }, (_, seed) => programsToReach(pairs, seed, isGuided));
    const middle = median(needed);
    print(
      `guidance ${isGuided ? 'on ' : 'off'}: ${render(middle)} programs, median of ${String(seeds)} seeds (${needed
        .toSorted((a, b) => a - b)
        .map(render)
        .join(', ')})`,
    );
    return middle;
  });
  print(
    off === Infinity
      ? `${(BOUND / on).toFixed(1)} times fewer with it, at least`
      : `${(off / on).toFixed(1)} times fewer with it`,
  );
  return off >= 2 * on;
};
