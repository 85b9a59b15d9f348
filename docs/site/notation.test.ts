import { expect, test } from 'vitest';
import { sigmaPropertiesOfDialects } from '../../spec/properties/index.js';
import { systemPropertiesOfDialects } from '../../spec/properties/system/index.js';
import { claims } from './claims.js';
import { formula } from './formula.js';
import { notation } from './notation.js';
import { signsIn } from './signs.js';

const properties = [
  ...claims.flatMap((it) => it.properties),
  ...sigmaPropertiesOfDialects,
  ...systemPropertiesOfDialects,
];
const signs = notation.flatMap((it) => it.signs);
const explained = new Set(signs.flatMap(({ sign }) => signsIn(sign)));

test('formulas: of every property there is one that KaTeX sets, for the eye and for readers of screens', () => {
  for (const { name, formula: tex } of properties) {
    const { html } = formula(tex);
    expect([name, html.includes('katex-html'), html.includes('<math'), html.includes('katex-error')]).toEqual([
      name,
      true,
      true,
      false,
    ]);
  }
  expect(() => formula(String.raw`\sigma_`)).toThrow('KaTeX');
});

test('formulas: whatever a formula of a property is made of, the notation explains', () => {
  const missing = properties.flatMap(({ name, formula: tex }) =>
    signsIn(tex)
      .filter((it) => !explained.has(it))
      .map((it) => `${name}: ${it}`),
  );
  expect(missing).toEqual([]);
});

test('formulas: the notation explains no sign that no formula has, and each that KaTeX sets', () => {
  const used = new Set(properties.flatMap(({ formula: tex }) => signsIn(tex)));
  expect([...explained].filter((it) => !used.has(it))).toEqual([]);
  for (const { sign } of signs) expect(formula(sign).html).toContain('katex-html');
});

test('formulas: signs are words, macros and letters; what sets them alone is none', () => {
  expect(signsIn(String.raw`\text{due}'(p) \le \lceil x_1 \rceil \mathbin{?} \, \infty`)).toEqual([
    'due',
    'p',
    String.raw`\le`,
    String.raw`\lceil`,
    'x',
    String.raw`\rceil`,
    String.raw`\infty`,
  ]);
});

test('formulas: a long one goes on in the next line before what joins two claims, and nowhere else', () => {
  const pieces = (tex: string) => formula(tex).html.split('class="katex-base"').length - 1;
  expect(pieces(String.raw`p = q`)).toBe(1);
  expect(pieces(String.raw`p = q \land (q = r \lor p = r) \Rightarrow p \in \{q, r\}`)).toBe(4);
  expect(pieces(String.raw`x_{p \land q} = \begin{cases} p & q \lor r \end{cases}`)).toBe(1);
});
