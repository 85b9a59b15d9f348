import type { FailureFile } from '../check/failure-file.js';

/** A stored failure as the text of a test for vitest, in a project that has this package and a kernel to import from `module`. */
export const vitestExport = ({ signature, kernel, program }: FailureFile, module: string): string => {
  const json = JSON.stringify(program, null, 2).replaceAll('\n', '\n  ');
  return `import { checkProgram, explain } from 'l4-conformance';
import type { Program } from 'l4-conformance';
import { expect, test } from 'vitest';
import kernel from ${JSON.stringify(module)};

test(${JSON.stringify(`${signature}: the program that broke ${kernel} conforms`)}, () => {
  const program: Program = ${json};
  const verdict = checkProgram(kernel(), program);
  expect(verdict.is, explain(program, verdict)).toBe('conforms');
});
`;
};
