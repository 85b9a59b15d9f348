import { expect, test } from 'vitest';
import type { Manifest, Profile, Program, Stimulus } from '../../spec/vocabulary/index.js';
import { inProcess } from '../check/check-program.js';
import { runLot } from '../check/lot.js';
import { shortestFor } from '../check/shortest-programs.js';
import { lotPrograms } from '../check/source.js';
import { bundled } from '../kernels/bundled.js';
import { masked } from '../kernels/masked.js';
import { isWithin } from './within.js';

const send = { to: [0, 0], words: [], items: [], timeoutMs: 'never' } as const;
const receive = { from: 'any', timeoutMs: 0 } as const;
const cases: readonly (readonly [Stimulus, readonly Profile[]])[] = [
  [{ do: 'load', address: 0 }, []],
  [{ do: 'ipc', send, receive }, []],
  [{ do: 'ipc', send: { ...send, timeoutMs: 1 } }, ['timeouts']],
  [{ do: 'ipc', receive: { ...receive, from: { line: 0 } } }, ['interrupts']],
  [{ do: 'ipc', send, receive: { ...receive, strings: [], timeoutMs: 9 } }, ['timeouts', 'strings']],
  [{ do: 'during', k: 0, event: { do: 'slice_end' } }, ['strings', 'scheduling']],
  [{ do: 'lthread_ex_regs', lthread: 0, handler: 'nobody' }, ['exceptions']],
];
test.each(cases)(
  'within: %j is asked of a kernel that claims all that it holds, and of no other',
  (stimulus, needs) => {
    expect(isWithin((profile) => needs.includes(profile), stimulus)).toBe(true);
    for (const lacking of needs) expect(isWithin((profile) => profile !== lacking, stimulus)).toBe(false);
  },
);

const claims: readonly (readonly Profile[])[] = [
  ['sigma', 'ipc'],
  ['sigma', 'ipc', 'tasks'],
  ['sigma', 'ipc', 'timeouts'],
  ['sigma', 'ipc', 'tasks', 'timeouts'],
  ['sigma', 'ipc', 'exceptions'],
  ['sigma', 'ipc', 'interrupts'],
  ['sigma', 'ipc', 'timeouts', 'scheduling'],
];
const manifestOf = (profiles: readonly Profile[]): Manifest => ({ l4c: 1, name: 'some', profiles });

test.each(claims.map((profiles) => [profiles.join(' '), profiles] as const))(
  'within: no program for a kernel that claims %s holds or comes to anything else',
  async (_, profiles) => {
    const known = (x: Stimulus): boolean => isWithin((profile) => profiles.includes(profile), x);
    const lot = lotPrograms(0, 0, profiles);
    const drawn = Array.from({ length: 40 }, () => lot.next().value as Program);
    const asked = [...drawn, ...shortestFor(manifestOf(profiles))].flatMap(({ stimuli }) => stimuli);
    expect(asked.length).toBeGreaterThan(1000);
    expect(asked.filter((x) => !known(x))).toEqual([]);
    const model = masked((bundled['model'] ?? expect.fail('no model'))(), {
      manifest: manifestOf(profiles),
      view: null,
    });
    expect((await runLot(inProcess(model), 0, 0, 40)).unspecified).toBe(0);
  },
);
