import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkProgram } from '../check/check-program.js';
import { breaksOf, brokenKernel, firstFailure, sourceOf } from '../fixtures/broken-kernel.js';
import { bundledKernel } from '../kernels/bundled.js';
import { blackBox } from '../kernels/masked.js';
import { leftInTheMiddle, sentToAnother } from '../programs/errata.js';
import { explain } from './explain.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/```(\w*)\n([^]*?)```/g)].map(([, language, text]) => ({ language, text }));
const broken = breaksOf('spaces').find(({ name }) => name === 'granter-keeps-its-page')!;

test('readme: what it links to is in the package, where whoever installs it follows the links', () => {
  const { files } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly files: readonly string[];
  };
  const links = [...readme.matchAll(/\]\(([^):#]+)\)/g)].map(([, link]) => link);
  const isPacked = (link: string): boolean => files.some((file) => link === file || link.startsWith(`${file}/`));
  expect(links.filter((link) => !isPacked(link))).toEqual([]);
});

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

test.each([
  ['by its TLB', leftInTheMiddle, bundledKernel],
  ['by events alone', sentToAnother, (name: string) => blackBox(bundledKernel(name))],
] as const)(
  "readme: the lecture's rule for the TLB is refused %s as is printed there, and the sound one is not",
  (_, program, kernelOf) => {
    const [lecture, sound] = ['i486:tlb=lecture', 'i486'].map((name) =>
      explain(program, checkProgram(kernelOf(name), program)),
    );
    expect(blocks.map(({ text }) => text.trimEnd())).toContain(lecture);
    expect(sound).not.toContain('Rule broken');
  },
);
