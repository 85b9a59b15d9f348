import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { rootOfPackage } from '../../conformance/package.js';
import { html } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';

/** A rule as it stands in its file, and what it uses: of that file, and the function by which it is made. Lines count from 1. */
export interface Passage {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly uses: readonly string[];
}

interface Parsed {
  readonly file: string;
  readonly tree: ts.SourceFile;
}
/** The files of spec/ that can have a rule, parsed. */
export type Sources = readonly Parsed[];
export const sourcesOf = (files: readonly string[]): Sources =>
  files.map((file) => {
    const text = readFileSync(new URL(file, rootOfPackage), 'utf8');
    return { file, tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
  });

const some = (node: ts.Node, test: (node: ts.Node) => boolean): boolean =>
  test(node) || (ts.forEachChild(node, (child) => some(child, test) || undefined) ?? false);
/** The statement makes the rule of that name: it is the `name` of a literal, or the first argument of a call. */
const makes = (statement: ts.Statement, name: string): boolean =>
  some(statement, (node) => {
    if (!ts.isStringLiteral(node) || node.text !== name) return false;
    const { parent } = node;
    if (ts.isPropertyAssignment(parent)) return ts.isIdentifier(parent.name) && parent.name.text === 'name';
    return ts.isCallExpression(parent) && parent.arguments[0] === node;
  });

const declaredBy = (statement: ts.Statement): readonly string[] => {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  return (ts.isFunctionDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement)) &&
    statement.name !== undefined
    ? [statement.name.text]
    : [];
};
const names = (statement: ts.Node, name: string): boolean =>
  some(statement, (node) => ts.isIdentifier(node) && node.text === name);
const isRule = (statement: ts.Statement): boolean =>
  some(statement, (node) => ts.isPropertyAssignment(node) && node.name.getText() === 'formula');

/** What of its file a statement uses, directly or not, in the order of the file; rules of their own are not shown again. */
const usedBy = (tree: ts.SourceFile, statement: ts.Statement): readonly ts.Statement[] => {
  const used = new Set<ts.Statement>();
  const open: ts.Statement[] = [statement];
  for (const at of open)
    for (const other of tree.statements)
      if (!used.has(other) && other !== statement && !isRule(other) && declaredBy(other).some((it) => names(at, it))) {
        used.add(other);
        open.push(other);
      }
  return tree.statements.filter((it) => used.has(it));
};

/** The function whose call makes the rule, where a call does: the rule is its text as well. */
const makerOf = (sources: Sources, statement: ts.Statement, rule: string): readonly string[] => {
  const makers: string[] = [];
  some(statement, (node) => {
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return false;
    const first = node.arguments.at(0);
    if (first !== undefined && ts.isStringLiteral(first) && first.text === rule) makers.push(node.expression.text);
    return false;
  });
  return sources.flatMap(({ tree }) =>
    tree.statements
      .filter((it) => declaredBy(it).some((name) => makers.includes(name)))
      .map((it) => it.getFullText(tree).trim()),
  );
};

/** A rule, or a property, by its name. Throws unless exactly one statement of the sources makes it. */
export const passageOf = (sources: Sources, rule: string): Passage => {
  const found = sources
    .filter(({ tree }) => tree.text.includes(rule))
    .flatMap(({ file, tree }) =>
      tree.statements.filter((it) => makes(it, rule)).map((statement) => ({ file, tree, statement })),
    );
  const [first, ...others] = found;
  if (found.length === 0 || others.length > 0)
    throw new Error(`${rule} stands in ${String(found.length)} places: ${found.map((it) => it.file).join(', ')}`);
  const { file, tree, statement } = first;
  const used = usedBy(tree, statement).map((it) => it.getFullText(tree).trim());
  return {
    file,
    line: tree.getLineAndCharacterOfPosition(statement.getStart(tree)).line + 1,
    text: statement.getFullText(tree).trim(),
    uses: [...used, ...makerOf(sources, statement, rule)],
  };
};

