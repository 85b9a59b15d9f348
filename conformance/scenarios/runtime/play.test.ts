import { expect, test } from 'vitest';
import { termsOf } from '../../check/terms.js';
import { tampered } from '../../fixtures/scenario-breaks.js';
import { bundled } from '../../kernels/bundled.js';
import { play } from './play.js';
import type { System } from './scenario.js';
import { call, compute, createTask, exchangeRegisters, load, receive, serve, sleep, store } from './thread.js';
import type { Thread } from './thread.js';

const i486 = () => (bundled['i486'] ?? expect.fail('there is no i486'))();

/** A server that doubles, and its client. */
const doubling = (heard: number[]): System => ({
  boot: { frames: 2, pages: 2, tasks: 2, lthreads: 1 },
  threads: {},
  ends: [],
  programs: {
    0: function* (): Thread {
      yield* createTask(1, [0, 0], 1);
      const { words } = yield* call([1, 0], [21]);
      heard.push(words[0]);
    },
    1: () =>
      serve(function* ({ words: [x] }) {
        return { words: [2 * x] };
      }),
  },
  claims: () => [{ says: 'twice 21 is 42', holds: heard.join() === '42' }],
});

test('play: programs yield instructions and are handed what they show, on any kernel, and each step is judged', () => {
  const heard: number[] = [];
  const kernel = i486();
  const { verdict, claims, program, steps } = play(doubling(heard), kernel, termsOf(kernel.manifest));
  expect(heard).toEqual([42]);
  expect(verdict).toEqual({ is: 'conforms' });
  expect(claims.every(({ holds }) => holds)).toBe(true);
  expect(program.stimuli.map((it) => it.do)).toEqual(['task_new', 'ipc', 'ipc', 'ipc', 'ipc']);
  expect(steps.map(({ by }) => String(by))).toEqual(['0,0', '0,0', '1,0', '1,0', '0,0']);
});

test('play: the step at which a kernel departs from the specification ends the run', () => {
  const kernel = tampered(i486(), (x) => (x.do === 'ipc' && x.send?.to[0] === 0 ? { ...x, send: undefined } : x));
  const { verdict, claims, steps } = play(doubling([]), kernel, termsOf(kernel.manifest));
  expect(verdict.is).toBe('diverges');
  expect(steps).toHaveLength(4);
  expect(claims.map(({ holds }) => holds)).toEqual([false]);
});

test('play: what a thread is handed by a kernel that gives it what is another’s ends the run, and is told', () => {
  const kernel = tampered(i486(), (x) => (x.do === 'task_new' ? { do: 'id_nearest', of: 'nobody' } : x));
  expect(play(doubling([]), kernel, null).claims).toEqual([
    {
      says: 'the programs come to their end: a thread made task_new and was handed id_nearest',
      holds: false,
    },
  ]);
});

test('play: where all idle, a program that is to end and waits has not come to its end', () => {
  const system: System = {
    boot: { frames: 1, pages: 1, tasks: 2, lthreads: 1 },
    threads: { '0.0': 'boot', '1.0': 'client' },
    ends: ['0.0', '1.0'],
    programs: {
      0: function* (): Thread {
        yield* createTask(1, [0, 0], 1);
      },
      1: function* (): Thread {
        yield* call([0, 0], []);
      },
    },
    claims: () => [{ says: 'it is asked what else holds', holds: true }],
  };
  expect(play(system, i486(), null).claims).toEqual([
    { says: 'the programs come to their end, but for 1.0', holds: false },
    { says: 'it is asked what else holds', holds: true },
  ]);
});

test('play: programs that do not end are stopped', () => {
  const system: System = {
    boot: { frames: 1, pages: 1, tasks: 1, lthreads: 1 },
    threads: {},
    ends: [],
    programs: {
      0: function* (): Thread {
        while (true) yield* load(0);
      },
    },
    claims: () => [],
  };
  expect(play(system, i486(), null).claims).toEqual([
    { says: 'the programs come to their end: it did not end within 10000 steps', holds: false },
  ]);
});

test('play: time passes where all sleep; a thread that is given an instruction pointer begins there, wherever it was', () => {
  const told: string[] = [];
  const system: System = {
    boot: { frames: 1, pages: 1, tasks: 1, lthreads: 2 },
    threads: {},
    ends: [],
    programs: {
      0: function* (): Thread {
        yield* exchangeRegisters(1, { ip: 1 });
        told.push((yield* sleep(20)).cause);
        yield* exchangeRegisters(1, { ip: 2 });
        yield* compute(3);
        yield* sleep(5);
        told.push('end');
      },
      1: function* (): Thread {
        told.push('waits');
        yield* receive([0, 0]);
        told.push('never');
      },
      2: function* (): Thread {
        told.push('anew');
        yield* store(0, 7);
      },
    },
    claims: () => [],
  };
  const kernel = i486();
  const { verdict } = play(system, kernel, termsOf(kernel.manifest));
  expect(verdict).toEqual({ is: 'conforms' });
  expect(told).toEqual(['waits', 'timeout', 'anew', 'end']);
});

test('play: a store to a page of registers raises the line of the device behind it', () => {
  const rung: unknown[] = [];
  const system: System = {
    boot: { frames: 1, pages: 1, tasks: 1, lthreads: 2, lines: 1 },
    threads: {},
    ends: [],
    registers: { task: 0, page: 0, line: 0 },
    programs: {
      0: function* (): Thread {
        yield* exchangeRegisters(1, { ip: 1 });
        yield* sleep(1);
        yield* store(8, 3);
      },
      1: function* (): Thread {
        yield* receive({ line: 0 }, { timeoutMs: 0 });
        rung.push((yield* receive({ line: 0 })).from, yield* load(8));
      },
    },
    claims: () => [],
  };
  const kernel = i486();
  expect(play(system, kernel, termsOf(kernel.manifest)).verdict).toEqual({ is: 'conforms' });
  expect(rung).toEqual([{ line: 0 }, 3]);
});
