import { expect, test } from 'vitest';
import { reference } from '../spec/index.js';
import { load, receive, send, switchTo, task } from '../spec/vocabulary/fixtures/stimuli.js';
import { after, small } from './fixtures/script.js';
import { advance, passedOver, start, step, viewOf } from './index.js';

const words = (...all: readonly number[]) => ({ words: all });
/** 1.0 and 2.0 wait to send to 0.0, which receives from anybody: either may be taken, and then either side may run. */
const both = after([
  ...[task(1), task(2), switchTo([1, 0]), send([0, 0], words(1)), switchTo([2, 0]), send([0, 0], words(2))],
  ...[switchTo([0, 0])],
]);
const taken = (from: readonly [number, number], word: number) =>
  ({ running: [0, 0], result: { call: 'ipc', phase: 'receive', cause: 'ok', from, words: [word] } }) as const;

test('oracle: of what is allowed the observation leaves what shows it; the rest is refused by what is seen, or by the view', () => {
  const seen = taken([2, 0], 2);
  const advanced = advance([both], receive('any'), { seen });
  expect([advanced.is, advanced.outcomes.length]).toEqual(['allowed', 1]);
  const [{ state }] = advanced.outcomes;
  expect(advance([both], receive('any'), { seen, view: viewOf(state) }).is).toBe('allowed');
  expect(advance([both], receive('any'), { seen, view: viewOf(both) })).toMatchObject({ is: 'refused', kind: 'view' });
  const nonsense = { seen: taken([2, 0], 3) };
  const refused = advance([both], receive('any'), nonsense);
  expect(refused).toMatchObject({ is: 'refused', kind: 'seen' });
  expect(refused.outcomes).toHaveLength(4);
});

test('oracle: states that are the same are one, and of more than the bound nothing is said', () => {
  const [one, other] = [after([task(1)]), after([task(1), task(2)])];
  const observation = { seen: { running: [0, 0], loaded: 0 } } as const;
  const stimulus = load(0);
  expect(advance([one, after([task(1)])], stimulus, observation, reference, false, 1)).toMatchObject({ is: 'allowed' });
  expect(advance([one, other], stimulus, observation, reference, false, 1).is).toBe('undecided');
  const allowed = advance([one, other], stimulus, observation, reference, false, 2);
  expect(allowed.is === 'allowed' ? allowed.envelope.length : 0).toBe(2);
});

test('oracle: behind a refusal it goes on from what shows the same, or else from where the same thread runs, or else from all that was allowed', () => {
  const outcomes = step(both, receive('any'));
  const runs = (seen: Parameters<typeof passedOver>[1]['seen']) =>
    passedOver(outcomes, { seen }).map(({ sight }) => sight.running);
  const [first, , second] = outcomes.map(({ sight }) => sight.running);
  expect([first, second]).toEqual([0, 0]);
  expect(runs(taken([2, 0], 2))).toEqual([0]);
  expect(runs(taken([2, 0], 9))).toEqual([0, 0]);
  expect(runs({ running: 'idle' })).toHaveLength(outcomes.length);
});

test('oracle: at the boot thread 0.0 runs, and sigma-zero is the identity', () => {
  expect(start(small, { seen: { running: [0, 0] } })).toHaveLength(1);
  expect(start(small, { seen: { running: [1, 0] } })).toBeNull();
  const view = viewOf(after([]));
  expect(start(small, { seen: { running: [0, 0] }, view })).toHaveLength(1);
  expect(start(small, { seen: { running: [0, 0] }, view: { ...view, clockMs: 1 } })).toBeNull();
});
