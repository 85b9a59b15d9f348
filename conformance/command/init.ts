import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from '@commander-js/extra-typings';
import { rootOfPackage, versionOfPackage } from '../package.js';
import { print } from './terminal.js';
import { UsageError } from './usage-error.js';

/** A kernel to begin with: in which language, and how much of it is the user's. */
interface Scaffold {
  readonly lang: 'ts' | 'c';
  /** Of a TypeScript kernel: the part that is written, while the specification plays the rest; all of it unless given. */
  readonly door: 'spaces' | 'ipc' | undefined;
  /** With a workflow that checks it at each push. */
  readonly ci: boolean;
}

/** What is copied from this package, each file to its place in the new folder. */
const filesOf = ({ lang, door, ci }: Scaffold): readonly (readonly [from: string, to: string])[] => {
  const within = (folder: string, ...names: readonly string[]) =>
    names.map((name) => [`conformance/scaffolds/${folder}/${name}`, name] as const);
  const shared = [...within(lang, 'README.md'), [`conformance/scaffolds/${lang}/gitignore`, '.gitignore'] as const];
  const own =
    lang === 'ts'
      ? [...within('ts', 'tsconfig.json'), ...within(`ts/${door ?? 'whole'}`, 'kernel.ts')]
      : [...within('c', 'kernel.h', 'kernel.c', 'main.c'), ['conformance/c/l4c.h', 'l4c.h'] as const];
  return [
    ...shared,
    ...own,
    ...(ci ? [['conformance/scaffolds/ci/l4c.yml', '.github/workflows/l4c.yml'] as const] : []),
  ];
};

interface PackageJson {
  readonly devDependencies: Readonly<Record<string, string>>;
}
const packageOf = (file: string): PackageJson => JSON.parse(readFileSync(file, 'utf8')) as PackageJson;

/** The folder must be new, or empty: nothing of the user's is ever overwritten. */
const checkFolder = (folder: string): void => {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) throw new UsageError(`${folder} is there, and is no folder`);
  if (readdirSync(folder).length > 0) throw new UsageError(`${folder} is there, and is not empty`);
};

/** The name of a package after the folder, of the characters that such a name may have. */
const nameAfter = (folder: string): string =>
  path
    .basename(path.resolve(folder))
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '') || 'my-kernel';

/** Writes the files of a kernel that builds, runs, and fails with the first thing that is to be written. */
const scaffold = (folder: string, wanted: Scaffold): void => {
  checkFolder(folder);
  const root = fileURLToPath(rootOfPackage);
  for (const [from, to] of filesOf(wanted)) {
    mkdirSync(path.dirname(path.join(folder, to)), { recursive: true });
    cpSync(path.join(root, from), path.join(folder, to));
  }
  const template = packageOf(path.join(root, `conformance/scaffolds/${wanted.lang}/package.template.json`));
  const own = {
    ...template,
    name: nameAfter(folder),
    devDependencies: { ...template.devDependencies, 'l4-conformance': versionOfPackage() },
  };
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(own, null, 2)}\n`);
};

export const initCommand = () =>
  new Command('init')
    .description(
      'write the files of a kernel to begin with: it builds, runs, and fails with what is to be written first',
    )
    .argument('<folder>', 'a folder that is not there yet, or is empty')
    .addOption(new Option('--lang <language>', 'in which language').choices(['ts', 'c'] as const).makeOptionMandatory())
    .addOption(
      new Option(
        '--door <part>',
        'of a TypeScript kernel, write this part only; the specification plays the rest',
      ).choices(['spaces', 'ipc'] as const),
    )
    .option('--ci', 'a workflow of GitHub Actions too, which checks the kernel at each push')
    .action((folder, { lang, door, ci }) => {
      if (lang === 'c' && door !== undefined) throw new UsageError('--door is for --lang ts: in C a kernel is whole');
      scaffold(folder, { lang, door, ci: ci === true });
      print(
        [
          `${folder}: a kernel in ${lang === 'c' ? 'C' : 'TypeScript'}${door === undefined ? '' : `, behind the door ${door}`}`,
          `  cd ${folder} && npm install`,
          '  npm run check   # its first failure is what to write next',
        ].join('\n'),
      );
    });
