import { writeFileSync } from 'node:fs';
import colors from 'picocolors';
import type { Manifest } from '../../spec/vocabulary/index.js';
import { storeFailure } from '../check/failure-file.js';
import type { Failure } from '../check/failure.js';
import type { Report } from '../check/report.js';
import { counted } from '../report/counted.js';
import { renderReport } from '../report/render-report.js';
import { print, printJson, printText, warn } from './terminal.js';

/** How a report is told: as JSON or to a person, where its failures are stored, and how each is run again. */
export interface Telling {
  readonly json: true | undefined;
  readonly failures: string;
  /** A file for the report as JUnit XML. */
  readonly junit: string | undefined;
  /** A file for the report as a page. */
  readonly html: string | undefined;
  /** The flag that chooses the kernel again. */
  readonly flag: string;
}

/** Stores the failures of a whole run and prints its report; only then are its files written, for one that cannot be must not lose it. */
export const tell = async (
  report: Report,
  runs: number,
  maxFailures: number,
  manifest: Manifest,
  { json, failures, junit, html, flag }: Telling,
): Promise<void> => {
  const files = new Map<Failure, string>();
  for (const failure of report.failures) {
    const file = storeFailure(failures, manifest, failure);
    files.set(failure, file);
    if (json === true) continue;
    printText(failure.explanation);
    print(colors.bold(`Again: npx l4c replay ${file} ${flag}`));
    print(`Step by step, as it should go: npx l4c explain ${file}\n`);
  }
  if (report.failures.length >= maxFailures && report.programs < runs)
    warn(`ended by --max-failures ${String(maxFailures)} after ${counted(report.programs, 'program')}`);
  if (json === true) printJson('report', report);
  else printText(renderReport(report));
  if (junit !== undefined) {
    const { junitOf } = await import('../report/junit.js'); // what builds the XML takes a quarter of the time in which the command starts
    writeFileSync(junit, junitOf(report));
  }
  if (html !== undefined) {
    const { pageWith } = await import('../report/page/parts.js');
    writeFileSync(html, await pageWith({ report, manifest, flag, fileOf: (failure) => files.get(failure) ?? null }));
  }
};
