import { expect, test } from 'vitest';
import { i486 } from '../../impl/index.js';
import { hardwareProperties } from '../../spec/properties/index.js';
import type { BootConfig, HardwareView, Seen, ShownThread, Stimulus, View } from '../../spec/vocabulary/index.js';
import { masked } from '../kernels/masked.js';
import { checkProgram, inProcess, signatureOf } from './check-program.js';
import { hardwareJudge, judgeHardware } from './hardware.js';
import { runLot } from './lot.js';

const config: BootConfig = { frames: 4, pages: 4, tasks: 3, lthreads: 2 };
/** Tasks 0 and 1 share page 2; 1.0 waits to send to 0.0, for 9 ms, 2.0 and 0.1 are ready, and 0.0 runs with a page in the TLB. */
const script: readonly Stimulus[] = [
  { do: 'task_new', task: 1, pager: [0, 0], ip: 0 },
  { do: 'task_new', task: 2, pager: [0, 0], ip: 0 },
  { do: 'thread_switch', to: [1, 0] },
  { do: 'load', address: 2 * 4096 }, // faults: 1.0 waits to send to its pager
  { do: 'thread_switch', to: [0, 0] },
  { do: 'ipc', receive: { from: [1, 0], timeoutMs: 'never' } },
  {
    do: 'ipc',
    send: {
      to: [1, 0],
      words: [],
      items: [{ kind: 'map', fpage: { base: 2, sizeLog2: 0 }, offset: 2, write: false }],
      timeoutMs: 'never',
    },
  },
  { do: 'ipc', send: { to: [0, 0], words: [], items: [], timeoutMs: 9 } },
  { do: 'thread_switch', to: [0, 0] },
  { do: 'lthread_ex_regs', lthread: 1, ip: 0 },
  { do: 'load', address: 4096 },
];
const shown = (): { seen: Seen; view: View; hardware: HardwareView } => {
  const kernel = i486();
  kernel.boot(config);
  script.forEach((stimulus) => kernel.step(stimulus));
  const view = kernel.view?.() ?? {};
  return { seen: { running: [0, 0] }, view, hardware: view.hardware ?? expect.fail('no hardware') };
};

test('a machine whose inside is in order breaks no property, and each property finds something to speak of', () => {
  const { seen, view, hardware } = shown();
  expect(view.queues).toEqual([{ receiver: [0, 0], senders: [[1, 0]] }]);
  expect(hardware.tlb).toEqual([{ page: 1, frame: 1, write: true, user: true }]);
  const { checked, refusal } = judgeHardware(config, { seen, view });
  expect(refusal).toBeNull();
  expect(checked).toEqual(hardwareProperties.map(({ name }) => name));
});

/** The machine with one word of its memory changed. */
const word = (h: HardwareView, address: number, value: number): HardwareView => {
  const memory = h.memory.slice();
  memory[address / 4] = value;
  return { ...h, memory };
};
const tableOf = (h: HardwareView, task: number): number => (h.memory[(h.directories[task] ?? 0) / 4] ?? 0) & ~4095;
/** By property, a disorder that breaks it first. */
const disorders: Readonly<Record<string, (h: HardwareView, view: View) => View>> = {
  'tlb/ipc-clean': (h, view) => ({
    ...view,
    hardware: { ...h, tlb: [...h.tlb, { page: h.regionBase / 4096 + 2, frame: 2, write: true, user: false }] },
  }),
  'region/closed': (h, view) => ({
    ...view,
    hardware: word(h, (h.directories[1] ?? 0) + 1022 * 4, 3),
  }),
  'tlb/agrees-with-walk': (h, view) => ({
    ...view,
    hardware: { ...h, tlb: [{ page: 1, frame: 2, write: true, user: true }] },
  }),
  'tlb/kernel-half-closed': (h, view) => {
    const page = h.kernelBase / 4096 + config.frames;
    // the walk agrees: the tables let user code in as well, which only a later property finds
    const upper = (h.directories[0] ?? 0) + (page >>> 10) * 4;
    const opened = word(h, upper, (h.memory[upper / 4] ?? 0) | 4);
    const lower = ((opened.memory[upper / 4] ?? 0) & ~4095) + (page % 1024) * 4;
    const open = word(opened, lower, (h.memory[lower / 4] ?? 0) | 4);
    return { ...view, hardware: { ...open, tlb: [{ page, frame: config.frames, write: true, user: true }] } };
  },
  'tables/agree-with-sigma': (h, view) => ({ ...view, hardware: word(h, tableOf(h, 1) + 2 * 4, (2 << 12) | 7) }),
  'tables/nothing-beyond-the-limit': (h, view) => ({ ...view, hardware: word(h, tableOf(h, 1) + 4 * 4, 7) }),
  'tables/kernel-half-shared': (h, view) => ({ ...view, hardware: word(h, (h.directories[2] ?? 0) + 1021 * 4, 1) }),
  'frames/conserved': (h, view) => ({ ...view, hardware: { ...h, roles: h.roles.with(3, 'free') } }),
  'frames/one-use': (h, view) => ({
    ...view,
    hardware: { ...h, roles: h.roles.with((h.directories[1] ?? 0) / 4096, 'free') },
  }),
  'frames/no-user-frame-in-the-kernel-half': (h, view) => {
    const table = (h.memory[(h.directories[0] ?? 0) / 4 + 768] ?? 0) & ~4095;
    return { ...view, hardware: word(h, table, 3) };
  },
  'cr3/is-the-running-space': (h, view) => ({ ...view, hardware: { ...h, cr3: h.directories[1] ?? 0, tlb: [] } }),
  'ready/complete': (h, view) => ({ ...view, hardware: { ...h, ready: [] } }),
  'ready/in-order': (h, view) => ({
    ...view,
    hardware: { ...h, ready: h.ready.map((ring) => ({ ...ring, threads: ring.threads.toReversed() })) },
  }),
  'wakeups/complete': (h, view) => ({ ...view, hardware: { ...h, wakeups: { ...h.wakeups, soon: [] } } }),
  'wakeups/in-time': (h, view) => ({ ...view, hardware: h, clockMs: 12 }),
  'queues/agree-with-threads': (h, view) => ({ ...view, hardware: h, queues: [] }),
};

