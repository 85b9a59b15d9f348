import { z } from 'zod';
import { judgeOf, signatureOf } from '../check/check-program.js';
import type { OnStep, Verdict } from '../check/check-program.js';
import { termsOf } from '../check/terms.js';
import { UsageError } from '../command/usage-error.js';
import { BootConfig, CONTRACT, Program, Stimulus } from '../../spec/vocabulary/index.js';
import type { Manifest } from '../../spec/vocabulary/index.js';
import { manifestOf, observationOf } from './replies.js';

// A conversation between the suite, or anybody, and a kernel, that was recorded: the lines of the wire format, in any order, for each has its number.

const Numbered = z.looseObject({ n: z.int().min(0) });
/** What a line asks of the kernel; any other line is an answer. */
const Asked = z.union([
  z.strictObject({ hello: z.looseObject({ l4c: z.literal(CONTRACT) }) }),
  z.strictObject({ boot: BootConfig }),
  Stimulus,
]);
type Asked = z.infer<typeof Asked>;

/** A program that was run, and the lines that answered it, boot first; undefined where none did. */
export interface Recorded {
  readonly program: Program;
  /** The number of the line that boots it. */
  readonly n: number;
  readonly answers: readonly (string | undefined)[];
}
export interface Transcript {
  readonly manifest: Manifest;
  readonly programs: readonly Recorded[];
}

/** What a line holds, where it is one of the conversation; a kernel's log lines do not begin with a brace. */
interface Line {
  readonly n: number;
  readonly text: string;
  readonly asks: boolean;
  readonly rest: unknown;
}
const lineOf = (text: string, at: number, file: string): Line => {
  const cannot = (why: string): never => {
    throw new UsageError(`${file}: line ${String(at + 1)}: ${why}`);
  };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return cannot('not JSON, or cut short');
  }
  const numbered = Numbered.safeParse(json);
  if (!numbered.success) return cannot('has no number n');
  const { n, ...rest } = numbered.data;
  return { n, text, asks: 'hello' in rest || 'boot' in rest || 'do' in rest, rest };
};

/** The programs of a recorded conversation. Whatever is wrong with what was ASKED is an error of the file, said in one line; answers are for the judge. */
export const readTranscript = (text: string, file: string): Transcript => {
  const lines = text
    .split('\n')
    .flatMap((line, at) => (line.startsWith('{') ? [lineOf(line, at, file)] : []))
    .toSorted((a, b) => a.n - b.n);
  const answers = new Map(lines.filter(({ asks }) => !asks).map(({ n, text: answer }) => [n, answer]));
  const asked = lines
    .filter(({ asks }) => asks)
    .map(({ n, rest }): { readonly n: number; readonly asked: Asked } => {
      const parsed = Asked.safeParse(rest);
      if (!parsed.success) throw new UsageError(`${file}: request ${String(n)}: ${parsed.error.issues[0].message}`);
      return { n, asked: parsed.data };
    });
  const hello = answers.get(0);
  if (hello === undefined) throw new UsageError(`${file}: no answer to hello: which kernel is it?`);
  const programs: { program: { boot: BootConfig; stimuli: Stimulus[] }; n: number; answers: (string | undefined)[] }[] =
    [];
  for (const { n, asked: it } of asked) {
    if ('hello' in it) continue;
    if ('boot' in it) programs.push({ program: { boot: it.boot, stimuli: [] }, n, answers: [answers.get(n)] });
    else {
      const under = programs.at(-1);
      if (under === undefined) throw new UsageError(`${file}: request ${String(n)} comes before any boot`);
      under.program.stimuli.push(it);
      under.answers.push(answers.get(n));
    }
  }
  for (const { program, n } of programs) {
    const issue = Program.safeParse(program).error?.issues[0];
    if (issue !== undefined) throw new UsageError(`${file}: the program of request ${String(n)}: ${issue.message}`);
  }
  if (programs.length === 0) throw new UsageError(`${file}: it boots no machine: nothing was checked`);
  return { manifest: manifestOf(hello, file), programs };
};

/**
 * Judges one program of a transcript, by the same fold as a kernel that runs. Nobody can run it again: behind a divergence it goes on from what was
 * allowed. So there is one verdict, or that divergence and what is wrong behind it, each signature once.
 */
export const judgeRecorded = (
  manifest: Manifest,
  { program, n, answers }: Recorded,
  onStep: OnStep = () => undefined,
): readonly Verdict[] => {
  const judge = judgeOf(program, termsOf(manifest), onStep);
  const diverged = new Map<string, Verdict>();
  const endedBy = (last: Verdict): readonly Verdict[] => [...diverged.values(), last];
  for (const [at, answer] of answers.entries()) {
    const step = at - 1;
    const verdict = judge(
      answer === undefined
        ? { is: 'broken', step, says: `line ${String(n + at)} was never answered`, lost: false }
        : observationOf(answer, n + at, step),
    );
    if (verdict === null) continue;
    const signature = signatureOf(verdict);
    if (verdict.is !== 'diverges' || signature === null) return endedBy(verdict);
    if (!diverged.has(signature)) diverged.set(signature, verdict);
  }
  return diverged.size === 0 ? [{ is: 'conforms' }] : [...diverged.values()];
};
