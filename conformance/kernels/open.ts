import { inProcess } from '../check/check-program.js';
import type { Subject } from '../check/check-program.js';
import { termsOf } from '../check/terms.js';
import { openApart } from '../transports/apart.js';
import { openStdio } from '../transports/stdio.js';
import { isFile, loadKernel } from './load.js';

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

const opened = async ({ kind, name, patienceSeconds }: KernelChoice): Promise<Subject> =>
  kind === 'command' ? openStdio(name, patienceSeconds) : inProcess(await loadKernel(name));
const openedApart = async (choice: KernelChoice): Promise<Subject> =>
  choice.kind === 'name' && isFile(choice.name) ? openApart(choice.name, choice.patienceSeconds) : opened(choice);

const asChosen = async (choice: KernelChoice, open: (choice: KernelChoice) => Promise<Subject>): Promise<Subject> => {
  const subject = await open(choice);
  return choice.isBlackBox ? unseen(subject) : subject;
};

/** A kernel from a file is loaded into this process. */
export const openKernel = (choice: KernelChoice): Promise<Subject> => asChosen(choice, opened);
/** A kernel from a file is not trusted with this process: it has one of its own. */
export const openGuarded = (choice: KernelChoice): Promise<Subject> => asChosen(choice, openedApart);
