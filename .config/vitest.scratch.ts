import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What tests, and the commands that they start, write for a while goes with the run, however they end. */
export default (): (() => void) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'l4c-tests-'));
  process.env['TMPDIR'] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
};
