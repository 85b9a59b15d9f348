import path from 'node:path';
import ts from 'typescript';

/** By module of an installed package, each of its exports, values and types, as the compiler knows them: `{ name, isValue }`. */
export const exportsOf = (folder, { name: own, exports: modules }) => {
  const typed = Object.entries(modules).filter(([, { types }]) => types !== undefined);
  const fileOf = (types) => path.join(folder, types);
  const program = ts.createProgram(
    typed.map(([, { types }]) => fileOf(types)),
    { module: ts.ModuleKind.Node16 },
  );
  const checker = program.getTypeChecker();
  const isTypeOnly = (it) => ts.isExportSpecifier(it) && (it.isTypeOnly || it.parent.parent.isTypeOnly);
  const meant = (symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  const described = (symbol) => ({
    name: symbol.name,
    isValue: !symbol.declarations.some(isTypeOnly) && (meant(symbol).flags & ts.SymbolFlags.Value) !== 0,
  });
  return typed.map(([key, { types }]) => ({
    module: own + key.slice(1),
    exports: checker
      .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(fileOf(types))))
      .map(described),
  }));
};

/** A TypeScript file that exports again, by its name, whatever the modules export. */
export const everyType = (modules) =>
  modules
    .map(({ module, exports }, at) => {
      const names = exports.map(({ name, isValue }) => `${isValue ? '' : 'type '}${name} as ${name}${at}`);
      return `export { ${names.join(', ')} } from '${module}';\n`;
    })
    .join('');

/** A JavaScript file that imports every value by its name, which is an error where one is missing. */
export const everyValue = (modules) =>
  modules
    .map(({ module, exports }, at) => {
      const names = exports.filter(({ isValue }) => isValue).map(({ name }) => `${name} as ${name}${at}`);
      return `import { ${names.join(', ')} } from '${module}';\n`;
    })
    .join('');
