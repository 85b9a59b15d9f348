import ts from 'typescript';
import type { Sources } from './code.js';

/** A test, by its title, and the rules and properties whose names stand at the head of it. Lines count from 1. */
export interface Titled {
  readonly title: string;
  readonly file: string;
  readonly line: number;
  readonly names: readonly string[];
  /** One of a series that has a test for each of a list of rules or properties: none is about this one in particular. */
  readonly isOfSeries: boolean;
}

/** What a series of tests is made of, as the source has it, and the name of each: `test.each(storedShortest().rules)`. */
export type Series = ReadonlyMap<string, readonly string[]>;

/** The function that is called, but for what is chained to it: `test` of `test.skipIf(...)(...)`. */
const calledOf = (node: ts.Expression): string => {
  let at = node;
  while (ts.isCallExpression(at) || ts.isPropertyAccessExpression(at)) at = at.expression;
  return ts.isIdentifier(at) ? at.text : '';
};
/** The texts of a file that have names: titles of tests may be made of them. */
const textsIn = (tree: ts.SourceFile): ReadonlyMap<string, string> =>
  new Map(
    tree.statements
      .flatMap((it) => (ts.isVariableStatement(it) ? [...it.declarationList.declarations] : []))
      .flatMap(({ name, initializer }) =>
        initializer !== undefined && ts.isStringLiteralLike(initializer) ? [[name.getText(), initializer.text]] : [],
      ),
  );
/** A title as it is written. What a template puts in is told where it is a text of the file, and else stands there as it does in the source. */
const titleOf = (node: ts.Expression | undefined, texts: ReadonlyMap<string, string>): string | null => {
  if (node === undefined) return null;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  const parts = node.templateSpans.map(({ expression, literal }) => {
    const name = expression.getText();
    return `${texts.get(name) ?? `\${${name}}`}${literal.text}`;
  });
  return `${node.head.text}${parts.join('')}`;
};

const HEAD = /^[a-z0-9-]+\/[a-z0-9-]+(?:, [a-z0-9-]+\/[a-z0-9-]+)*/;
/** The names at the head of a title: one, or several with commas between them. */
const namesOf = (title: string): readonly string[] => HEAD.exec(title)?.[0].split(', ') ?? [];

/** Of `test.each(list)('$name: ...')` the title of each; of any other test its title. */
const titlesOf = (title: string, called: ts.Expression, series: Series): readonly string[] => {
  const list = ts.isCallExpression(called) ? (called.arguments.at(0)?.getText() ?? '') : '';
  const names = [...series].find(([source]) => list.startsWith(source))?.[1];
  return title.startsWith('$name') && names !== undefined ? names.map((it) => title.replace('$name', it)) : [title];
};
/** The title of a test, or of an example that is one: `test('...', ...)`, `{ title: '...', ... }`. */
const titleNodeOf = (node: ts.Node): ts.Expression | null => {
  if (ts.isCallExpression(node))
    return calledOf(node.expression) === 'test' && node.arguments.length > 1 ? node.arguments[0] : null;
  return ts.isPropertyAssignment(node) && node.name.getText() === 'title' ? node.initializer : null;
};

/** Every test of the sources whose title can be read from them. */
export const testsIn = (sources: Sources, series: Series): readonly Titled[] =>
  sources.flatMap(({ file, tree }) => {
    const found: Titled[] = [];
    const texts = textsIn(tree);
    const look = (node: ts.Node): void => {
      const title = titleOf(titleNodeOf(node) ?? undefined, texts);
      if (title !== null) {
        const titles = ts.isCallExpression(node) ? titlesOf(title, node.expression, series) : [title];
        const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
        const isOfSeries = titles[0] !== title;
        found.push(...titles.map((it) => ({ title: it, file, line, names: namesOf(it), isOfSeries })));
      }
      ts.forEachChild(node, look);
    };
    look(tree);
    return found;
  });
