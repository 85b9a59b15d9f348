import { expect, test } from 'vitest';
import { reference, rulesOf } from '../../spec/index.js';
import { sigmaPropertiesOfDialects } from '../../spec/properties/index.js';
import { systemPropertiesOfDialects } from '../../spec/properties/system/index.js';
import { claims } from './claims.js';
import { formula } from './formula.js';
import { departuresOfRules } from './rules.js';
import { notation } from './notation.js';
import { signsIn } from './signs.js';

const rules = [...rulesOf(reference), ...departuresOfRules().flatMap(({ come }) => come)];
const properties = [
  ...claims.flatMap((it) => it.properties),
  ...sigmaPropertiesOfDialects,
  ...systemPropertiesOfDialects,
];
const signs = notation.flatMap((it) => it.signs);
const explained = new Set(signs.flatMap(({ sign }) => signsIn(sign)));

test('formulas: of every rule and property there is one that KaTeX sets, for the eye and for readers of screens', () => {
  for (const { name, formula: tex } of [...rules, ...properties]) {
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

test('formulas: whatever a formula is made of, the notation explains', () => {
  const missing = [...rules, ...properties].flatMap(({ name, formula: tex }) =>
    signsIn(tex)
      .filter((it) => !explained.has(it))
      .map((it) => `${name}: ${it}`),
  );
  expect(missing).toEqual([]);
});

test('formulas: the notation explains no sign that no formula has, and each that KaTeX sets', () => {
  const used = new Set([...rules, ...properties].flatMap(({ formula: tex }) => signsIn(tex)));
  expect([...explained].filter((it) => !used.has(it))).toEqual([]);
  for (const { sign } of signs) expect(formula(sign).html).toContain('katex-html');
});

test('formulas: a word is set as a word, for letters side by side are read as a product', () => {
  const bare = [...rules, ...properties].filter(({ formula: tex }) =>
    /[A-Za-z]{2}/.test(tex.replaceAll(/\\(text|begin|end)\{[^}]*\}|\\[A-Za-z]+/g, ' ')),
  );
  expect(bare.map(({ name }) => name)).toEqual([]);
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
