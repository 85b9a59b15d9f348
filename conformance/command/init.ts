import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from '@commander-js/extra-typings';
import { rootOfPackage, versionOfPackage } from '../package.js';
import { shellWord } from './arguments.js';
import { print } from './terminal.js';
import { UsageError } from './usage-error.js';

/** A kernel to begin with: in which language, and how much of it is the user's. */
interface Scaffold {
  readonly lang: 'ts' | 'c';
  /** Of a TypeScript kernel: the part that is written, while the specification plays the rest; all of it unless given. */
  readonly door: 'spaces' | 'ipc' | undefined;
  /** With workflows that check it at each push, and at night on many machines. */
  readonly ci: boolean;
  /** With a container and the jobs of a cluster that share a long run. */
  readonly kubernetes: boolean;
}

/** What is copied from this package, each file to its place in the new folder. */
const filesOf = ({ lang, door, ci, kubernetes }: Scaffold): readonly (readonly [from: string, to: string])[] => {
  const within = (folder: string, ...names: readonly string[]) =>
    names.map((name) => [`conformance/scaffolds/${folder}/${name}`, name] as const);
  const workflows = ['l4c.yml', 'l4c-long.yml'].map(
    (name) => [`conformance/scaffolds/ci/${name}`, `.github/workflows/${name}`] as const,
  );
  const cluster = [
    ...within(lang, 'Dockerfile'),
    ...within('kubernetes', 'kubernetes.yaml'),
    ['conformance/scaffolds/kubernetes/dockerignore', '.dockerignore'] as const,
  ];
  const shared = [...within(lang, 'README.md'), [`conformance/scaffolds/${lang}/gitignore`, '.gitignore'] as const];
  const own =
    lang === 'ts'
      ? [...within('ts', 'tsconfig.json'), ...within(`ts/${door ?? 'whole'}`, 'kernel.ts')]
      : [...within('c', 'kernel.h', 'kernel.c', 'main.c'), ['conformance/c/l4c.h', 'l4c.h'] as const];
  return [...shared, ...own, ...(ci ? workflows : []), ...(kubernetes ? cluster : [])];
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

/** A file of the package as the new folder has it: with the name of its kernel, and the flag that chooses a kernel in its language. */
const fitted = (text: string, lang: Scaffold['lang'], name: string): string =>
  text
    .replaceAll('my-kernel', name)
    .replaceAll('--kernel ./kernel.ts', lang === 'c' ? '--kernel-cmd ./kernel' : '--kernel ./kernel.ts');

/** Writes the files of a kernel that builds, runs, and fails with the first thing that is to be written. */
const scaffold = (folder: string, wanted: Scaffold): void => {
  checkFolder(folder);
  const root = fileURLToPath(rootOfPackage);
  const name = nameAfter(folder);
  for (const [from, to] of filesOf(wanted)) {
    mkdirSync(path.dirname(path.join(folder, to)), { recursive: true });
    writeFileSync(path.join(folder, to), fitted(readFileSync(path.join(root, from), 'utf8'), wanted.lang, name));
  }
  const template = packageOf(path.join(root, `conformance/scaffolds/${wanted.lang}/package.template.json`));
  const own = {
    ...template,
    name,
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
    .option(
      '--ci',
      'workflows of GitHub Actions too: one checks the kernel at each push, one at night on eight machines',
    )
    .option('--kubernetes', 'a container file too, and the jobs by which the pods of a cluster share a long run')
    .action((folder, { lang, door, ci, kubernetes }) => {
      if (lang === 'c' && door !== undefined) throw new UsageError('--door is for --lang ts: in C a kernel is whole');
      scaffold(folder, { lang, door, ci: ci === true, kubernetes: kubernetes === true });
      print(
        [
          `${folder}: a kernel in ${lang === 'c' ? 'C' : 'TypeScript'}${door === undefined ? '' : `, behind the door ${door}`}`,
          `  cd ${shellWord(folder)} && npm install`,
          '  npm run check   # its first failure is what to write next',
          ...(kubernetes === true ? ['  head -6 kubernetes.yaml   # how a cluster runs it'] : []),
        ].join('\n'),
      );
    });
