import { expect, test } from 'vitest';
import { inProcess, signatureOf } from '../check/check-program.js';
import { runLot } from '../check/lot.js';
import { shortestFor } from '../check/shortest-programs.js';
import { I486Kernel, MeteredMachine, SOUND } from '../../impl/index.js';
import { sentToAnother } from '../programs/errata.js';
import { bundled, bundledKernel } from './bundled.js';
import { blackBox, masked } from './masked.js';
import { presets, reference, rulesOf, tableOf } from '../../spec/index.js';
import type { Preset } from '../../spec/index.js';
import type { Program } from '../../spec/vocabulary/index.js';

const kernel = (name: string) => inProcess((bundled[name] ?? expect.fail(`there is no ${name}`))());

/** A task has page 0 from page `source` of task 0, and waits for a string of two pages there. */
const receiver = (task: number, source: number): Program['stimuli'] => [
  { do: 'task_new', task, pager: [0, 0], ip: 0 },
  { do: 'thread_switch', to: [task, 0] },
  { do: 'ipc', receive: { from: 'any', window: { base: 0, sizeLog2: 1 }, timeoutMs: 'never' } },
  {
    do: 'ipc',
    send: {
      to: [task, 0],
      words: [],
      items: [{ kind: 'map', fpage: { base: source, sizeLog2: 0 }, offset: 0, write: true }],
      timeoutMs: 'never',
    },
  },
  { do: 'ipc', receive: { from: 'any', strings: [{ address: 0, bytes: 8192 }], timeoutMs: 'never' } },
];
const sendString = (task: number, address: number, bytes: number): Program['stimuli'][number] => ({
  do: 'ipc',
  send: { to: [task, 0], words: [], strings: [{ address, bytes }], items: [], timeoutMs: 'never' },
});
const boot = { frames: 4, pages: 4, tasks: 3, lthreads: 2 };
/** 0.0 sends two pages; the second is missing at the receiver, whose pager does not wait. 0.1, of the same space, runs. */
const leftInTheMiddle: Program = {
  boot,
  stimuli: [...receiver(1, 1), { do: 'lthread_ex_regs', lthread: 1, ip: 0 }, sendString(1, 0, 8192)],
};
/** 0.0 sends a string, and then stores where it came from. */
const storesLater: Program = {
  boot,
  stimuli: [...receiver(1, 1), sendString(1, 0, 4096)],
};

test('i486:tlb=lecture: entries of the region outlive a copy that is left in the middle, when a thread of the same space runs (F:A18)', async () => {
  expect((await kernel('i486').check(leftInTheMiddle)).is).toBe('conforms');
  expect(signatureOf(await kernel('i486:tlb=lecture').check(leftInTheMiddle))).toContain('(tlb/ipc-clean)');
});

test('i486:tlb=single-thread: the region stays open when a copy is left in the middle', async () => {
  const verdict = await kernel('i486:tlb=single-thread').check(leftInTheMiddle);
  expect(signatureOf(verdict)).toMatch(/\((region\/closed|tlb\/ipc-clean)\)$/);
});

test('i486:tlb=single-thread: by its events alone it is refused where a task has two threads, and passes where each has one (L.54-55)', async () => {
  const unseen = blackBox(bundledKernel('i486:tlb=single-thread'));
  expect((await inProcess(unseen).check(sentToAnother)).is).toBe('diverges');
  const ofOneThread = masked(unseen, { manifest: { ...unseen.manifest, limits: { lthreads: 1 } } });
  const { failures, applied } = await runLot(inProcess(ofOneThread), 0, 0, 100, undefined, { mix: 'big-strings' });
  expect(failures).toEqual([]);
  expect(applied['strings/page-missing']).toBeGreaterThan(20);
});

test("i486:transfer=shared-buffer: the message is not the receiver's own (L.49)", async () => {
  expect((await kernel('i486').check(storesLater)).is).toBe('conforms');
  expect((await kernel('i486:transfer=shared-buffer').check(storesLater)).is).toBe('diverges');
});

