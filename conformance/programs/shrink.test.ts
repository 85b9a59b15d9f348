import { expect, test } from 'vitest';
import { Program } from '../../spec/vocabulary/index.js';
import type { Stimulus, ThreadId } from '../../spec/vocabulary/index.js';
import { generate } from './generate.js';
import { randomFrom } from './random.js';
import { shrinkProgram, smallerPrograms } from './shrink.js';

const boot = { frames: 5, pages: 8, tasks: 4, lthreads: 3 };
const generated = Array.from({ length: 12 }, (_, seed) => generate(randomFrom(seed), seed % 2 ? ['ipc'] : ['sigma']));

test('shrink: of a program that fails as long as it grants, one grant is left, on a machine of one frame', async () => {
  const grants = ({ stimuli }: Program): boolean =>
    stimuli.some((x) => x.do === 'ipc' && x.send?.items.some(({ kind }) => kind === 'grant') === true);
  const failing = generated.find(grants)!;
  const smallest = await shrinkProgram(failing, grants, 4000);
  const item = { kind: 'grant', fpage: { base: 0, sizeLog2: 0 }, offset: 0 };
  expect(smallest).toMatchObject({
    boot: { frames: 1, pages: 1, tasks: 1, lthreads: 1 },
    stimuli: [{ do: 'ipc', send: { to: 'nobody', words: [], items: [item], timeoutMs: 'never' } }],
  });
  expect(smallest.stimuli[0]).not.toHaveProperty('receive');
});

/** The stimuli of a program, what is in them, and its numbers in order; a word of the vocabulary is less than any number. */
const sizeOf = (program: Program): readonly (readonly number[])[] => {
  const leaves: number[] = [];
  const note = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(note);
    else leaves.push(typeof value === 'string' ? -1 : Number(value));
  };
  note(program.stimuli);
  const { frames, pages, tasks, lthreads } = program.boot;
  return [[program.stimuli.length], [leaves.length], [...leaves, frames, pages, tasks, lthreads]];
};
const isLess = (a: readonly number[], b: readonly number[]): boolean => {
  const differs = a.findIndex((number, at) => number !== b[at]);
  return differs >= 0 && a[differs] < b[differs];
};
const isSmaller = (a: Program, b: Program): boolean => {
  const [sizesA, sizesB] = [sizeOf(a), sizeOf(b)];
  const differs = sizesA.findIndex((size, at) => size.join() !== sizesB[at].join());
  return differs >= 0 && isLess(sizesA[differs], sizesB[differs]);
};

/** Numbers beyond the machine, a thread of a later generation, and fpages as large as a space. */
const odd: Program = {
  boot,
  stimuli: [
    { do: 'lthread_ex_regs', lthread: 2, ip: 9, pager: [7, 5, 2] },
    { do: 'task_new', task: 3, pager: [9, 0], ip: 1 },
    {
      do: 'ipc',
      send: {
        to: [3, 2],
        words: [5, 4_294_967_295],
        items: [
          { kind: 'map', fpage: { base: 0, sizeLog2: 20 }, offset: 1_048_575, write: true },
          { kind: 'grant', fpage: { base: 12, sizeLog2: 2 }, offset: 6, write: false },
        ],
        timeoutMs: 0,
      },
      receive: { from: [3, 0, 1023], window: { base: 6, sizeLog2: 1 }, timeoutMs: 0 },
    },
    { do: 'ipc', send: { to: [1, 0], words: [], items: [], timeoutMs: 'never' } },
    { do: 'ipc', receive: { from: [2, 0], timeoutMs: 'never' } },
    { do: 'fpage_unmap', fpage: { base: 8, sizeLog2: 3 }, own: true, readOnly: true },
    { do: 'load', address: 4_294_967_292 },
    { do: 'store', address: 4096 * 6 + 8, value: 3 },
    { do: 'id_nearest', of: [3, 1] },
    { do: 'thread_switch', to: [2, 1] },
  ],
};

