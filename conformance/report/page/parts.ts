import { readFileSync } from 'node:fs';
import { rootOfPackage } from '../../package.js';
import { bundledPlayer, styleFile } from '../../player/bundle.js';
import { allFailures } from './facts.js';
import type { Facts } from './facts.js';
import { pageOf } from './index.js';

/** The page of a report, with the player where there is something to play. */
export const pageWith = async (facts: Facts): Promise<string> => {
  const sheets = [styleFile, new URL('conformance/report/page/page.css', rootOfPackage)];
  return pageOf(facts, {
    styles: sheets.map((file) => readFileSync(file, 'utf8')).join(''),
    player: allFailures(facts.report).length === 0 ? '' : await bundledPlayer(),
  });
};
