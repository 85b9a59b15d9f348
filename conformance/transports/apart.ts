import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Manifest } from '../../spec/vocabulary/index.js';
import { judgeOf } from '../check/check-program.js';
import type { Heard, Said, Subject } from '../check/check-program.js';
import { termsOf } from '../check/terms.js';
import { UsageError } from '../command/usage-error.js';
import { afterSeconds, startSeconds } from './silence.js';

/** What the process is told once it has its kernel, and what it says: first its kernel's manifest, or why it has none. */
export interface ToApart {
  readonly said: Said;
  readonly step: number;
}
export type FromApart = { readonly manifest: Manifest } | { readonly cannot: string } | { readonly heard: Heard };
/** What came of waiting for the process: what it said, or why it says nothing any more. */
type Word = FromApart | { readonly gone: string };

/** A process that has a kernel from a file, and is told one thing at a time. */
class Apart {
  readonly #child = fork(fileURLToPath(new URL('apart-process.js', import.meta.url)), {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    serialization: 'advanced', // memory that a view shows is of bytes
  });
  #gone: string | null = null;
  #hear: ((word: Word) => void) | null = null;

  constructor() {
    this.#child.stdout?.pipe(process.stderr, { end: false }); // a kernel's own prints must not mix with the report
    this.#child.on('message', (message) => this.#hear?.(message as FromApart));
    // What it said before it ended is heard first: all of it has come when the channel is closed.
    const ended = Promise.all([
      new Promise<string>((exit) =>
        this.#child.on('exit', (code, signal) => {
          exit(
            signal === null ? `it ended its process: exit code ${String(code)}` : `its process was killed by ${signal}`,
          );
        }),
      ),
      new Promise<void>((closed) => this.#child.on('disconnect', closed)),
    ]);
    void ended.then(([how]) => {
      this.#end(how);
    });
  }

  #end(why: string): void {
    this.#gone ??= why;
    this.#hear?.({ gone: this.#gone });
  }

  /** Tells the process something, and waits for what it says to that, no longer than so many seconds. */
  async ask(message: ToApart | { readonly kernel: string }, patienceSeconds: number): Promise<Word> {
    if (this.#gone !== null) return { gone: this.#gone };
    const word = await new Promise<Word>((hear) => {
      const stopCounting = afterSeconds(patienceSeconds, () => {
        this.#end(`it did not come back for ${String(patienceSeconds)} s (--patience)`);
        this.#child.kill('SIGKILL');
      });
      this.#hear = (heard) => {
        stopCounting();
        hear(heard);
      };
      this.#child.send(message, () => undefined); // that it cannot be told, its end says
    });
    this.#hear = null;
    return word;
  }

  close(): void {
    this.#end('closed');
    this.#child.kill('SIGKILL');
  }
}

/**
 * A kernel from a file, in a process of its own: whatever it does there, also where it ends its process or does not come back from a stimulus
 * within the patience, it has a verdict, and the next program a fresh process. Throws a UsageError where there is no such kernel.
 */
export const openApart = async (file: string, patienceSeconds: number): Promise<Subject> => {
  let isClosed = false;
  let apart = new Apart();
  const greet = async (): Promise<Manifest> => {
    const word = await apart.ask({ kernel: file }, startSeconds(patienceSeconds));
    if ('manifest' in word) return word.manifest;
    apart.close();
    if ('cannot' in word) throw new UsageError(word.cannot);
    throw new UsageError(`${file}: imported, ${'gone' in word ? word.gone : 'it says what nobody asked'}`);
  };
  const manifest = await greet();
  const own = termsOf(manifest);

  /** It is opened anew when it is asked again, which it may never be. */
  let isLost = false;
  const reopen = async (): Promise<void> => {
    apart.close();
    apart = new Apart();
    await greet();
    isLost = false;
  };
  const exchange = async (said: Said, step: number): Promise<Heard> => {
    if (isLost && !isClosed)
      await reopen().catch((error: unknown) => {
        if (!isClosed) throw error;
      });
    const word = await apart.ask({ said, step }, patienceSeconds);
    if ('heard' in word) return word.heard;
    isLost = true;
    return { is: 'broken', step, says: 'gone' in word ? word.gone : 'it says what nobody asked', lost: true };
  };
  return {
    manifest,
    exchange,
    check: async (program, onStep, terms = own) => {
      const judge = judgeOf(program, terms, onStep);
      for (let step = -1; step < program.stimuli.length; step++) {
        const heard = await exchange(step < 0 ? { boot: program.boot } : program.stimuli[step], step);
        const verdict = judge(heard);
        if (verdict !== null) return verdict;
      }
      return { is: 'conforms' };
    },
    close: () => {
      isClosed = true;
      apart.close();
    },
  };
};
