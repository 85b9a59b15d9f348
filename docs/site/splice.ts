import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { benchUnix, renderUnixBench } from '../../conformance/benches/unix.js';
import { checkProgram } from '../../conformance/check/check-program.js';
import { storedShortest } from '../../conformance/explorations/shortest.js';
import { mutantKernel } from '../../conformance/mutants/kill.js';
import { mutants } from '../../conformance/mutants/mutants.js';
import type { Mutant } from '../../conformance/mutants/mutants.js';
import { wrongRules } from '../../conformance/mutants/wrong-rules/index.js';
import { rootOfPackage } from '../../conformance/package.js';
import { explain } from '../../conformance/report/explain.js';
import { html } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { declarationOf, passageOf, sourcesOf } from './code.js';
import type { Passage, Sources } from './code.js';
import { passage } from './family-page.js';

/** What a block `splice` of a document refers to, by the line in it that names what stands elsewhere. */
export type Splices = ReadonlyMap<string, Html>;

/** The texts in which a name of a rule, a property or a test is looked for. */
export interface Spliceable {
  readonly spec: Sources;
  readonly properties: Sources;
  readonly tests: Sources;
}

const plain = ({ file, line, text }: Passage): Html =>
  html`<p class="file">${file}, line ${line}</p>
    <pre tabindex="0"><code>${text}</code></pre>`;

/** A function of a file in C, with the comment above it: from where its name stands with a bracket behind, to the first brace at the beginning of a line. */
const functionInC = (file: string, name: string): Passage => {
  const text = readFileSync(new URL(file, rootOfPackage), 'utf8');
  const found = [
    ...text.matchAll(new RegExp(`^(?:/\\*[^\\n]*\\*/\\n)?[a-z][^\\n;]*\\b${name}\\([^;{]*\\{\\n[^]*?^\\}`, 'gm')),
  ];
  if (found.length !== 1) throw new Error(`${file} has not one function ${name}`);
  const [{ 0: code, index }] = found;
  return { file, line: text.slice(0, index).split('\n').length, text: code, uses: [] };
};
const declared = (reference: string): Html => {
  const [file, name] = reference.split('#');
  if (/\.[ch]$/.test(file)) return plain(functionInC(file, name));
  return passage(declarationOf(sourcesOf([file]), name));
};

const whole = (file: string): Html => {
  const text = readFileSync(new URL(file, rootOfPackage), 'utf8').trim();
  return /\.[ch]$/.test(file) ? plain({ file, line: 1, text, uses: [] }) : passage({ file, line: 1, text, uses: [] });
};

/** A test whose title begins so. */
const testOf = (tests: Sources, title: string): Passage => {
  const found = tests.flatMap(({ file, tree }) =>
    tree.statements
      .filter(
        (it) =>
          ts.isExpressionStatement(it) &&
          ts.isCallExpression(it.expression) &&
          it.expression.arguments.some(
            (argument) => ts.isStringLiteralLike(argument) && argument.text.startsWith(title),
          ),
      )
      .map((statement) => ({ file, tree, statement })),
  );
  if (found.length !== 1) throw new Error(`not one but ${String(found.length)} tests begin with '${title}'`);
  const [{ file, tree, statement }] = found;
  const line = tree.getLineAndCharacterOfPosition(statement.getStart(tree)).line + 1;
  return { file, line, text: statement.getText(tree), uses: [] };
};

const editOf = (list: readonly Mutant[], name: string): Mutant => {
  const found = list.find((it) => it.name === name);
  if (found === undefined) throw new Error(`no edit is called ${name}`);
  return found;
};
const edit = (list: readonly Mutant[], below: string, name: string): Html => {
  const found = editOf(list, name);
  const lines = (sign: string, text: string): string =>
    text
      .split('\n')
      .filter((it) => it !== '')
      .map((it) => `${sign} ${it}`)
      .join('\n');
  const shown = [lines('-', found.find), lines('+', found.replace)].filter((it) => it !== '').join('\n');
  return html`<p class="file">${name}, in ${below}/${found.file.replace(/\.js$/, '.ts')}</p>
    <pre tabindex="0"><code>${shown}</code></pre>
    <p>${found.story}</p>`;
};

/** What the benches that count print. */
const BENCHES: ReadonlyMap<string, () => string> = new Map([['unix', () => renderUnixBench(benchUnix())]]);
const printed = (name: string): Html => {
  const bench = BENCHES.get(name);
  if (bench === undefined) throw new Error(`no bench ${name} is known to documents`);
  return html`<p class="file">l4c bench ${name}</p>
    <pre tabindex="0"><code>${bench()}</code></pre>`;
};

/** What is told of a mutant on the shortest program of the rule that it attacks. Throws where that does not show it. */
const failureOf = async (name: string): Promise<Html> => {
  const mutant = editOf(mutants, name);
  const stored = storedShortest().rules.find((it) => it.name === mutant.attacks[0]);
  if (stored === undefined) throw new Error(`${name} attacks what has no stored program`);
  const { boot, stimuli } = stored;
  const verdict = checkProgram(await mutantKernel(mutant), { boot, stimuli });
  if (verdict.is !== 'diverges') throw new Error(`the shortest program of ${stored.name} does not show ${name}`);
  return html`<pre tabindex="0"><code>${explain({ boot, stimuli }, verdict)}</code></pre>`;
};

/**
 * Reads `rule NAME`, `property NAME`, `test TITLE`, `mutant NAME`, `failure NAME` of a mutant, `wrong-rule NAME`, `bench NAME`, `file FILE`, or `FILE#NAME` of a declaration. Throws
 * where there is no such thing.
 */
const splice = async (reference: string, { spec, properties, tests }: Spliceable): Promise<Html> => {
  const parts = /^(?<kind>[a-z-]+) (?<name>.*)$/.exec(reference)?.groups;
  const { kind, name } = { kind: '', name: '', ...parts };
  switch (kind) {
    case 'rule':
      return passage(passageOf(spec, name));
    case 'property':
      return passage(passageOf(properties, name));
    case 'test':
      return passage(testOf(tests, name));
    case 'mutant':
      return edit(mutants, 'impl', name);
    case 'failure':
      return failureOf(name);
    case 'file':
      return whole(name);
    case 'bench':
      return printed(name);
    case 'wrong-rule':
      return edit(wrongRules, 'spec', name);
    default:
      return declared(reference);
  }
};

/** A document of the repository, by its path there. */
export interface Document {
  readonly file: string;
  readonly text: string;
}

const BLOCK = /^```splice\n([^]*?)^```$/gm;
/** What the blocks of some documents refer to. Where one refers to nothing, the error names the document and the line. */
export const splicesIn = async (documents: readonly Document[], from: Spliceable): Promise<Splices> => {
  const references = documents.flatMap(({ file, text }) =>
    [...text.matchAll(BLOCK)].map(({ 1: reference, index }) => ({
      reference: reference.trim(),
      place: `${file}, line ${String(text.slice(0, index).split('\n').length + 1)}`,
    })),
  );
  return new Map(
    await Promise.all(
      references.map(async ({ reference, place }) => {
        try {
          return [reference, await splice(reference, from)] as const;
        } catch (cause) {
          throw new Error(`${place}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
        }
      }),
    ),
  );
};
