import { expect, test } from 'vitest';
import { ENDLESS, FOREVER, NOBODY, SETTLED } from '../spec/index.js';
import type { Copying, Message, Pending, Phase, Reception, Registers, Room, State, Thread } from '../spec/index.js';
import { after, small } from './fixtures/script.js';
import { samePending, samePhase, sameState, sameThread } from './index.js';

// Of each record, values any two of which differ in one field or a few: each is the same as its copy, and as no other.

const message: Message = { words: [1, 2], buffer: null, strings: [], items: [], faultTimeoutMs: 'never' };
const room: Room = { window: null, buffer: null, strings: [], faultTimeoutMs: 'never' };
const buffer = { address: 0, words: 2 };
const piece = { address: 0, bytes: 4 };
const fpage = { base: 0, sizeLog2: 1 };
const item = { kind: 'map', fpage, offset: 0, write: true } as const;
const inMemory: readonly Pick<Message, 'buffer' | 'strings' | 'faultTimeoutMs'>[] = [
  ...[{ buffer }, { buffer: { ...buffer, address: 4 } }, { buffer: { ...buffer, words: 3 } }],
  ...[{ strings: [piece] }, { strings: [piece, piece] }, { strings: [{ ...piece, address: 4 }] }],
  ...[
    { strings: [{ ...piece, bytes: 8 }] },
    { strings: [{ ...piece, continues: true as const }] },
    { faultTimeoutMs: 1 },
  ],
].map((it) => ({ buffer: null, strings: [], faultTimeoutMs: 'never', ...it }));
const messages: readonly Message[] = [
  ...[message, { ...message, words: [1] }, { ...message, words: [1, 3] }, { ...message, words: [1, 2, 3] }],
  ...inMemory.map((it) => ({ ...message, ...it })),
  ...[[item], [item, item], [{ ...item, kind: 'grant' as const }], [{ ...item, offset: 1 }]].map((items) => ({
    ...message,
    items,
  })),
  ...[{ write: false }, { fpage: { ...fpage, base: 2 } }, { fpage: { ...fpage, sizeLog2: 0 } }].map((other) => ({
    ...message,
    items: [{ ...item, ...other }],
  })),
];
const rooms: readonly Room[] = [
  ...[room, { ...room, window: fpage }, { ...room, window: { ...fpage, base: 2 } }],
  { ...room, window: { ...fpage, sizeLog2: 0 } },
  ...inMemory.map((it) => ({ ...room, ...it })),
];
const reception: Reception = { from: 1, room, timeoutMs: 'never' };
const receptions: readonly (Reception | null)[] = [
  ...[null, { ...reception, from: 2 }, { ...reception, timeoutMs: 1 }],
  ...rooms.map((it) => ({ ...reception, room: it })),
];
const registers: readonly Registers[] = [
  ...[{}, { ip: 1 }, { pager: 1 }, { handler: 1 }].map((it) => ({ ip: 0, pager: 0, handler: 0, ...it })),
];

const sending = { is: 'sending', to: 1, message, then: null, due: FOREVER, undecided: SETTLED, place: 0 } as const;
const receiving = { is: 'receiving', from: 1, room, due: FOREVER, undecided: SETTLED } as const;
const phases: readonly Phase[] = [
  ...(['ready', 'transferring', 'halted'] as const).map((is) => ({ is })),
  ...[{ to: 2 }, { due: 7 }, { undecided: 0 }, { undecided: 1 }, { place: 1 }].map((it) => ({ ...sending, ...it })),
  ...messages.map((it) => ({ ...sending, message: it })),
  ...receptions.flatMap((then) => (then === null ? [] : [{ ...sending, then }])),
  ...[{ from: 2 }, { due: 7 }, { undecided: 0 }, { undecided: 1 }].map((it) => ({ ...receiving, ...it })),
  ...rooms.map((it) => ({ ...receiving, room: it })),
];

const ipc = { is: 'ipc', phase: 'receive', cause: 'ok', from: 1, words: [1, 2], inMemory: null } as const;
const share = { priority: 1, sliceMs: ENDLESS };
const schedule = { is: 'thread_schedule', old: share, doing: 'ready' } as const;
const pendings: readonly (Pending | null)[] = [
  null,
  ipc,
  ...[{ phase: 'send' as const }, { cause: 'aborted' as const }, { from: 2 }].map((it) => ({ ...ipc, ...it })),
  ...[null, [1], [1, 3]].map((words) => ({ ...ipc, words })),
  ...[
    { words: 1, strings: 2 },
    { words: 2, strings: 2 },
    { words: 1, strings: 1 },
  ].map((it) => ({ ...ipc, inMemory: it })),
  ...[1, 2].map((nearest) => ({ is: 'id_nearest' as const, nearest })),
  ...[1, 2].map((made) => ({ is: 'task_new' as const, made })),
  ...[1, 2].map((value) => ({ is: 'loaded' as const, value })),
  ...[null, ...registers].map((old) => ({ is: 'lthread_ex_regs' as const, old })),
  ...[schedule, { ...schedule, old: null }, { ...schedule, doing: 'sending' as never }],
  ...[{ priority: 2 }, { sliceMs: 1 }].map((it) => ({ ...schedule, old: { ...share, ...it } })),
  { is: 'stored' },
];

/** Of all these values each is the same as its copy, and as no other, whichever comes first. */
const tellsApart = <T>(values: readonly T[], same: (a: T, b: T) => boolean): void => {
  const copies = structuredClone(values);
  const wrong = values.flatMap((a, i) => copies.flatMap((b, j) => (same(a, b) === (i === j) ? [] : [[a, b]])));
  expect(wrong).toEqual([]);
};