/** A declaration, by its name, in one of the sources. */
export const declarationOf = (sources: Sources, name: string): Passage => {
  const found = sources.flatMap(({ file, tree }) =>
    tree.statements.filter((it) => declaredBy(it).includes(name)).map((statement) => ({ file, tree, statement })),
  );
  if (found.length !== 1)
    throw new Error(
      `${name} is declared in ${String(found.length)} places of ${sources.map(({ file }) => file).join(', ')}`,
    );
  const [{ file, tree, statement }] = found;
  const line = tree.getLineAndCharacterOfPosition(statement.getStart(tree)).line + 1;
  return { file, line, text: statement.getFullText(tree).trim(), uses: [] };
};

const classOf = (kind: ts.SyntaxKind): string | null => {
  if (kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia) return 'c';
  if (kind >= ts.SyntaxKind.FirstKeyword && kind <= ts.SyntaxKind.LastKeyword) return 'k';
  if (kind === ts.SyntaxKind.NumericLiteral) return 'n';
  return kind === ts.SyntaxKind.StringLiteral ||
    (kind >= ts.SyntaxKind.NoSubstitutionTemplateLiteral && kind <= ts.SyntaxKind.TemplateTail)
    ? 's'
    : null;
};
/** TypeScript with its comments, words, texts and numbers marked. */
export const highlighted = (text: string): Html => {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  const parts: (Html | string)[] = [];
  /** Open braces, and for each whether it is one of a template. */
  const open: boolean[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.OpenBraceToken) open.push(false);
    else if (kind === ts.SyntaxKind.TemplateHead) open.push(true);
    else if (kind === ts.SyntaxKind.CloseBraceToken && open.pop() === true) {
      kind = scanner.reScanTemplateToken(false);
      if (kind === ts.SyntaxKind.TemplateMiddle) open.push(true);
    }
    const mark = classOf(kind);
    parts.push(mark === null ? scanner.getTokenText() : html`<span class="${mark}">${scanner.getTokenText()}</span>`);
  }
  return html`<code>${parts}</code>`;
};

/** What the interface `WorkOf` says of each kind of work, where it says something. */
export const worksOf = (sources: Sources): ReadonlyMap<string, string> => {
  const members = sources.flatMap(({ tree }) =>
    tree.statements.flatMap((it) =>
      ts.isInterfaceDeclaration(it) && it.name.text === 'WorkOf' ? [...it.members] : [],
    ),
  );
  return new Map(
    members.flatMap((member) => {
      const says = ts.getJSDocCommentsAndTags(member).map((it) => ts.getTextOfJSDocComment(it.comment) ?? '');
      return member.name === undefined ? [] : [[member.name.getText(), says.join(' ')] as const];
    }),
  );
};

/** A function of the kernel, and the rules that it refines as its tag says. */
export interface Refining {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly rules: readonly string[];
}
const nameOfNode = (node: ts.Node): string | null => {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0].name.getText();
  return ts.isMethodDeclaration(node) || ts.isFunctionDeclaration(node) ? (node.name?.getText() ?? null) : null;
};
/** Every function with a tag `@refines`, a list of rules. */
export const refiningIn = (sources: Sources): readonly Refining[] =>
  sources.flatMap(({ file, tree }) => {
    const found: Refining[] = [];
    const look = (node: ts.Node): void => {
      const name = nameOfNode(node);
      const tags = name === null ? [] : ts.getJSDocTags(node).filter((it) => it.tagName.text === 'refines');
      for (const { comment } of tags) {
        const rules = (ts.getTextOfJSDocComment(comment) ?? '').split(',').map((it) => it.trim());
        const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
        found.push({ name: name ?? '', file, line: line + 1, rules });
      }
      ts.forEachChild(node, look);
    };
    look(tree);
    return found;
  });
