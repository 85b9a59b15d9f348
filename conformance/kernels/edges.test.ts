import { describe, expect, test } from 'vitest';
import { MAX_STRINGS, PAGE_BYTES, Program } from '../../spec/vocabulary/index.js';
import type { KernelUnderTest, Piece, Receive, Send, Stimulus, ThreadId } from '../../spec/vocabulary/index.js';
import { checkProgram } from '../check/check-program.js';
import { bundled } from './bundled.js';

// Where numbers end, the 486 kernel and the specification step by step: everything that both show, memory included.

const kernelNamed = (name: string): KernelUnderTest => (bundled[name] ?? expect.fail(`there is no ${name}`))();

/** Checks a program, and says how often the rules were applied that are asked for. */
const applied = (program: Program, names: readonly string[], kernel = kernelNamed('i486')): readonly number[] => {
  const counts = new Map<string, number>();
  const verdict = checkProgram(kernel, Program.parse(program), ({ rules }) => {
    for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  });
  expect(verdict.is === 'diverges' ? verdict.blame : verdict).toEqual({ is: 'conforms' });
  return names.map((name) => counts.get(name) ?? 0);
};

const [A, B]: readonly ThreadId[] = [
  [0, 0],
  [1, 0],
];
const send = (to: ThreadId, rest: Partial<Send> = {}): { send: Send } => ({
  send: { to, words: [], items: [], timeoutMs: 'never', ...rest },
});
const receive = (rest: Partial<Receive> = {}): { receive: Receive } => ({
  receive: { from: 'any', timeoutMs: 'never', ...rest },
});
const ipc = (...phases: readonly ({ send: Send } | { receive: Receive })[]): Stimulus =>
  Object.assign({ do: 'ipc' as const }, ...phases) as Stimulus;

/** B, whose pager is `pager`, gets runs of 2^`sizeLog2` pages of A, one behind the other, and waits with that room; A runs. */
const pair = (sizeLog2: number, from: readonly number[], room: Partial<Receive>, pager = A): Program['stimuli'] => [
  { do: 'task_new', task: 1, pager, ip: 0 },
  { do: 'thread_switch', to: B },
  ...from.flatMap((base, i): Program['stimuli'] => [
    ipc(receive({ window: { base: i * 2 ** sizeLog2, sizeLog2 } })),
    ipc(send(B, { items: [{ kind: 'map', fpage: { base, sizeLog2 }, offset: 0, write: true }] })),
  ]),
  ipc(receive(room)),
];

describe('strings', () => {
  const LENGTHS = [0, 1, PAGE_BYTES - 1, PAGE_BYTES, PAGE_BYTES + 1];
  const LONGER = [2 * PAGE_BYTES - 1, 2 * PAGE_BYTES, 2 * PAGE_BYTES + 1];
  const OFFSETS = [0, 1, PAGE_BYTES - 1];
  const boot = { frames: 8, pages: 8, tasks: 2, lthreads: 1 };
  /** Words that tell the bytes around each end of a page from one another. */
  const marks = Array.from({ length: 4 }, (_, page) => page * PAGE_BYTES).flatMap((page): Program['stimuli'] =>
    [0, 4, PAGE_BYTES - 8, PAGE_BYTES - 4].map((at) => ({
      do: 'store',
      address: page + at,
      value: (0x01020304 * (at + 1)) % 2 ** 32,
    })),
  );
  const transfer = (source: number, target: number, bytes: number): Program['stimuli'] => [
    ipc(send(B, { strings: [{ address: source, bytes }] }), receive()),
    ipc(send(A), receive({ strings: [{ address: target, bytes: 3 * PAGE_BYTES }] })),
  ];

  test.each(OFFSETS.flatMap((source) => OFFSETS.map((target) => [source, target] as const)))(
    'strings/copy: lengths about 0, 1 and 2 pages, from offset %i to offset %i',
    (source, target) => {
      const room = { strings: [{ address: target, bytes: 3 * PAGE_BYTES }] };
      const lengths = [...LENGTHS, ...LONGER];
      const stimuli = [...pair(2, [4], room), ...marks, ...lengths.flatMap((bytes) => transfer(source, target, bytes))];
      const [copied] = applied({ boot, stimuli }, ['strings/copied']);
      expect(copied).toBe(lengths.length);
    },
  );
});

