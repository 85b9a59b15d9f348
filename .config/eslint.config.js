import { isBuiltin } from 'node:module';
import path from 'node:path';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const root = path.resolve(import.meta.dirname, '..');
const TEST = /\.test\.ts$/;
const EVERY = ['spec/vocabulary', 'spec/properties', 'spec/dialects', 'spec', 'model', 'impl', 'conformance', 'docs'];

/** Which folder may import which, besides itself: the table of the design. The longest folder that fits counts. */
const IMPORTS = {
  'spec/vocabulary': [],
  'spec/properties': ['spec/vocabulary'], // never the rules: two texts of one meaning
  'spec/dialects': ['spec/vocabulary'],
  'spec/index.ts': ['spec', 'spec/vocabulary', 'spec/properties', 'spec/dialects'], // re-exports them
  spec: ['spec/vocabulary', 'spec/dialects'],
  model: ['spec', 'spec/vocabulary', 'spec/properties'],
  impl: ['spec/vocabulary', 'spec/dialects'], // what a kernel speaks, never the rules
  conformance: EVERY.filter((folder) => folder !== 'docs'),
  docs: EVERY,
};

/** Where a package may be imported; one that is not listed: everywhere. */
const PACKAGES = {
  'fast-check': /^conformance\/programs\/|^conformance\/benches\/lockstep\.ts$|\.test\.ts$/, // the bench is against it
  zod: /^(spec\/vocabulary|spec\/dialects|conformance)\//,
  'ts-pattern': /^(spec\/vocabulary|impl|conformance|docs)\//,
  vitest: /\.(test|browser)\.ts$|^\.config\/|^conformance\/vitest\.ts$/, // the tests of a user's kernel
  '@commander-js/extra-typings': /^(conformance|docs)\//,
  commander: /^(conformance|docs)\//,
  esbuild: /^(conformance|docs)\//,
  picocolors: /^(conformance|docs)\//,
  '@viz-js/viz': /^docs\//,
  katex: /^docs\//,
  'markdown-it': /^docs\//,
  typedoc: /^docs\//,
  typescript: /^docs\//,
  'playwright-core': /\.browser\.ts$/,
  'axe-core': /\.browser\.ts$/,
};

/** Our own package by its public names, as fixtures import it. */
const SELF = {
  'l4-conformance': 'conformance/index.ts',
  'l4-conformance/vitest': 'conformance/vitest.ts',
  'l4-conformance/vocabulary': 'spec/vocabulary/index.ts',
  'l4-conformance/spec': 'spec/index.ts',
  'l4-conformance/model': 'model/index.ts',
};

const within = (file, folder) => file === folder || file.startsWith(`${folder}/`);
const layerOf = (file, folders) =>
  folders.filter((folder) => within(file, folder)).sort((a, b) => b.length - a.length)[0];

/** Why `file` may not import `name`, or undefined. Both sides are paths from the root, with slashes. */
function refusal(file, name) {
  const layer = layerOf(file, Object.keys(IMPORTS));
  const own = SELF[name] ?? (name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : undefined);
  if (own !== undefined) {
    if (layer === undefined) return undefined;
    const target = layerOf(own, EVERY);
    if (target === undefined) return `${own} is outside the source folders`;
    const home = layerOf(file, EVERY);
    return target === home || IMPORTS[layer].includes(target) ? undefined : `${home}/ may not import ${target}/`;
  }
  if (isBuiltin(name)) {
    return layer === undefined || ['conformance', 'docs'].includes(layer) || TEST.test(file)
      ? undefined
      : `${layer}/ runs in a browser too: no Node modules`;
  }
  const words = name.split('/');
  const bare = words.slice(0, name.startsWith('@') ? 2 : 1).join('/');
  return (PACKAGES[bare]?.test(file) ?? true) ? undefined : `'${bare}' may not be imported here`;
}

