import { expect, test } from 'vitest';
import type { State } from '../../spec/index.js';
import {
  from,
  item,
  pages,
  receive,
  send,
  switchTo,
  unmap,
  waitingTask,
  WHOLE,
} from '../../spec/vocabulary/fixtures/stimuli.js';
import { nil, sourceOf, writable } from '../../spec/vocabulary/index.js';
import type { Item, Stimulus } from '../../spec/vocabulary/index.js';
import { small, speaking, ways } from '../fixtures/script.js';

/** The last of some stimuli, in a dialect that departs from the reference so. */
const inDialect = (parameters: Parameters<typeof speaking>[0], stimuli: readonly Stimulus[]) =>
  ways(stimuli, undefined, speaking(parameters))[0];

/** By page what a space has: from which page of which task, and with which rights. */
const space = ({ sigma }: State, number: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    sigma.slice(number * small.pages, (number + 1) * small.pages).flatMap((mapping, page) => {
      const source = sourceOf(mapping);
      const name = `page ${String(source % small.pages)} of ${String(Math.floor(source / small.pages))}`;
      return mapping === nil ? [] : [[String(page), `${name} ${writable(mapping) ? 'rw' : 'r'}`]];
    }),
  );
const sigmaZero = { 0: 'page 0 of 0 rw', 1: 'page 1 of 0 rw', 2: 'page 2 of 0 rw', 3: 'page 3 of 0 rw' };

const give = (to: number, ...items: readonly Item[]): Stimulus => send([to, 0], { items });

/** 1.0 has pages 2 and 3 of sigma-zero and waits; 2.0 has from it the first of them, as its page 6; 0.0 runs. */
const derived: readonly Stimulus[] = [
  ...waitingTask(2),
  ...waitingTask(1),
  give(1, item('map', pages(2), 5), item('map', pages(3), 7)),
  send([2, 0], { items: [item('map', pages(5), 6)], then: from('any', WHOLE) }),
  switchTo([0, 0]),
];

test('sigma/vacant: a page that is mapped to where the receiver has nothing is there afterwards, and its space is else as it was', () => {
  const [{ state, rules }] = ways([...derived, give(1, item('map', pages(1), 4))]);
  expect(space(state, 1)).toEqual({ 4: 'page 1 of 0 rw', 5: 'page 2 of 0 rw', 7: 'page 3 of 0 rw' });
  expect(space(state, 2)).toEqual({ 6: 'page 5 of 1 rw' });
  expect(rules).toContain('sigma/vacant');
});

test('sigma/vacant: a page that is granted to where the receiver has nothing is there afterwards, and its space is else as it was', () => {
  const [{ state, rules }] = ways([
    ...waitingTask(3),
    ...derived,
    send([1, 0]),
    send([3, 0], { items: [item('grant', pages(7), 0)] }),
  ]);
  expect([space(state, 1), space(state, 3)]).toEqual([{ 5: 'page 2 of 0 rw' }, { 0: 'page 3 of 0 rw' }]);
  expect(rules).toContain('sigma/vacant');
});

test('sigma/keep-occupied: a page that is sent onto another is dropped, what was derived from that stays, and the message comes all the same', () => {
  const { state, seen } = inDialect({ ontoOccupied: 'keep' }, [...derived, give(1, item('map', pages(1), 5))]);
  expect(space(state, 1)).toEqual({ 5: 'page 2 of 0 rw', 7: 'page 3 of 0 rw' });
  expect(space(state, 2)).toEqual({ 6: 'page 5 of 1 rw' });
  expect(seen).toEqual({
    running: [1, 0],
    result: { call: 'ipc', phase: 'receive', cause: 'ok', from: [0, 0], words: [] },
  });
});

test('sigma/keep-occupied: whoever grants a page onto another keeps it', () => {
  const { state } = inDialect({ ontoOccupied: 'keep' }, [
    ...derived,
    switchTo([2, 0]),
    receive('any', WHOLE),
    send([1, 0]),
    send([2, 0], { items: [item('grant', pages(7), 6)] }),
  ]);
  expect(space(state, 1)).toEqual({ 5: 'page 2 of 0 rw', 7: 'page 3 of 0 rw' });
  expect(space(state, 2)).toEqual({ 6: 'page 5 of 1 rw' });
});

test('sigma/nil-source-copied: a page that the sender does not have takes the page of the receiver onto which it is sent, and what was derived from that', () => {
  const { state } = inDialect({ unmappedSource: 'copies nil' }, [...derived, give(1, item('map', pages(6), 5))]);
  expect(space(state, 1)).toEqual({ 7: 'page 3 of 0 rw' });
  expect(space(state, 2)).toEqual({});
  expect(space(state, 0)).toEqual(sigmaZero);
});

