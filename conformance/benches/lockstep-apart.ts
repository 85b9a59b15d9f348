import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PROCESS_FLAGS } from '../check/young-generation.js';

/** The bench in a process that is started as a worker of a run is; how that ended. */
export const benchLockstepApart = (rounds: number, programs: number, command: string | undefined): number => {
  const file = fileURLToPath(new URL('lockstep-process.js', import.meta.url));
  const args = [String(rounds), String(programs), ...(command === undefined ? [] : [command])];
  const { status } = spawnSync(process.execPath, [...PROCESS_FLAGS, file, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return status ?? 1;
};
