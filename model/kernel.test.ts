import { expect, test } from 'vitest';
import { reference } from '../spec/index.js';
import { receive, send, switchTo, task, tick } from '../spec/vocabulary/fixtures/stimuli.js';
import { small } from './fixtures/script.js';
import { first, modelKernel } from './index.js';

test('kernel: it says its name, its profiles, and which dialect it speaks where that is not the reference', () => {
  const { manifest } = modelKernel();
  expect([manifest.name, manifest.dialect]).toEqual(['model', undefined]);
  const dialect = { senders: 'fifo' } as const;
  expect(modelKernel(first, reference, dialect).manifest).toEqual({ ...manifest, dialect });
});

test('kernel: before it is booted it does nothing', () => {
  const kernel = modelKernel();
  expect(() => kernel.step(tick(1))).toThrow('not booted');
  expect(() => kernel.view?.()).toThrow('not booted');
  expect(kernel.boot(small)).toEqual({ running: [0, 0] });
  expect(kernel.step(switchTo('nobody'))).toEqual({ running: [0, 0] });
});

test('kernel: of what the rules leave open it takes what its choice says, and knows which of its timeouts have fired', () => {
  const script = [
    ...[task(1), task(2), switchTo([1, 0]), send([0, 0], { words: [1] }), switchTo([2, 0])],
    ...[send([0, 0], { words: [2] }), switchTo([0, 0]), receive('any')],
  ];
  const taken = [0, 1].map((which) => {
    const kernel = modelKernel((members) => Math.min(which, members - 1));
    kernel.boot(small);
    for (const x of script) kernel.step(x);
    return kernel.view?.().queues?.flatMap(({ senders }) => senders);
  });
  expect(taken).toEqual([[[2, 0]], [[1, 0]]]);
  const waits = [task(1), switchTo([1, 0]), receive('any', undefined, 1), tick(2)];
  const phases = [0, 1].map((which) => {
    const kernel = modelKernel((members) => Math.min(which, members - 1));
    kernel.boot(small);
    for (const x of waits) kernel.step(x);
    return kernel.view?.().threads?.find(({ thread: [number] }) => number === 1)?.phase.is;
  });
  expect(phases).toEqual(['receiving', 'ready']);
});
