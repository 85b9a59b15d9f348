import { readdirSync } from 'node:fs';
import { storedShortest } from '../../conformance/explorations/shortest.js';
import { rootOfPackage } from '../../conformance/package.js';
import { hardwareProperties } from '../../spec/properties/index.js';
import { refiningIn, sourcesOf, worksOf } from './code.js';
import { chartPage } from './chart-page.js';
import { commandsPage } from './commands-page.js';
import { costPage } from './cost-page.js';
import { dialectPage } from './dialect-page.js';
import { documentPages } from './documents.js';
import { drawingsPage } from './drawings-page.js';
import { errataPage } from './errata-page.js';
import { exerciseOf } from './exercise.js';
import { commonOf, familiesPage, familyPage } from './family-page.js';
import { indexPage } from './index-page.js';
import { lecturePage } from './lecture-page.js';
import { matrixPage } from './matrix-page.js';
import { notationPage } from './notation-page.js';
import type { Page } from './page.js';
import { placesOf } from './places.js';
import { playerPage } from './player-page.js';
import { propertyPages } from './property-pages.js';
import { familiesOf } from './rules.js';
import type { Texts } from './rules.js';
import { offeredScenarios, runsOfScenarios, scenariosPage } from './scenarios-page.js';
import { testsIn } from './tests.js';
import type { Series } from './tests.js';
import { tracePages } from './trace-pages.js';

/** The TypeScript below a folder but for tests and what `without` matches, in the order of the names. */
export const files = (folder: string, without = /(?!)/): readonly string[] =>
  readdirSync(new URL(`${folder}/`, rootOfPackage), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !without.test(file))
    .sort();

/** The files with tests, and with the examples of which some are made. */
const testFiles = (): readonly string[] =>
  ['spec', 'model', 'impl', 'conformance', 'docs']
    .flatMap((folder) =>
      readdirSync(new URL(`${folder}/`, rootOfPackage), { recursive: true, encoding: 'utf8' }).map(
        (file) => `${folder}/${file}`,
      ),
    )
    .filter((file) => /\.(test|browser)\.ts$/.test(file) || file === 'conformance/fixtures/examples.ts')
    .sort();
/** What series of tests have one for each of. */
const series: Series = new Map([
  ['storedShortest().rules', storedShortest().rules.map(({ name }) => name)],
  ['hardwareProperties', hardwareProperties.map(({ name }) => name)],
]);

/** Of the specification the files in which rules can stand. */
export const textsOfRules = (): Texts => ({
  spec: sourcesOf(files('spec', /^spec\/(vocabulary|properties|dialects)\//)),
  kernel: sourcesOf(files('impl/kernel')),
});

/** All pages of the site. Throws where something that has to be told is not there. */
export const pagesOfSite = async (): Promise<readonly Page[]> => {
  const texts = textsOfRules();
  const families = familiesOf(texts);
  const places = placesOf(families);
  const abouts = worksOf(texts.spec);
  const [properties, tests] = [sourcesOf(files('spec/properties')), sourcesOf(testFiles())];
  const evidence = { tests: testsIn(tests, series), exercise: await exerciseOf() };
  const runs = runsOfScenarios();
  const played = new Set(families.flatMap(({ rules }) => rules.map(({ rule }) => rule.name)));
  const beside = [costPage(), commandsPage()];
  const surroundings = { places, common: commonOf(families), evidence };
  return [
    indexPage(families),
    familiesPage(families, abouts),
    ...families.map((it) => familyPage(it, abouts.get(it.kind) ?? '', surroundings)),
    ...propertyPages(properties, families, places, evidence),
    matrixPage(places),
    dialectPage(places),
    lecturePage(families, surroundings),
    ...tracePages(families, refiningIn(texts.kernel), evidence, places),
    await errataPage({ places, runs }),
    scenariosPage(runs),
    playerPage(families, offeredScenarios(runs), places),
    chartPage(places),
    notationPage,
    drawingsPage(places),
    ...beside,
    ...(await documentPages(places, played, { spec: texts.spec, properties, tests }, beside)),
  ];
};
