import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Program } from '../../spec/vocabulary/index.js';
import { checkProgram } from '../check/check-program.js';
import { breaksOf, brokenKernel, firstFailure, sourceOf } from '../fixtures/broken-kernel.js';
import { bundled } from '../kernels/bundled.js';
import { explain } from './explain.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/```(\w*)\n([^]*?)```/g)].map(([, language, text]) => ({ language, text }));
const broken = breaksOf('spaces').find(({ name }) => name === 'granter-keeps-its-page')!;

test('readme: the kernel of 40 lines is the one of the fixtures', () => {
  const own = sourceOf('spaces').replaceAll('../../doors/spaces.js', 'l4-conformance');
  expect(blocks.filter(({ language }) => language === 'ts').map(({ text }) => text)).toContain(own);
});

test('readme: the failure is what is printed for the break that stands beside it', async () => {
  const failure = await firstFailure(await brokenKernel('spaces', broken), 100);
  expect(blocks.map(({ text }) => text.trimEnd())).toContain(failure?.explanation);
  expect(readme).toContain(broken.find);
  expect(readme).toContain(broken.replace);
});

const twoBytes = [
  { address: 0, bytes: 1 },
  { address: 0, bytes: 1 },
] as const;
/** 1.0 copies two bytes to 0.0, and its slice ends between them; 1.1 is ready. */
const leftInTheMiddle: Program = {
  boot: { frames: 1, pages: 1, tasks: 2, lthreads: 2 },
  stimuli: [
    { do: 'task_new', task: 1, pager: [0, 0], ip: 0 },
    {
      do: 'ipc',
      send: {
        to: [1, 0],
        words: [],
        items: [{ kind: 'map', fpage: { base: 0, sizeLog2: 0 }, offset: 0, write: true }],
        timeoutMs: 'never',
      },
      receive: { from: 'any', strings: twoBytes, timeoutMs: 'never' },
    },
    { do: 'lthread_ex_regs', lthread: 1, ip: 0 },
    { do: 'thread_schedule', of: [1, 0], sliceMs: 1 },
    { do: 'ipc', receive: { from: 'any', window: { base: 0, sizeLog2: 0 }, timeoutMs: 'never' } },
    { do: 'during', k: 0, event: { do: 'tick', ms: 1 } },
    { do: 'ipc', send: { to: [0, 0], words: [], items: [], strings: twoBytes, timeoutMs: 'never' } },
  ],
};
test("readme: the lecture's rule for the TLB is refused as is printed there, and the sound one is not", () => {
  const [lecture, sound] = ['i486:tlb=lecture', 'i486'].map((name) => {
    const kernel = (bundled[name] ?? expect.fail(`there is no ${name}`))();
    return explain(leftInTheMiddle, checkProgram(kernel, leftInTheMiddle));
  });
  expect(blocks.map(({ text }) => text.trimEnd())).toContain(lecture);
  expect(sound).not.toContain('Rule broken');
});
