import { expect, test } from 'vitest';
import { sourcesOf } from './code.js';
import { splicesIn } from './splice.js';

const from = {
  spec: sourcesOf(['spec/spaces/link.ts']),
  properties: sourcesOf(['spec/properties/grant.ts']),
  tests: sourcesOf(['docs/site/splice.test.ts']),
};
const of = async (line: string): Promise<string> =>
  (await splicesIn([{ file: 'docs/a.md', text: `# A\n\n\`\`\`splice\n${line}\n\`\`\`\n` }], from)).get(line)?.html ??
  '';

test('splice: what a name stands for: a rule, a property, a test, an edit, a function with its comment', async () => {
  expect(await of('rule sigma/grant')).toContain('spec/spaces/link.ts, line');
  expect(await of('property grant/granter-does-not-retain')).toContain('spec/properties/grant.ts, line');
  expect(await of('test splice: what a name stands for')).toContain('docs/site/splice.test.ts, line');
  expect(await of('mutant granter-keeps-its-page')).toContain('- changeEntry(k, from, source, 0);');
  expect(await of('wrong-rule granter-retains')).toContain('in spec/spaces/forest.ts');
  expect(await of('bench unix')).toContain('two IPCs across');
  expect(await of('file conformance/scaffolds/c/kernel.h')).toContain('l4c_seen step(const l4c_request *x);');
  expect(await of('conformance/scaffolds/ts/whole/kernel.ts#Machine')).toContain(
    'The running thread executes one instruction',
  );
  const moved = await of('impl/kernel/mapping-database.ts#moveNode');
  expect(moved).toContain('Grant (L.67): the node itself moves.');
  expect(moved).not.toContain('cutOff');
});

test('splice: a function in C goes to its last brace, with the comment above it', async () => {
  const shown = await of('conformance/scaffolds/c/kernel.c#fault');
  expect(shown).toContain('/* To write: a fault is a message');
  expect(shown).toContain('L4C_IDLE;\n}</code>');
  expect(shown).not.toContain('access_memory');
});

test('splice: what is not there is refused, by the name of the document and the line', async () => {
  for (const [line, says] of [
    ['rule sigma/grantt', 'sigma/grantt stands in 0 places'],
    ['test no such title', 'tests begin with'],
    ['bench no-such', 'no bench no-such'],
    ['mutant no-such', 'no edit is called no-such'],
    ['impl/kernel/mapping-database.ts#moveNodes', 'moveNodes is declared in 0 places'],
    ['conformance/scaffolds/c/kernel.c#faults', 'kernel.c has not one function faults'],
  ])
    await expect(of(line)).rejects.toThrow(new RegExp(`^docs/a\\.md, line 4: .*${says}`));
});
