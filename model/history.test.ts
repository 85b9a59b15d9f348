import { expect, test } from 'vitest';
import { UNDEFINED, reference } from '../spec/index.js';
import { receive, send, switchTo, task, tick } from '../spec/vocabulary/fixtures/stimuli.js';
import type { Program, Seen, Stimulus } from '../spec/vocabulary/index.js';
import { small } from './fixtures/script.js';
import { historyOf, lastApplication, modelKernel } from './index.js';
import type { Observation } from './index.js';

const program = (...stimuli: readonly Stimulus[]): Program => ({ boot: small, stimuli });
/** What the model shows as a kernel, black box or white. */
const observed = ({ boot, stimuli }: Program, isWhite = false): readonly Observation[] => {
  const kernel = modelKernel();
  kernel.boot(boot);
  return stimuli.map((x) => ({ seen: kernel.step(x), view: isWhite ? kernel.view?.() : undefined }));
};

/** 1.0 and 2.0 wait to send to 0.0, which receives from anybody. */
const both = program(
  ...[task(1), task(2), switchTo([1, 0]), send([0, 0]), switchTo([2, 0]), send([0, 0])],
  ...[switchTo([0, 0]), receive('any'), tick(1)],
);

test('history: of every step it has the moments that the observations allow, each behind another', () => {
  for (const isWhite of [false, true]) {
    const { moments, booted, rules } = historyOf(both, observed(both, isWhite));
    expect(moments).toHaveLength(both.stimuli.length);
    expect([booted.step, booted.before, rules]).toEqual([-1, null, reference]);
    for (const [at, list] of moments.entries())
      for (const { step, before } of list) {
        expect(step).toBe(at);
        expect(at === 0 ? [booted] : moments[at - 1]).toContain(before);
      }
  }
});

test('history: it ends before the step of which nothing is allowed, unless that is passed over', () => {
  const seen = observed(both);
  const wrong = seen.with(2, { seen: { running: 'idle' } });
  expect(historyOf(both, wrong).moments).toHaveLength(2);
  expect(historyOf(both, wrong, { passed: new Set([1]) }).moments).toHaveLength(2);
  const { moments } = historyOf(both, wrong, { passed: new Set([2]) });
  expect(moments).toHaveLength(both.stimuli.length);
  expect(moments[2].every(({ state }) => state.running === small.lthreads)).toBe(true);
});

test('history: where two states may be, it has both, each once; past the bound it ends', () => {
  // which of the two timeouts has fired is not seen
  const late = program(task(1), switchTo([1, 0]), send([0, 0], { timeoutMs: 1 }), tick(2));
  const running: Seen = { running: [0, 0] };
  const seen = [
    ...observed(late)
      .slice(0, 3)
      .map(({ seen }) => ({ seen })),
    { seen: { ...running, elapsedMs: 2 } },
  ];
  const of = (bound?: number) => historyOf(late, seen, { latenessMs: 4, ...(bound !== undefined && { bound }) });
  const counts = of().moments.map((list) => list.length);
  expect(counts.slice(0, 3)).toEqual([1, 1, 1]);
  expect(of(1).moments).toHaveLength(counts.every((count) => count <= 1) ? 4 : 3);
});

test('history: what is opaque in a program is undefined in what is judged', () => {
  const made = program({ do: 'task_new', task: 1, pager: [0, 0], ip: 4 });
  expect(historyOf(made, [], { opaque: ['ip'] }).program.stimuli).toMatchObject([{ ip: UNDEFINED }]);
  expect(historyOf(made, []).program.stimuli).toMatchObject([{ ip: 4 }]);
});

test('history: the last use of a rule is dated, and none before the boot', () => {
  const { moments, booted } = historyOf(both, observed(both));
  const [last] = moments[moments.length - 1];
  const sent = lastApplication(last, ({ rule }) => rule.name === 'ipc/send-queue');
  expect([sent?.step, sent?.application.rule.name]).toEqual([5, 'ipc/send-queue']);
  expect(lastApplication(last, () => false)).toBeNull();
  expect(lastApplication(booted, () => true)).toBeNull();
});
