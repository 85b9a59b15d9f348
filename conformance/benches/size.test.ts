import { expect, test } from 'vitest';
import { benchSize, codeLines, renderSize } from './size.js';

test('bench size: comments and blank lines are no code', () => {
  const text = "/** A\n * b */\nconst a = '//'; // c\n\n  // d\n  /* e */\n/**\n * f\n */\nconst g = 1;\n";
  expect(codeLines(text)).toBe(2);
});

test('bench size: the kernel, its machine and the rules have their lines', () => {
  const bench = benchSize();
  expect(bench.parts.map(({ name }) => name)).toEqual(['the 486 kernel', 'its machine', 'the rules']);
  for (const { files, lines } of bench.parts) expect(lines).toBeGreaterThan(10 * files);
  expect(bench.path.bytes).toBeLessThan(12 * 1024);
  expect(renderSize(bench).split('\n').at(-1)).toContain('(L.40)');
});
