import { expect, test } from 'vitest';
import { breaksOf, brokenKernel, firstFailure } from '../fixtures/broken-kernel.js';
import byHand from '../fixtures/kernels/by-hand.js';
import { checkProgram, inProcess } from './check-program.js';
import { ruleOf, runLot } from './lot.js';
import { LOT_PROGRAMS } from './source.js';

const DEFAULT_LOTS = 10_000 / LOT_PROGRAMS;
const kernels = ['by-hand', 'spaces', 'ipc'];

// The kernels behind the two doors conform, too: see doors/.
test('by-hand: a whole kernel that shows nothing of its inside conforms in 300 programs', async () => {
  expect((await runLot(inProcess(byHand()), 0, 0, 300)).failures).toEqual([]);
});

test.each(kernels.flatMap((kernel) => breaksOf(kernel).map((it) => [it.blames, it.name, kernel, it] as const)))(
  '%s: the break %s of %s.ts is found in a default run, blamed, and marked where it happens',
  async (_rule, _name, kernel, it) => {
    const subject = await brokenKernel(kernel, it);
    const failure = await firstFailure(subject, DEFAULT_LOTS);
    expect(failure && ruleOf(failure)).toBe(it.blames);
    const { stimuli } = failure!.program;
    expect(stimuli.length).toBeLessThanOrEqual(11);
    const verdict = checkProgram(subject, failure!.program);
    expect(verdict).toMatchObject({ is: 'diverges', blame: { rule: it.blames } });
    if (verdict.is !== 'diverges') return;
    expect(stimuli.at(verdict.blame.step)?.do).toBe(it.marks);
    expect(verdict.blame.since?.rule.name).toBe(it.or);
  },
);