describe('strings at their limits', () => {
  const whole = { address: 0, bytes: 1024 * PAGE_BYTES };

  test('strings/copy: 4 MiB, as many pages as a space of the contract has, each into another frame', () => {
    const boot = { frames: 1024, pages: 1024, tasks: 2, lthreads: 1 };
    const halves = pair(9, [512, 0], { strings: [whole] });
    const stimuli = [...halves, ipc(send(B, { strings: [whole] }), receive()), ipc(send(A), receive())];
    expect(applied({ boot, stimuli }, ['strings/copied', 'strings/copy'])).toEqual([1, 1024]);
  });

  const boot = { frames: 8, pages: 8, tasks: 2, lthreads: 2 };
  const lengths = Array.from({ length: MAX_STRINGS }, (_, i) => 1 + (i % 7));
  /** Pieces of such lengths, each with a gap before the next: a string each, or all of them one. */
  const pieces = (bytesOf: readonly number[], isOne: boolean): readonly Piece[] =>
    bytesOf.map((bytes, i) => ({ address: i * 101, bytes, ...(isOne && i > 0 ? { continues: true } : {}) }));
  test.each([
    ['31 strings', pieces(lengths, false), pieces(lengths, false), [1, 0]],
    [
      'one string of 31 pieces, into pieces of other lengths',
      pieces(lengths, true),
      pieces(lengths.toReversed(), true),
      [1, 0],
    ],
    ['31 strings, and room for 30', pieces(lengths, false), pieces(lengths.slice(1), false), [0, 1]],
  ] as const)('strings/copied: %s', (_, strings, room, ends) => {
    const stimuli = [...pair(2, [4], { strings: room }), ipc(send(B, { strings }), receive()), ipc(send(A), receive())];
    expect(applied({ boot, stimuli }, ['strings/copied', 'strings/cut'])).toEqual(ends);
  });

  const GIB_3 = 0xc000_0000;
  const P: ThreadId = [0, 1];
  /** A pager that answers each fault message with nothing. */
  const pager: Program['stimuli'] = [
    { do: 'lthread_ex_regs', lthread: P[1], ip: 0 },
    { do: 'thread_switch', to: P },
    ipc(receive()),
  ];
  test.each([
    ['the last page below 3 GiB', GIB_3 - PAGE_BYTES],
    ['the last 4 MiB below 3 GiB', GIB_3 - 1024 * PAGE_BYTES],
    ['3 GiB, from the page before', GIB_3 - PAGE_BYTES - 1],
    ['3 GiB, where the kernel begins', GIB_3],
    ['the first frame of the kernel, behind all user frames', GIB_3 + boot.frames * PAGE_BYTES],
    ['the IPC region', 0xff80_0000],
    ['the last page of all', 2 ** 32 - PAGE_BYTES - 2],
    ['the end of the pages that a space can have', 7 * PAGE_BYTES],
  ])('strings/page-still-missing: no kernel memory is read or written through a buffer at %s', (_, address) => {
    const strings = [{ address, bytes: PAGE_BYTES + 2 }];
    for (const there of ['target', 'source']) {
      const [sent, room] =
        there === 'target'
          ? [[{ address: 0, bytes: PAGE_BYTES + 2 }], strings]
          : [strings, [{ address: 0, bytes: 2 * PAGE_BYTES }]];
      const faulter = there === 'target' ? B : A;
      const stimuli = [
        ...pager,
        { do: 'lthread_ex_regs', lthread: 0, pager: P } as const,
        ...pair(2, [4], { strings: room }, P),
        ipc(send(B, { strings: sent }), receive()),
        ipc(send(faulter), receive()),
      ];
      const [missing, still] = applied({ boot, stimuli }, ['strings/page-missing', 'strings/page-still-missing']);
      expect([there, missing, still]).toEqual([there, 1, 1]);
    }
  });
});

describe('queues', () => {
  test('ipc/send-queue: all other threads of the largest task send to one, which takes every other by name, from the last, and the rest in their order', () => {
    const others = Array.from({ length: 63 }, (_, i) => i + 1);
    const stimuli = [
      ...others.flatMap((lthread): Program['stimuli'] => [
        { do: 'lthread_ex_regs', lthread, ip: 0 },
        { do: 'thread_switch', to: [0, lthread] },
        ipc(send(A, { words: [lthread] })),
      ]),
      ...others
        .filter((lthread) => lthread % 2 === 1)
        .toReversed()
        .map((lthread) => ipc(receive({ from: [0, lthread] }))),
      ...others.filter((lthread) => lthread % 2 === 0).map(() => ipc(receive())),
      ipc(receive({ timeoutMs: 0 })),
    ];
    const boot = { frames: 1, pages: 1, tasks: 1, lthreads: 64 };
    expect(applied({ boot, stimuli }, ['ipc/send-queue', 'ipc/receive-queued-sender'])).toEqual([63, 63]);
  });
});

describe('clocks', () => {
  const TIMEOUTS = [1, 7, 8, 9, 12, 2 ** 24, 2 ** 31];
  const stimuli: Program['stimuli'] = [
    { do: 'thread_schedule', of: A, sliceMs: 'never' },
    ...TIMEOUTS.flatMap((timeoutMs, i): Program['stimuli'] => [
      { do: 'lthread_ex_regs', lthread: i + 1, ip: 0 },
      { do: 'thread_switch', to: [0, i + 1] },
      ipc(receive({ from: 'nobody', timeoutMs })),
    ]),
  ];
  /** To the moments at which a sleep ends, and a little further each time. */
  const ticks = [1, 3, 3, 1, 1, 3, 8, 2 ** 24 - 20, 4, 4, 16, 2 ** 31 - 2 ** 24 - 24, 4, 4, 16];

  test.each(
    ['i486', 'i486:wakeups=array', 'i486:wakeups=lists'].flatMap((kernel) =>
      [2 ** 24, 2 ** 31, 2 ** 32, 2 ** 40].map((moment) => [kernel, moment] as const),
    ),
  )('timeouts/fire: %s wakes whom it should, in time, when its clock passes %i', (name, moment) => {
    const kernel = kernelNamed(name);
    for (const before of [0, 1, 8]) {
      const boot = { frames: 1, pages: 1, tasks: 1, lthreads: 8, clockMs: moment - before };
      const program = { boot, stimuli: [...stimuli, ...ticks.map((ms) => ({ do: 'tick' as const, ms }))] };
      expect(applied(program, ['ipc/sleep'], kernel)).toEqual([TIMEOUTS.length]);
      const { clockMs, threads } = kernel.view?.() ?? {};
      expect(clockMs).toBe(moment - before + ticks.reduce((sum, ms) => sum + ms, 0));
      expect(threads?.map(({ phase }) => phase.is)).toEqual(Array.from({ length: 8 }, () => 'ready'));
    }
  });
});
