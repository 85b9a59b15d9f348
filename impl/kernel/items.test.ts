import { expect, test } from 'vitest';
import type { Item } from '../../spec/vocabulary/index.js';
import { encodeFpage } from './fpage.js';
import {
  from,
  item,
  load,
  pages,
  receive,
  send,
  store,
  switchTo,
  waitingTask,
  WHOLE,
} from '../../spec/vocabulary/fixtures/stimuli.js';
import { mapping, run, trace } from './fixtures/script.js';
import { landing } from './items.js';

/** 1.0 waits, and 0.0 sends it items, each in a message of its own. After the last one 1.0 runs. */
const give = (...items: readonly Item[]) => [
  ...waitingTask(1),
  ...items.flatMap((x, i) => [
    send([1, 0], { items: [x] }),
    ...(i === items.length - 1 ? [] : [receive('any', WHOLE)]),
  ]),
];
/** 1.0, which runs, passes an item on to 2.0, which waits; then 2.0 runs. */
const passOn = (x: Item) => send([2, 0], { items: [x] });
const both = [...waitingTask(2), ...waitingTask(1)];

test('sigma/map: the receiver names the page of the sender, with the right asked for, and the sender retains it', () => {
  const { kernel, seen } = run([...give(item('map', pages(2), 5, false)), load(5)]);
  expect(seen).toEqual({ running: [1, 0], loaded: 2 });
  expect(mapping(kernel, 1, 5)).toEqual([0, 2, 'r']);
  expect(mapping(kernel, 0, 2)).toEqual([0, 2, 'rw']);
});

test('sigma/map: whoever may only read gives no right to write, by map or by grant', () => {
  for (const kind of ['map', 'grant'] as const) {
    const { kernel } = run([
      ...both,
      send([1, 0], { items: [item('map', pages(2), 2, false)] }),
      passOn(item(kind, pages(2), 4, true)),
    ]);
    expect(mapping(kernel, 2, 4)?.[2]).toBe('r');
  }
});

test('sigma/map-again: a map of the same page only adds a right; what was derived stays', () => {
  const again = (write: boolean) =>
    run([
      ...both,
      send([1, 0], { items: [item('map', pages(2), 2, false)] }),
      passOn(item('map', pages(2), 4, true)),
      switchTo([1, 0]),
      receive('any', WHOLE),
      switchTo([0, 0]),
      send([1, 0], { items: [item('map', pages(2), 2, write)] }),
    ]).kernel;
  expect([mapping(again(true), 1, 2), mapping(again(true), 2, 4)]).toEqual([
    [0, 2, 'rw'],
    [1, 2, 'r'],
  ]);
  expect(mapping(again(false), 1, 2)).toEqual([0, 2, 'r']);
});

test('sigma/map-again: the right that comes is there at once, though the TLB knows the page as read-only', () => {
  const seen = trace([
    ...give(item('map', pages(2), 2, false)),
    load(2),
    switchTo([0, 0]),
    send([1, 0], { items: [item('map', pages(2), 2, true)] }),
    receive('any', WHOLE),
    store(2, 8),
  ]);
  expect(seen.at(-1)).toEqual({ running: [1, 0], stored: true });
});

test('sigma/grant: the receiver takes the place of the granter, whose children become its own', () => {
  const { kernel } = run([
    ...both,
    send([1, 0], { items: [item('map', pages(2), 2)] }),
    passOn(item('map', pages(2), 4)),
    receive('any', WHOLE),
    switchTo([1, 0]),
    passOn(item('grant', pages(2), 6)),
  ]);
  expect([mapping(kernel, 1, 2), mapping(kernel, 2, 6), mapping(kernel, 2, 4)]).toEqual([
    null,
    [0, 2, 'rw'],
    [2, 6, 'rw'],
  ]);
});

test('sigma/grant: a grant to be read only cuts what was derived from the page', () => {
  const { kernel } = run([
    ...waitingTask(3),
    ...both,
    send([1, 0], { items: [item('map', pages(2), 2)] }),
    passOn(item('map', pages(2), 4)),
    switchTo([1, 0]),
    send([3, 0], { items: [item('grant', pages(2), 1, false)] }),
  ]);
  expect([mapping(kernel, 3, 1), mapping(kernel, 2, 4)]).toEqual([
    [0, 2, 'r'],
    [3, 1, 'r'],
  ]);
});

test('sigma/grant: the granter loses the page at once, though it runs on and the TLB knew it', () => {
  // 1.0 has page 2 and has used it. 2.0 is served while 1.0 takes the next sender of its own task, without a load of
  // CR3.
  const seen = trace([
    ...both,
    send([1, 0], { items: [item('map', pages(2), 2)] }),
    load(2),
    { do: 'lthread_ex_regs', lthread: 1, ip: 0 },
    switchTo([1, 1]),
    send([1, 0], { words: [1] }),
    switchTo([1, 0]),
    load(2),
    send([2, 0], { items: [item('grant', pages(2), 2)], then: from('any') }),
    load(2),
  ]);
  expect(seen.at(-2)?.running).toEqual([1, 0]);
  expect(seen.at(-1)).not.toHaveProperty('loaded');
});

test('sigma/grant-from-sigma-zero: sigma-zero never changes: what it grants it maps', () => {
  const { kernel } = run(give(item('grant', pages(2), 2)));
  expect([mapping(kernel, 0, 2), mapping(kernel, 1, 2)]).toEqual([
    [0, 2, 'rw'],
    [0, 2, 'rw'],
  ]);
});

