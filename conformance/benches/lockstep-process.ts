import { complain, print } from '../command/terminal.js';
import { UsageError } from '../command/usage-error.js';
import { benchPipe } from './lockstep-pipe.js';
import { benchLockstep } from './lockstep.js';

// The bench in a process that is started as the workers of a run are: ROUNDS, then PROGRAMS, then the command of a kernel behind a pipe, if any.

const [rounds, programs] = process.argv.slice(2).map(Number);
const command = process.argv.at(4);
try {
  if (command === undefined) benchLockstep(rounds, programs, print);
  else await benchPipe(command, rounds, programs, print);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  complain(error.message);
  process.exitCode = 2;
}
