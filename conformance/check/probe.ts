import { writeSync } from 'node:fs';
import type { KernelUnderTest } from '../../spec/vocabulary/index.js';
import { loadKernel } from '../kernels/load.js';
import { explain } from '../report/explain.js';
import { checkProgram } from './check-program.js';
import { STEPS_FD } from './probe-process.js';
import type { ProbeMessage, ProbeTask } from './probe-process.js';

/** The kernel, with a byte written before each thing asked of it: written at once, for it may never come back. */
const told = (kernel: KernelUnderTest): KernelUnderTest => {
  const tell = (): void => void writeSync(STEPS_FD, '.');
  return {
    manifest: kernel.manifest,
    boot: (config) => {
      tell();
      return kernel.boot(config);
    },
    step: (stimulus) => {
      tell();
      return kernel.step(stimulus);
    },
    ...(kernel.view === undefined ? {} : { view: () => kernel.view?.() ?? {} }),
  };
};

const run = async ({ kernel, program }: ProbeTask): Promise<ProbeMessage> => {
  const verdict = checkProgram(told(await loadKernel(kernel.name)), program);
  return { is: verdict.is, explanation: explain(program, verdict) };
};

process.once('message', (task) => {
  void run(task as ProbeTask)
    .catch((error: unknown): ProbeMessage => ({ cannot: error instanceof Error ? error.message : String(error) }))
    .then((message) => {
      process.send?.(message, undefined, undefined, () => process.exit());
    });
});
