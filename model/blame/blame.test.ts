import { expect, test } from 'vitest';
import type { Program, Seen, Stimulus, View } from '../../spec/vocabulary/index.js';
import { blame } from './index.js';
import type { Blame } from './index.js';
import { historyOf } from '../history.js';
import { modelKernel } from '../kernel.js';
import { differences, renderDifference } from '../view.js';

const boot = { frames: 1, pages: 1, tasks: 2, lthreads: 1 };
const create: Stimulus = { do: 'task_new', task: 1, pager: [0, 0], ip: 0 };
const send = (task: number, timeoutMs: 0 | 'never'): Stimulus => ({
  do: 'ipc',
  send: { to: [task, 0], words: [], items: [], timeoutMs },
});
const created: Seen = { running: [0, 0], result: { call: 'task_new', made: [1, 0] } };

/** Whom the specification blames where a kernel shows this, step by step; the last is refused. */
const blamed = (stimuli: Program['stimuli'], seen: readonly Seen[]): Blame =>
  blame(
    historyOf(
      { boot, stimuli },
      seen.map((it) => ({ seen: it })),
    ),
    { kind: 'seen' },
  );

test('ipc/send-partner-ready: a receiver that the kernel has forgotten is blamed on the rule that last wrote where it stands', () => {
  const receive: Stimulus = { do: 'ipc', receive: { from: 'any', timeoutMs: 'never' } };
  const { rule, step, showsAt } = blamed(
    [create, receive, send(0, 'never')],
    [created, { running: [1, 0] }, { running: 'idle' }],
  );
  expect({ rule, step, showsAt }).toEqual({ rule: 'ipc/receive-wait', step: 1, showsAt: 2 });
});

test('ipc/send-poll: a kernel that waits in place of polling has mistaken the timeout, not where its partner stands', () => {
  const { rule, step } = blamed(
    [create, send(1, 'never'), send(0, 0)],
    [created, { running: [1, 0] }, { running: 'idle' }],
  );
  expect({ rule, step }).toEqual({ rule: 'ipc/send-poll', step: 2 });
});

test('ipc/send-nonexistent: of a thread that waits for itself nobody else wrote where the partner stands', () => {
  const toOther: Stimulus = { do: 'thread_switch', to: [1, 0] };
  const { rule, step } = blamed(
    [create, toOther, send(1, 'never')],
    [created, { running: [1, 0] }, { running: [0, 0] }],
  );
  expect({ rule, step }).toEqual({ rule: 'ipc/send-nonexistent', step: 2 });
});

test('strings/page-missing: a thread that asks its pager for another page is blamed on who chose the page, not on who sent the message', () => {
  const inMemory = { words: [], items: [], strings: [{ address: 0, bytes: 1 }], timeoutMs: 'never' } as const;
  const stimuli: Program['stimuli'] = [
    create,
    { do: 'ipc', send: { to: [1, 0], ...inMemory } },
    { do: 'ipc', receive: { from: 'any', strings: [{ address: 4096, bytes: 1 }], timeoutMs: 'never' } },
  ];
  const kernel = modelKernel();
  kernel.boot(boot);
  const observations = stimuli.map((stimulus) => ({ seen: kernel.step(stimulus), view: kernel.view?.() ?? {} }));
  const last = observations[2];
  const wrong = last.view.threads?.map((t) => (t.fault ? { ...t, fault: { missing: 0, write: true } } : t)) ?? [];
  const shown = [...observations.slice(0, 2), { seen: last.seen, view: { threads: wrong } }];
  const { rule, nearest } = blame(historyOf({ boot, stimuli }, shown), { kind: 'view' });
  expect(rule).toBe('strings/page-missing');
  expect(differences(nearest.state, { threads: wrong }).map((d) => [d.shown, d.allowed])).toEqual([
    ['page missing at 0 for a write', 'page missing at 4096 for a write'],
  ]);
});

/** Whom the specification blames where the model as a kernel shows, after the last stimulus, another view. */
const blamedFor = (stimuli: Program['stimuli'], change: (view: View) => View) => {
  const kernel = modelKernel();
  kernel.boot(boot);
  const observations = stimuli.map((stimulus) => ({ seen: kernel.step(stimulus), view: kernel.view?.() ?? {} }));
  const last = observations[stimuli.length - 1];
  const view = change(last.view);
  const shown = [...observations.slice(0, -1), { seen: last.seen, view }];
  const { rule, kind, nearest } = blame(historyOf({ boot, stimuli }, shown), { kind: 'view' });
  return { rule, kind, told: differences(nearest.state, view).map((it) => renderDifference(boot, it)) };
};

