import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Manifest, Program } from '../../spec/vocabulary/index.js';
import { UsageError } from '../command/usage-error.js';
import type { KernelChoice } from '../kernels/open.js';
import { programOf } from './lot.js';
import type { LotResult } from './lot.js';
import { BROKEN, reportOf } from './report.js';
import type { Report } from './report.js';
import type { Message, Task } from './worker.js';

export interface RunOptions {
  readonly kernel: KernelChoice;
  readonly seed: number;
  readonly runs: number;
  readonly workers: number;
  readonly onProgress: (programs: number, failures: number) => void;
  /** Aborted by Ctrl-C: the run ends with what it has. */
  readonly signal: AbortSignal;
}

/** A worker process under way: what it says is heard, and it can be ended. */
interface Worker {
  readonly task: Task;
  /** Null, or why it ended before its work did: the kernel took its process with it, or never came back. */
  readonly done: Promise<Gone | null>;
  readonly end: () => void;
}
/** In which program a worker was lost, and how. */
interface Gone {
  readonly lot: number;
  readonly index: number;
  readonly says: string;
}

const startWorker = (task: Task, hear: (message: Message) => void): Worker => {
  const child = fork(fileURLToPath(new URL('worker.js', import.meta.url)), {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  child.stdout?.pipe(process.stderr, { end: false }); // a kernel's own prints must not mix with the report
  const { kind, patienceSeconds } = task.kernel;
  let ended = false;
  let silent = false;
  const end = (): void => {
    ended = true;
    child.kill('SIGTERM');
  };
  const hangs = (): void => {
    silent = true;
    child.kill('SIGKILL');
  };
  // A kernel in the worker's own process can stop the worker; the silences of one behind a pipe are the worker's to judge.
  const wait = (): NodeJS.Timeout | undefined =>
    kind === 'command' ? undefined : setTimeout(hangs, patienceSeconds * 1000);
  let patience = wait();
  let at = { lot: task.index, index: 0 };
  const done = new Promise<Gone | null>((resolve) => {
    child.on('message', (message) => {
      clearTimeout(patience);
      patience = wait();
      if ('index' in (message as Message)) at = message as { lot: number; index: number };
      hear(message as Message);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(patience);
      if (ended || code === 0) resolve(null);
      else if (silent) resolve({ ...at, says: `the kernel did not come back for ${String(patienceSeconds)} s` });
      else resolve({ ...at, says: `the kernel ended its process: ${signal ?? `exit code ${String(code)}`}` });
    });
  });
  child.send(task);
  return { task, done, end };
};

/** What the workers said so far. */
interface Heard {
  manifest: Manifest | null;
  cannot: string | null;
  readonly results: LotResult[];
}
/** The lowest lot in which the kernel broke its contract: the run ends with it. */
const lastLot = ({ results }: Heard): number =>
  Math.min(
    ...results.filter(({ failures }) => failures.some(({ signature }) => signature === BROKEN)).map(({ lot }) => lot),
  );

/** Ends the workers that have no lot left up to the last one. */
const endIdle = (heard: Heard, workers: readonly Worker[]): void => {
  const last = lastLot(heard);
  for (const { task, end } of workers) {
    const done = heard.results.filter(({ lot }) => lot % task.workers === task.index).length;
    if (task.index + done * task.workers > last) end();
  }
};

/** The lot in which a worker was lost: of its programs only the last counts, which is kept whole. */
const lotOfLost = ({ lot, index, says }: Gone, program: Program): LotResult => {
  const explanation = `${says}, in program ${String(index)} of lot ${String(lot)}, or while it was made smaller.`;
  const failures = [{ signature: BROKEN, lot, program, explanation }];
  return { lot, programs: 1, stimuli: 0, executed: 0, unspecified: 0, cannot: 0, applied: {}, checked: {}, failures };
};

/** Runs the lots on the workers and puts the results together; who did which lot, and when, leaves no trace in the report. */
export const run = async ({ kernel, seed, runs, workers: count, onProgress, signal }: RunOptions): Promise<Report> => {
  const heard: Heard = { manifest: null, cannot: null, results: [] };
  const workers: Worker[] = [];
  const hear = (message: Message): void => {
    if ('manifest' in message) heard.manifest = message.manifest;
    else if ('cannot' in message) heard.cannot = message.cannot;
    else if ('result' in message) {
      heard.results.push(message.result);
      const signatures = new Set(heard.results.flatMap(({ failures }) => failures.map((failure) => failure.signature)));
      onProgress(
        heard.results.reduce((sum, { programs }) => sum + programs, 0),
        signatures.size,
      );
      endIdle(heard, workers);
    }
  };
  for (let index = 0; index < count; index++)
    workers.push(startWorker({ kernel, seed, runs, workers: count, index }, hear));
  signal.addEventListener('abort', () => {
    for (const { end } of workers) end();
  });
  const gone = await Promise.all(workers.map(({ done }) => done));
  if (heard.cannot !== null) throw new UsageError(heard.cannot);
  const { manifest } = heard;
  if (manifest === null)
    throw new UsageError(`${kernel.name}: nothing was checked${gone[0] === null ? '' : `: ${gone[0].says}`}`);
  for (const lost of gone)
    if (lost !== null) heard.results.push(lotOfLost(lost, programOf(seed, lost.lot, lost.index, manifest.profiles)));
  const last = lastLot(heard);
  return reportOf(
    manifest,
    seed,
    heard.results.filter(({ lot }) => lot <= last),
  );
};
