import { writeFileSync } from 'node:fs';
import { Command } from '@commander-js/extra-typings';
import { failureText } from '../check/failure-file.js';
import { openGuarded } from '../kernels/open.js';
import { renderScenarioRun } from '../report/scenarios.js';
import { scenarios } from '../scenarios/catalogue.js';
import { exitCodeOfScenarios, runScenario } from '../scenarios/run.js';
import type { ScenarioRun } from '../scenarios/run.js';
import type { Scenario } from '../scenarios/runtime/scenario.js';
import { PATIENCE_SECONDS } from '../transports/silence.js';
import { choose, command, positive, writable } from './arguments.js';
import { interruption } from './interruption.js';
import { live, milestone, print, printJson } from './terminal.js';
import { UsageError } from './usage-error.js';

const MILESTONE_SEEDS = 100;

/** The scenario of that name, or all. */
const named = (name: string | undefined): readonly Scenario[] => {
  const found = name === undefined ? scenarios : scenarios.filter((it) => it.name === name);
  if (found.length > 0) return found;
  throw new UsageError(`no scenario is called ${String(name)}; there are ${scenarios.map((it) => it.name).join(', ')}`);
};

const writeTrace = (file: string, { kernel, scenario, program }: ScenarioRun): void => {
  if (program === null) throw new UsageError(`--trace: ${scenario} was not run on ${kernel}`);
  writeFileSync(file, failureText(kernel, `scenario ${scenario}`, program));
};

export const scenariosCommand = () =>
  new Command('scenarios')
    .description(
      "run the lecture's systems, user-level programs over the seven calls, on a kernel, and check what each claims",
    )
    .argument('[name]', 'one of `l4c list scenarios`; all of them unless given')
    .option('--kernel <name>', 'i486, model, or a file that exports a kernel (a / in it, or .ts .js .mjs)', 'i486')
    .option('--kernel-cmd <command>', 'a command that speaks the wire format on stdin and stdout, instead', command)
    .option('--patience <seconds>', 'silence after which the kernel is taken to hang', positive, PATIENCE_SECONDS)
    .option('--seeds <count>', 'with so many seeds, where chance plays', positive, 1)
    .option('--interrupts', 'and with an interrupt at each step of each copy, one after the other')
    .option('--trace <file>', 'write what was executed as a program that `l4c replay` runs again', writable)
    .option('--json', 'print the report as JSON')
    .action(async (name, { kernel, kernelCmd, patience, seeds, interrupts, trace, json }) => {
      const chosen = named(name);
      if (trace !== undefined && name === undefined) throw new UsageError('--trace: of which scenario? Name one');
      const subject = await openGuarded(choose(kernel, kernelCmd, patience));
      const signal = interruption();
      signal.addEventListener('abort', () => {
        subject.close(); // a kernel that does not come back keeps nobody waiting
      });
      const runs: ScenarioRun[] = [];
      try {
        for (const scenario of chosen) {
          const at = `${String(runs.length + 1)} of ${String(chosen.length)} scenarios, ${scenario.name}`;
          const onRun = ({ seeds: seed, copySteps }: ScenarioRun): void => {
            const far = interrupts === true ? `${at}, ${String(copySteps)} copy steps` : at;
            live(scenario.isByChance ? `${far}, ${String(seed)} of ${String(seeds)} seeds` : far);
            if (copySteps === 0 && seed > 0 && seed % MILESTONE_SEEDS === 0) milestone(`${at}, ${String(seed)} seeds`);
          };
          const run = await runScenario(scenario, subject, { seeds, interrupts: interrupts === true, onRun, signal });
          if (run === null) break;
          runs.push(run);
          if (json !== true) {
            live('');
            print(renderScenarioRun(scenario, run));
          } else milestone(`${scenario.name}: ${run.is}`);
        }
      } finally {
        subject.close();
      }
      live('');
      if (trace !== undefined) for (const run of runs) writeTrace(trace, run);
      process.exitCode = signal.aborted ? 130 : exitCodeOfScenarios(runs);
      if (json === true) printJson('scenarios', { scenarios: runs.map(({ program: _, ...told }) => told) });
      else print(`${String(runs.filter(({ is }) => is === 'holds').length)} of ${String(runs.length)} hold`);
    });
