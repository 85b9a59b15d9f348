import { print } from '../command/terminal.js';
import { benchLockstep } from './lockstep.js';

// The bench in a process that is started as the workers of a run are: ROUNDS, then PROGRAMS.

const [rounds, programs] = process.argv.slice(2).map(Number);
benchLockstep(rounds, programs, print);
