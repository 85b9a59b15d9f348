import { expect, test } from 'vitest';
import type { Stimulus, View } from '../../spec/vocabulary/index.js';
import { CorruptKernelMemory } from './corrupt.js';
import { FrameRecord, ROLES, frameRecord } from './frame-table.js';
import { Node, nodeOf } from './mapping-database.js';
import { I486Kernel } from './kernel.js';
import type { Nucleus } from './nucleus.js';
import { Pending } from './pending.js';
import { Fault, State, Tcb, slotOf } from './tcb.js';
import { TaskRecord, taskRecord } from './task-table.js';
import { idWord } from './thread-id.js';
import { Variable } from './variables.js';
import { viewer } from './view.js';
import { threadsOf } from './view-threads.js';
import { hasTimeout } from './wakeups/wakeup.js';
import {
  from,
  item,
  load,
  pages,
  receive,
  send,
  store,
  switchTo,
  task,
  unmap,
  WHOLE,
} from '../../spec/vocabulary/fixtures/stimuli.js';
import { run, small } from './fixtures/script.js';
import { wildProgram } from './fixtures/wild.js';

/**
 * A state that has something of everything: 0.0 runs; 1.0 holds the answer to its call, 1.2 the end of its send, 1.1
 * waits for anybody, 2.0 faulted with a store and polls 1.0, 2.1 polls 1.0, too, 3.0 waits for 2.0, 3.1 sleeps, 3.2 is
 * halted; pages are mapped three deep, and nodes have been freed.
 */
const everything: readonly Stimulus[] = [
  task(1, [0, 0], 11),
  task(2, [1, 0], 22),
  task(3, [3, 0], 33),
  // the mappings: 0.1 -> 1.1 -> 2.1, 0.2 -> 1.2, 0.3 -> 1.3; of these 0.3 -> 1.3 goes again
  switchTo([2, 0]),
  receive('any', WHOLE),
  switchTo([1, 0]),
  receive('any', WHOLE),
  switchTo([0, 0]),
  send([1, 0], { items: [item('map', pages(0, 2), 0)] }),
  send([2, 0], { items: [item('map', pages(1), 1, false)] }),
  switchTo([1, 0]),
  unmap(pages(3), { own: true }),
  unmap(pages(0), { own: true }),
  // the threads
  { do: 'lthread_ex_regs', lthread: 1, ip: 5 },
  { do: 'lthread_ex_regs', lthread: 2, ip: 6, pager: [2, 2] },
  switchTo([1, 1]),
  receive('any'),
  switchTo([3, 0]),
  { do: 'lthread_ex_regs', lthread: 1, ip: 7 },
  { do: 'lthread_ex_regs', lthread: 2, ip: 8, pager: 'nobody' },
  switchTo([3, 1]),
  receive('nobody'),
  switchTo([3, 2]),
  load(0),
  switchTo([3, 0]),
  receive([2, 0]),
  switchTo([2, 0]),
  { do: 'lthread_ex_regs', lthread: 1, ip: 9 },
  store(1, 1234),
  switchTo([2, 1]),
  send([1, 0], { words: [1] }),
  switchTo([1, 0]),
  send([0, 0], { words: [7], then: from([0, 0]) }),
  switchTo([1, 2]),
  send([0, 0], { words: [8] }),
  switchTo([0, 0]),
  receive([1, 0]),
  send([1, 0], { words: [70, 71], then: from('any') }),
];

/**
 * And a state with what the wider profiles add: 0.0 has line 1, on which an interrupt came, and runs with what is left
 * of a slice; 1.0 waits for 30 ms, 1.1 for more than a window of the clock, 2.0 raised an exception, 2.1 was told a
 * share, 2.2 has been made twice, and 3.0 has another priority.
 */
const more: readonly Stimulus[] = [
  receive({ line: 1 }, undefined, 0),
  task(1),
  task(2),
  task(3),
  task(2),
  switchTo([1, 0]),
  { do: 'lthread_ex_regs', lthread: 1, ip: 1, handler: [3, 0] },
  { do: 'ipc', receive: { from: 'any', timeoutMs: 30 } },
  switchTo([1, 1]),
  { do: 'ipc', send: { to: [2, 0], words: [1], items: [], timeoutMs: 2 ** 25 } },
  switchTo([2, 0]),
  { do: 'lthread_ex_regs', lthread: 1, ip: 1 },
  { do: 'trap', vector: 13 },
  switchTo([2, 1]),
  { do: 'thread_schedule', of: [3, 0], priority: 7, sliceMs: 9 },
  { do: 'lthread_ex_regs', lthread: 1, pager: [3, 2] },
  { do: 'thread_schedule', of: [2, 1], sliceMs: 8 },
  switchTo([0, 0]),
  { do: 'thread_schedule', of: [0, 0], sliceMs: 5 },
  { do: 'interrupt', line: 1 },
  { do: 'tick', ms: 3 },
];
const wide = { ...small, lines: 2, clockMs: 2 ** 24 + 17 };
const states = [
  { name: 'everything', stimuli: everything, config: small },
  { name: 'more', stimuli: more, config: wide },
];

