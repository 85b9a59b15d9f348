// npm run package:check: what is published, as whoever installs it finds it: packed, looked at by publint and attw, installed into an empty
// project, run without TypeScript by each Node that it is for, and imported with it, every export by its name. It asks the registry for what an installation needs.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { everyType, everyValue, exportsOf } from './exports.mjs';

/** The oldest that package.json allows, and those with long support. */
const NODES = ['20.19', '22', '24'];
const MOST_BYTES = 4 * 1024 ** 2;
const own = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = mkdtempSync(path.join(os.tmpdir(), 'l4c-package-'));
const project = path.join(folder, 'project');
const installed = path.join(project, 'node_modules', own.name);
const write = (name, text) => writeFileSync(path.join(project, name), text);
const tool = (name) => path.resolve('node_modules/.bin', name);

const problems = [];
/** What a command says in the empty project; where it fails that is a problem. */
const run = (file, ...args) => {
  try {
    return execFileSync(file, args, { cwd: project, encoding: 'utf8', stdio: 'pipe' });
  } catch ({ stdout, stderr }) {
    problems.push(`${[file, ...args].join(' ')}\n${stdout}${stderr}`);
    return '';
  }
};

mkdirSync(project);
execFileSync('npm', ['pack', '--pack-destination', folder], { stdio: 'pipe' });
const archive = path.join(
  folder,
  readdirSync(folder).find((name) => name.endsWith('.tgz')),
);
const { size } = statSync(archive);
console.log(`the archive has ${size} bytes, at most ${MOST_BYTES}`);
if (size > MOST_BYTES) problems.push('the archive is too large');

write('package.json', JSON.stringify({ name: 'empty', private: true, type: 'module' }));
run('npm', 'install', archive, `vitest@${own.devDependencies.vitest}`);
const { messages } = await publint({ pkgDir: installed, pack: false, strict: true });
problems.push(...messages.map((message) => `publint: ${formatMessage(message, own)}`));
run(tool('attw'), archive, '--profile', 'esm-only', '--exclude-entrypoints', 'l4c.h'); // a header in C has no types

const [kernel] = /(?<=```ts\n)import \{ spacesDoor \}[^]*?(?=```)/.exec(readFileSync('README.md', 'utf8'));
write('kernel.ts', kernel);
for (const version of NODES)
  for (const args of [[], ['--kernel', './kernel.ts']]) {
    const report = run('npx', '-y', `node@${version}`, 'node_modules/.bin/l4c', 'run', '--runs', '300', ...args);
    console.log(`Node ${version}: ${report.split('\n')[0]}:${report.trimEnd().split('\n').at(-1)}`);
  }
const modules = exportsOf(installed, own);
console.log(modules.map(({ module, exports }) => `${module}: ${exports.length} exports`).join('\n'));
write('every.mjs', everyValue(modules.filter(({ module }) => !module.endsWith('/vitest')))); // that one is imported within vitest
run(process.execPath, 'every.mjs');
write('every.ts', everyType(modules));
for (const [module, moduleResolution] of [
  ['node16', 'node16'],
  ['esnext', 'bundler'],
]) {
  const lib = ['es2023', 'dom']; // zod speaks of URL
  const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false };
  const compilerOptions = { module, moduleResolution, target: 'es2022', lib, types: [], noEmit: true, ...strict };
  write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['every.ts'] }));
  run(tool('tsc'), '-p', '.');
}

rmSync(folder, { recursive: true });
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'the package is as it should be' : `${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
