import { inProcess } from '../check/check-program.js';
import type { Subject } from '../check/check-program.js';
import { openApart } from '../transports/apart.js';
import { openStdio } from '../transports/stdio.js';
import { isFile, loadKernel } from './load.js';

/** Which kernel: a bundled one or a file, by name, in this process; or a command, whose process is spoken to over a pipe. */
export interface KernelChoice {
  readonly kind: 'name' | 'command';
  readonly name: string;
  /** Seconds of silence after which the kernel is taken to hang. */
  readonly patienceSeconds: number;
}

export const openKernel = async ({ kind, name, patienceSeconds }: KernelChoice): Promise<Subject> =>
  kind === 'command' ? openStdio(name, patienceSeconds) : inProcess(await loadKernel(name));

/** The same, but for a kernel from a file, which is not trusted with this process: it has one of its own. */
export const openGuarded = async (choice: KernelChoice): Promise<Subject> =>
  choice.kind === 'name' && isFile(choice.name) ? openApart(choice.name, choice.patienceSeconds) : openKernel(choice);
