import { expect, test } from 'vitest';
import { boot, departing, tableOf } from '../spec/index.js';
import type { State } from '../spec/index.js';
import type { Stimulus, ThreadId } from '../spec/vocabulary/index.js';
import { seenOf, step } from './index.js';

const fifo = tableOf(departing({ senders: 'fifo' }));
const machine = { frames: 2, pages: 1, tasks: 2, lthreads: 4 };
const after = (...stimuli: readonly Stimulus[]): State =>
  stimuli.reduce((s, x) => step(s, x, fifo)[0].state, boot(machine));

const make = (lthread: number): Stimulus => ({ do: 'lthread_ex_regs', lthread });
const runs = (lthread: number): Stimulus => ({ do: 'thread_switch', to: [0, lthread] });
const send = (to: ThreadId): Stimulus => ({ do: 'ipc', send: { to, words: [], items: [], timeoutMs: 'never' } });
const receive: Stimulus = { do: 'ipc', receive: { from: 'any', timeoutMs: 'never' } };

test('ipc/receive-first-sender: senders are taken in the order in which they came, whoever else waits, and one that comes again stands behind', () => {
  const queued = [3, 1, 2].flatMap((lthread) => [runs(lthread), send([0, 0])]);
  let s = after(make(1), make(2), make(3), ...queued, runs(0));
  const from: unknown[] = [];
  for (const isAgain of [true, false, false, false]) {
    const takes = step(s, receive, fifo).map(({ state, sight }) => ({ state, seen: seenOf(state, sight) }));
    const [{ state, seen }, ...others] = takes.filter((it) => it.seen.running[1] === 0);
    expect(others).toEqual([]);
    from.push(seen.result);
    const again = isAgain ? [runs(3), send([0, 0]), runs(0)] : [];
    s = again.reduce((before: State, x) => step(before, x, fifo)[0].state, state);
  }
  expect(from).toEqual(
    [3, 1, 2, 3].map((lthread) => ({ call: 'ipc', phase: 'receive', cause: 'ok', from: [0, lthread], words: [] })),
  );
});