test.each<[string, Partial<View>]>([
  ['whether it shows its threads', {}],
  ['or not', { threads: undefined }],
])('ipc/send-queue: a sender that is in no queue is told, and its rule is blamed, %s', (_, hidden) => {
  const stimuli: Program['stimuli'] = [create, send(1, 'never')];
  expect(blamedFor(stimuli, (view) => ({ ...view, queues: [], ...hidden }))).toEqual({
    rule: 'ipc/send-queue',
    kind: 'queue',
    told: ['queue of thread 1.0: shown nobody waits; allowed 0.0 wait'],
  });
  const twice = [{ receiver: [1, 0], senders: [[0, 0], [1, 0]] }] as const; // prettier-ignore
  expect(blamedFor(stimuli, (view) => ({ ...view, queues: twice })).kind).toBe('queue');
});

test('timeouts/time-passes: a clock that shows another time is told, and the tick is blamed', () => {
  const stimuli: Program['stimuli'] = [create, { do: 'tick', ms: 3 }];
  expect(blamedFor(stimuli, (view) => ({ ...view, clockMs: 2 }))).toEqual({
    rule: 'timeouts/time-passes',
    kind: 'clock',
    told: ['clock: shown 2 ms; allowed 3 ms'],
  });
});

test('schedule/partner: of two whose copy is cut, and who both show it, the kernel chose the other one to run', () => {
  const stimuli: Program['stimuli'] = [
    create,
    { do: 'ipc', receive: { from: 'any', timeoutMs: 'never' } },
    {
      do: 'ipc',
      send: { to: [0, 0], words: [], items: [], strings: [{ address: 0, bytes: 0 }], timeoutMs: 'never' },
    },
  ];
  const { rule, step } = blamed(stimuli, [
    created,
    { running: [1, 0] },
    { running: [1, 0], result: { call: 'ipc', phase: 'send', cause: 'messageCut' } },
  ]);
  expect({ rule, step }).toEqual({ rule: 'schedule/partner', step: 2 });
});

/** 0.0 maps its page to 1.0 in answer to a fault, and maps it again; 1.0 stores. */
const mapped = (write: boolean): Stimulus => ({
  do: 'ipc',
  send: {
    to: [1, 0],
    words: [],
    items: [{ kind: 'map', fpage: { base: 0, sizeLog2: 0 }, offset: 0, write }],
    timeoutMs: 'never',
  },
});
const window: Stimulus = {
  do: 'ipc',
  receive: { from: 'any', window: { base: 0, sizeLog2: 0 }, timeoutMs: 'never' },
};
const mappedAgain: Program['stimuli'] = [
  create,
  { do: 'ipc', receive: { from: 'any', timeoutMs: 'never' } },
  { do: 'load', address: 0 },
  mapped(true),
  window,
  mapped(false),
  { do: 'store', address: 0, value: 0 },
];

test.each([
  ['shows nothing of its pages', {}, 'sigma/map-again', 5],
  ['shows them', { derivation: [[[0, 0, 'rw']], [[0, 0, 'rw']]] } satisfies View, undefined, undefined],
])(
  'sigma/map-again: a store that a kernel refuses, which %s, is blamed on who mapped the page, and on the rule since that was to leave it',
  (_, view, told, at) => {
    const kernel = modelKernel();
    kernel.boot(boot);
    const seen = mappedAgain.slice(0, -1).map((stimulus) => ({ seen: kernel.step(stimulus) }));
    const refused = { seen: { running: [0, 0], result: { call: 'ipc', phase: 'send', cause: 'ok' } }, view } as const;
    const { rule, step, since } = blame(historyOf({ boot, stimuli: mappedAgain }, [...seen, refused]), {
      kind: 'seen',
    });
    expect({ rule, step, told: since?.rule.name, at: since?.step }).toEqual({ rule: 'sigma/map', step: 3, told, at });
  },
);

test('sigma/demap: a page of sigma-zero that nobody wrote is told with the demap that was to leave it', () => {
  const stimuli: Program['stimuli'] = [
    { do: 'fpage_unmap', fpage: { base: 0, sizeLog2: 0 }, own: true, readOnly: false },
    { do: 'load', address: 0 },
  ];
  const { rule, step, since } = blamed(stimuli, [{ running: [0, 0] }, { running: 'idle' }]);
  expect({ rule, step, told: since?.rule.name, at: since?.step }).toEqual({
    rule: 'access/load',
    step: 1,
    told: 'sigma/demap',
    at: 0,
  });
});
