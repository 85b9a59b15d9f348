import { expect, test } from 'vitest';
import { checkProgram, signatureOf } from '../check/check-program.js';
import { programOf } from '../check/source.js';
import { inFolder } from '../fixtures/l4c.js';
import byHand from '../fixtures/kernels/by-hand.js';
import { judgeRecorded, readTranscript } from './transcript.js';

/** A conversation with the kernel by hand about a few programs, as the two sides of a pipe would be recorded. */
const recorded = (): { readonly asked: string[]; readonly answered: string[] } => {
  const kernel = byHand();
  const asked = [JSON.stringify({ n: 0, hello: { l4c: 1 } })];
  const answered = [JSON.stringify({ n: 0, manifest: kernel.manifest })];
  const programs = Array.from({ length: 10 }, (_, index) => programOf(0, 0, index, kernel.manifest.profiles));
  for (const program of programs.filter((it) => checkProgram(kernel, it).is === 'conforms').slice(0, 5)) {
    const { boot, stimuli } = program;
    const say = (request: object, seen: object): void => {
      const n = asked.length;
      asked.push(JSON.stringify({ n, ...request }));
      answered.push(JSON.stringify({ n, ...seen }));
    };
    say({ boot }, kernel.boot(boot));
    for (const stimulus of stimuli) say(stimulus, kernel.step(stimulus));
  }
  return { asked, answered };
};
const verdicts = (...lines: readonly string[]): readonly string[] => {
  const { manifest, programs } = readTranscript(lines.join('\n'), 'it');
  return programs.map((program) => judgeRecorded(manifest, program)[0].is);
};

test('check: a recorded conversation is judged like the kernel itself, in whatever order its lines are', () => {
  const { asked, answered } = recorded();
  const conform = Array.from({ length: 5 }, () => 'conforms');
  expect(verdicts(...asked, 'a line of its log', ...answered)).toEqual(conform);
  expect(verdicts(...answered.toReversed(), ...asked)).toEqual(conform);
});

test('check: an answer that the specification refuses, one that is missing, and rubbish each have their verdict', () => {
  const { asked, answered } = recorded();
  const at = asked.findIndex((line) => line.includes('"do":"ipc"'));
  const changed = (line: string): readonly string[] =>
    verdicts(...asked, ...answered.map((answer, n) => (n === at ? line : answer)));
  expect(changed(JSON.stringify({ n: at, running: [0, 0], stored: true }))[0]).toBe('diverges');
  expect(changed('')[0]).toBe('broken');
  expect(changed(JSON.stringify({ n: at, walking: true }))[0]).toBe('broken');
  expect(changed(JSON.stringify({ n: at, cannot: 'ipc' }))[0]).toBe('cannot');
});

test('check: behind a divergence the conversation goes on from what was allowed, and what is wrong then is told too, once', () => {
  const manifest = { l4c: 1, name: 'wrong twice', profiles: ['sigma', 'ipc', 'tasks'] };
  const create = { do: 'task_new', task: 1, pager: [0, 0], ip: 0 };
  const store = { do: 'store', address: 4096, value: 7 };
  const load = { do: 'load', address: 4096 };
  const lost = { running: [0, 0], loaded: 0 };
  const said: readonly (readonly [object, object])[] = [
    [{ hello: { l4c: 1 } }, { manifest }],
    [{ boot: { tasks: 4, lthreads: 2, pages: 8, frames: 4 } }, { running: [0, 0] }],
    [create, { running: [0, 0], result: { call: 'task_new', made: 'nobody' } }],
    [store, { running: [0, 0], stored: true }],
    [load, lost],
    [load, lost],
    [
      { do: 'id_nearest', of: [1, 0] },
      { running: [0, 0], result: { call: 'id_nearest', nearest: [1, 0] } },
    ],
  ];
  const text = said.flatMap((pair, n) => pair.map((it) => JSON.stringify({ n, ...it }))).join('\n');
  const { manifest: own, programs } = readTranscript(text, 'it');
  const told = judgeRecorded(own, programs[0]);
  expect(told.map(signatureOf)).toEqual(['tasks/create (result)', 'access/load (loaded)']);
});

test('check: the command says how many programs conform, tells the first that does not, and its exit code is that of a run', () => {
  const { l4c, write } = inFolder();
  const { asked, answered } = recorded();
  const good = write('good.jsonl', [...asked, ...answered].join('\n'));
  expect(l4c('check', good)).toEqual({
    status: 0,
    stdout: 'by-hand: 5 programs; 5 conform, 0 diverge, 0 broke the contract, 0 were dropped\n',
    stderr: '',
  });
  const bad = write('bad.jsonl', [...asked, ...answered.slice(0, -1)].join('\n'));
  const { status, stdout } = l4c('check', bad);
  expect([status, stdout]).toEqual([
    3,
    expect.stringContaining(`line ${String(answered.length - 1)} was never answered`),
  ]);
});

test.each([
  ['no answer to hello', '{"n":0,"hello":{"l4c":1}}', 'no answer to hello'],
  ['half a line', '{"n":0,"hel', 'line 1: not JSON, or cut short'],
  ['a line without a number', '{"hello":{"l4c":1}}', 'line 1: has no number n'],
  ['a stimulus that is none', '{"n":0,"manifest":{}}\n{"n":1,"do":"leap"}', 'request 1: '],
])('check: of a file with %s it is said in one line', (_, text, says) => {
  expect(() => readTranscript(text, 'it')).toThrow(says);
});
