import { warn } from './terminal.js';

/** Aborted by the first Ctrl-C, SIGTERM, or a terminal that is closed; the second ends the command as if nobody listened. */
export const interruption = (): AbortSignal => {
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      warn('interrupted: the report is of what was done; once more to end without it');
      interrupt.abort();
    });
  return interrupt.signal;
};
