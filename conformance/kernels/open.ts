import { inProcess } from '../check/check-program.js';
import type { Subject } from '../check/check-program.js';
import { openStdio } from '../transports/stdio.js';
import { loadKernel } from './load.js';

/** Which kernel: a bundled one or a file, by name, in this process; or a command, whose process is spoken to over a pipe. */
export interface KernelChoice {
  readonly kind: 'name' | 'command';
  readonly name: string;
  /** Seconds of silence after which the kernel is taken to hang. */
  readonly patienceSeconds: number;
}

export const openKernel = async ({ kind, name, patienceSeconds }: KernelChoice): Promise<Subject> =>
  kind === 'command' ? openStdio(name, patienceSeconds) : inProcess(await loadKernel(name));