test('shrink: every smaller program is a program, and smaller, so that shrinking ends', () => {
  const short = generated.map(({ boot: machine, stimuli }) => ({ boot: machine, stimuli: stimuli.slice(0, 8) }));
  for (const program of [...short, generated[0], odd])
    for (const candidate of smallerPrograms(program)) {
      expect(Program.safeParse(candidate).error).toBeUndefined();
      if (!isSmaller(candidate, program)) expect(candidate).toBe('smaller');
    }
});

test('shrink: what is left when anything fails is the empty program on the least machine', async () => {
  for (const program of [odd, generated[0]])
    expect(await shrinkProgram(program, () => true, 4000)).toEqual({
      boot: { frames: 1, pages: 1, tasks: 1, lthreads: 1 },
      stimuli: [],
    });
});

test('shrink: tasks, threads and pages are renumbered from 0 on, and the machine has no more', async () => {
  const stimuli: readonly Stimulus[] = [
    { do: 'task_new', task: 3, pager: [0, 2], ip: 0 },
    { do: 'lthread_ex_regs', lthread: 2, ip: 0 },
    { do: 'load', address: 4096 * 6 },
    { do: 'fpage_unmap', fpage: { base: 3, sizeLog2: 0 }, own: false, readOnly: false },
    { do: 'thread_switch', to: [3, 0] },
  ];
  /** Fails as long as it is the same program up to the numbers: equal ones are equal, different ones differ. */
  const fails = ({ stimuli: { length }, stimuli: [made, thread, load, unmap, to] }: Program): boolean =>
    length === 5 &&
    made.do === 'task_new' &&
    thread.do === 'lthread_ex_regs' &&
    load.do === 'load' &&
    unmap.do === 'fpage_unmap' &&
    to.do === 'thread_switch' &&
    made.task > 0 &&
    made.pager !== 'nobody' &&
    made.pager[1] > 0 &&
    made.pager[1] === thread.lthread &&
    to.to !== 'nobody' &&
    to.to[0] === made.task &&
    load.address !== unmap.fpage.base * 4096;
  const smallest = await shrinkProgram({ boot, stimuli }, fails, 4000);
  expect(smallest).toEqual({
    boot: { frames: 1, pages: 1, tasks: 2, lthreads: 2 },
    stimuli: [
      { do: 'task_new', task: 1, pager: [0, 1], ip: 0 },
      { do: 'lthread_ex_regs', lthread: 1 },
      { do: 'load', address: 0 },
      { do: 'fpage_unmap', fpage: { base: 1, sizeLog2: 0 }, own: false, readOnly: false },
      { do: 'thread_switch', to: [1, 0] },
    ],
  });
});

test('shrink: the first candidate with all the stimuli is the machine cut to what they use', () => {
  const stimuli: readonly Stimulus[] = [
    { do: 'thread_switch', to: [2, 0] },
    { do: 'load', address: 4096 * 6 },
  ];
  const cut = [...smallerPrograms({ boot, stimuli })].find((candidate) => candidate.stimuli.length === 2);
  expect(cut).toEqual({
    boot: { frames: 2, pages: 2, tasks: 2, lthreads: 1 },
    stimuli: [
      { do: 'thread_switch', to: [1, 0] },
      { do: 'load', address: 4096 },
    ],
  });
});

test('shrink: of two tasks, the one that occurs first gets the smaller number', async () => {
  const make = (task: number): Stimulus => ({ do: 'task_new', task, pager: 'nobody', ip: 0 });
  const fails = ({ stimuli }: Program): boolean =>
    new Set(stimuli.map((x) => (x.do === 'task_new' ? x.task : 0)).filter((task) => task > 0)).size === 2;
  const smallest = await shrinkProgram({ boot, stimuli: [make(3), make(2)] }, fails, 4000);
  expect(smallest).toEqual({ boot: { frames: 1, pages: 1, tasks: 3, lthreads: 1 }, stimuli: [make(1), make(2)] });
});

