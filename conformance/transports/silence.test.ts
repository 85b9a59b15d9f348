import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { afterSeconds } from './silence.js';

test('silence: it is called once after so many seconds, and not where something was heard before', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const [silent, heard] = [vi.fn(), vi.fn()];
  afterSeconds(3, silent);
  const hear = afterSeconds(3, heard);
  vi.advanceTimersByTime(2999);
  hear();
  expect(silent).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect([silent.mock.calls.length, heard.mock.calls.length]).toEqual([1, 0]);
});

test('silence: seconds in which the suite itself did not run are no silence of the kernel', async () => {
  const silent = vi.fn();
  onTestFinished(afterSeconds(2, silent));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500);
  await sleep(10);
  expect(silent).not.toHaveBeenCalled();
});
