import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PROCESS_FLAGS } from '../check/young-generation.js';

/** The bench in a process that is started as a worker of a run is; how that ended. */
export const benchLockstepApart = (rounds: number, programs: number): number => {
  const file = fileURLToPath(new URL('lockstep-process.js', import.meta.url));
  const { status } = spawnSync(process.execPath, [...PROCESS_FLAGS, file, String(rounds), String(programs)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status ?? 1;
};
