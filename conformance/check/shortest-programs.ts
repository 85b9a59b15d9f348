import { rulesOf } from '../../spec/index.js';
import type { Manifest, Program } from '../../spec/vocabulary/index.js';
import { canRun } from '../programs/able.js';
import type { Claims } from '../programs/action.js';
import { isWithin } from '../programs/within.js';
import { storedShortest } from '../explorations/shortest.js';
import { steered } from '../explorations/steered.js';
import type { Subject } from './check-program.js';
import { failureOf } from './failure.js';
import { SHORTEST_LOT } from './lot.js';
import type { Replay } from './replay.js';
import { termsOf } from './terms.js';

/** Of stored programs those that the kernel can run and knows all of, each once. */
const runnable = (manifest: Manifest, stored: readonly Program[]): readonly Program[] => {
  const claims: Claims = (profile) => manifest.profiles.includes(profile);
  const programs = stored
    .map(({ boot, stimuli }): Program => ({ boot, stimuli }))
    .filter((program) => canRun(manifest, program) && program.stimuli.every((x) => isWithin(claims, x)));
  return [...new Map(programs.map((program) => [JSON.stringify(program), program])).values()];
};

/** The stored shortest program of each rule that the kernel claims, each program once. */
export const shortestFor = (manifest: Manifest): readonly Program[] => {
  const claimed = new Set(
    rulesOf(termsOf(manifest).rules).flatMap(({ name, profile }) =>
      manifest.profiles.includes(profile) ? [name] : [],
    ),
  );
  return runnable(
    manifest,
    storedShortest().rules.filter(({ name }) => claimed.has(name)),
  );
};

/** The stored programs that tell two values of a parameter of dialects apart, as they are and steered, each once. */
export const distinctionsFor = (manifest: Manifest): readonly Program[] => {
  const { distinctions } = storedShortest();
  return runnable(manifest, [...distinctions, ...distinctions.map(steered)]);
};

/** Runs one of them as it is: there is nothing to make smaller. */
export const runShortest = async (subject: Subject, program: Program): Promise<Replay> => ({
  failure: failureOf(program, await subject.check(program), SHORTEST_LOT),
});
