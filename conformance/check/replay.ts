import { explain } from '../report/explain.js';
import { signatureOf } from './check-program.js';
import type { Subject } from './check-program.js';
import type { StoredFailure } from './failure-file.js';
import { BROKEN, STORED_LOT } from './lot.js';
import type { Failure } from './lot.js';

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
  const verdict = await subject.check(stored.program);
  const signature = signatureOf(verdict);
  return signature === null ? { failure: null } : stillFails(stored, signature, explain(stored.program, verdict));
};