test('sigma/into-sigma-zero: no item enters sigma-zero; the message is delivered', () => {
  const { kernel, seen } = run([
    ...give(item('map', pages(2), 2)),
    switchTo([0, 0]),
    receive('any', WHOLE),
    send([0, 0], { words: [3], items: [item('map', pages(2), 1)] }),
  ]);
  expect(seen.result).toMatchObject({ cause: 'ok', from: [1, 0], words: [3] });
  expect(mapping(kernel, 0, 1)).toEqual([0, 1, 'rw']);
});

test('sigma/within-task: between threads of one task nothing is mapped; the message is delivered', () => {
  const { kernel, seen } = run([
    ...give(item('map', pages(2), 2)),
    { do: 'lthread_ex_regs', lthread: 1, ip: 0 },
    switchTo([1, 1]),
    receive('any', WHOLE),
    switchTo([1, 0]),
    send([1, 1], { items: [item('map', pages(2), 6)] }),
  ]);
  expect(seen.running).toEqual([1, 1]);
  expect(mapping(kernel, 1, 6)).toBeNull();
});

test('sigma/replace: a page that is overwritten leaves with everything derived from it', () => {
  const { kernel } = run([
    ...both,
    send([1, 0], { items: [item('map', pages(2), 2)] }),
    passOn(item('map', pages(2), 4)),
    switchTo([1, 0]),
    receive('any', WHOLE),
    switchTo([0, 0]),
    send([1, 0], { items: [item('map', pages(3), 2)] }),
  ]);
  expect([mapping(kernel, 1, 2), mapping(kernel, 2, 4)]).toEqual([[0, 3, 'rw'], null]);
});

test('sigma/source-gone: a map onto the page from which the source came takes the source, and maps nothing', () => {
  const { kernel } = run([
    ...both,
    send([1, 0], { items: [item('map', pages(2), 2)] }),
    passOn(item('map', pages(2), 4)),
    switchTo([1, 0]),
    receive('any', WHOLE),
    switchTo([2, 0]),
    send([1, 0], { items: [item('map', pages(4), 2)] }),
  ]);
  expect([mapping(kernel, 1, 2), mapping(kernel, 2, 4)]).toEqual([null, null]);
});

test('sigma/nil-source: a page that is nil passes nothing, and what is there stays', () => {
  const { kernel } = run([
    ...give(item('map', pages(2), 2)),
    receive('any', WHOLE),
    // page 6 of task 0 is nil: there are four frames
    send([1, 0], { items: [item('map', pages(6), 2)] }),
  ]);
  expect(mapping(kernel, 1, 2)).toEqual([0, 2, 'rw']);
});

test('sigma/beyond-limit: nothing lands past the last page of a space, and nothing comes from there', () => {
  const { kernel, seen } = run([
    ...waitingTask(1),
    send([1, 0], { items: [item('map', pages(0, 2), 8), item('map', pages(0, 20), 4), item('map', pages(64, 4), 0)] }),
  ]);
  expect(seen.result).toMatchObject({ cause: 'ok' });
  expect(kernel.view().derivation?.[1]).toEqual([
    [0, 0, 'rw'],
    [0, 1, 'rw'],
    [0, 2, 'rw'],
    [0, 3, 'rw'],
    null,
    null,
    null,
    null,
  ]);
});

test('sigma/item-fits, sigma/item-exceeds: the offset chooses the place in a larger window, or the part of a larger item', () => {
  const where = (x: Item, window = pages(0)) => landing(encodeFpage(x.fpage), x.offset, encodeFpage(window));
  expect(where(item('map', pages(2, 1), 5), pages(8, 3))).toEqual({ source: 2, target: 12, count: 2 });
  expect(where(item('map', pages(2, 1), 8 + 5), pages(8, 3))).toEqual({ source: 2, target: 12, count: 2 });
  expect(where(item('map', pages(8, 3), 5), pages(2, 1))).toEqual({ source: 12, target: 2, count: 2 });
  expect(where(item('map', pages(8, 3), 0xf_ffff), pages(2, 1))).toEqual({ source: 14, target: 2, count: 2 });
  expect(where(item('map', pages(4, 2), 3), pages(0, 2))).toEqual({ source: 4, target: 0, count: 4 });
  expect(where(item('map', WHOLE, 7), WHOLE)).toEqual({ source: 0, target: 0, count: 2 ** 20 });
});

test('sigma/item-exceeds: of an item larger than the window, exactly a window of pages is mapped', () => {
  const { kernel } = run(
    [task1WaitingWith(pages(4, 1)), send([1, 0], { items: [item('map', pages(0, 2), 2)] })].flat(),
  );
  expect(kernel.view().derivation?.[1]).toEqual([null, null, null, null, [0, 2, 'rw'], [0, 3, 'rw'], null, null]);
});

const task1WaitingWith = (window: ReturnType<typeof pages>) => [...waitingTask(1).slice(0, 2), receive('any', window)];

test('ipc/deliver: items are applied in the order of the message', () => {
  const { kernel } = run([
    ...waitingTask(1),
    send([1, 0], { items: [item('map', pages(2), 2), item('map', pages(3), 2)] }),
  ]);
  expect(mapping(kernel, 1, 2)).toEqual([0, 3, 'rw']);
});
