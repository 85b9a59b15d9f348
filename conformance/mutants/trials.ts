import { Profile } from '../../spec/vocabulary/index.js';
import type { Program } from '../../spec/vocabulary/index.js';
import { programOf } from '../check/source.js';
import { wrongRulePrograms } from './wrong-rule-programs.js';
import { wrongStringPrograms } from './string-programs.js';
import type { WrongRule } from './wrong-rules/index.js';
import type { Trial } from './judge.js';

/** By the folder of the family, the scopes of the whole system in which its rules have most to do. */
const scopes: Readonly<Record<string, readonly string[]>> = {
  spaces: ['items', 'faults:2x2', 'clans'],
  ipc: ['ipc:2', 'ipc:3', 'items', 'registers', 'timeouts:2'],
  faults: ['faults:2x2', 'exceptions:2', 'registers'],
  tasks: ['registers', 'clans', 'tasks:2'],
  timeouts: ['timeouts:2', 'timeouts:3', 'scheduling:2', 'scheduling:3'],
  scheduling: ['slices', 'scheduling:2', 'scheduling:3', 'ipc:3', 'clans', 'faults:2x2'],
  interrupts: ['interrupts:2', 'ipc:2'],
};
const everywhere = ['ipc:2', 'registers', 'clans', 'items', 'timeouts:2', 'scheduling:2', 'interrupts:2', 'faults:2x2'];

const STATES = 500;
const PROGRAMS = 40;
const COMPARED = 66;
const STRING_PROGRAMS = 30;
const STRING_STATES = 250;
/** The first program is the one of which the runs are compared. */
const STRING_COMPARED = 1;

const profiles = Profile.options.filter((profile) => profile !== 'strings');
const programs: readonly Program[] = [
  ...wrongRulePrograms,
  ...Array.from({ length: PROGRAMS }, (_, at) => programOf(7, at, 0, profiles)),
];

/** Messages in memory: programs of all profiles, for no profile alone has much to do with them. */
const stringPrograms: readonly Program[] = [
  ...wrongStringPrograms,
  ...Array.from({ length: STRING_PROGRAMS }, (_, at) => programOf(7, at, 0, Profile.options)),
];
const ofStrings = ({ attacks }: WrongRule): boolean => attacks.some((name) => name.startsWith('strings/'));

/** What a wrong rule is tried on. */
export const trialOf = (wrong: WrongRule, isWhole: boolean): Trial =>
  ofStrings(wrong)
    ? {
        sigma: [],
        scopes: ['strings:2', 'pagers:2', 'during:2'],
        stateBound: STRING_STATES,
        programs: stringPrograms,
        compared: STRING_COMPARED,
        isWhole,
      }
    : {
        sigma: wrong.file.startsWith('spaces/') ? ['sigma:3x1+rights', 'sigma:4x1+rights', 'sigma:3x2'] : [],
        scopes: scopes[wrong.file.split('/')[0]] ?? everywhere,
        stateBound: STATES,
        programs,
        compared: COMPARED,
        isWhole,
      };
