import { writeFileSync } from 'node:fs';
import colors from 'picocolors';
import { storeFailure } from '../check/failure-file.js';
import type { Report } from '../check/report.js';
import { counted } from '../report/counted.js';
import { renderReport } from '../report/render-report.js';
import { print, printText, warn } from './terminal.js';

/** How a report is told: as JSON or to a person, where its failures are stored, and how each is run again. */
export interface Telling {
  readonly json: true | undefined;
  readonly failures: string;
  /** A file for the report as JUnit XML. */
  readonly junit: string | undefined;
  /** The flag that chooses the kernel again. */
  readonly flag: string;
}

/** Stores the failures of a whole run and prints its report. */
export const tell = async (
  report: Report,
  runs: number,
  maxFailures: number,
  { json, failures, junit, flag }: Telling,
): Promise<void> => {
  for (const failure of report.failures) {
    const file = storeFailure(failures, report.kernel, failure);
    if (json === true) continue;
    printText(failure.explanation);
    print(`${colors.bold(`Again: npx l4c replay ${file} ${flag}`)}\n`);
  }
  if (report.failures.length >= maxFailures && report.programs < runs)
    warn(`ended by --max-failures ${String(maxFailures)} after ${counted(report.programs, 'program')}`);
  if (junit !== undefined) {
    const { junitOf } = await import('../report/junit.js'); // what builds the XML takes a quarter of the time in which the command starts
    writeFileSync(junit, junitOf(report));
  }
  if (json === true) print(JSON.stringify(report, null, 2));
  else printText(renderReport(report));
};
