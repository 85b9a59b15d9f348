import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { inProcess } from '../check/check-program.js';
import { runHere } from '../check/run-here.js';
import spaces from '../fixtures/kernels/spaces.js';
import { tell } from './tell.js';

test('tell: the report is printed before the files are written, so that one that cannot be does not lose it', async () => {
  const subject = inProcess(spaces());
  const report = await runHere(subject, 0, 1);
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  onTestFinished(() => {
    written.mockRestore();
  });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'l4c-test-'));
  const telling = { json: undefined, failures: folder, junit: folder, html: undefined, flag: '--kernel ...' };
  await expect(tell(report, 1, 1, subject.manifest, telling)).rejects.toThrow('EISDIR');
  expect(written.mock.calls.join('')).toContain('spaces-40 (sigma)');
});
