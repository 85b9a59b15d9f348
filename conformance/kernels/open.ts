import { inProcess } from '../check/check-program.js';
import type { Subject } from '../check/check-program.js';
import { termsOf } from '../check/terms.js';
import { openStdio } from '../transports/stdio.js';
import { loadKernel } from './load.js';

/** Which kernel: a bundled one or a file, by name, in this process; or a command, whose process is spoken to over a pipe. */
export interface KernelChoice {
  readonly kind: 'name' | 'command';
  readonly name: string;
  /** Seconds of silence after which the kernel is taken to hang. */
  readonly patienceSeconds: number;
  /** Whether it is judged by its events alone, whatever it shows of its inside. */
  readonly isBlackBox: boolean;
}

/** The same kernel; nobody looks at its inside. */
const unseen = (subject: Subject): Subject => {
  const manifest = { ...subject.manifest, shows: [] };
  const own = termsOf(manifest);
  return {
    manifest,
    check: (program, onStep, terms = own) => subject.check(program, onStep, terms),
    exchange: (said, step) => subject.exchange(said, step),
    close: () => {
      subject.close();
    },
  };
};

export const openKernel = async ({ kind, name, patienceSeconds, isBlackBox }: KernelChoice): Promise<Subject> => {
  const subject = kind === 'command' ? await openStdio(name, patienceSeconds) : inProcess(await loadKernel(name));
  return isBlackBox ? unseen(subject) : subject;
};
