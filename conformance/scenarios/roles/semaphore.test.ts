import { expect, test } from 'vitest';
import { playSmall } from '../../fixtures/small-system.js';
import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { exchangeRegisters, yieldTo } from '../runtime/thread.js';
import type { Thread } from '../runtime/thread.js';
import { down, semaphoreServer, up } from './semaphore.js';

const SEMAPHORE: ThreadId = [2, 0];
const MAIN: ThreadId = [3, 0];
const [FIRST, SECOND] = [1, 2];
const [FIRST_AT, SECOND_AT, GONE_AT, AGAIN_AT] = [11, 12, 13, 14];
const goneFrom = (lthread: number): Thread<unknown> => exchangeRegisters(lthread, { ip: GONE_AT });

/** The main thread is inside, and two others wait; then `meanwhile`, and the main thread leaves. Who passes, in order; and at last the main thread again. */
const passedBy = (meanwhile: () => Thread): readonly string[] => {
  const passed: string[] = [];
  const waits = (name: string) =>
    function* (): Thread {
      yield* down(SEMAPHORE);
      passed.push(name);
      yield* up(SEMAPHORE);
    };
  function* main(): Thread {
    yield* down(SEMAPHORE);
    for (const [lthread, ip] of [[FIRST, FIRST_AT] as const, [SECOND, SECOND_AT] as const]) {
      yield* exchangeRegisters(lthread, { ip });
      yield* yieldTo([MAIN[0], lthread]);
    }
    yield* meanwhile();
    yield* up(SEMAPHORE);
    for (let turn = 0; turn < 8; turn++) yield* yieldTo();
    yield* down(SEMAPHORE);
    passed.push('main');
  }
  const more = {
    [FIRST_AT]: waits('first'),
    [SECOND_AT]: waits('second'),
    [GONE_AT]: () => yieldTo(),
    [AGAIN_AT]: waits('again'),
  };
  expect(
    playSmall([
      { does: () => semaphoreServer(1), pager: 0 },
      { does: main, more },
    ]),
  ).toBe(null);
  return passed;
};

test('semaphore: the first who waits goes first', () => {
  expect(passedBy(() => yieldTo())).toEqual(['first', 'second', 'main']);
});

test('semaphore: no pass is lost to a thread that waits no more', () => {
  expect(
    passedBy(function* () {
      yield* goneFrom(FIRST);
    }),
  ).toEqual(['second', 'main']);
  expect(
    passedBy(function* () {
      for (const lthread of [FIRST, SECOND]) yield* goneFrom(lthread);
    }),
  ).toEqual(['main']);
});

test('semaphore: a thread that was fetched out of its wait and asks again waits once', () => {
  expect(
    passedBy(function* () {
      yield* exchangeRegisters(FIRST, { ip: AGAIN_AT });
      yield* yieldTo([MAIN[0], FIRST]);
    }),
  ).toEqual(['second', 'again', 'main']);
});
