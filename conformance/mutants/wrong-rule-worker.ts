import { judgeOf } from './bundle.js';
import type { Mutant } from './mutants.js';
import { trialOf } from './trials.js';

// A process that tries wrong rules, one after another, as its parent sends them: a rule may make the walks of others go on for ever.

process.on('message', ({ wrong, isWhole }: { readonly wrong: Mutant; readonly isWhole: boolean }) => {
  void judgeOf(wrong).then(
    (judge) => process.send?.({ caught: judge(trialOf(wrong.file, isWhole)) }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
});