const imports = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = path.relative(root, context.filename).replaceAll(path.sep, '/');
    const check = (source) => {
      if (typeof source?.value !== 'string') return;
      const message = refusal(file, source.value);
      if (message !== undefined) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      TSImportType: (node) => check(node.source),
      TSExternalModuleReference: (node) => check(node.expression),
      // vi.mock and the like name modules as well, but only tests have them
    };
  },
};

/** A chain match(...).with(...) of ts-pattern ends in .exhaustive(): .otherwise() and .run() hide a new case. */
const exhaustiveMatch = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const names = new Set();
    return {
      ImportDeclaration(node) {
        if (node.source.value !== 'ts-pattern') return;
        for (const { imported, local } of node.specifiers) if (imported?.name === 'match') names.add(local.name);
      },
      CallExpression(node) {
        if (node.callee.type !== 'Identifier' || !names.has(node.callee.name)) return;
        let end = node;
        let last = '';
        while (end.parent.type === 'MemberExpression' && end.parent.parent.callee === end.parent) {
          last = end.parent.property.name;
          end = end.parent.parent;
        }
        if (last !== 'exhaustive') context.report({ node, message: 'End this match in .exhaustive().' });
      },
    };
  },
};

const ban = (message, ...selectors) => selectors.map((selector) => ({ selector, message }));

const ANYWHERE = [
  ...ban(
    'No module-level let: state belongs to a value that someone holds.',
    'Program > VariableDeclaration[kind="let"]',
    'Program > ExportNamedDeclaration > VariableDeclaration[kind="let"]',
  ),
];
const ASSERTED = ban(
  'Only an index may be asserted, a[i]!, for noUncheckedIndexedAccess cannot know it.',
  'TSNonNullExpression:not([expression.type="MemberExpression"][expression.computed=true])',
);
const PLAIN = [
  ...ban(
    'No spread, rest or Object.assign of records: one function with a full literal makes each record.',
    'ObjectExpression > SpreadElement',
    'ObjectPattern > RestElement',
    'MemberExpression[object.name="Object"][property.name="assign"]',
  ),
  ...ban('No JSON inside a step.', 'MemberExpression[object.name="JSON"]'),
];
const COLLECTIONS =
  '/^(Weak)?(Map|Set)$|^(Uint8|Uint8Clamped|Int8|Uint16|Int16|Uint32|Int32|Float32|Float64|BigInt64|BigUint64)Array$|^(ArrayBuffer|DataView)$/';
const NO_COLLECTIONS = ban(
  'A state is plain data: arrays and records, no Map, Set or typed array.',
  `NewExpression[callee.name=${COLLECTIONS}]`,
  `CallExpression[callee.object.name=${COLLECTIONS}]`,
);

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.l4c/', '.site/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,js}'],
    plugins: { local: { rules: { imports, 'exhaustive-match': exhaustiveMatch } } },
    rules: {
      'local/imports': 'error',
      'local/exhaustive-match': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-restricted-syntax': ['error', ...ANYWHERE],
      eqeqeq: 'error',
      'prefer-const': 'error',
      'no-var': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['.config/tsconfig.eslint.json', 'conformance/player/page/tsconfig.json'],
        tsconfigRootDir: root,
      },
    },
    rules: {
      'no-restricted-syntax': ['error', ...ANYWHERE, ...ASSERTED],
      '@typescript-eslint/no-non-null-assertion': 'off', // ASSERTED is the finer rule
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { args: 'all', argsIgnorePattern: '^_', caughtErrors: 'all' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off', // unions want `type`, contracts want `interface`
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
    },
  },
  {
    files: ['spec/**/*.ts', 'model/**/*.ts'],
    ignores: ['spec/vocabulary/**', 'model/explorer/**', '**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...ANYWHERE, ...ASSERTED, ...PLAIN] },
  },
  {
    // The folders of the families, whatever their names.
    files: ['spec/*/**/*.ts'],
    ignores: ['spec/{vocabulary,properties,dialects}/**', '**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...ANYWHERE, ...ASSERTED, ...PLAIN, ...NO_COLLECTIONS] },
  },
  {
    files: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...ANYWHERE] },
  },
);
