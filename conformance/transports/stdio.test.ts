import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inProcess } from '../check/check-program.js';
import { runLot } from '../check/lot.js';
import { compileKernel, hasCompiler } from '../fixtures/c-kernel.js';
import byHand from '../fixtures/kernels/by-hand.js';
import { openStdio } from './stdio.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'l4c-test-'));
const cKernel = hasCompiler ? compileKernel(folder) : '';
const withC = test.skipIf(!hasCompiler);

/** A kernel of a few lines in a process of its own, which answers what `answer` makes of a request. */
const scripted = (name: string, answer: string): string => {
  const file = path.join(folder, name);
  writeFileSync(
    file,
    `const answer = (x) => { ${answer} };
     const lines = require('node:readline').createInterface({ input: process.stdin });
     lines.on('line', (line) => { const said = answer(JSON.parse(line)); if (said !== undefined) console.log(typeof said === 'string' ? said : JSON.stringify({ n: JSON.parse(line).n, ...said })); });`,
  );
  return `'${process.execPath}' '${file}'`;
};
const hello = "if (x.hello) return { manifest: { l4c: 1, name: 'scripted', profiles: ['ipc'], window: 8 } };";

withC('a kernel in C behind a pipe has the verdicts of the same kernel in this process', async () => {
  const subject = await openStdio(cKernel, 10);
  expect(subject.manifest.name).toBe('c-kernel');
  expect(await runLot(subject, 7, 0, 100)).toEqual(await runLot(inProcess(byHand()), 7, 0, 100));
  subject.close();
});

withC.each([
  ['dies', 'die:40', /exit code 7/],
  ['hangs', 'hang:40', /said nothing for 1 s/],
  ['writes rubbish', 'rubbish:40', /rubbish \(not JSON\)/],
  ['writes JSON of the wrong shape', 'wrong-shape:40', /rubbish \([a-z]+: .+\)/],
])('a kernel that %s gets its verdict, and the lot ends with it', async (_, flag, says) => {
  const subject = await openStdio(`${cKernel} ${flag}`, 1);
  const { failures, programs } = await runLot(subject, 0, 0, 100);
  expect(failures.map(({ signature }) => signature)).toEqual(['contract broken']);
  expect(failures[0].explanation).toMatch(says);
  expect(programs).toBeLessThan(4);
  subject.close();
});

test('a kernel that does not know a stimulus says so: the program is dropped and counted; its log lines are no answers', async () => {
  const subject = await openStdio(
    scripted(
      'cannot.cjs',
      `${hello} console.log('a line of its log'); return x.boot ? { running: [0, 0] } : { cannot: x.do };`,
    ),
    5,
  );
  const { cannot, failures } = await runLot(subject, 0, 0, 20);
  expect([cannot, failures]).toEqual([20, []]);
  subject.close();
});

test('a kernel that gives up, or answers another line, has broken its contract at that line', async () => {
  for (const [name, answer, says] of [
    ['gives-up.cjs', "return x.boot ? { running: [0, 0] } : { error: 'out of ideas' };", 'gave up'],
    ['skips.cjs', 'return x.boot ? { running: [0, 0] } : { n: x.n + 1, running: [0, 0] };', 'was due'],
  ] as const) {
    const subject = await openStdio(scripted(name, `${hello} ${answer}`), 5);
    const verdict = await subject.check({
      boot: { frames: 1, pages: 1, tasks: 1, lthreads: 1 },
      stimuli: [{ do: 'load', address: 0 }],
    });
    expect(verdict).toMatchObject({ is: 'broken', step: 0, says: expect.stringContaining(says) as string });
    subject.close();
  }
});

test('another contract version, no answer and a wrong answer to hello are the user to be told, in one line', async () => {
  await expect(openStdio(scripted('v2.cjs', "return { manifest: { l4c: 2, name: 'new' } };"), 5)).rejects.toThrow(
    'speaks contract version 2',
  );
  await expect(openStdio('exit 3', 5)).rejects.toThrow('exit code 3');
  await expect(openStdio('no-such-command-at-all', 5)).rejects.toThrow('exit code 127');
  await expect(openStdio(scripted('odd.cjs', 'return {};'), 5)).rejects.toThrow(/not an answer to hello \(manifest: /);
});
