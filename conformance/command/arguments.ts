import { accessSync, constants, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import { quoted } from '../completion/shell.js';
import type { Shard } from '../check/part.js';
import type { Extent } from '../programs/exhaustive.js';
import type { KernelChoice } from '../kernels/open.js';

export const natural = (text: string): number => {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) throw new InvalidArgumentError('not a natural number');
  return number;
};
export const positive = (text: string): number => {
  const number = natural(text);
  if (number === 0) throw new InvalidArgumentError('at least 1');
  return number;
};
/** Of n shards the one of index i, counted from 0 as the jobs of a cluster are. */
export const shard = (text: string): Shard => {
  const [index, of] = text.split('/').map(Number);
  if (!/^\d+\/\d+$/.test(text) || !(index < of)) throw new InvalidArgumentError('not i/n with i from 0 to n - 1');
  return { index, of };
};

/** Every program of so many stimuli in a scope: `ipc:2,length=5`. */
export const extent = (text: string): Extent => {
  const found = /^([^,]+),length=([1-9]\d*)$/.exec(text);
  if (found === null) throw new InvalidArgumentError('not SCOPE,length=N with N at least 1, as in ipc:2,length=5');
  return { scope: found[1], length: Number(found[2]) };
};

const isFolder = (name: string): boolean => existsSync(name) && statSync(name).isDirectory();

/** A folder that is there, or can be made: what is there of its path is a folder. */
export const folder = (name: string): string => {
  if (name === '') throw new InvalidArgumentError('a folder is due');
  let there = path.resolve(name);
  while (!existsSync(there)) there = path.dirname(there);
  if (!isFolder(there)) throw new InvalidArgumentError(`${there} is no folder`);
  return name;
};

/** A file that can be written, as far as can be told before. */
export const writable = (file: string): string => {
  if (file === '') throw new InvalidArgumentError('a file is due');
  if (isFolder(file)) throw new InvalidArgumentError(`${file} is a folder`);
  try {
    accessSync(path.dirname(file), constants.W_OK);
  } catch {
    throw new InvalidArgumentError(`there is no folder ${path.dirname(file)} that can be written`);
  }
  return file;
};

/** A line for the shell that starts a kernel. */
export const command = (line: string): string => {
  if (line.trim() === '') throw new InvalidArgumentError('a command is due');
  return line;
};

/** A word as the shell reads it. */
export const shellWord = (word: string): string => (/^[\w./:=@%+-]+$/.test(word) ? word : quoted(word));

export const choose = (
  name: string,
  line: string | undefined,
  patienceSeconds: number,
  isBlackBox = false,
): KernelChoice => ({
  ...(line === undefined ? { kind: 'name', name } : { kind: 'command', name: line }),
  patienceSeconds,
  isBlackBox,
});
/** The flags that choose the kernel again. */
export const flagOf = ({ kind, name, isBlackBox }: KernelChoice): string =>
  (kind === 'command' ? '--kernel-cmd ' : '--kernel ') + shellWord(name) + (isBlackBox ? ' --black-box' : '');

/** What `--black-box` says in every help. */
export const BLACK_BOX = 'judge the kernel by its events alone, whatever it shows of its inside';
