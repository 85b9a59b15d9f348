import { fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Program } from '../../spec/vocabulary/index.js';
import type { KernelChoice } from '../kernels/open.js';
import { explain } from '../report/explain.js';
import { UsageError } from '../command/usage-error.js';
import type { Verdict } from './check-program.js';

/** What a program comes to in a process of its own: how it ended, and that told to a person. */
export interface Probed {
  readonly is: Verdict['is'];
  readonly explanation: string;
  /** Where the kernel took its process with it, or never came back: the stimulus at which it did, -1 for the boot; else null. */
  readonly lostAt: number | null;
}
export interface ProbeTask {
  readonly kernel: KernelChoice;
  readonly program: Program;
}
/** What the process says in the end. */
export type ProbeMessage = Pick<Probed, 'is' | 'explanation'> | { readonly cannot: string };

/** The file descriptor on which the process writes a byte before each thing that it asks of the kernel. */
export const STEPS_FD = 4;

/**
 * Runs one program in a process of its own. Whatever the kernel does there, there is a verdict: also where it ends its process or does not come
 * back for the patience, and then at which stimulus. Throws a UsageError where there is no such kernel.
 */
export const probe = async (task: ProbeTask): Promise<Probed> => {
  const child = fork(fileURLToPath(new URL('probe.js', import.meta.url)), {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc', 'pipe'],
  });
  child.stdout?.pipe(process.stderr, { end: false });
  const { patienceSeconds } = task.kernel;
  let asked = 0;
  const silence = { tooLong: false };
  const said: ProbeMessage[] = [];
  const wait = (): NodeJS.Timeout =>
    setTimeout(() => {
      silence.tooLong = true;
      child.kill('SIGKILL');
    }, patienceSeconds * 1000);
  let patience = wait();
  (child.stdio[STEPS_FD] as Readable).on('data', (bytes: Buffer) => {
    asked += bytes.length;
    clearTimeout(patience);
    patience = wait();
  });
  child.on('message', (message) => said.push(message as ProbeMessage));
  child.send(task, () => undefined);
  const [code, signal] = await new Promise<readonly [number | null, string | null]>((resolve) => {
    child.on('close', (...ended) => {
      resolve(ended);
    });
  });
  clearTimeout(patience);
  const heard = said.at(0);
  if (heard !== undefined && 'cannot' in heard) throw new UsageError(heard.cannot);
  if (heard !== undefined) return { is: heard.is, explanation: heard.explanation, lostAt: null };
  if (asked === 0) throw new UsageError(`${task.kernel.name}: it ended or hung the process that imports it`);
  const says = silence.tooLong
    ? `it did not come back for ${String(patienceSeconds)} s`
    : `it ended its process: ${signal ?? `exit code ${String(code)}`}`;
  const lostAt = asked - 2;
  return {
    is: 'broken',
    explanation: explain(task.program, { is: 'broken', step: lostAt, says, lost: true }),
    lostAt,
  };
};
