import { readFileSync, writeSync } from 'node:fs';

// A kernel that does nothing, in a process of its own: it answers each line with the next of those that another kernel answered, FILE.

const NEWLINE = 10;

/** Answers each line that the bytes end, one by one, as a kernel would. */
const answering = (answers: readonly string[]): ((bytes: Buffer) => void) => {
  let answered = 0;
  return (bytes) => {
    for (const byte of bytes) if (byte === NEWLINE) writeSync(1, `${answers[answered++]}\n`);
  };
};

const recorded = readFileSync(process.argv[2], 'utf8').split('\n');
process.stdin.on('data', answering(recorded.filter((line) => line.startsWith('{'))));
