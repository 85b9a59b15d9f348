import { fileURLToPath } from 'node:url';
import { importEdited } from './edited.js';
import type { judge } from './judge.js';
import type { Mutant } from './mutants.js';
import { trialOf } from './trials.js';

const spec = fileURLToPath(new URL('../../spec/', import.meta.url));
const entry = fileURLToPath(new URL('judge.js', import.meta.url));
/** The judge of a specification with one edit. */
const judgeOf = async (wrong: Mutant): Promise<typeof judge> =>
  ((await importEdited(entry, wrong, spec)) as { readonly judge: typeof judge }).judge;

// A process that tries wrong rules, one after another, as its parent sends them: a rule may make the walks of others go on for ever.

process.on('message', ({ wrong, isWhole }: { readonly wrong: Mutant; readonly isWhole: boolean }) => {
  void judgeOf(wrong).then(
    (judge) => process.send?.({ caught: judge(trialOf(wrong, isWhole)) }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
