import { readdirSync } from 'node:fs';
import { rootOfPackage } from '../../conformance/package.js';
import { sourcesOf, worksOf } from './code.js';
import { chartPage } from './chart-page.js';
import { commandsPage } from './commands-page.js';
import { costPage } from './cost-page.js';
import { dialectPage } from './dialect-page.js';
import { documentPages } from './documents.js';
import { errataPage } from './errata-page.js';
import { commonOf, familiesPage, familyPage } from './family-page.js';
import { indexPage } from './index-page.js';
import { lecturePage } from './lecture-page.js';
import type { Page } from './page.js';
import { placesOf } from './places.js';
import { playerPage } from './player-page.js';
import { propertyPages } from './property-pages.js';
import { familiesOf } from './rules.js';
import type { Texts } from './rules.js';

/** The TypeScript below a folder but for tests and what `without` matches, in the order of the names. */
export const files = (folder: string, without = /(?!)/): readonly string[] =>
  readdirSync(new URL(`${folder}/`, rootOfPackage), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !without.test(file))
    .sort();

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
  const common = commonOf(families);
  return [
    indexPage(families),
    familiesPage(families, abouts),
    ...families.map((it) => familyPage(it, abouts.get(it.kind) ?? '', places, common)),
    ...propertyPages(sourcesOf(files('spec/properties')), families, places),
    dialectPage(places),
    lecturePage(families, places),
    await errataPage(places),
    playerPage(families, places),
    await chartPage(places),
    costPage(),
    commandsPage(),
    ...documentPages(places, new Set(families.flatMap(({ rules }) => rules.map(({ rule }) => rule.name)))),
  ];
};