test.each(hardwareProperties.map(({ name }) => ({ name })))('$name: a machine in disorder breaks it', ({ name }) => {
  const { seen, view, hardware } = shown();
  const disorder = disorders[name] ?? expect.fail(`no disorder breaks ${name}`);
  expect(judgeHardware(config, { seen, view: disorder(hardware, view) }).refusal?.property).toBe(name);
});

test('ready/complete: a thread in the ring of another priority is found', () => {
  const { seen, view, hardware } = shown();
  const ready = hardware.ready.map((ring) => ({ ...ring, priority: ring.priority + 1 }));
  expect(judgeHardware(config, { seen, view: { ...view, hardware: { ...hardware, ready } } }).refusal?.says).toContain(
    'not in the ready ring of its priority',
  );
});

test('wakeups/complete: a thread in the wrong list, or in two, is found', () => {
  const { seen, view, hardware } = shown();
  const { wakeups } = hardware;
  const says = (soon: HardwareView['wakeups']['soon'], late: HardwareView['wakeups']['late']): string | undefined =>
    judgeHardware(config, { seen, view: { ...view, hardware: { ...hardware, wakeups: { ...wakeups, soon, late } } } })
      .refusal?.says;
  // 9 ms: it is found in the third scan, at 12 ms
  expect(wakeups.soon[3]).toEqual([[1, 0]]);
  expect(says([...wakeups.soon.slice(1), []], [])).toBe('thread 1.0 is in the wakeup lists (2), and belongs to 3');
  expect(says(wakeups.soon, [[1, 0]])).toBe('thread 1.0 is in the wakeup lists (3, late), and belongs to 3');
});

test('ready/complete: a thread that is queued twice is found as well', () => {
  const { seen, view, hardware } = shown();
  const ready = [...hardware.ready, ...hardware.ready];
  expect(judgeHardware(config, { seen, view: { ...view, hardware: { ...hardware, ready } } }).refusal?.says).toContain(
    'twice',
  );
});

test('a kernel that loses a ready thread from its ring is refused, and the thread’s last writer is blamed', async () => {
  const kernel = i486();
  const lost = masked(kernel, {
    view: (view) => {
      const isReady = ({ phase }: ShownThread): boolean => phase.is === 'ready';
      const many = (view.threads?.filter(isReady).length ?? 0) > 2;
      return many && view.hardware !== undefined ? { ...view, hardware: { ...view.hardware, ready: [] } } : view;
    },
  });
  const [failure] = (await runLot(inProcess(lost), 0, 0, 20)).failures;
  const verdict = checkProgram(lost, failure.program);
  expect(signatureOf(verdict)).toBe(failure.signature);
  expect(failure.signature).toMatch(/^tasks\/\S+ \(ready\/complete\)$/);
  expect(failure.program.stimuli.length).toBeLessThanOrEqual(4);
  expect(failure.explanation).toContain('Property broken: ready/complete: thread');
});

test('region/closed: tables that have not changed are not looked at again, and those that have are', () => {
  const { seen, view, hardware } = shown();
  const changed = new Float64Array(hardware.roles.length);
  const judge = hardwareJudge(config);
  const at = (memory: Uint32Array, frames = changed, roles = hardware.roles) =>
    judge({ seen, view: { ...view, hardware: { ...hardware, memory, changed: frames, roles } } });
  const memory = hardware.memory.slice();
  expect(at(memory).refusal).toBeNull();
  const directory = hardware.directories[1] ?? 0;
  memory[directory / 4 + 1023] = 7; // and the machine says that no frame has changed
  expect(at(memory)).toEqual({ checked: hardwareProperties.map(({ name }) => name), refusal: null });
  expect(at(memory, changed.with(directory / 4096, 1)).refusal?.property).toBe('region/closed');
  expect(at(memory.slice()).refusal?.property).toBe('region/closed');
  expect(at(hardware.memory, changed, hardware.roles.with(0, 'free')).refusal?.property).toBe('frames/conserved');
});