/** 1.1 waits in the queue of its pager for a page of a copy until the sender's time for that is over. 0.0 has stored where a link of no thread would lie. */
const pagerTooSlow: Program = {
  boot: { frames: 1, pages: 1, tasks: 2, lthreads: 2 },
  stimuli: [
    { do: 'store', address: 32, value: 7 },
    { do: 'task_new', task: 1, pager: [0, 0], ip: 0 },
    { do: 'thread_switch', to: [1, 0] },
    { do: 'lthread_ex_regs', lthread: 1 },
    { do: 'ipc', receive: { from: 'any', timeoutMs: 'never' } },
    {
      do: 'ipc',
      send: {
        to: [1, 1],
        words: [],
        items: [],
        strings: [{ address: 0, bytes: 1 }],
        timeoutMs: 'never',
        faultTimeoutMs: 1,
      },
    },
    { do: 'ipc', receive: { from: 'any', strings: [{ address: 0, bytes: 1 }], timeoutMs: 'never' } },
    { do: 'tick', ms: 8 },
  ],
};
test('strings/pager-too-slow: a thread leaves the queue of its pager once, and no word of frame 0 is taken for a link (found on the metered machine)', async () => {
  expect(signatureOf(await kernel('i486').check(pagerTooSlow))).toBe(null);
});

test.each(['array', 'lists'])(
  'i486:wakeups=%s: whom the timer finds is the same in every structure (L.60-63)',
  async (structure) => {
    const { failures, applied, checked } = await runLot(kernel(`i486:wakeups=${structure}`), 0, 0, 20);
    expect(failures).toEqual([]);
    expect(applied['timeouts/fire']).toBeGreaterThan(2);
    expect(checked['wakeups/complete']).toBeGreaterThan(10);
  },
);

test.each(['lecture-formula', 'paper-1995', 'l4-486-1996', 'hazelnut-2002'])(
  'i486:dialect=%s: it conforms to the table of its dialect, and leaves none of its rules out',
  async (dialect) => {
    const subject = kernel(`i486:dialect=${dialect}`);
    const applied = new Set<string>();
    for (let lot = 0; lot < 3; lot++) {
      const result = await runLot(subject, 0, lot, 100);
      expect(result.failures).toEqual([]);
      for (const rule of Object.keys(result.applied)) applied.add(rule);
    }
    const shortest = shortestFor(subject.manifest);
    for (const program of shortest)
      expect([program, await subject.check(program)]).toEqual([program, { is: 'conforms' }]);
    expect(shortest.length).toBeGreaterThan(60);
    const own = rulesOf(tableOf(presets[dialect as Preset])).filter(
      ({ name }) => !rulesOf(reference).some((it) => it.name === name),
    );
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(({ name }) => !applied.has(name))).toEqual([]);
  },
);

test('a metered machine: the kernel on it shows nothing else, and its TLB, which has the kernel half too, keeps to the tables', async () => {
  const machine = new MeteredMachine();
  const metered = new I486Kernel(SOUND, machine);
  const subject = inProcess({
    manifest: metered.manifest,
    boot: (config) => {
      const seen = metered.boot(config);
      machine.meter(metered.nucleus.layout.text);
      return seen;
    },
    step: (stimulus) => metered.step(stimulus),
    view: () => metered.view(),
  });
  const { failures, checked } = await runLot(subject, 0, 0, 20);
  expect(failures).toEqual([]);
  expect(checked['tlb/agrees-with-walk']).toBeGreaterThan(100);
});

test('i486:transfer=double-copy: two copies through the kernel give what one gives (L.48)', async () => {
  expect((await kernel('i486:transfer=double-copy').check(storesLater)).is).toBe('conforms');
  expect((await kernel('i486:transfer=double-copy').check(leftInTheMiddle)).is).toBe('conforms');
  expect((await runLot(kernel('i486:transfer=double-copy'), 0, 0, 20)).failures).toEqual([]);
});
