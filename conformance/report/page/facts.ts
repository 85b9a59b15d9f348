import type { Manifest } from '../../../spec/vocabulary/index.js';
import type { Failure } from '../../check/failure.js';
import type { Report } from '../../check/report.js';

/** What a page tells: a report, and what its failures need to be played and run again. */
export interface Facts {
  readonly report: Report;
  readonly manifest: Manifest;
  /** The file in which a failure is stored; null of those that are waived, which are not. */
  readonly fileOf: (failure: Failure) => string | null;
  /** The flag that chooses the kernel again. */
  readonly flag: string;
}

/** All failures of a report, those that are waived last. */
export const allFailures = ({ failures, waived }: Report): readonly Failure[] => [
  ...failures,
  ...waived.flatMap((it) => it.failures),
];
