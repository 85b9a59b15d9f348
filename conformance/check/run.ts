import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Manifest } from '../../spec/vocabulary/index.js';
import { UsageError } from '../command/usage-error.js';
import type { LotResult } from './lot.js';
import { reportOf } from './report.js';
import type { Report } from './report.js';
import type { Message, Task } from './worker.js';

export interface RunOptions {
  readonly kernel: string;
  readonly seed: number;
  readonly runs: number;
  readonly workers: number;
  /** Seconds of silence after which a worker's kernel is taken to hang. */
  readonly patienceSeconds: number;
  readonly onProgress: (programs: number, failures: number) => void;
  /** Aborted by Ctrl-C: the run ends with what it has. */
  readonly signal: AbortSignal;
}

/** The kernel took its process with it, or never came back. */
export class KernelGone extends Error {}

const one = (
  task: Task,
  { patienceSeconds, signal }: RunOptions,
  onMessage: (message: Message) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const child: ChildProcess = fork(fileURLToPath(new URL('worker.js', import.meta.url)), {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    child.stdout?.pipe(process.stderr); // a kernel's own prints must not mix with the report
    const stop = (): void => void child.kill('SIGKILL');
    const hangs = (): void => {
      stop();
      reject(new KernelGone(`the kernel did not come back for ${String(patienceSeconds)} s`));
    };
    let patience = setTimeout(hangs, patienceSeconds * 1000);
    signal.addEventListener('abort', stop, { once: true });
    child.on('message', (message) => {
      clearTimeout(patience);
      patience = setTimeout(hangs, patienceSeconds * 1000);
      onMessage(message as Message);
    });
    child.on('exit', (code, by) => {
      clearTimeout(patience);
      signal.removeEventListener('abort', stop);
      if (code === 0 || signal.aborted) resolve();
      else
        reject(
          new KernelGone(
            by === null
              ? `the kernel ended its process with exit code ${String(code)}`
              : `the kernel's process was killed by ${by}`,
          ),
        );
    });
    child.send(task);
  });

/** Runs the lots on the workers and puts the results together; who did which lot, and when, leaves no trace in the report. */
export const run = async (options: RunOptions): Promise<Report> => {
  const results: LotResult[] = [];
  const heard: { manifest: Manifest | null; cannot: string | null } = { manifest: null, cannot: null };
  const onMessage = (message: Message): void => {
    if ('manifest' in message) heard.manifest = message.manifest;
    else if ('cannot' in message) heard.cannot = message.cannot;
    else {
      results.push(message.result);
      const failures = new Set(results.flatMap((lot) => lot.failures.map(({ signature }) => signature)));
      options.onProgress(
        results.reduce((sum, { programs }) => sum + programs, 0),
        failures.size,
      );
    }
  };
  const { kernel, seed, runs, workers } = options;
  const gone: Error[] = [];
  await Promise.all(
    Array.from({ length: workers }, (_, index) =>
      one({ kernel, seed, runs, workers, index }, options, onMessage).catch((error: unknown) => {
        if (error instanceof Error) gone.push(error);
      }),
    ),
  );
  if (heard.cannot !== null) throw new UsageError(heard.cannot);
  const [first] = gone;
  if (gone.length > 0) throw first;
  if (heard.manifest === null) throw new UsageError(`${kernel}: nothing was checked`);
  return reportOf(heard.manifest, seed, results);
};
