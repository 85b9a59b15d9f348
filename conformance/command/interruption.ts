import { warn } from './terminal.js';

/** Aborted by the first Ctrl-C, or SIGTERM; the second ends the command as if nobody listened. */
export const interruption = (): AbortSignal => {
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      warn('interrupted: the report is of what was done; once more to end without it');
      interrupt.abort();
    });
  return interrupt.signal;
};
