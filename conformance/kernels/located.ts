import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rootOfPackage } from '../package.js';

/** The compiled files of this package, and of others: an exception is looked for in what the user wrote. */
const FOREIGN = [path.join(fileURLToPath(rootOfPackage), 'dist') + path.sep, `${path.sep}node_modules${path.sep}`];

/** A line of a stack: `at step (/home/me/kernel.ts:4:20)`, or without a name of a function. */
const FRAME = /^\s+at (?:.*\()?(.+):(\d+):(\d+)\)?$/;

/** Where in the user's source an exception was thrown: `kernel.ts:4:20`; null if the stack names no such place. */
const placeOf = ({ stack = '' }: Error): string | null => {
  for (const line of stack.split('\n')) {
    const found = FRAME.exec(line);
    if (found === null || found[1].startsWith('node:')) continue;
    const [, name, row, column] = found;
    const file = name.startsWith('file:') ? fileURLToPath(name) : name;
    if (FOREIGN.some((part) => file.includes(part))) continue;
    return `${path.relative(process.cwd(), file)}:${row}:${column}`;
  }
  return null;
};

/** By these a kernel says that it cannot, or that the specification does not, go on: they are no fault. */
const NO_FAULTS = ['CannotDo', 'Unspecified'];

/** An exception that says where in the user's source it was thrown, if that is known, and if it is a fault. */
export const placed = (error: unknown): unknown => {
  if (!(error instanceof Error) || NO_FAULTS.includes(error.name)) return error;
  const place = placeOf(error);
  if (place === null) return error;
  return Object.assign(new Error(`${error.message} (${place})`, { cause: error }), { name: error.name });
};

/** What a kernel answers; an exception says its place. */
export const located = <T>(answer: () => T): T => {
  try {
    return answer();
  } catch (error) {
    throw placed(error);
  }
};
