import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { CONTRACT } from '../../spec/vocabulary/index.js';
import type { Manifest, Program, Request } from '../../spec/vocabulary/index.js';
import { judgeOf } from '../check/check-program.js';
import type { AllowedStep, Heard, OnStep, Subject, Verdict } from '../check/check-program.js';
import { termsOf } from '../check/terms.js';
import type { Terms } from '../check/terms.js';
import { UsageError } from '../command/usage-error.js';
import { manifestOf, observationOf } from './replies.js';
import { afterSeconds, startSeconds } from './silence.js';

/** What came of waiting for the next line: a line, or why there will be none. */
type Line = { readonly line: string } | { readonly gone: string };

/** No answer is as long as this: a view of the largest machine takes less. */
const MAX_LINE_BYTES = 2 ** 24;
/** No more lines than this are ever asked for ahead (spec/vocabulary/manifest.ts). */
const MAX_UNREAD_LINES = 2048;

/** A kernel's process, and its lines in order. Lines that do not begin with `{` are its log and go to stderr. */
class Conversation {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: string[] = [];
  #gone: string | null = null;
  #wake: (() => void) | null = null;

  constructor(
    command: string,
    private readonly patienceSeconds: number,
  ) {
    this.#child = spawn(command, { shell: true, detached: true, stdio: 'pipe' });
    this.#child.stderr.pipe(process.stderr, { end: false });
    this.#child.stdin.on('error', () => undefined); // its end is told by 'close'
    let lineBytes = 0;
    this.#child.stdout.on('data', (bytes: Buffer) => {
      const newline = bytes.lastIndexOf(10);
      lineBytes = newline < 0 ? lineBytes + bytes.length : bytes.length - newline - 1;
      if (lineBytes > MAX_LINE_BYTES) this.#cutOff(`it wrote ${String(MAX_LINE_BYTES)} bytes without ending the line`);
    });
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) this.#lines.push(line);
      else if (line !== '') process.stderr.write(`${line}\n`);
      if (this.#lines.length > MAX_UNREAD_LINES) this.#cutOff('it answers lines that nobody sent');
      this.#wake?.();
    });
    this.#child.on('error', (error) => {
      this.#end(error.message);
    });
    this.#child.on('close', (code, signal) => {
      this.#end(
        signal === null ? `its process ended with exit code ${String(code)}` : `its process was killed by ${signal}`,
      );
    });
  }

  #end(why: string): void {
    this.#gone ??= why;
    this.#wake?.();
  }

  /** Ends a kernel that would fill the memory of the suite. */
  #cutOff(why: string): void {
    if (this.#gone !== null) return;
    this.#end(why);
    this.#kill();
  }

  say(request: Request): void {
    if (this.#gone === null) this.#child.stdin.write(`${JSON.stringify(request)}\n`);
  }

  /** The next line; `gone` when there is none within so many seconds, or ever. */
  async hear(seconds = this.patienceSeconds): Promise<Line> {
    if (this.#lines.length === 0) await this.#nextLine(seconds);
    const line = this.#lines.shift();
    return line === undefined
      ? { gone: this.#gone ?? `it said nothing for ${String(seconds)} s (--patience)` }
      : { line };
  }

  /** Comes back when there is a line, or will be none, or so many seconds passed. */
  async #nextLine(seconds: number): Promise<void> {
    const waited = { isOver: false };
    const stopCounting = afterSeconds(seconds, () => {
      waited.isOver = true;
      this.#wake?.();
    });
    while (this.#lines.length === 0 && this.#gone === null && !waited.isOver)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    this.#wake = null;
    stopCounting();
  }

  /** Kills the process and whatever it started. */
  close(): void {
    this.#gone ??= 'closed';
    this.#kill();
  }

  #kill(): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, 'SIGKILL');
    } catch {
      // it is gone already
    }
  }
}

const greet = async (conversation: Conversation, command: string, patienceSeconds: number): Promise<Manifest> => {
  conversation.say({ n: 0, hello: { l4c: CONTRACT } });
  const heard = await conversation.hear(startSeconds(patienceSeconds));
  if ('gone' in heard) throw new UsageError(`${command}: no answer to hello: ${heard.gone}`);
  return manifestOf(heard.line, command);
};

/**
 * A kernel in another process, spoken to over its standard input and output, one JSON line each way (spec/vocabulary/wire.ts). Up to
 * `window` lines are written ahead. Where it dies, falls silent or speaks rubbish, the program is run again on a fresh process one line
 * at a time, so that the verdict names the line.
 */
export const openStdio = async (command: string, patienceSeconds: number): Promise<Subject> => {
  let conversation = new Conversation(command, patienceSeconds);
  let n = 0;
  let isClosed = false;
  const reopen = async (): Promise<void> => {
    conversation.close();
    conversation = new Conversation(command, patienceSeconds);
    n = 0;
    await greet(conversation, command, patienceSeconds);
  };
  const manifest = await greet(conversation, command, patienceSeconds).catch((error: unknown) => {
    conversation.close();
    throw error;
  });

  const own = termsOf(manifest);
  const once = async (program: Program, window: number, onStep: OnStep, terms: Terms): Promise<Verdict> => {
    const judge = judgeOf(program, terms, onStep);
    const first = n + 1;
    const lines = program.stimuli.length + 1;
    let written = 0;
    for (let heardLines = 0; heardLines < lines; heardLines++) {
      for (; written < Math.min(lines, heardLines + window); written++)
        conversation.say(written === 0 ? { n: ++n, boot: program.boot } : { n: ++n, ...program.stimuli[written - 1] });
      const step = heardLines - 1;
      const heard = await conversation.hear();
      const verdict = judge(
        'gone' in heard
          ? { is: 'broken', step, says: heard.gone, lost: true }
          : observationOf(heard.line, first + heardLines, step),
      );
      if (verdict === null) continue;
      // what was written ahead is answered, and the answers are not judged
      for (let rest = written - heardLines - 1; rest > 0 && verdict.is !== 'broken'; rest--)
        if ('gone' in (await conversation.hear())) break;
      return verdict;
    }
    return { is: 'conforms' };
  };

  return {
    manifest,
    exchange: async (said, step) => {
      conversation.say({ n: ++n, ...said });
      const heard = await conversation.hear();
      const told: Heard =
        'gone' in heard ? { is: 'broken', step, says: heard.gone, lost: true } : observationOf(heard.line, n, step);
      if ('is' in told && told.is === 'broken' && !isClosed) await reopen();
      return told;
    },
    check: async (program, onStep, terms = own) => {
      const steps: AllowedStep[] = [];
      const noted: OnStep = (step) => steps.push(step);
      let verdict = await once(program, manifest.window ?? 1, noted, terms);
      if (verdict.is === 'broken') {
        steps.length = 0;
        await reopen();
        const again = await once(program, 1, noted, terms);
        if (again.is === 'broken') {
          verdict = again;
          await reopen();
        } else
          verdict = {
            ...verdict,
            says: `${verdict.says}; on a fresh process, one line at a time, the same program ran on`,
          };
      }
      for (const step of steps) onStep?.(step);
      return verdict;
    },
    close: () => {
      isClosed = true;
      conversation.close();
    },
  };
};
