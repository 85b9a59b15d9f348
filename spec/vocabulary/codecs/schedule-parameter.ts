import { z } from 'zod';
import { field, within, wordWith } from './field.js';
import { TimeoutUs, decodeTimeout, encodeTimeout } from './timeout.js';

/**
 * The parameter word of `thread_schedule`, as it goes in and as it comes out (F:3.1, F:3.5).
 *
 *     bits   | field | in                                         | out
 *     31..24 | m_t   | mantissa of the timeslice                  | mantissa of the old timeslice
 *     23..20 | e_t   | its exponent, as in timeout.ts             | its exponent
 *     19..16 |       | 0                                          | ts: what the thread is at
 *     15..8  | small | number of its small space; 0 and 255: keep | undefined, dropped here and encoded as 0
 *     7..0   | prio  | priority                                   | old priority
 *     word   |       | 0xFFFFFFFF: read only                      | 0xFFFFFFFF: refused, no such thread or above my mcp
 *
 *     ts       | the thread is at
 *     0+k      | running
 *     4+k      | sending: a transfer is under way
 *     8+k      | receiving: a transfer is under way
 *     C, D, F  | waiting to receive, waiting to send, dead; E is reserved and refused
 *     k        | what the kernel does in its name: 0 nothing; RPC to 1 pager, 2 internal, 3 external preempter
 *
 * Unit: microseconds, rounded up to the least encodable. A timeslice of 0 runs on donated time only. The 486 ignores small spaces.
 */
const MANTISSA = field(31, 24);
const EXPONENT = field(23, 20);
const STATE = field(19, 16);
const SMALL = field(15, 8);
const PRIORITY = field(7, 0);

const ALL_ONES = 0xffff_ffff;

/** What a scheduler sets. */
export const ScheduleParameter = z.union([
  z.literal('readOnly'),
  z.strictObject({ timesliceUs: TimeoutUs, smallSpace: SMALL.values, priority: PRIORITY.values }).readonly(),
]);
export type ScheduleParameter = z.infer<typeof ScheduleParameter>;

const ACTIVE = ['running', 'sending', 'receiving'] as const;
const RPCS = ['none', 'pager', 'internalPreempter', 'externalPreempter'] as const;

/** What a thread is at, and which RPC its kernel makes in its name meanwhile. */
export const ScheduleState = z.union([
  z.strictObject({ is: z.enum(ACTIVE), rpc: z.enum(RPCS) }).readonly(),
  z.strictObject({ is: z.enum(['waiting', 'pendingSend', 'dead']) }).readonly(),
]);
export type ScheduleState = z.infer<typeof ScheduleState>;

/** What a scheduler is told. */
export const OldScheduleParameter = z.union([
  z.literal('refused'),
  z.strictObject({ timesliceUs: TimeoutUs, state: ScheduleState, priority: PRIORITY.values }).readonly(),
]);
export type OldScheduleParameter = z.infer<typeof OldScheduleParameter>;

const IDLE_STATES = { waiting: 0xc, pendingSend: 0xd, dead: 0xf } as const;

const encodeState = (state: ScheduleState): number =>
  'rpc' in state ? 4 * ACTIVE.indexOf(state.is) + RPCS.indexOf(state.rpc) : IDLE_STATES[state.is];

const decodeState = (nibble: number): ScheduleState => {
  if (nibble < IDLE_STATES.waiting) return { is: ACTIVE[nibble >> 2], rpc: RPCS[nibble & 3] };
  if (nibble === IDLE_STATES.waiting) return { is: 'waiting' };
  if (nibble === IDLE_STATES.pendingSend) return { is: 'pendingSend' };
  if (nibble === IDLE_STATES.dead) return { is: 'dead' };
  throw new RangeError(`old schedule parameter: thread state ${nibble.toString(16).toUpperCase()} is reserved`);
};

const putTimeslice = (timesliceUs: TimeoutUs): number => {
  const { mantissa, exponent } = encodeTimeout(timesliceUs);
  return MANTISSA.put(mantissa) + EXPONENT.put(exponent);
};
const takeTimeslice = (word: number): TimeoutUs =>
  decodeTimeout({ mantissa: MANTISSA.take(word), exponent: EXPONENT.take(word) });

/** The word, or words, of the parameter of `thread_schedule`; throws a RangeError where there is none. */
export const encodeScheduleParameter = (parameter: ScheduleParameter): number => {
  within('schedule parameter', ScheduleParameter, parameter);
  if (parameter === 'readOnly') return ALL_ONES;
  const { timesliceUs, smallSpace, priority } = parameter;
  return putTimeslice(timesliceUs) + SMALL.put(smallSpace) + PRIORITY.put(priority);
};

/** What a word says as the parameter of `thread_schedule`; throws a RangeError where it is none. */
export const decodeScheduleParameter = (word: number): ScheduleParameter => {
  if (word === ALL_ONES) return 'readOnly';
  wordWith('schedule parameter', word, [STATE]);
  return { timesliceUs: takeTimeslice(word), smallSpace: SMALL.take(word), priority: PRIORITY.take(word) };
};

/** The word, or words, of the parameter that `thread_schedule` returns; throws a RangeError where there is none. */
export const encodeOldScheduleParameter = (parameter: OldScheduleParameter): number => {
  within('old schedule parameter', OldScheduleParameter, parameter);
  if (parameter === 'refused') return ALL_ONES;
  const { timesliceUs, state, priority } = parameter;
  return putTimeslice(timesliceUs) + STATE.put(encodeState(state)) + PRIORITY.put(priority);
};

/** What a word says as the parameter that `thread_schedule` returns; throws a RangeError where it is none. */
export const decodeOldScheduleParameter = (word: number): OldScheduleParameter => {
  if (word === ALL_ONES) return 'refused';
  wordWith('old schedule parameter', word, []);
  return { timesliceUs: takeTimeslice(word), state: decodeState(STATE.take(word)), priority: PRIORITY.take(word) };
};
