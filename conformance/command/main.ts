#!/usr/bin/env node
import { complain, obeyReaders } from './terminal.js';
import { UsageError } from './usage-error.js';
import { commandTree } from './tree.js';

obeyReaders();
try {
  await commandTree().parseAsync();
} catch (error) {
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('commander.'))
    process.exitCode = 'exitCode' in error && error.exitCode === 0 ? 0 : 2; // no command at all: the help, and nothing was checked
  else if (error instanceof UsageError) {
    complain(error.message);
    process.exitCode = 2;
  } else if (error instanceof Error && 'syscall' in error && 'path' in error) {
    complain(error.message); // a file or folder that the system does not let us read or write
    process.exitCode = 2;
  } else throw error;
}
