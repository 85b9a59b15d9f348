import type { Line, ThreadId } from '../../vocabulary/index.js';

/** Whoever a view or an observation may name. */
export type Named = ThreadId | Line | 'nobody' | 'any' | 'idle';

/** Whether two names are the same, as one view or two neighbours spell them. */
export const isSame = (a: Named, b: Named): boolean => {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if ('line' in a || 'line' in b) return 'line' in a && 'line' in b && a.line === b.line;
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
};
export const isThread = (name: Named): name is ThreadId => typeof name === 'object' && !('line' in name);

/** Whether two pieces of plain data say the same. */
export const isAlike = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((x, at) => isAlike(x, b[at]));
  const [inA, inB] = [Object.entries(a), Object.entries(b)];
  return inA.length === inB.length && inA.every(([key, x], at) => inB[at][0] === key && isAlike(x, inB[at][1]));
};