test('shrink: a send and the receive that follows it become one call', async () => {
  const [send, receive] = [odd.stimuli[3], odd.stimuli[4]];
  const both = ({ stimuli }: Program): boolean =>
    stimuli.some((x) => x.do === 'ipc' && x.send !== undefined) &&
    stimuli.some((x) => x.do === 'ipc' && x.receive !== undefined);
  const { stimuli } = await shrinkProgram({ boot, stimuli: [send, receive] }, both, 4000);
  expect(stimuli).toEqual([
    {
      do: 'ipc',
      send: { to: 'nobody', words: [], items: [], timeoutMs: 'never' },
      receive: { from: 'any', timeoutMs: 'never' },
    },
  ]);
});

test('shrink: no more attempts are made than were granted, and the same ones each time', async () => {
  const attempted = async (attempts: number): Promise<readonly Program[]> => {
    const tried: Program[] = [];
    await shrinkProgram(generated[1], (candidate) => tried.push(candidate) % 30 === 0, attempts);
    return tried;
  };
  const tried = await attempted(50);
  expect(tried).toHaveLength(50);
  expect(await attempted(50)).toEqual(tried);
});

test('shrink: of what is left no stimulus can go and no number fall', async () => {
  const sends = ({ stimuli }: Program): boolean =>
    stimuli.filter((x) => x.do === 'ipc' && x.send !== undefined && x.receive !== undefined).length >= 2;
  const failing = generated.filter(sends);
  expect(failing.length).toBeGreaterThan(2);
  for (const program of failing) {
    let attempts = 0;
    const smallest = await shrinkProgram(program, (candidate) => ++attempts > 0 && sends(candidate), 4000);
    expect(attempts).toBeLessThan(4000);
    expect([...smallerPrograms(smallest)].filter(sends)).toEqual([]);
  }
});

test('shrink: the least number that fails is found in few steps, however far below it lies', async () => {
  const tick = (ms: number): Stimulus => ({ do: 'tick', ms });
  const isLate = ({ stimuli }: Program): boolean => stimuli.some((x) => x.do === 'tick' && x.ms >= 33_550_518);
  const smallest = await shrinkProgram({ boot, stimuli: [tick(2_147_483_633)] }, isLate, 400);
  expect(smallest.stimuli).toEqual([tick(33_550_518)]);
});

test('shrink: two stimuli for which another one again will do are that one', async () => {
  const [load, trap, yields] = [
    { do: 'load', address: 0 },
    { do: 'trap', vector: 0 },
    { do: 'thread_switch', to: 'nobody' },
  ] as const satisfies readonly Stimulus[];
  // what is done after a load is done twice, or once after a load and a trap
  const fails = ({ stimuli }: Program): boolean => {
    const [first, ...rest] = stimuli.map((x) => x.do);
    return first === 'load' && ['thread_switch,thread_switch', 'load,trap,thread_switch'].includes(rest.join());
  };
  const smallest = await shrinkProgram({ boot, stimuli: [load, load, trap, yields] }, fails, 400);
  expect(smallest.stimuli).toEqual([load, yields, yields]);
});

/** A receive, from anybody and for ever; a send; and both, one after the other. */
const receive = { from: 'any', timeoutMs: 'never' } as const;
const sendTo = (...to: ThreadId) => ({ to, words: [], items: [], timeoutMs: 'never' }) as const;

test('shrink: of a receiver that waits and is called back the sender waits instead', () => {
  const [waits, back, send] = [
    { do: 'ipc', receive },
    { do: 'ipc', send: sendTo(0, 0), receive: { ...receive, window: { base: 0, sizeLog2: 0 } } },
    { do: 'ipc', send: sendTo(1, 0) },
  ] as const satisfies readonly Stimulus[];
  const turned = [send, { do: 'ipc', receive: back.receive }];
  expect([...smallerPrograms({ boot, stimuli: [waits, back, send] })]).toContainEqual({ boot, stimuli: turned });
  // what does not wait first, or is sent before, is not turned round
  for (const stimuli of [
    [back, waits, send],
    [waits, send, back],
    [send, waits, back],
  ])
    expect([...smallerPrograms({ boot, stimuli })]).not.toContainEqual({ boot, stimuli: turned });
});

