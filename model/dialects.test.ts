import { expect, test } from 'vitest';
import { boot } from '../spec/index.js';
import { received } from '../spec/vocabulary/fixtures/seen.js';
import { receive, send, switchTo, thread } from '../spec/vocabulary/fixtures/stimuli.js';
import { after, small, speaking, ways } from './fixtures/script.js';

const fifo = speaking({ senders: 'fifo' });

test('ipc/receive-first-sender: senders are taken in the order in which they came, whoever else waits, and one that comes again stands behind', () => {
  const comes = (lthread: number) => [switchTo([0, lthread]), send([0, 0])];
  const first = [thread(1), thread(2), thread(3), ...[3, 1, 2].flatMap(comes), switchTo([0, 0])];
  let s = after(first, boot({ ...small, lthreads: 4 }), fifo);
  const from: unknown[] = [];
  for (const isAgain of [true, false, false, false]) {
    const [{ state, seen }, ...others] = ways([receive('any')], s, fifo).filter((it) => it.seen.running[1] === 0);
    expect(others).toEqual([]);
    from.push(seen);
    s = after(isAgain ? [...comes(3), switchTo([0, 0])] : [], state, fifo);
  }
  expect(from).toEqual([3, 1, 2, 3].map((lthread) => received([0, 0], [0, lthread])));
});