/** A view but for memory itself, and when it changed: every flip is seen there. */
const told = ({ hardware, ...rest }: View): string =>
  JSON.stringify({ ...rest, hardware: { ...hardware, memory: null, changed: null } });
const shown = (kernel: I486Kernel): string => told(kernel.view());

const words = (structure: number, fields: readonly number[]) => fields.map((field) => structure + 4 * field);

/** Addresses of the words that hold what the view shows, of the threads that there are. */
const threadWords = (k: Nucleus): readonly number[] =>
  threadsOf(k).flatMap((tcb) => {
    const read = (field: number) => k.memory.read(tcb, field);
    const blocked = read(Tcb.state) === State.polling || read(Tcb.state) === State.waiting;
    const isLinked = (links: number) => (read(links) === 0 ? [links] : [links, links + 1]);
    const { exchanged, scheduled } = Pending;
    const told = read(Tcb.pending) === exchanged || read(Tcb.pending) === scheduled;
    const received = [Tcb.receivedCount, Tcb.receivedWords, Tcb.receivedWords + 1];
    return words(tcb, [
      Tcb.myself,
      Tcb.state,
      ...(blocked ? [Tcb.partner] : []),
      Tcb.pager,
      Tcb.ip,
      ...isLinked(Tcb.ready),
      Tcb.senders,
      ...isLinked(Tcb.queue),
      Tcb.fault,
      ...(read(Tcb.fault) === Fault.none ? [] : [Tcb.faultAddress]),
      ...(read(Tcb.fault) === Fault.store ? [Tcb.faultValue] : []),
      Tcb.pending,
      ...(read(Tcb.pending) === Pending.ipc ? [Tcb.pendingValue, Tcb.receivedFrom] : []),
      ...(read(Tcb.pending) === Pending.ipc && read(Tcb.receivedFrom) !== 0 ? received : []),
      ...(told ? [Tcb.pendingValue, Tcb.pendingMore, Tcb.pendingMore + 1] : []),
      Tcb.handler,
      Tcb.priority,
      Tcb.slice,
      Tcb.births,
      ...(read(Tcb.ready) === 0 ? [] : [Tcb.since]),
      ...isLinked(Tcb.wakeup),
      ...(read(Tcb.wakeup) === 0 ? [] : [Tcb.wakeupList]),
      ...(hasTimeout(k, tcb) ? [Tcb.wakeupBase, Tcb.wakeupOffset] : []),
    ]);
  });

const databaseWords = (k: Nucleus): readonly number[] =>
  Array.from({ length: small.tasks * small.pages }, (_, place) => {
    const node = nodeOf(k, Math.floor(place / small.pages), place % small.pages);
    const entry = k.layout.nodeOfPage + 4 * place;
    const { parent, firstChild, next, previous, space, page } = Node;
    return node === 0 ? [entry] : [entry, ...words(node, [parent, firstChild, next, previous, space, page])];
  }).flat();

const frameWords = (k: Nucleus): readonly number[] =>
  Array.from({ length: k.layout.frames }, (_, frame) =>
    words(frameRecord(k, frame), [
      FrameRecord.role,
      ...(ROLES[k.memory.read(frameRecord(k, frame), FrameRecord.role)] === 'free' ? [FrameRecord.nextFree] : []),
    ]),
  ).flat();

// Not among them: who runs, which `Seen` tells; chiefs, maximum priorities, the count of those who lined up and the messages of queued senders, for which the view has no
// place; and the page tables, which are compared with the derivation (view-hardware.test.ts).
const stateWords = (k: Nucleus): readonly number[] => [
  ...words(k.layout.variables, [Variable.freeFrame, Variable.freeNode, Variable.nodesMade]),
  ...words(k.layout.variables, [Variable.sliceLeft, Variable.clockBase, Variable.clockOffset]),
  ...words(
    k.layout.variables,
    [0, 7, 100, 255].map((priority) => Variable.ready + priority),
  ),
  ...words(
    k.layout.variables,
    [0, 1, 2, 3, 4, 5, 6, 7, 8].map((list) => Variable.wakeups + list),
  ),
  ...words(
    k.layout.variables,
    Array.from({ length: 2 * (k.config.lines ?? 0) }, (_, i) => Variable.lines + i),
  ),
  ...[0, 1, 2, 3].flatMap((taskNumber) => words(taskRecord(k, taskNumber), [TaskRecord.directory])),
  ...frameWords(k),
  ...threadWords(k),
  ...databaseWords(k),
];

