import colors from 'picocolors';
import type { OutputName } from '../report/outputs/index.js';
import { wrapped } from '../report/wrapped.js';

/** Whether progress is one live line; otherwise, on a pipe or in CI, it is now and then a plain line. */
const isLive = (): boolean => process.stderr.isTTY && process.env['CI'] === undefined;

/** Progress of which only the newest counts: the live line, on a terminal only. */
export const live = (text: string): void => {
  if (isLive()) process.stderr.write(`\r\x1b[K${text}`);
};
/** Progress for a log: a line of its own, where there is no live line. */
export const milestone = (text: string): void => {
  if (!isLive()) process.stderr.write(`${text}\n`);
};

const say = (mark: string, text: string): void => {
  live('');
  process.stderr.write(`${mark} ${text}\n`);
};
export const warn = (text: string): void => {
  say(colors.yellow('l4c:'), text);
};
export const complain = (text: string): void => {
  say(colors.red('l4c:'), text);
};

/** A part of the report, as it is: for a program, or to be copied. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** A result for a program, in the format whose schema is published by that name. */
export const printJson = (name: OutputName, result: object): void => {
  print(JSON.stringify({ format: `l4c-${name}`, version: 1, ...result }, null, 2));
};

/** As many columns as COLUMNS says, or the terminal has; on a pipe, or a terminal that says 0 for it does not know, a line is as long as it wants. */
const columns = (): number => {
  const wanted = Number(process.env['COLUMNS']);
  return wanted > 0 ? wanted : process.stdout.isTTY && process.stdout.columns > 0 ? process.stdout.columns : Infinity;
};
/** A part of the report, for a person. */
export const printText = (text: string): void => {
  print(wrapped(text, columns()));
};

/** A reader that has seen enough (`l4c run | head -1`) ends the command quietly; one that wants no progress does not. */
export const obeyReaders = (): void => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  process.stderr.on('error', () => undefined);
};
