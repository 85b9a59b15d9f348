import { expect, test } from 'vitest';
import {
  item,
  load,
  pages,
  receive,
  send,
  store,
  switchTo,
  unmap,
  waitingTask,
  WHOLE,
} from '../../spec/vocabulary/fixtures/stimuli.js';
import { mapping, run, trace } from './fixtures/script.js';

/** Page 2 of task 0 is mapped to page 2 of task 1, that to page 4 of task 2, that to page 1 of task 3. 3.0 runs. */
const chain = [
  ...waitingTask(3),
  ...waitingTask(2),
  ...waitingTask(1),
  send([1, 0], { items: [item('map', pages(2), 2)] }),
  send([2, 0], { items: [item('map', pages(2), 4)] }),
  send([3, 0], { items: [item('map', pages(4), 1)] }),
];
const mappings = (kernel: ReturnType<typeof run>['kernel']) => [
  mapping(kernel, 0, 2),
  mapping(kernel, 1, 2),
  mapping(kernel, 2, 4),
  mapping(kernel, 3, 1),
];

test('sigma/demap: every page derived from the page goes, and the page itself stays', () => {
  const { kernel } = run([...chain, switchTo([1, 0]), unmap(pages(2))]);
  expect(mappings(kernel)).toEqual([[0, 2, 'rw'], [0, 2, 'rw'], null, null]);
});

test('sigma/demap-own: with the own flag the page goes, too', () => {
  const { kernel } = run([...chain, switchTo([2, 0]), unmap(pages(0, 3), { own: true })]);
  expect(mappings(kernel)).toEqual([[0, 2, 'rw'], [0, 2, 'rw'], null, null]);
});

test('sigma/restrict, sigma/restrict-own: cut to read-only, the pages stay', () => {
  const below = run([...chain, switchTo([1, 0]), unmap(pages(2), { readOnly: true })]).kernel;
  expect(mappings(below)).toEqual([
    [0, 2, 'rw'],
    [0, 2, 'rw'],
    [1, 2, 'r'],
    [2, 4, 'r'],
  ]);
  const own = run([...chain, switchTo([2, 0]), unmap(pages(4), { own: true, readOnly: true })]).kernel;
  expect(mappings(own)).toEqual([
    [0, 2, 'rw'],
    [0, 2, 'rw'],
    [1, 2, 'r'],
    [2, 4, 'r'],
  ]);
});

test('sigma/demap-own: sigma-zero keeps its own pages and its rights to them', () => {
  for (const readOnly of [false, true]) {
    const { kernel } = run([...chain, switchTo([0, 0]), unmap(WHOLE, { own: true, readOnly })]);
    expect(mapping(kernel, 0, 2)).toEqual([0, 2, 'rw']);
    expect(mapping(kernel, 1, 2)).toEqual(readOnly ? [0, 2, 'r'] : null);
  }
});

test('sigma/demap: what others derived from the same page stays', () => {
  const { kernel } = run([
    ...waitingTask(2),
    ...waitingTask(1),
    send([1, 0], { items: [item('map', pages(2), 2)] }),
    switchTo([0, 0]),
    send([2, 0], { items: [item('map', pages(2), 4)] }),
    unmap(pages(4), { own: true }),
  ]);
  expect([mapping(kernel, 1, 2), mapping(kernel, 2, 4)]).toEqual([[0, 2, 'rw'], null]);
});

test('sigma/demap-nil: pages that are nil, or past the limit, are skipped', () => {
  const { kernel, seen } = run([...chain, unmap(pages(64, 4), { own: true }), unmap(pages(0), { own: true })]);
  expect(seen).toEqual({ running: [3, 0] });
  expect(mappings(kernel)).toEqual([
    [0, 2, 'rw'],
    [0, 2, 'rw'],
    [1, 2, 'rw'],
    [2, 4, 'rw'],
  ]);
});

test('sigma/demap-own: the page is gone at once, though the TLB of the running space knew it', () => {
  const seen = trace([...chain, load(1), unmap(pages(1), { own: true }), load(1)]);
  expect(seen.at(-3)).toEqual({ running: [3, 0], loaded: 2 });
  expect(seen.at(-1)?.loaded).toBeUndefined();
});

test('sigma/restrict-own: the right to write is gone at once, though the TLB had it', () => {
  const seen = trace([...chain, store(1, 5), unmap(pages(1), { own: true, readOnly: true }), load(1), store(1, 6)]);
  expect(seen.slice(-4, -1)).toEqual([
    { running: [3, 0], stored: true },
    { running: [3, 0] },
    { running: [3, 0], loaded: 5 },
  ]);
  expect(seen.at(-1)?.stored).toBeUndefined();
});

test('sigma/demap: a chain back and forth between two spaces is taken whole, and its nodes serve again', () => {
  // 1.2 -> 2.4 -> 1.3 -> 2.5: the page of task 1 is its own great-great-grandchild, in another place
  const there = [send([2, 0], { items: [item('map', pages(2), 4)] })];
  const back = [
    switchTo([1, 0]),
    receive('any', WHOLE),
    switchTo([2, 0]),
    send([1, 0], { items: [item('map', pages(4), 3)] }),
  ];
  const again = [
    switchTo([2, 0]),
    receive('any', WHOLE),
    switchTo([1, 0]),
    send([2, 0], { items: [item('map', pages(3), 5)] }),
  ];
  const round = [...there, ...back, ...again];
  const begin = [...waitingTask(2), ...waitingTask(1), send([1, 0], { items: [item('map', pages(2), 2)] })];
  const { kernel } = run([...begin, ...round]);
  expect([mapping(kernel, 1, 3), mapping(kernel, 2, 5)]).toEqual([
    [2, 4, 'rw'],
    [1, 3, 'rw'],
  ]);
  const clear = [switchTo([1, 0]), unmap(pages(2)), switchTo([2, 0]), receive('any', WHOLE), switchTo([1, 0])];
  const many = run([...begin, ...Array.from({ length: 50 }, () => [...round, ...clear]).flat()]).kernel;
  expect(many.view().derivation?.slice(1, 3)).toEqual([
    [null, null, [0, 2, 'rw'], null, null, null, null, null],
    [null, null, null, null, null, null, null, null],
  ]);
});