test('view/everything: phases, faults, pending results and queues are as the program made them', () => {
  const { threads, queues, derivation } = run(everything).kernel.view();
  expect(threads?.map(({ thread, phase }) => [thread.join('.'), phase])).toEqual([
    ['0.0', { is: 'ready' }],
    ['1.0', { is: 'ready' }],
    ['1.1', { is: 'receiving', from: 'any' }],
    ['1.2', { is: 'ready' }],
    ['2.0', { is: 'sending', to: [1, 0] }],
    ['2.1', { is: 'sending', to: [1, 0] }],
    ['3.0', { is: 'receiving', from: [2, 0] }],
    ['3.1', { is: 'receiving', from: 'nobody' }],
    ['3.2', { is: 'halted' }],
  ]);
  expect(queues).toEqual([
    {
      receiver: [1, 0],
      senders: [
        [2, 0],
        [2, 1],
      ],
    },
  ]);
  expect(threads?.[4]).toMatchObject({ pager: [1, 0], ip: 22, fault: { address: 4096, store: 1234 }, pending: null });
  expect(threads?.[1]?.pending).toEqual({
    result: { call: 'ipc', phase: 'receive', cause: 'ok', from: [0, 0], words: [70, 71] },
  });
  expect(derivation?.slice(1, 3).map((space) => space?.slice(0, 4))).toEqual([
    [null, [0, 1, 'rw'], [0, 2, 'rw'], null],
    [null, [1, 1, 'r'], null, null],
  ]);
});

test.each(states)(
  'view/flip: any bit of any word of state $name, flipped, changes the view or makes it refuse',
  (it) => {
    const { kernel } = run(it.stimuli, it.config);
    const { memory } = kernel.nucleus;
    const before = shown(kernel);
    const unseen: string[] = [];
    for (const address of stateWords(kernel.nucleus))
      for (let bit = 0; bit < 32; bit++) {
        const word = memory.read(address);
        memory.write(address, 0, (word ^ (1 << bit)) >>> 0);
        try {
          if (shown(kernel) === before) unseen.push(`bit ${bit} of the word at ${address}`);
        } catch (error) {
          expect(error).toBeInstanceOf(CorruptKernelMemory);
        }
        memory.write(address, 0, word);
      }
    expect(unseen).toEqual([]);
    expect(shown(kernel)).toBe(before);
  },
);

test.each(states)(
  'view/corrupt: whatever a word of kernel memory holds in $name, the view ends, or says why not',
  (it) => {
    const { kernel } = run(it.stimuli, it.config);
    const { memory, layout, config } = kernel.nucleus;
    for (let i = config.frames * 1024; i < layout.frames * 1024; i++) {
      // every word that holds something, and of the blank ones every eighth
      if (memory.words[i] === 0 && i % 8 !== 0) continue;
      for (const value of [0, 1, 0xffff_ffff, layout.tcbs, layout.nodes, slotOf(kernel.nucleus, idWord(1, 2))]) {
        const word = memory.words[i];
        memory.write(i * 4, 0, value);
        try {
          kernel.view();
        } catch (error) {
          expect(error).toBeInstanceOf(CorruptKernelMemory);
        }
        memory.write(i * 4, 0, word);
      }
    }
  },
);

test('view/corrupt: what is broken is called by its name: which queue, and behind whom', () => {
  const { kernel } = run(everything);
  const { memory } = kernel.nucleus;
  memory.write(slotOf(kernel.nucleus, idWord(2, 1)), Tcb.queue + 1, 0);
  expect(() => kernel.view()).toThrow(
    'kernel memory is corrupt: the send queue of thread 1.0 is broken behind thread 2.0',
  );
});

test('view/more: timeouts, shares, lines, exceptions and the clock are as the program made them', () => {
  const view = run(more, wide).kernel.view();
  expect(view.clockMs).toBe(2 ** 24 + 20);
  expect(view.lines).toEqual([
    { owner: 'nobody', raised: false },
    { owner: [0, 0], raised: true },
  ]);
  expect(view.threads?.map(({ thread, phase }) => [thread.join('.'), phase])).toEqual([
    ['0.0', { is: 'ready' }],
    ['1.0', { is: 'receiving', from: 'any' }],
    ['1.1', { is: 'sending', to: [2, 0] }],
    ['2.0', { is: 'sending', to: [0, 0] }],
    ['2.1', { is: 'ready' }],
    ['3.0', { is: 'ready' }],
  ]);
  expect(view.threads?.[3]?.fault).toEqual({ vector: 13 });
  expect(view.hardware?.timeouts).toEqual([
    { thread: [1, 0], dueMs: 2 ** 24 + 47 },
    { thread: [1, 1], dueMs: 3 * 2 ** 24 + 17 },
  ]);
  expect(view.hardware?.wakeups.late).toEqual([[1, 1]]);
  expect(view.hardware?.sliceLeftMs).toBe(2);
});

test('view/stands: what is shown of a machine that was looked at before is what is shown of it for the first time', () => {
  const kernel = new I486Kernel();
  let looks = 0;
  for (let seed = 0; seed < 60; seed++) {
    kernel.boot(seed % 2 === 0 ? small : wide);
    for (const stimulus of wildProgram(seed, 60)) {
      kernel.step(stimulus);
      expect(shown(kernel)).toBe(told(viewer(kernel.nucleus)()));
      looks++;
    }
  }
  expect(looks).toBeGreaterThan(3000);
});

test('view/reads: it changes nothing', () => {
  const { kernel } = run(everything);
  const { memory } = kernel.nucleus;
  const before = memory.words.slice();
  kernel.view();
  expect(memory.words).toEqual(before);
});
