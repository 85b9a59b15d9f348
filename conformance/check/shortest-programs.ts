import { rulesOf } from '../../spec/index.js';
import type { Manifest, Program } from '../../spec/vocabulary/index.js';
import { canRun } from '../programs/able.js';
import { isWithin } from '../programs/within.js';
import { storedShortest } from '../explorations/shortest.js';
import type { Subject } from './check-program.js';
import { failureOf } from './failure.js';
import { SHORTEST_LOT } from './lot.js';
import type { Replay } from './replay.js';
import { termsOf } from './terms.js';

/** The stored shortest program of each rule that the kernel claims, each program once. */
export const shortestFor = (manifest: Manifest): readonly Program[] => {
  const claimed = new Set(
    rulesOf(termsOf(manifest).rules).flatMap(({ name, profile }) =>
      manifest.profiles.includes(profile) ? [name] : [],
    ),
  );
  const programs = storedShortest()
    .rules.filter(({ name }) => claimed.has(name))
    .map(({ boot, stimuli }): Program => ({ boot, stimuli }))
    .filter((program) => canRun(manifest, program))
    .filter(({ stimuli }) => stimuli.every((x) => isWithin((profile) => manifest.profiles.includes(profile), x)));
  return [...new Map(programs.map((program) => [JSON.stringify(program), program])).values()];
};

/** Runs one of them as it is: there is nothing to make smaller. */
export const runShortest = async (subject: Subject, program: Program): Promise<Replay> => ({
  failure: failureOf(program, await subject.check(program), SHORTEST_LOT),
});
