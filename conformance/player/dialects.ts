import { departures, presets } from '../../spec/index.js';
import type { Rules } from '../../spec/index.js';
import { CONTRACT, Profile } from '../../spec/vocabulary/index.js';
import type { Manifest } from '../../spec/vocabulary/index.js';
import { termsOf } from '../check/terms.js';

/** A dialect as a manifest names it: a preset, or the parameters that are not those of the reference. */
export type Named = NonNullable<Manifest['dialect']>;

/** Its rules. Throws a UsageError where there is no such preset, parameter or value. */
export const rulesIn = (dialect: Named): Rules =>
  termsOf({ l4c: CONTRACT, name: 'the dialect', profiles: Profile.options, dialect }).rules;

/** A dialect by a text that is the same for the same dialect. */
export const keyOf = (dialect: Named): string => (typeof dialect === 'string' ? dialect : JSON.stringify(dialect));
export const namedBy = (key: string): Named =>
  key.startsWith('{') ? (JSON.parse(key) as Readonly<Record<string, string>>) : key;
/** A dialect told to people. */
export const titleOf = (dialect: Named): string =>
  typeof dialect === 'string'
    ? dialect
    : Object.entries(dialect)
        .map(([parameter, value]) => `${parameter}: ${value}`)
        .join(', ');

/** The dialects to choose from: the kernels of the literature, and the reference but for one parameter. */
export const DIALECTS: Readonly<Record<string, readonly Named[]>> = {
  'Kernels of the literature': Object.keys(presets),
  'The reference, but': departures.map(({ parameter, value }) => ({ [parameter]: value })),
};
