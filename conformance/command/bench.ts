import { Command } from '@commander-js/extra-typings';
import { benchExplore } from '../benches/explore.js';
import { benchGenerate } from '../benches/generate.js';
import { benchHost } from '../benches/host.js';
import { benchIpc } from '../benches/ipc.js';
import { benchLockstepApart } from '../benches/lockstep-apart.js';
import { benchModel } from '../benches/model.js';
import { benchPages } from '../benches/pages.js';
import { judgePages } from '../benches/pages-oracle.js';
import { isPromised, renderShrinkings, shrinkingOf } from '../benches/shrink.js';
import type { Shrinking } from '../benches/shrink.js';
import { benchSize, renderSize } from '../benches/size.js';
import { benchUnix, renderUnixBench } from '../benches/unix.js';
import { THREADS, benchWakeup } from '../benches/wakeup.js';
import { renderIpcBench } from '../report/ipc-cost.js';
import { renderWakeupBench } from '../report/wakeup-cost.js';
import { mutantKernel } from '../mutants/kill.js';
import { mutants } from '../mutants/mutants.js';
import { sampleOf } from '../mutants/sample.js';
import { command, natural, positive } from './arguments.js';
import { live, milestone, print, printJson } from './terminal.js';

/** After so many of them it is told how far a bench is. */
const PROGRESS_ACCESSES = 50_000;
/** A broken kernel that no program of so many lots shows is left out. */
const LOTS = 100;

export const benchCommand = (inherited: Command) => {
  const explore = new Command('explore')
    .description('exhaustive search of sigma:3x3, against SPIN if it is there')
    .option('--rounds <count>', 'interleaved rounds, whose median counts', positive, 5)
    .action(({ rounds }) => {
      process.exitCode = benchExplore(rounds, print) ? 0 : 1;
    });
  const model = new Command('model')
    .description('steps of the specification per second on random programs of all profiles')
    .option('--rounds <count>', 'interleaved rounds, whose median counts', positive, 5)
    .option('--programs <count>', 'programs of some 37 stimuli each', positive, 2000)
    .action(({ rounds, programs }) => {
      benchModel(rounds, programs, print);
    });
  const lockstep = new Command('lockstep')
    .description('stimuli checked per second on the 486 kernel, by parts, and the driver beside fast-check')
    .option('--rounds <count>', 'interleaved rounds, whose median counts', positive, 5)
    .option('--programs <count>', 'programs of some 37 stimuli each', positive, 500)
    .option(
      '--kernel-cmd <command>',
      'of a kernel behind a pipe instead, beside a null kernel on the same pipe: which share of the time is its own',
      command,
    )
    .action(({ rounds, programs, kernelCmd }) => {
      process.exitCode = benchLockstepApart(rounds, programs, kernelCmd);
    });
  const ipc = new Command('ipc')
    .description('what a message costs on a 486, in cycles that are counted, beside the figures of the lecture')
    .option('--json', 'print the figures as JSON')
    .action(({ json = false }) => {
      const bench = benchIpc();
      if (json) printJson('bench-ipc', bench);
      else print(renderIpcBench(bench));
    });
  const generate = new Command('generate')
    .description('programs needed to reach every pair of a rule and an alternative, with guidance and without')
    .option('--seeds <count>', 'runs of each, whose median counts', positive, 10)
    .action(({ seeds }) => {
      process.exitCode = benchGenerate(seeds, print) ? 0 : 1;
    });
  const shrink = new Command('shrink')
    .description(
      'how small the first failure of each broken kernel becomes, what that costs, and whether it could be smaller',
    )
    .option('--seed <number>', 'the same seed makes the same programs', natural, 0)
    .option('--sample <count>', 'so many of the broken kernels, evenly spread', positive, mutants.length)
    .action(async ({ seed, sample }) => {
      const shrinkings: Shrinking[] = [];
      for (const [at, mutant] of sampleOf(mutants, sample).entries()) {
        const text = `mutant ${String(at + 1)} of ${String(Math.min(sample, mutants.length))}: ${mutant.name}`;
        live(text);
        milestone(text);
        const shrinking = await shrinkingOf(await mutantKernel(mutant), mutant.name, seed, LOTS);
        if (shrinking !== null) shrinkings.push(shrinking);
      }
      live('');
      print(renderShrinkings(shrinkings));
      process.exitCode = isPromised(shrinkings) ? 0 : 1;
    });
  const wakeup = new Command('wakeup')
    .description('what the timer looks at in each wakeup structure, in cycles that are counted, and L.62 computed anew')
    .option('--json', 'print the figures as JSON')
    .action(({ json = false }) => {
      const bench = benchWakeup(THREADS);
      if (json) printJson('bench-wakeup', bench);
      else print(renderWakeupBench(bench));
    });
  const host = new Command('host')
    .description(
      'IPCs, copied bytes and boots a second of the 486 kernel on this computer, beside the same work without it',
    )
    .option('--rounds <count>', 'interleaved rounds, whose median counts', positive, 5)
    .action(({ rounds }) => {
      benchHost(rounds, 1, print);
    });
  const pages = new Command('pages')
    .description(
      'pages a second through replacement and swap on the 486 kernel, each load checked, and what a page fault costs',
    )
    .option('--rounds <count>', 'rounds, whose median counts', positive, 5)
    .option('--accesses <count>', 'loads and stores a round', positive, 200_000)
    .option('--judged', 'instead of rounds, so many accesses with each step judged by the specification')
    .action(({ rounds, accesses, judged }) => {
      const tell = (done: number): void => {
        if (done % PROGRESS_ACCESSES !== 0) return;
        live(`${String(done)} of ${String(accesses)} accesses`);
        milestone(`${String(done)} of ${String(accesses)} accesses`);
      };
      const isRight = judged === true ? judgePages(accesses, print, tell) : benchPages(rounds, accesses, print);
      process.exitCode = isRight ? 0 : 1;
    });
  const unix = new Command('unix')
    .description('what a system call of UNIX costs as two IPCs on a 486, in cycles that are counted, beside L.32-33')
    .option('--json', 'print the figures as JSON')
    .action(({ json = false }) => {
      const bench = benchUnix();
      if (json) printJson('bench-unix', bench);
      else print(renderUnixBench(bench));
    });
  const size = new Command('size')
    .description('lines of the 486 kernel and of the rules, beside the 12 KB of the lecture')
    .option('--json', 'print the figures as JSON')
    .action(({ json = false }) => {
      const bench = benchSize();
      if (json) printJson('bench-size', bench);
      else print(renderSize(bench));
    });
  return new Command('bench')
    .description('measure side by side')
    .copyInheritedSettings(inherited)
    .addCommand(explore.copyInheritedSettings(inherited))
    .addCommand(model.copyInheritedSettings(inherited))
    .addCommand(generate.copyInheritedSettings(inherited))
    .addCommand(shrink.copyInheritedSettings(inherited))
    .addCommand(lockstep.copyInheritedSettings(inherited))
    .addCommand(ipc.copyInheritedSettings(inherited))
    .addCommand(wakeup.copyInheritedSettings(inherited))
    .addCommand(host.copyInheritedSettings(inherited))
    .addCommand(pages.copyInheritedSettings(inherited))
    .addCommand(unix.copyInheritedSettings(inherited))
    .addCommand(size.copyInheritedSettings(inherited));
};
