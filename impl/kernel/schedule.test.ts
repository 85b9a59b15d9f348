import { expect, test } from 'vitest';
import { receive, send, switchTo, task } from '../../spec/vocabulary/fixtures/stimuli.js';
import { run, trace } from './fixtures/script.js';

const runners = (...args: Parameters<typeof trace>) => trace(...args).map(({ running }) => running);
const hardware = (kernel: ReturnType<typeof run>['kernel']) => kernel.view().hardware ?? expect.fail('no hardware');

test('schedule/yield: to nobody, the ready threads have their turns one after the other, the caller last', () => {
  const yields = Array.from({ length: 4 }, () => switchTo('nobody'));
  expect(runners([task(1), task(2), ...yields]).slice(2)).toEqual([
    [1, 0],
    [2, 0],
    [0, 0],
    [1, 0],
  ]);
  expect(runners([switchTo('nobody')])).toEqual([[0, 0]]);
});

test('schedule/yield-to: a ready thread gets the processor; for one that is not ready, or nobody, it is as to nobody', () => {
  expect(runners([task(1), task(2), switchTo([2, 0])]).at(-1)).toEqual([2, 0]);
  expect(runners([task(1), switchTo([0, 0])]).at(-1)).toEqual([0, 0]);
  expect(runners([task(1), task(2), switchTo([2, 0]), receive('any'), switchTo([2, 0])]).at(-1)).toEqual([0, 0]);
  expect(runners([task(1), switchTo([3, 0])]).at(-1)).toEqual([1, 0]);
});

test('schedule/round-robin: who becomes ready again goes behind who has been ready all along', () => {
  // 1.0 blocks and lingers at the head of the lazy ring; 0.0 wakes it, but by a reply that takes 3.0, so 1.0 does not
  // run
  const lingering = [
    task(1),
    task(2),
    task(3),
    switchTo([1, 0]),
    receive('any'),
    switchTo([3, 0]),
    send([0, 0]),
    switchTo([0, 0]),
    send([1, 0], { then: { from: 'any', timeoutMs: 'never' } }),
    receive('nobody'),
  ];
  expect(runners(lingering).slice(-2)).toEqual([
    [0, 0],
    [2, 0],
  ]);
});

test('schedule/continue: without a transfer the thread that ran runs on, and nobody else', () => {
  expect(runners([task(1), receive('any', undefined, 0), send([1, 0], { timeoutMs: 0 })])).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
});

test('schedule/partner: the sender of a transfer goes behind the others that are ready', () => {
  const stimuli = [
    task(1),
    switchTo([1, 0]),
    receive('any'),
    task(2),
    send([1, 0]),
    receive('nobody'),
    receive('nobody'),
  ];
  expect(runners(stimuli).slice(-3)).toEqual([
    [1, 0],
    [2, 0],
    [0, 0],
  ]);
});

test('schedule/switch: CR3 is the directory of the running task; threads of one task keep the TLB, another task empties it', () => {
  const { kernel } = run([task(1), { do: 'lthread_ex_regs', lthread: 1, ip: 0 }, { do: 'load', address: 0 }]);
  const pagesCached = () => hardware(kernel).tlb.map(({ page }) => page);
  const [directory0, directory1] = hardware(kernel).directories;
  expect([hardware(kernel).cr3, pagesCached()]).toEqual([directory0, [0]]);
  kernel.step(switchTo([0, 1]));
  expect([hardware(kernel).cr3, pagesCached()]).toEqual([directory0, [0]]);
  kernel.step(switchTo([1, 0]));
  expect([hardware(kernel).cr3, pagesCached()]).toEqual([directory1, []]);
});
