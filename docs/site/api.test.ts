import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { writeApi } from './api.js';

test('api: an export without a sentence is refused, and told by its name; one with a sentence is not', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'l4c-'));
  const spies = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')].map((it) =>
    it.mockImplementation(() => undefined),
  );
  const isDocumented = await writeApi(folder, [{ name: 'docs', file: 'docs/site/fixtures/undocumented.ts' }]);
  const said = spies.flatMap((it) => it.mock.calls.map((line) => line.join(' '))).join('\n');
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
  expect(isDocumented).toBe(false);
  expect(said).toMatch(/untold.*does not have any documentation/);
  expect(said).not.toMatch(/\btold /);
}, 60_000);
