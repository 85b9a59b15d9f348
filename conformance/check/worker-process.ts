import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StoredFailure } from './failure-file.js';
import { afterSeconds, startSeconds } from '../transports/silence.js';
import type { Message, Task } from './worker.js';
import { PROCESS_FLAGS } from './young-generation.js';

/** A worker process under way: it can be told the stored failures, what it says is heard, and it can be ended. */
export interface WorkerProcess {
  readonly task: Task;
  readonly tell: (stored: readonly StoredFailure[]) => void;
  /** Null, or why it ended before its work did: the kernel took its process with it, or never came back. */
  readonly done: Promise<Gone | null>;
  readonly end: () => void;
}
/** In which program a worker was lost, and how. */
export interface Gone {
  readonly lot: number;
  readonly index: number;
  readonly says: string;
}

export const startWorker = (task: Task, hear: (message: Message) => void): WorkerProcess => {
  const child = fork(fileURLToPath(new URL('worker.js', import.meta.url)), {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    execArgv: [...process.execArgv, ...PROCESS_FLAGS],
  });
  child.stdout?.pipe(process.stderr, { end: false }); // a kernel's own prints must not mix with the report
  const { kind, patienceSeconds } = task.kernel;
  let ended = false;
  /** It said its last word: whatever its exit code, without that its kernel has ended it. */
  let finished = false;
  let silent = false;
  const end = (): void => {
    ended = true;
    child.kill(kind === 'command' ? 'SIGTERM' : 'SIGKILL'); // a kernel behind a pipe is still to be ended
  };
  const hangs = (): void => {
    silent = true;
    child.kill('SIGKILL');
  };
  // A kernel in the worker's own process can stop the worker; the silences of one behind a pipe are the worker's to judge.
  const wait = (seconds: number): (() => void) => (kind === 'command' ? () => undefined : afterSeconds(seconds, hangs));
  // until it says its manifest the process starts and the kernel is imported, which is no silence of the kernel
  let stopCounting = wait(startSeconds(patienceSeconds));
  let at = { lot: task.first, index: 0 };
  child.on('message', (message) => {
    stopCounting();
    stopCounting = wait(patienceSeconds);
    const said = message as Message;
    if ('index' in said) at = said;
    finished ||= 'finished' in said || 'cannot' in said;
    hear(said);
  });
  const gone = (code: number | null, signal: NodeJS.Signals | null): Gone | null => {
    if (ended || (finished && code === 0)) return null;
    if (silent) return { ...at, says: `the kernel did not come back for ${String(patienceSeconds)} s (--patience)` };
    const says =
      signal === null
        ? `the kernel ended its process: exit code ${String(code)}`
        : `its process was killed by ${signal}`;
    return { ...at, says };
  };
  // a process may be gone before all that it said is heard: the channel closes behind the last message
  const closed = once(child, 'disconnect');
  const done = new Promise<Gone | null>((resolve) => {
    child.once('exit', (code, signal) => {
      void closed.then(() => {
        stopCounting();
        resolve(gone(code, signal));
      });
    });
  });
  // that a worker cannot be told, its end says
  const send = (message: Task | readonly StoredFailure[]): void => void child.send(message, () => undefined);
  send(task);
  return { task, tell: send, done, end };
};
