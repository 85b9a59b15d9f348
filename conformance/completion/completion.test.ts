import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { commandTree } from '../command/tree.js';
import { inFolder } from '../fixtures/l4c.js';
import { bundled } from '../kernels/bundled.js';
import { mixNames } from '../programs/mixes.js';
import { completionOf } from './index.js';
import type { Shell } from './index.js';
import { VALUES, spotsOf } from './spots.js';

const tree = commandTree();
const { folder: empty } = inFolder();
const isThere = (shell: Shell): boolean => {
  const there = spawnSync(shell, ['-c', 'true']).status === 0;
  if (!there) console.warn(`SKIPPED: ${shell} is absent, its completion is not tried`);
  return there;
};
const lines = (command: string, args: readonly string[]): readonly string[] => {
  const { stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
    cwd: empty, // its files would be offered too
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
};

/** What bash offers behind a line, as it stands in COMPREPLY: without what it takes for another word. */
const inBash = (line: string): readonly string[] =>
  lines('bash', [
    ...['--norc', '-c'],
    `${completionOf('bash', tree)}\nCOMP_LINE=$0; COMP_POINT=\${#0}; _l4c; printf '%s\\n' "\${COMPREPLY[@]}"`,
    line,
  ]);
/** What fish offers there. */
const inFish = (line: string): readonly string[] =>
  lines('fish', ['--no-config', '-c', `${completionOf('fish', tree)}\ncomplete -C $argv[1]`, line]).map(
    (it) => it.split('\t')[0],
  );
/** What zsh is told of by our function, with its own functions stubbed: they need a terminal. */
const inZsh = (line: string): readonly string[] => {
  const stubs = `compdef() { : }; compset() { PREFIX=\${PREFIX#*=} }; _files() { : }
    _describe() { for it in \${(P)2}; do it=$(print -r -- $it | sed 's/\\\\:/;/g; s/:.*//; s/;/:/g'); [[ $it == $PREFIX* ]] && print -r -- $it; done }`;
  const call = 'words=(${(z)1}); [[ $1 == *" " ]] && words+=(""); CURRENT=$#words; PREFIX=$words[-1]; _l4c';
  return lines('zsh', ['-f', '-c', `${stubs}\n${completionOf('zsh', tree)}\n${call}`, 'zsh', line]);
};
const shells = [
  ['bash', inBash],
  ['zsh', inZsh],
  ['fish', inFish],
] as const;

const kernels = Object.keys(bundled);
for (const [shell, offered] of shells)
  test.skipIf(!isThere(shell))(
    `completion: ${shell} offers commands, options, and the names that may stand behind them`,
    () => {
      expect(offered('l4c comp')).toEqual(['compare', 'completion']);
      expect(offered('l4c bench wak')).toEqual(['wakeup']);
      expect(offered('l4c run --ma')).toEqual(['--max-failures']);
      expect([...offered('l4c run --runs 100 --mix ')].sort()).toEqual([...mixNames].sort());
      expect([...offered('l4c run --kernel m')].sort()).toEqual(kernels.filter((name) => name.startsWith('m')));
      expect(offered('l4c explore timeouts:2').at(0)).toBe(shell === 'bash' ? '2' : 'timeouts:2');
      expect(offered('l4c list ru')).toEqual(['rules']);
      expect(offered('l4c completion f')).toEqual(['fish']);
      expect(offered('l4c run --runs ').filter((it) => it !== '')).toEqual([]);
    },
  );

test.skipIf(!isThere('bash'))(
  'completion: in bash, which takes : and = for ends of words, a name is offered from the last of them on',
  () => {
    expect(inBash('l4c run --kernel i486:tlb=')).toEqual(['lecture', 'single-thread']);
    expect(inBash('l4c run --kernel=i486:w')).toEqual(['wakeups=array', 'wakeups=lists']);
    expect(inBash('l4c run --exhaustive ipc:2')).toEqual(['2,length=']);
  },
);

test('completion: of each option that takes a value, and of each argument, it is known what may stand there', () => {
  const NUMBERS = /<(count|number|seconds|n|i\/n)>$/;
  const unknown = (command: CommandUnknownOpts): readonly string[] => [
    ...command.options
      .filter(({ required, optional, argChoices }) => (required || optional) && argChoices === undefined)
      .map(({ flags }) => flags),
    ...command.registeredArguments.filter(({ argChoices }) => argChoices === undefined).map((it) => it.name()),
    ...command.commands.flatMap(unknown),
  ];
  expect(unknown(tree).filter((it) => !(it in VALUES) && !NUMBERS.test(it))).toEqual([]);
  expect(Object.keys(VALUES).filter((it) => !unknown(tree).includes(it))).toEqual([]);
  expect(new Set(spotsOf(tree).map(({ path }) => path)).size).toBe(spotsOf(tree).length);
});
