import { fileURLToPath } from 'node:url';
import { Application, PageEvent } from 'typedoc';
import { rootOfPackage } from '../../conformance/package.js';
import { accessible } from './api-page.js';
import type { Entry } from './api-page.js';

/** What the package exports, by the names under which TypeDoc tells of it. */
const ENTRIES: readonly Entry[] = [
  { name: 'conformance', file: 'conformance/index.ts' },
  { name: 'conformance/vitest', file: 'conformance/vitest.ts' },
  { name: 'spec/vocabulary', file: 'spec/vocabulary/index.ts' },
  { name: 'spec', file: 'spec/index.ts' },
  { name: 'model', file: 'model/index.ts' },
];
const at = (file: string): string => fileURLToPath(new URL(file, rootOfPackage));

/**
 * The reference of the exports in a folder, by TypeDoc. What is wrong, an export without a sentence or a link that leads nowhere, is told on stderr; then
 * it answers false.
 */
export const writeApi = async (folder: string, entries: readonly Entry[] = ENTRIES): Promise<boolean> => {
  const app = await Application.bootstrapWithPlugins({
    entryPoints: entries.map(({ file }) => at(file)),
    tsconfig: at('.config/tsconfig.eslint.json'),
    basePath: at('.'),
    name: 'l4-conformance',
    readme: 'none',
    navigationLinks: { 'The rules of L4': '../index.html' },
    disableSources: true, // the place of a repository is nobody's to know
    hideGenerator: true,
    githubPages: false,
    skipErrorChecking: true, // `npm run build` has done so
    logLevel: 'Warn',
    validation: { notExported: false, invalidLink: true, notDocumented: true },
    requiredToBeDocumented: ['Function', 'Class', 'Interface', 'TypeAlias', 'Variable'],
  });
  app.renderer.on(PageEvent.END, (page: PageEvent) => {
    page.contents = accessible(page.contents ?? '', entries);
  });
  const project = await app.convert();
  if (project === undefined) return false;
  app.validate(project);
  const before = app.logger.warningCount;
  await app.generateDocs(project, folder);
  return before === 0 && !app.logger.hasErrors();
};
