import { expect, test } from 'vitest';
import { leftInTheMiddle, sentToAnother } from '../programs/errata.js';
import { openKernel } from './open.js';

test.each([
  ['i486:tlb=lecture', false, ['diverges', 'diverges']],
  ['i486:tlb=lecture', true, ['conforms', 'diverges']],
  ['i486', true, ['conforms', 'conforms']],
] as const)(
  'openKernel: %s, --black-box %s: what a kernel shows of its inside is looked at, or not',
  async (name, isBlackBox, verdicts) => {
    const subject = await openKernel({ kind: 'name', name, patienceSeconds: 20, isBlackBox });
    const left = await subject.check(leftInTheMiddle);
    const sent = await subject.check(sentToAnother);
    subject.close();
    expect([left.is, sent.is]).toEqual(verdicts);
  },
);
