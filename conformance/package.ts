import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const found = ['../', '../../', '../../../']
  .map((up) => new URL(up, import.meta.url))
  .find((it) => existsSync(new URL('package.json', it)));
if (found === undefined) throw new Error('the files of the package are not where they were installed');
/** The folder of the package, seen from its sources, from what was built of them, or from what that was bundled into. */
export const rootOfPackage: URL = found;

/** The version of the package. */
export const versionOfPackage = (): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(new URL('package.json', rootOfPackage), 'utf8')))
    .version;
