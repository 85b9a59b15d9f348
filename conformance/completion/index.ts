import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { bashScript } from './bash.js';
import { fishScript } from './fish.js';
import { spotsOf } from './spots.js';
import { zshScript } from './zsh.js';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;
export type Shell = keyof typeof scripts;
export const shells = Object.keys(scripts) as readonly Shell[];

/** The script by which a shell completes a command, made from the tree of its commands: it runs nothing but the shell. */
export const completionOf = (shell: Shell, command: CommandUnknownOpts): string => scripts[shell](spotsOf(command));