test('same: a phase is the same only with all that travels with it', () => {
  tellsApart(phases, samePhase);
});
test('same: what a thread has to show is the same only word for word', () => {
  tellsApart(pendings, samePending);
});

const [thread] = after([]).threads.filter((t): t is Thread => t !== null);
const copying: Copying = {
  ...{ role: 'sender', partner: 1, message, room, then: null },
  ...{ plan: after([]) as never, done: 0, paged: null },
};
const transfers: readonly Thread['transfer'][] = [
  null,
  ...[{}, { partner: 2 }, { done: 1 }, { paged: 'sender' as const }, { paged: 'receiver' as const }].map((it) => ({
    ...copying,
    ...it,
  })),
  ...messages.slice(1).map((it) => ({ ...copying, message: it })),
  ...rooms.slice(1).map((it) => ({ ...copying, room: it })),
  ...receptions.flatMap((then) => (then === null ? [] : [{ ...copying, then }])),
  ...[1, 2].map((partner) => ({ role: 'receiver' as const, partner })),
];
const faults: readonly Thread['fault'][] = [
  null,
  ...[{}, { address: 4 }, { store: 0 }, { store: 1 }].map((it) => ({
    ...{ is: 'access' as const, address: 0, store: null },
    ...it,
  })),
  ...[{}, { address: 4 }, { write: true }].map((it) => ({ is: 'copy' as const, address: 0, write: false, ...it })),
  ...[1, 2].map((vector) => ({ is: 'trap' as const, vector })),
];
const threads: readonly (Thread | null)[] = [
  ...[null, thread, { ...thread, id: 9 }, { ...thread, since: 9 }, { ...thread, turn: 9 }],
  ...[{ priority: 1 }, { sliceMs: 1 }].map((it) => ({ ...thread, share: { ...thread.share, ...it } })),
  ...[{ ip: 9 }, { pager: 9 }, { handler: 9 }].map((it) => ({ ...thread, registers: { ...thread.registers, ...it } })),
  { ...thread, phase: { is: 'halted' } },
  ...pendings.flatMap((pending) => (pending === null ? [] : [{ ...thread, pending }])),
  ...transfers.flatMap((transfer) => (transfer === null ? [] : [{ ...thread, transfer }])),
  ...faults.flatMap((fault) => (fault === null ? [] : [{ ...thread, fault }])),
];
test('same: a thread is the same only in every field, its fault and its transfer too', () => {
  tellsApart(threads, sameThread);
});

const s = after([]);
const withThreads = (...all: State['threads']): State => ({ ...s, threads: all });
const tick = { do: 'tick', ms: 1 } as const;
const states: readonly State[] = [
  s,
  ...[{ running: 9 }, { clockMs: 9 }, { births: [9] }, { slice: { least: 1, most: 2 } }].map((it) => ({ ...s, ...it })),
  ...[{ slice: { least: 1, most: 3 } }, { slice: { least: 2, most: 2 } }].map((it) => ({ ...s, ...it })),
  ...[{ sigma: s.sigma.toReversed() }, { frames: [[7]] }, { frames: [[8]] }].map((it) => ({ ...s, ...it })),
  ...[{ chief: 0 }, { mcp: 1 }].map((it) => ({ ...s, tasks: s.tasks.with(0, { ...s.tasks[0], ...it }) })),
  ...[[], [{ owner: NOBODY, raised: true }], [{ owner: 1, raised: false }]].map((lines) => ({ ...s, lines })),
  ...[{ do: 'interrupt', line: 0 } as const, { do: 'interrupt', line: 1 } as const, tick, { ...tick, ms: 2 }].map(
    (event) => ({ ...s, armed: { k: 0, event } }),
  ),
  ...[0, 1].map((k) => ({ ...s, armed: { k, event: { do: 'slice_end' as const } } })),
  ...threads.filter((t) => t !== thread && t?.since !== 9 && t?.turn !== 9).map((t) => withThreads(t)),
];
test('same: a state is the same only in every part', () => {
  expect(small.tasks).toBeGreaterThan(0);
  tellsApart(states, sameState);
});

test('same: of the counts of turns only the order counts: who was ready before whose turn', () => {
  const ready = (since: number, turn: number): Thread => ({ ...thread, since, turn });
  const waiting = (undecided: number): Thread => ({ ...thread, phase: { ...receiving, undecided }, turn: 0 });
  const pair = (a: Thread, b: Thread): State => withThreads(a, null, b);
  const same = (a: State, b: State): boolean[] => [sameState(a, b), sameState(b, a)];
  expect(same(pair(ready(3, 1), ready(1, 2)), pair(ready(30, 10), ready(10, 20)))).toEqual([true, true]);
  expect(same(pair(ready(3, 1), ready(1, 2)), pair(ready(3, 1), ready(2, 2)))).toEqual([false, false]);
  expect(same(pair(ready(3, 1), ready(2, 2)), pair(ready(3, 1), ready(2, 3)))).toEqual([false, false]);
  expect(same(pair(waiting(3), ready(9, 2)), pair(waiting(2), ready(9, 2)))).toEqual([true, true]);
  expect(same(pair(waiting(3), ready(9, 2)), pair(waiting(1), ready(9, 2)))).toEqual([false, false]);
  expect(same(pair(waiting(SETTLED), ready(9, 2)), pair(waiting(3), ready(9, 2)))).toEqual([false, false]);
  const halted = (since: number): Thread => ({ ...ready(since, 0), phase: { is: 'halted' } });
  expect(same(pair(halted(3), ready(9, 2)), pair(halted(1), ready(9, 2)))).toEqual([true, true]);
});
