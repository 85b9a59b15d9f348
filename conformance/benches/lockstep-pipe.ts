import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { Observation } from '../../model/index.js';
import type { KernelUnderTest, Manifest, Program } from '../../spec/vocabulary/index.js';
import { inProcess } from '../check/check-program.js';
import type { Subject } from '../check/check-program.js';
import { lotPrograms } from '../check/source.js';
import { shellWord } from '../command/arguments.js';
import { UsageError } from '../command/usage-error.js';
import { rootOfPackage } from '../package.js';
import { counted } from '../report/counted.js';
import { whole } from '../report/whole.js';
import { observationOf } from '../transports/replies.js';
import { PATIENCE_SECONDS } from '../transports/silence.js';
import { openStdio } from '../transports/stdio.js';
import { median } from './median.js';

const nullKernel = fileURLToPath(new URL('dist/conformance/benches/null-kernel.js', rootOfPackage));

/** What the kernel says of itself, and of programs that it can run those to which it conforms: whatever is done beside a verdict would be timed as well. */
const conforming = async (
  command: string,
  count: number,
): Promise<{ readonly manifest: Manifest; readonly programs: readonly Program[] }> => {
  const subject = await openStdio(command, PATIENCE_SECONDS);
  const { manifest } = subject;
  const programs: Program[] = [];
  try {
    for (const program of lotPrograms(0, 0, manifest.profiles, { count, able: manifest }))
      if ((await subject.check(program)).is === 'conforms') programs.push(program);
  } finally {
    subject.close();
  }
  return { manifest, programs };
};

/** A kernel in this process that shows, one after the other, what the lines say that were answered behind a pipe. */
const shownAgain = (manifest: Manifest, answers: readonly string[]): KernelUnderTest => {
  const all = answers.flatMap((line, n): readonly Observation[] => {
    const heard = n === 0 ? null : observationOf(line, n, 0);
    return heard === null || 'is' in heard ? [] : [heard];
  });
  let at = 0;
  return {
    manifest,
    boot: () => all[at++].seen,
    step: () => all[at++].seen,
    view: () => all[at - 1].view ?? {},
  };
};

/** What is timed: a kernel, opened anew for each round. */
interface Contender {
  readonly name: string;
  readonly open: () => Subject | Promise<Subject>;
}

/** Stimuli a second that are checked on it, of programs that it has run before: neither its start is timed nor its warming up. */
const rateOf = async ({ open }: Contender, programs: readonly Program[]): Promise<number> => {
  const subject = await open();
  const stimuli = programs.reduce((sum, program) => sum + program.stimuli.length, 0);
  try {
    for (const program of programs) await subject.check(program);
    const start = performance.now();
    for (const program of programs) await subject.check(program);
    return stimuli / ((performance.now() - start) / 1000);
  } finally {
    subject.close();
  }
};

/**
 * Stimuli a second that are checked on a kernel behind a pipe, and what of their time is the kernel's: what is left of it by a null kernel on the same pipe,
 * which answers the same lines and does nothing, and by the model alone, which is shown the same in this process. `print` gets line after line.
 */
export const benchPipe = async (
  command: string,
  rounds: number,
  programCount: number,
  print: (line: string) => void,
): Promise<void> => {
  const { manifest, programs } = await conforming(command, programCount);
  if (programs.length === 0)
    throw new UsageError(`${command}: it conforms to none of ${String(programCount)} programs`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'l4c-'));
  try {
    const file = path.join(folder, 'answers');
    const kernel: Contender = { name: manifest.name, open: () => openStdio(command, PATIENCE_SECONDS) };
    const recorded = { ...kernel, open: () => openStdio(`( ${command} ) | tee ${shellWord(file)}`, PATIENCE_SECONDS) };
    await rateOf(recorded, programs);
    const answers = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{'));
    const empty: Contender = {
      name: 'a null kernel on the same pipe',
      open: () => openStdio([process.execPath, nullKernel, file].map(shellWord).join(' '), PATIENCE_SECONDS),
    };
    const model: Contender = { name: 'the model alone', open: () => inProcess(shownAgain(manifest, answers)) };
    const all = [kernel, empty, model];
    const times: number[][] = [];
    for (let round = 0; round < rounds; round++) {
      const us: number[] = [];
      for (const it of all) us.push(1e6 / (await rateOf(it, programs)));
      times.push(us);
    }
    print(
      `${whole(programs.length)} programs, up to ${counted(manifest.window ?? 1, 'line')} ahead, median of ${String(rounds)} interleaved rounds, stimuli a second:`,
    );
    const medians = all.map((_, at) => median(times.map((us) => us[at])));
    for (const [at, { name }] of all.entries()) print(`${name.padEnd(40)} ${whole(1e6 / medians[at]).padStart(12)}`);
    const [total, withoutKernel, modelAlone] = medians;
    const shares = { kernel: total - withoutKernel, pipe: withoutKernel - modelAlone, model: modelAlone };
    print('of the time of a stimulus');
    for (const [name, us] of Object.entries(shares)) print(`  ${name.padEnd(12)} ${((100 * us) / total).toFixed(0)} %`);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
