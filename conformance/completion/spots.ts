import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { systemScopes } from '../../model/explorer/system/index.js';
import { catalogue } from '../report/catalogue.js';

/** A word that may come next, and what it is. */
export interface Candidate {
  readonly word: string;
  readonly says: string;
}
/** What may stand in a place: words, and perhaps the names of files or folders. */
export interface Values {
  readonly words: readonly Candidate[];
  readonly paths: 'none' | 'files' | 'folders';
}
/** An option, and what may stand behind it; null if nothing does. */
export interface Flag extends Candidate {
  readonly values: Values | null;
}
/** A place in the tree of commands, `bench ipc`, or the command itself, '': what may follow there. */
export interface Spot {
  readonly path: string;
  readonly commands: readonly Candidate[];
  readonly flags: readonly Flag[];
  readonly operands: Values;
}

const NOTHING: Values = { words: [], paths: 'none' };
const FILES: Values = { words: [], paths: 'files' };
const FOLDERS: Values = { words: [], paths: 'folders' };
const named = (entries: readonly { readonly name: string; readonly says: string }[]): readonly Candidate[] =>
  entries.map(({ name, says }) => ({ word: name, says }));
const kernels = (): Values => ({ words: named(catalogue.kernels()), paths: 'files' });
const scopes = (): Values => ({ words: named(catalogue.scopes()), paths: 'none' });

/** What may stand where, by the flags of an option or the name of an argument, unless it has choices of its own; numbers are the user's. */
export const VALUES: Readonly<Record<string, () => Values>> = {
  '--kernel <name>': kernels,
  '--kernel <module>': () => FILES,
  '--kernel-cmd <command>': () => FILES,
  '--exhaustive <scope,length=n>': () => ({
    words: systemScopes.map(({ name, says }) => ({ word: `${name},length=`, says })),
    paths: 'none',
  }),
  '--failures <folder>': () => FOLDERS,
  '--junit <file>': () => FILES,
  '--html <file>': () => FILES,
  '--trace <file>': () => FILES,
  kernels,
  scope: scopes,
  name: () => ({ words: named(catalogue.scenarios()), paths: 'none' }),
  file: () => FILES,
  files: () => FILES,
  transcript: () => FILES,
  folder: () => FOLDERS,
};

const ofChoices = (choices: readonly string[]): Values => ({
  words: choices.map((word) => ({ word, says: '' })),
  paths: 'none',
});
const valuesOf = (key: string, choices: readonly string[] | undefined): Values =>
  choices !== undefined ? ofChoices(choices) : Object.hasOwn(VALUES, key) ? VALUES[key]() : NOTHING;

const flagOf = (option: Option): Flag => ({
  word: option.long ?? option.flags,
  says: option.description,
  values: option.required || option.optional ? valuesOf(option.flags, option.argChoices) : null,
});
const operandsOf = (given: readonly Argument[]): Values =>
  given.length === 0 ? NOTHING : valuesOf(given[0].name(), given[0].argChoices);

/** Every place in the tree of a command, the command itself first. */
export const spotsOf = (command: CommandUnknownOpts, path = ''): readonly Spot[] => [
  {
    path,
    commands: command.commands.map((it) => ({ word: it.name(), says: it.description() })),
    flags: command.createHelp().visibleOptions(command).map(flagOf),
    operands: operandsOf(command.registeredArguments),
  },
  ...command.commands.flatMap((it) => spotsOf(it, `${path} ${it.name()}`.trimStart())),
];
