import { afterEach, expect, test, vi } from 'vitest';
import { listCommand } from './list.js';
import { printText } from './terminal.js';

const { isTTY, columns } = process.stdout;
afterEach(() => {
  Object.assign(process.stdout, { isTTY, columns });
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
const written = () => vi.spyOn(process.stdout, 'write').mockReturnValue(true).mock.calls;
const LINE = 'a line of words that is longer than twenty columns';

test('columns: a terminal that says 0 does not know how wide it is, and nothing is wrapped', () => {
  vi.stubEnv('COLUMNS', '');
  const said = written();
  Object.assign(process.stdout, { isTTY: true, columns: 0 });
  printText(LINE);
  Object.assign(process.stdout, { isTTY: true, columns: 30 });
  printText(LINE);
  expect(said.map(([text]) => String(text).split('\n').length)).toEqual([2, 3]);
});

test('columns: what a person is told by l4c list is as narrow as COLUMNS says', async () => {
  vi.stubEnv('COLUMNS', '60');
  const said = written();
  await listCommand().parseAsync(['dialects'], { from: 'user' });
  const lines = said.join('').split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
});
