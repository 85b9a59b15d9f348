import { expect, test } from 'vitest';
import type { Program } from '../../spec/vocabulary/index.js';
import { leftInTheMiddle } from '../programs/errata.js';
import { storedShortest } from '../explorations/shortest.js';
import { KERNELS, allowedIn, cameraFor } from './film.js';
import type { Take } from './film.js';
import { wayTo } from './frame.js';
import type { Named } from './dialects.js';
import type { Route } from './frame.js';
import { cameraOn } from './recording.js';
import { comparedRows, keptRows, panel, sharing, toldChanges } from './panel.js';
import { asLines, readFile, readLines } from './reading.js';
import { arrowsOf, timeline } from './timeline.js';
import { toldOnce } from './told-once.js';

const { rules } = storedShortest();
const of = (rule: string) => rules.find(({ name }) => name === rule) ?? expect.fail(`nothing is stored for ${rule}`);
const filmOf = (kernel: string, program: Program, route: Route = [], latenessMs?: number): readonly Take[] => {
  const camera = cameraFor(kernel, program, route, latenessMs);
  const takes = [camera.first];
  program.stimuli.forEach((x, at) => takes.push(camera.next(takes[at], x, at)));
  return takes;
};
const cellsOf = (take: Take, title: string) =>
  take
    .panels()
    .find((it) => it.title === title)
    ?.rows.map(({ cells }) => cells);

test('film: a grant, step by step: who runs, what is seen, by which rules, and the page in another space', () => {
  const { boot, stimuli } = of('sigma/grant');
  const takes = filmOf('model', { boot, stimuli });
  const last = takes[takes.length - 1];
  expect(last.seen.running).toEqual([1, 0]);
  expect(last.applied.map(({ rule }) => rule.name)).toContain('sigma/grant');
  expect(cellsOf(takes[takes.length - 2], 'Derivation of pages')).toEqual([
    ['task 0, page 0', 'rw'],
    ['task 2, page 0', 'rw'],
  ]);
  expect(cellsOf(last, 'Derivation of pages')?.[1]).toEqual(['task 1, page 0', 'rw']);
});

test('film: a route leads through the choices to the rule, and every outcome of a step is told', () => {
  for (const { name, boot, stimuli, latenessMs } of rules) {
    const way = wayTo({ boot, stimuli }, latenessMs, ({ applied }) => applied.some(({ rule }) => rule.name === name));
    const last = filmOf('model', { boot, stimuli }, way?.route, latenessMs).at(-1);
    expect([name, last?.applied.some(({ rule }) => rule.name === name)]).toEqual([name, true]);
    const taken = last === undefined ? undefined : allowedIn(last).at(last.taken ?? -1);
    expect(taken?.rules).toEqual(last?.applied.map(({ rule }) => rule.name));
  }
});

test('film: the 486 kernel shows its machine, and names the rules; every kernel runs', () => {
  const { boot, stimuli } = of('sigma/grant');
  const last = filmOf('i486', { boot, stimuli }).at(-1) ?? expect.fail('no film');
  expect(last.refusal).toBeNull();
  expect(last.applied.map(({ rule }) => rule.name)).toContain('sigma/grant');
  expect(cellsOf(last, 'Page tables')).toContainEqual(['1', '0', '0', 'rw']);
  expect(cellsOf(last, 'Page directory')).toContainEqual(['0', expect.stringMatching(/^\d+$/), 'rw', 'user']);
  expect(cellsOf(last, 'Address space and IPC region')).toContainEqual(['CR3', 'task 1']);
  for (const kernel of KERNELS) expect(filmOf(kernel, { boot, stimuli: stimuli.slice(0, 1) })).toHaveLength(2);
});

test('film: where a kernel is refused it says what the checker says', () => {
  const refusals = filmOf('i486:tlb=lecture', leftInTheMiddle).map(({ refusal }) => refusal);
  expect(refusals.slice(0, -1).every((it) => it === null)).toBe(true);
  expect(refusals.at(-1)).toMatch(/^Rule broken: schedule\/resume[^]*tlb\/ipc-clean/);
});

test('timeline: a lane for each thread there ever was, a column for each step, an arrow for each message', () => {
  const { boot, stimuli, latenessMs } = of('sigma/grant');
  const takes = filmOf('model', { boot, stimuli }, [], latenessMs);
  const drawn = timeline(takes);
  expect(drawn.match(/class="thread"/g)).toHaveLength(3);
  expect(drawn.match(/class="step"/g)).toHaveLength(stimuli.length + 1);
  expect(drawn.match(/class="message"/g)).toHaveLength(takes.flatMap(arrowsOf).length);
  expect(takes.flatMap(arrowsOf)).toEqual([
    { from: 2, to: 0 },
    { from: 2, to: 1 },
  ]);
});

test('panel: cells that are other than before are told, all of a new row, and none where there was no panel', () => {
  const [was, is] = [
    [['a', '1']],
    [
      ['a', '2'],
      ['b', '3'],
    ],
  ].map((rows) =>
    panel(
      'p',
      ['', ''],
      rows.map((cells) => ({ key: cells[0], cells })),
    ),
  );
  expect(comparedRows(was, is).map(({ changed }) => changed)).toEqual([
    [false, true],
    [true, true],
  ]);
  expect(comparedRows(undefined, was).map(({ changed }) => changed)).toEqual([[false, false]]);
  expect(toldChanges([{ ...is, rows: comparedRows(was, is) }])).toBe('Changed: p (a, b).');
  expect(toldChanges([{ ...was, rows: comparedRows(was, was) }])).toBe('No panel changed.');
});

