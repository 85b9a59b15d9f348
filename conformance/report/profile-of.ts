import { reference, rulesOf } from '../../spec/index.js';

/** The profile of a rule; what only another dialect has is of none of the reference, and a property of the hardware is none. */
export const profileOf = (name: string): string =>
  rulesOf(reference).find((rule) => rule.name === name)?.profile ?? 'dialect';
