import { BootConfig, MAX_STIMULI, Manifest, Program } from '../../spec/vocabulary/index.js';
import type { Stimulus } from '../../spec/vocabulary/index.js';
import { UsageError } from '../command/usage-error.js';
import { rulesIn } from './dialects.js';
import type { Named } from './dialects.js';
import { KERNELS } from './film.js';

/** What was read: a program, with the dialect and the kernel that it names; or in one line what is wrong with the text. */
export type Reading =
  { readonly program: Program; readonly dialect?: Named; readonly kernel?: string } | { readonly wrong: string };

interface Issue {
  readonly path: readonly (PropertyKey | undefined)[];
  readonly message: string;
}
const told = (issues: readonly Issue[], first: number): string => {
  const [issue] = issues;
  const [where, at, ...rest] = issue.path;
  const place =
    where === 'stimuli' && typeof at === 'number'
      ? `stimulus ${String(first + at + 1)}`
      : where === undefined
        ? 'the program'
        : String(where);
  return `${place}${rest.length === 0 ? '' : `, ${rest.map(String).join('.')}`}: ${issue.message}`;
};

/** A program of any length. Every list of stimuli that is not too long is one, so that a longer list is looked at in parts. */
const checked = (boot: unknown, stimuli: readonly unknown[]): Reading => {
  const all: Stimulus[] = [];
  for (let first = 0; first === 0 || first < stimuli.length; first += MAX_STIMULI) {
    const part = Program.safeParse({ boot, stimuli: stimuli.slice(first, first + MAX_STIMULI) });
    if (!part.success) return { wrong: told(part.error.issues, first) };
    all.push(...part.data.stimuli);
  }
  return { program: { boot: BootConfig.parse(boot), stimuli: all } };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const parsed = (text: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
};

const Dialect = Manifest.unwrap().shape.dialect;
/** The dialect that a file names, if it names one: beside its program, or in the manifest of its kernel. */
const dialectIn = (value: unknown): { readonly dialect?: Named } | { readonly wrong: string } => {
  if (!isRecord(value)) return {};
  const manifest = value['manifest'];
  const parsed = Dialect.safeParse(value['dialect'] ?? (isRecord(manifest) ? manifest['dialect'] : undefined));
  if (!parsed.success) return { wrong: 'dialect: neither the name of a preset nor parameters with their values' };
  if (parsed.data === undefined) return {};
  try {
    rulesIn(parsed.data);
    return { dialect: parsed.data };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { wrong: error.message };
  }
};

/** The kernel on which a failure was stored, if it is at hand. */
const kernelIn = (value: unknown): { readonly kernel?: string } => {
  const kernel = isRecord(value) ? KERNELS.find((name) => name === value['kernel']) : undefined;
  return kernel === undefined ? {} : { kernel };
};

/** A file: a program, or anything with a program in it, as a stored failure; with the dialect and the kernel that it names. */
export const readFile = (text: string): Reading => {
  const json = parsed(text);
  if (json === null) return { wrong: 'not JSON, or cut short' };
  const outer = isRecord(json.value) && 'program' in json.value ? json.value['program'] : json.value;
  if (!isRecord(outer) || !Array.isArray(outer['stimuli'])) return { wrong: 'neither a program nor a stored failure' };
  const reading = checked(outer['boot'], outer['stimuli'] as readonly unknown[]);
  if ('wrong' in reading) return reading;
  const named = dialectIn(json.value);
  return 'wrong' in named ? named : { ...reading, ...named, ...kernelIn(json.value) };
};

/** A program to be edited: the machine on the first line, then a stimulus a line. */
export const asLines = ({ boot, stimuli }: Program): string =>
  [boot, ...stimuli].map((it) => JSON.stringify(it)).join('\n');
/** The lines once more as a program; empty ones count for nothing. */
export const readLines = (text: string): Reading => {
  const lines = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [{ line, at: at + 1 }]));
  const values: unknown[] = [];
  for (const { line, at } of lines) {
    const json = parsed(line);
    if (json === null) return { wrong: `line ${String(at)}: not JSON` };
    values.push(json.value);
  }
  return checked(values[0], values.slice(1));
};
