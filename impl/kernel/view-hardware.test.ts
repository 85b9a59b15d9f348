import { expect, test } from 'vitest';
import type { HardwareView, ShownMapping, View } from '../../spec/vocabulary/index.js';
import { I486Kernel } from './kernel.js';
import { item, load, pages, send, switchTo, task, waitingTask } from '../../spec/vocabulary/fixtures/stimuli.js';
import { run, small } from './fixtures/script.js';
import { wildProgram } from './fixtures/wild.js';

/**
 * What a walk of the tables in memory finds for a page: its frame and rights, or null. Written apart from the machine.
 */
const walked = ({ memory }: HardwareView, directory: number, page: number) => {
  const upper = memory[directory / 4 + (page >>> 10)];
  if (upper % 2 === 0) return null;
  const lower = memory[(upper >>> 12) * 1024 + (page & 1023)];
  if (lower % 2 === 0) return null;
  return { frame: lower >>> 12, write: (upper & lower & 2) !== 0, user: (upper & lower & 4) !== 0 };
};

const hardwareOf = (view: View): HardwareView => view.hardware ?? expect.fail('no hardware');

/** The frame to which a mapping leads, by the names of the view alone (L.68). */
const real = (derivation: NonNullable<View['derivation']>, [task, page]: ShownMapping): number => {
  let [at, number] = [task, page];
  for (let i = 0; i < 100 && at !== 0; i++) {
    const next = derivation[at]?.[number] ?? expect.fail('a mapping names a page that is nil');
    [at, number] = next;
  }
  return number;
};

const checkTables = (view: View): void => {
  const hardware = hardwareOf(view);
  const derivation = view.derivation ?? expect.fail('no derivation');
  for (const [task, directory] of hardware.directories.entries()) {
    if (directory === null) continue;
    for (const [page, mapping] of (derivation[task] ?? []).entries())
      expect(walked(hardware, directory, page)).toEqual(
        mapping && { frame: real(derivation, mapping), write: mapping[2] === 'rw', user: true },
      );
  }
};

test('hardware/view: the roles of all frames, the directories, the kernel half and the ready ring', () => {
  const { kernel } = run([task(1), load(2)]);
  const hardware = hardwareOf(kernel.view());
  const count = (role: string) => hardware.roles.filter((x) => x === role).length;
  expect(hardware.roles.slice(0, 5)).toEqual(['user', 'user', 'user', 'user', 'kernel']);
  expect([count('directory'), count('table'), count('free'), count('tcb'), count('database')]).toEqual([2, 2, 5, 4, 1]);
  expect(hardware.memory).toHaveLength(hardware.roles.length * 1024);
  expect(hardware.kernelBase).toBe(0xc000_0000);
  expect(hardware.ready).toEqual([{ priority: 100, threads: [{ thread: [1, 0], since: 1 }] }]);
  expect(hardware.tlb).toEqual([{ page: 2, frame: 2, write: true, user: true }]);
  expect(hardware.cr3).toBe(hardware.directories[0]);
});

test('hardware/kernel-half: all directories share it, it maps the memory of the kernel, and no user may enter', () => {
  const { kernel } = run([task(1), task(2, 'nobody')]);
  const hardware = hardwareOf(kernel.view());
  const halves = hardware.directories
    .filter((directory) => directory !== null)
    .map((directory) => hardware.memory.subarray(directory / 4 + 768, directory / 4 + 1024));
  expect(halves).toHaveLength(3);
  for (const half of halves) expect(half).toEqual(halves[0]);
  for (const [frame, role] of hardware.roles.entries())
    expect(walked(hardware, hardware.cr3, hardware.kernelBase / 4096 + frame)).toEqual(
      role === 'user' ? null : { frame, write: true, user: false },
    );
});

test('hardware/user-frames: a user word is shown where it was stored', () => {
  const { kernel } = run([{ do: 'store', address: 2 * 4096 + 40, value: 5 }]);
  expect(kernel.view().frames).toEqual([[], [1], [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5], [3]]);
});

test('hardware/tables: the page tables agree with the mapping database, through map, grant and demap', () => {
  const { kernel } = run([
    ...waitingTask(2),
    ...waitingTask(1),
    send([1, 0], { items: [item('map', pages(0, 2), 4)] }),
    send([2, 0], { items: [item('grant', pages(4), 1), item('map', pages(5), 2, false)] }),
    switchTo([1, 0]),
  ]);
  checkTables(kernel.view());
});

test('hardware/invariants: in 100 wild programs the TLB never has more than the tables, nor the tables than sigma', () => {
  const kernel = new I486Kernel();
  let [cached, mapped] = [0, 0];
  for (let seed = 0; seed < 100; seed++) {
    kernel.boot(small);
    for (const stimulus of wildProgram(seed, 60)) {
      const { running, ignored } = kernel.step(stimulus);
      if (ignored) break;
      const view = kernel.view();
      const hardware = hardwareOf(view);
      for (const { page, frame, write, user } of hardware.tlb) {
        const found = walked(hardware, hardware.cr3, page) ?? expect.fail(`the TLB has page ${page}, which is nil`);
        expect([frame, user, write && !found.write]).toEqual([found.frame, found.user, false]);
      }
      cached += hardware.tlb.length;
      mapped += view.derivation?.slice(1).flatMap((space) => space?.filter((x) => x !== null) ?? []).length ?? 0;
      if (running !== 'idle') expect(hardware.cr3).toBe(hardware.directories[running[0]]);
      checkTables(view);
    }
  }
  expect(cached).toBeGreaterThan(600);
  expect(mapped).toBeGreaterThan(30_000);
});
