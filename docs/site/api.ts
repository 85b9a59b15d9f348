import { fileURLToPath } from 'node:url';
import { Application, PageEvent } from 'typedoc';
import { rootOfPackage } from '../../conformance/package.js';

/** What the package exports, by the names under which it does. */
const ENTRIES = [
  'conformance/index.ts',
  'spec/vocabulary/index.ts',
  'spec/index.ts',
  'model/index.ts',
  'conformance/vitest.ts',
];
const at = (file: string): string => fileURLToPath(new URL(file, rootOfPackage));

/**
 * The reference of the exports in a folder, by TypeDoc. What is wrong, an export without a sentence or a link that leads nowhere, is told on stderr; then
 * it answers false.
 */
export const writeApi = async (folder: string): Promise<boolean> => {
  const app = await Application.bootstrapWithPlugins({
    entryPoints: ENTRIES.map(at),
    tsconfig: at('.config/tsconfig.tests.json'),
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
  // TypeDoc's script puts the icons into each page, for browsers that read none from another file: there they are looked for.
  app.renderer.on(PageEvent.END, (page: PageEvent) => {
    page.contents = page.contents?.replaceAll(/href="[^"]*icons\.svg#/g, 'href="#') ?? '';
  });
  const project = await app.convert();
  if (project === undefined) return false;
  app.validate(project);
  const before = app.logger.warningCount;
  await app.generateDocs(project, folder);
  return before === 0 && !app.logger.hasErrors();
};
