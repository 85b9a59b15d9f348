import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { i486 } from '../../impl/index.js';
import { CONTRACT } from '../../spec/vocabulary/index.js';
import type { KernelUnderTest, Profile, Program, Seen, Stimulus } from '../../spec/vocabulary/index.js';
import { checkProgram } from '../check/check-program.js';
import { hardwareJudge } from '../check/hardware.js';
import { termsOf } from '../check/terms.js';
import { blackBox } from '../kernels/masked.js';
import { generate } from '../programs/generate.js';
import { randomFrom } from '../programs/random.js';
import { whole } from '../report/whole.js';
import { median } from './median.js';

/** A kernel that does nothing, so that what is left is the driver. */
const empty: KernelUnderTest = {
  manifest: { l4c: CONTRACT, name: 'empty', profiles: ['ipc'] },
  boot: (): Seen => ({ running: [0, 0] }),
  step: (): Seen => ({ running: [0, 0] }),
};

/** Every program on the kernel, step by step, and nothing looked at but, if asked for, its view and its hardware. */
const drive = (kernel: KernelUnderTest, programs: readonly Program[], looks: 'not' | 'view' | 'hardware'): number => {
  let stimuli = 0;
  for (const { boot, stimuli: all } of programs) {
    kernel.boot(boot);
    const judge = hardwareJudge(boot);
    for (const stimulus of all) {
      const seen = kernel.step(stimulus);
      if (looks !== 'not') {
        const view = kernel.view?.() ?? {};
        if (looks === 'hardware') judge({ seen, view });
      }
      stimuli++;
    }
  }
  return stimuli;
};
const check = (kernel: KernelUnderTest, programs: readonly Program[]): number => {
  const terms = termsOf(kernel.manifest);
  let stimuli = 0;
  for (const program of programs) checkProgram(kernel, program, () => stimuli++, terms);
  return stimuli;
};

/** The same stimuli as commands of fast-check, on the empty kernel: what the usual way to test against a model costs. */
const commands = (programs: readonly Program[]): number => {
  let stimuli = 0;
  const commandOf = (stimulus: Stimulus): fc.Command<object, KernelUnderTest> => ({
    check: () => true,
    run: (_, kernel) => {
      kernel.step(stimulus);
      stimuli++;
    },
    toString: () => stimulus.do,
  });
  const all = programs.flatMap((program) => program.stimuli.map((stimulus) => fc.constant(commandOf(stimulus))));
  fc.assert(
    fc.property(fc.commands(all, { size: 'max', maxCommands: 40 }), (cmds) => {
      fc.modelRun(() => ({ model: {}, real: empty }), cmds);
    }),
    { numRuns: programs.length, seed: 1 },
  );
  return stimuli;
};

/** What is timed; it returns how many stimuli it ran. */
interface Contender {
  readonly name: string;
  readonly run: () => number;
}

const rateOf = ({ run }: Contender): number => {
  const start = performance.now();
  const stimuli = run();
  return stimuli / ((performance.now() - start) / 1000);
};

/** Stimuli a second of the driver, of the checker, and of each of its parts alone; `print` gets line after line. */
export const benchLockstep = (rounds: number, programCount: number, print: (line: string) => void): void => {
  const kernel = i486();
  const profiles: readonly Profile[] = kernel.manifest.profiles;
  const programs = Array.from({ length: programCount }, (_, seed) => generate(randomFrom(seed), profiles));
  const generation = (): number =>
    programs.reduce((sum, _, seed) => sum + generate(randomFrom(seed), profiles).stimuli.length, 0);
  const contenders = {
    driver: { name: 'driver, empty kernel', run: () => drive(empty, programs, 'not') },
    commands: { name: 'fast-check commands, empty kernel', run: () => commands(programs) },
    white: { name: 'i486, refinement and all invariants', run: () => check(kernel, programs) },
    black: { name: 'i486, as a black box', run: () => check(blackBox(kernel), programs) },
    generation: { name: 'generation alone', run: generation },
    kernel: { name: 'the kernel alone', run: () => drive(kernel, programs, 'not') },
    view: { name: 'the kernel and its view', run: () => drive(kernel, programs, 'view') },
    hardware: { name: 'the kernel, its view and its invariants', run: () => drive(kernel, programs, 'hardware') },
  } satisfies Readonly<Record<string, Contender>>;
  const all = Object.values(contenders);
  all.forEach(rateOf);
  const rates = Array.from({ length: rounds }, () => new Map(all.map((it) => [it.name, rateOf(it)])));
  const medianOf = (of: (round: ReadonlyMap<string, number>) => number): number => median(rates.map(of));
  const rate = ({ name }: Contender): number => medianOf((round) => round.get(name) ?? 0);

  print(
    `${whole(programCount)} programs of ${String(profiles.length)} profiles, median of ${String(rounds)} interleaved rounds, stimuli a second:`,
  );
  for (const it of all) print(`${it.name.padEnd(40)} ${whole(rate(it)).padStart(12)}`);
  const ratio = medianOf(
    (round) => (round.get(contenders.driver.name) ?? 0) / (round.get(contenders.commands.name) ?? 1),
  );
  print(`the driver is ${ratio.toFixed(1)} times as fast as fast-check's commands`);
  // A part's share is the time that it adds; what remains is the model's, with the comparison of views.
  const us = (it: Contender): number => 1e6 / rate(it);
  const total = us(contenders.white) + us(contenders.generation);
  const shares = {
    generation: us(contenders.generation),
    kernel: us(contenders.kernel),
    view: us(contenders.view) - us(contenders.kernel),
    invariants: us(contenders.hardware) - us(contenders.view),
    model: us(contenders.white) - us(contenders.hardware),
  };
  print(`with generation ${whole(1e6 / total)} stimuli a second, of which`);
  for (const [name, share] of Object.entries(shares))
    print(`  ${name.padEnd(12)} ${((100 * share) / total).toFixed(0)} %`);
};
