import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Manifest, Program } from '../../spec/vocabulary/index.js';
import { UsageError } from '../command/usage-error.js';
import { hash } from '../programs/random.js';
import type { Failure } from './failure.js';

/** A stored failure: a program, on which kernel it failed, in which dialect if not in the reference, and how. */
export const FailureFile = z.strictObject({
  format: z.literal('l4c-failure'),
  version: z.literal(1, 'this suite reads version 1 of failure files'),
  kernel: z.string(),
  dialect: Manifest.unwrap().shape.dialect,
  signature: z.string(),
  program: Program,
});
export type FailureFile = z.infer<typeof FailureFile>;

const words = (text: string): string => text.replaceAll(/[^a-zA-Z0-9]+/g, '-').replaceAll(/^-|-$/g, '');

/** Where the failures of a kernel are, below `folder`. */
const folderOf = (folder: string, kernel: string): string => path.join(folder, words(kernel));

type Speaker = Pick<Manifest, 'name' | 'dialect'>;
const contentOf = ({ name, dialect }: Speaker, signature: string, program: Program): FailureFile => ({
  format: 'l4c-failure',
  version: 1,
  kernel: name,
  ...(dialect !== undefined && { dialect }),
  signature,
  program,
});
const textOf = (content: FailureFile): string => `${JSON.stringify(content, null, 2)}\n`;
/** A program as a file that `l4c replay` reads: on which kernel it ran, and what is to be said of it. */
export const failureText = (kernel: string, signature: string, program: Program): string =>
  textOf(contentOf({ name: kernel }, signature, program));

/**
 * Stores a failure below `folder` and returns its path: KERNEL/RULE-6hex.json. The same failure has the same path, and one that was stored
 * before this run keeps its file.
 */
export const storeFailure = (folder: string, kernel: Speaker, { signature, program, file: kept }: Failure): string => {
  if (kept !== undefined) return path.join(folderOf(folder, kernel.name), kept);
  const content = contentOf(kernel, signature, program);
  const digest = (hash(...Buffer.from(JSON.stringify(content))) >>> 8).toString(16).padStart(6, '0');
  const file = path.join(folderOf(folder, kernel.name), `${words(signature)}-${digest}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, textOf(content));
  return file;
};

/** Reads a failure file; whatever is wrong with it is said in one line. */
export const readFailure = (file: string): FailureFile => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(
      `${file}: ${existsSync(file) ? 'it is no file that can be read' : 'there is no such file to read'}`,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UsageError(`${file}: not JSON, or cut short`);
  }
  const parsed = FailureFile.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues.at(0);
  throw new UsageError(
    `${file}: ${issue === undefined ? 'not a failure file' : `${issue.path.join('.') || 'the file'}: ${issue.message}`}`,
  );
};

/** A failure stored before this run: the name of its file, and its program. */
export interface StoredFailure {
  readonly file: string;
  readonly program: Program;
}
/** What is stored of a kernel below a folder, and what is wrong with each file there that cannot be read. */
export interface StoredFailures {
  readonly stored: readonly StoredFailure[];
  readonly unreadable: readonly string[];
}

/** The stored failures of a kernel, in order of the names of their files. */
export const storedFailures = (folder: string, kernel: string): StoredFailures => {
  const below = folderOf(folder, kernel);
  const stored: StoredFailure[] = [];
  const unreadable: string[] = [];
  const files = existsSync(below) ? readdirSync(below).filter((name) => name.endsWith('.json')) : [];
  for (const file of files.sort())
    try {
      stored.push({ file, program: readFailure(path.join(below, file)).program });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      unreadable.push(error.message);
    }
  return { stored, unreadable };
};
