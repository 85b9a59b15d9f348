import type { Subject } from './check-program.js';
import { runLot } from './lot.js';
import type { LotResult } from './lot.js';
import { WHOLE, lastOf } from './part.js';
import { reportOf } from './report.js';
import type { Report } from './report.js';
import type { Replay } from './replay.js';
import { runShortest, shortestFor } from './shortest-programs.js';
import { LOT_PROGRAMS } from './source.js';

/** So many distinct failures end a run. */
const MOST_FAILURES = 10;

/** A run of `runs` programs in this process, lot after lot, with the report that `l4c run` makes of the same programs. A kernel that hangs hangs it. */
export const runHere = async (subject: Subject, seed: number, runs: number): Promise<Report> => {
  const { manifest } = subject;
  const shortest: Replay[] = [];
  for (const program of shortestFor(manifest)) shortest.push(await runShortest(subject, program));
  const lots: LotResult[] = [];
  const part = () => ({
    ...{ manifest, seed, runs, source: { mix: 'usual' } as const, maxFailures: MOST_FAILURES, shard: WHOLE },
    ...{ shortest, replays: [], unreadable: 0, lots },
  });
  for (let lot = 0; lot * LOT_PROGRAMS < runs && lastOf(part()) === Infinity; lot++)
    lots.push(await runLot(subject, seed, lot, Math.min(LOT_PROGRAMS, runs - lot * LOT_PROGRAMS)));
  return reportOf(part());
};