test('shrink: one of two is a yield, or sends to another thread, where the other can go for it', async () => {
  const [make, send] = [
    { do: 'task_new', task: 1, pager: 'nobody', ip: 0 },
    { do: 'ipc', send: sendTo(1, 0) },
  ] as const satisfies readonly Stimulus[];
  const yields: Stimulus = { do: 'thread_switch', to: 'nobody' };
  const doers = ({ stimuli }: Program): string => stimuli.map((x) => x.do).join();
  const machine = { ...boot, frames: 1, pages: 1 };
  const yielding = await shrinkProgram(
    { boot: machine, stimuli: [make, send, make] },
    (it) => ['task_new,ipc,task_new', 'task_new,thread_switch'].includes(doers(it)),
    400,
  );
  expect(yielding.stimuli).toEqual([{ ...make, task: 0 }, yields]);
  const sendsTo = ({ stimuli }: Program): string =>
    JSON.stringify(stimuli.flatMap((x) => (x.do === 'ipc' ? [x.send?.to] : [])));
  const redirected = await shrinkProgram(
    { boot: machine, stimuli: [make, send] },
    (it) =>
      (doers(it) === 'task_new,ipc' && sendsTo(it) === '[[1,0]]') || (doers(it) === 'ipc' && sendsTo(it) === '[[0,0]]'),
    400,
  );
  expect(redirected.stimuli).toEqual([{ do: 'ipc', send: sendTo(0, 0) }]);
});

test('shrink: for two that must be made, and one that is done, a yield does', async () => {
  const [made, send, waits] = [
    { do: 'task_new', task: 1, pager: 'nobody', ip: 0 },
    { do: 'ipc', send: sendTo(1, 0) },
    { do: 'ipc', receive },
  ] as const satisfies readonly Stimulus[];
  const doers = ({ stimuli }: Program): string => stimuli.map((x) => x.do).join();
  const fails = (it: Program): boolean => ['task_new,ipc,ipc,ipc', 'ipc,thread_switch'].includes(doers(it));
  const { stimuli } = await shrinkProgram({ boot, stimuli: [made, send, waits, waits] }, fails, 400);
  expect(stimuli.map((x) => x.do)).toEqual(['ipc', 'thread_switch']);
});

test('shrink: a stimulus of the stock goes for two, on a machine with room for it, and its numbers fall too', async () => {
  const [trap, load] = [
    { do: 'trap', vector: 0 },
    { do: 'load', address: 0 },
  ] as const satisfies readonly Stimulus[];
  const unmap: Stimulus = { do: 'fpage_unmap', fpage: { base: 4, sizeLog2: 0 }, own: true, readOnly: false };
  const stock = { boot: { frames: 9, pages: 9, tasks: 1, lthreads: 1, lines: 1 }, stimuli: [load, unmap] };
  const machine = { frames: 1, pages: 1, tasks: 1, lthreads: 1 };
  const fails = ({ boot: { pages }, stimuli }: Program): boolean => {
    const done = stimuli.map((x) => x.do).join();
    return done === 'trap,trap,load' || (done === 'fpage_unmap,load' && pages >= 3);
  };
  const program = { boot: machine, stimuli: [trap, trap, load] };
  expect(await shrinkProgram(program, fails, 400)).toEqual(program);
  expect(await shrinkProgram(program, fails, 400, stock)).toEqual({
    boot: { ...machine, pages: 3 },
    stimuli: [{ ...unmap, fpage: { base: 0, sizeLog2: 0 }, own: false }, load],
  });
  // seven are too many to try each for each
  const long = { boot: machine, stimuli: Array.from({ length: 7 }, () => trap) };
  const isLong = ({ stimuli }: Program): boolean =>
    stimuli.every((x) => x.do === 'trap') ? stimuli.length === 7 : stimuli.length === 6;
  expect((await shrinkProgram(long, isLong, 4000, stock)).stimuli).toHaveLength(7);
});