/** What task 1 has after 1.0, which had only page 5, sent it to 1.1. */
const withinTask = (it: Item): Readonly<Record<string, string>> => {
  const { state } = inDialect({ withinTask: 'allowed' }, [
    ...waitingTask(1),
    send([1, 0], { items: [item('map', pages(2), 5)], then: from([1, 0]) }),
    { do: 'lthread_ex_regs', lthread: 1 },
    switchTo([1, 1]),
    receive('any', WHOLE),
    send([1, 1], { items: [it] }),
  ]);
  return space(state, 1);
};

test('sigma/within-task-linked: within one task a page is mapped, or granted, to another page like any other', () => {
  expect(withinTask(item('map', pages(5), 6, false))).toEqual({ 5: 'page 2 of 0 rw', 6: 'page 5 of 1 r' });
  expect(withinTask(item('grant', pages(5), 6))).toEqual({ 6: 'page 2 of 0 rw' });
});

test('sigma/within-task-linked: a page that its own task sends to itself, or beyond the limit, stays as it is', () => {
  for (const kind of ['map', 'grant'] as const)
    for (const page of [5, small.pages])
      expect([kind, page, withinTask(item(kind, pages(5), page))]).toEqual([kind, page, { 5: 'page 2 of 0 rw' }]);
});

test('sigma/same-frame: a grant onto a page of the same frame gives it the right to write, and takes nothing from the granter', () => {
  const { state } = inDialect({ sameSource: 'same frame' }, [
    ...waitingTask(1),
    ...waitingTask(2),
    give(2, item('map', pages(2), 6, false)),
    receive('any', WHOLE),
    give(1, item('map', pages(2), 5)),
    send([2, 0], { items: [item('grant', pages(5), 6)] }),
  ]);
  expect(space(state, 1)).toEqual({ 5: 'page 2 of 0 rw' });
  expect(space(state, 2)).toEqual({ 6: 'page 2 of 0 rw' });
});

test('sigma/same-frame: a page that is sent, to be read only, onto one of the same frame takes no right from it', () => {
  const { state } = inDialect({ sameSource: 'same frame' }, [
    ...derived,
    switchTo([2, 0]),
    receive('any', WHOLE),
    give(2, item('map', pages(2), 6, false)),
  ]);
  expect(space(state, 2)).toEqual({ 6: 'page 5 of 1 rw' });
});

test('sigma/replace-other-frame: a page of another frame takes the place of the one that was there, and what was derived from that is gone', () => {
  const { state } = inDialect({ sameSource: 'same frame' }, [...derived, give(1, item('map', pages(1), 5))]);
  expect(space(state, 1)).toEqual({ 5: 'page 1 of 0 rw', 7: 'page 3 of 0 rw' });
  expect(space(state, 2)).toEqual({});
});

/** 1.0 grants its page 5, from which 2.0 has a page, to 3.0. */
const grants = (write: boolean): readonly Stimulus[] => [
  ...waitingTask(3),
  ...derived,
  send([1, 0]),
  send([3, 0], { items: [item('grant', pages(5), 4, write)] }),
];

test('sigma/grant-flushes: whoever has a page from the granter loses it when that grants its own to somebody else', () => {
  const { state } = inDialect({ grantOnward: 'flushed' }, grants(true));
  expect([space(state, 1), space(state, 2), space(state, 3)]).toEqual([
    { 7: 'page 3 of 0 rw' },
    {},
    { 4: 'page 2 of 0 rw' },
  ]);
});

test('sigma/grant-flushes: the page is granted with no more rights than are asked for', () => {
  const { state } = inDialect({ grantOnward: 'flushed' }, grants(false));
  expect(space(state, 3)).toEqual({ 4: 'page 2 of 0 r' });
});

test('sigma/grant-keeps-write: a page that its granter could write can be written after a grant to be read only, and so can what was derived from it', () => {
  const { state } = inDialect({ readOnlyGrant: 'keeps write' }, grants(false));
  expect([space(state, 1), space(state, 2), space(state, 3)]).toEqual([
    { 7: 'page 3 of 0 rw' },
    { 6: 'page 4 of 3 rw' },
    { 4: 'page 2 of 0 rw' },
  ]);
});

test('sigma/unmap: every page of the fpage is taken from those who have it from the caller, no other page is, and the caller runs on', () => {
  const [{ seen, state }] = ways([
    ...waitingTask(1),
    give(1, item('map', pages(0, 2), 4)),
    switchTo([0, 0]),
    unmap(pages(2, 1)),
  ]);
  expect(space(state, 1)).toEqual({ 4: 'page 0 of 0 rw', 5: 'page 1 of 0 rw' });
  expect(space(state, 0)).toEqual(sigmaZero);
  expect(seen).toEqual({ running: [0, 0] });
});

test('sigma/demap-every-alias: a demap takes the frame from every space, that of the caller and that from which it came too; sigma-zero alone never changes', () => {
  const { state } = inDialect({ demapScope: 'every alias' }, [...derived, switchTo([2, 0]), unmap(pages(6))]);
  expect([space(state, 0), space(state, 1), space(state, 2)]).toEqual([sigmaZero, { 7: 'page 3 of 0 rw' }, {}]);
});
