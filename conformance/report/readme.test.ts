import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkProgram } from '../check/check-program.js';
import { breaksOf, brokenKernel, firstFailure, sourceOf } from '../fixtures/broken-kernel.js';
import { bundledKernel } from '../kernels/bundled.js';
import { leftInTheMiddle } from '../programs/errata.js';
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

test("readme: the lecture's rule for the TLB is refused as is printed there, and the sound one is not", () => {
  const [lecture, sound] = ['i486:tlb=lecture', 'i486'].map((name) => {
    const kernel = bundledKernel(name);
    return explain(leftInTheMiddle, checkProgram(kernel, leftInTheMiddle));
  });
  expect(blocks.map(({ text }) => text.trimEnd())).toContain(lecture);
  expect(sound).not.toContain('Rule broken');
});
