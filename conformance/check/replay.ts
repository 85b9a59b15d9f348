import type { Subject } from './check-program.js';
import type { StoredFailure } from './failure-file.js';
import { BROKEN, STORED_LOT } from './lot.js';
import { failureOf } from './failure.js';
import type { Failure } from './failure.js';

/** What became of one stored failure: it fails still, perhaps in another way, or no more. */
export interface Replay {
  readonly failure: Failure | null;
}
export const isBroken = ({ failure }: Replay): boolean => failure?.signature === BROKEN;

export const stillFails = ({ file, program }: StoredFailure, signature: string, explanation: string): Replay => ({
  failure: { signature, lot: STORED_LOT, program, explanation, file },
});

/** Runs one stored failure again, as it is: it was made small when it was stored. */
export const replayStored = async (subject: Subject, stored: StoredFailure): Promise<Replay> => {
  const failure = failureOf(stored.program, await subject.check(stored.program), STORED_LOT);
  return { failure: failure === null ? null : { ...failure, file: stored.file } };
};