test('panel: of many rows those that changed are shown, then the first, in their order, and the others are counted', () => {
  const [was, is] = ['a b c d e', 'a b c D E'].map((words) =>
    panel(
      'p',
      [''],
      words.split(' ').map((word, at) => ({ key: String(at), cells: [word] })),
    ),
  );
  const textsOf = (most: number) => keptRows(comparedRows(was, is), most).map(({ cells }) => cells[0]);
  expect(textsOf(3)).toEqual(['a', 'D', 'E', 'and 2 more']);
  expect(textsOf(1)).toEqual(['D', 'and 4 more']);
  expect(textsOf(5)).toEqual(['a', 'b', 'c', 'D', 'E']);
});

test('panel: of a step only what changed is held anew', () => {
  const made = (last: string) =>
    panel(
      'p',
      [''],
      ['a', last].map((text, at) => ({ key: String(at), cells: [text] })),
    );
  const was = made('b');
  expect(sharing([was], [made('b')])[0]).toBe(was);
  const [is] = sharing([was], [made('c')]);
  expect(is).toEqual(made('c'));
  expect(is.rows[0]).toBe(was.rows[0]);
});

test('rules: those of a step are told once each, with how often they were applied', () => {
  const told = toldOnce(['ipc/send', 'sigma/map', 'sigma/replace', 'sigma/map']).map((it) => it.told);
  expect(told).toEqual(['ipc/send', 'sigma/map × 2', 'sigma/replace']);
});

test('reading: a program and a stored failure; lines that are edited; what is wrong, in one line', () => {
  const { boot, stimuli } = of('sigma/grant');
  const program = { boot, stimuli };
  expect(readFile(JSON.stringify(program))).toEqual({ program });
  expect(readFile(JSON.stringify({ format: 'l4c-failure', program }))).toEqual({ program });
  const kernels = ['i486:tlb=lecture', 'not at hand'].map((kernel) => readFile(JSON.stringify({ kernel, program })));
  expect(kernels).toEqual([{ program, kernel: 'i486:tlb=lecture' }, { program }]);
  expect(readLines(`${asLines(program)}\n\n`)).toEqual({ program });
  expect(readFile('{"boot"')).toEqual({ wrong: 'not JSON, or cut short' });
  expect(readFile('[]')).toEqual({ wrong: 'neither a program nor a stored failure' });
  expect(readLines(`${asLines(program)}\nload`)).toEqual({ wrong: `line ${String(stimuli.length + 2)}: not JSON` });
  expect(readLines(`${JSON.stringify(boot)}\n{"do":"load","address":-4}`)).toHaveProperty(
    'wrong',
    expect.stringMatching(/^stimulus 1, address: /),
  );
  expect(readLines('')).toHaveProperty('wrong', expect.stringMatching(/^boot/));
});

test('reading: a program of more stimuli than a stored one may have, and where in it something is wrong', () => {
  const boot = { frames: 1, pages: 1, tasks: 1, lthreads: 1 };
  const stimuli = Array.from({ length: 20_000 }, () => ({ do: 'load', address: 0 }));
  expect(readFile(JSON.stringify({ boot, stimuli }))).toHaveProperty('program.stimuli.length', 20_000);
  expect(readFile(JSON.stringify({ boot, stimuli: [...stimuli, { do: 'stay' }] }))).toHaveProperty(
    'wrong',
    expect.stringMatching(/^stimulus 20001/),
  );
});

test('dialects: a program is judged by the rules of the dialect that is chosen', () => {
  const told = storedShortest().distinctions.find(({ other }) => other === 'keep') ?? expect.fail();
  const { boot, stimuli } = told;
  const endOf = (kernel: string, dialect: Named) => {
    const played = { program: { boot, stimuli }, route: [], dialect };
    const camera = cameraOn(kernel, played);
    const takes = [camera.first];
    stimuli.forEach((x, at) => takes.push(camera.next(takes[at], x, at)));
    return takes[takes.length - 1];
  };
  const [replaces, keeps] = ['reference', { ontoOccupied: 'keep' }] as const;
  expect(allowedIn(endOf('i486', replaces)).map(({ seen }) => seen)).not.toEqual(
    allowedIn(endOf('i486', keeps)).map(({ seen }) => seen),
  );
  expect(endOf('i486', replaces).refusal).toBeNull();
  expect(endOf('i486', keeps).refusal).toMatch(/^Rule broken: sigma\/keep-occupied/);
});

test('reading: a file names its dialect, beside its program or in a manifest; one that is none is refused', () => {
  const { boot, stimuli } = of('sigma/grant');
  const program = { boot, stimuli };
  const read = (more: object) => readFile(JSON.stringify({ program, ...more }));
  expect(read({ dialect: 'paper-1995' })).toEqual({ program, dialect: 'paper-1995' });
  expect(read({ manifest: { dialect: { senders: 'fifo' } } })).toEqual({ program, dialect: { senders: 'fifo' } });
  expect(read({ dialect: 'l5' })).toHaveProperty('wrong', expect.stringMatching(/no dialect is called l5; there are/));
  expect(read({ dialect: { senders: 'lifo' } })).toHaveProperty('wrong', expect.stringMatching(/no values of them/));
  expect(read({ dialect: 7 })).toHaveProperty('wrong', expect.stringMatching(/^dialect: neither/));
});
