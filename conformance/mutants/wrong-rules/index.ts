import { faults } from './faults.js';
import { interrupts } from './interrupts.js';
import { ipc } from './ipc.js';
import { narrow } from './narrow.js';
import { scheduling } from './scheduling.js';
import { spaces } from './spaces.js';
import { strings } from './strings.js';
import { tasks } from './tasks.js';
import { timeouts } from './timeouts.js';
import { transfers } from './transfers.js';
import type { WrongRule } from './wrong-rule.js';

/** Ways to be wrong about L4: each is one edit of the specification, and must be caught by a property or by exploration. */
export const wrongRules: readonly WrongRule[] = [
  ...spaces,
  ...ipc,
  ...faults,
  ...tasks,
  ...timeouts,
  ...scheduling,
  ...interrupts,
  ...strings,
  ...transfers,
  ...narrow,
];

export type { WrongRule } from './wrong-rule.js';
