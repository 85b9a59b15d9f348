import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeOldScheduleParameter,
  decodeScheduleParameter,
  encodeOldScheduleParameter,
  encodeScheduleParameter,
} from './schedule-parameter.js';
import type { ScheduleState } from './schedule-parameter.js';
import { decodeTimeout } from './timeout.js';

const timeslices = fc.record({ mantissa: fc.nat(255), exponent: fc.nat(15) }).map(decodeTimeout);

/** The table of F:3.5, by nibble; E is reserved. */
const STATES: readonly (ScheduleState | undefined)[] = [
  { is: 'running', rpc: 'none' },
  { is: 'running', rpc: 'pager' },
  { is: 'running', rpc: 'internalPreempter' },
  { is: 'running', rpc: 'externalPreempter' },
  { is: 'sending', rpc: 'none' },
  { is: 'sending', rpc: 'pager' },
  { is: 'sending', rpc: 'internalPreempter' },
  { is: 'sending', rpc: 'externalPreempter' },
  { is: 'receiving', rpc: 'none' },
  { is: 'receiving', rpc: 'pager' },
  { is: 'receiving', rpc: 'internalPreempter' },
  { is: 'receiving', rpc: 'externalPreempter' },
  { is: 'waiting' },
  { is: 'pendingSend' },
  undefined,
  { is: 'dead' },
];

test('codec/schedule-parameter: priority 160 and a timeslice of 10 ms, which becomes 10.048 ms; then: only tell me', () => {
  expect(encodeScheduleParameter({ timesliceUs: 10_000, smallSpace: 0, priority: 160 })).toBe(0x9dc0_00a0);
  expect(decodeScheduleParameter(0x9dc0_00a0)).toEqual({ timesliceUs: 10_048, smallSpace: 0, priority: 160 });
  expect(encodeScheduleParameter('readOnly')).toBe(0xffff_ffff);
  expect(decodeScheduleParameter(0xffff_ffff)).toBe('readOnly');
});

test('codec/schedule-parameter: what comes out: a thread of priority 160 in a page fault, a call refused', () => {
  const old = { timesliceUs: 10_048, state: { is: 'running', rpc: 'pager' }, priority: 160 } as const;
  expect(encodeOldScheduleParameter(old)).toBe(0x9dc1_00a0);
  expect(decodeOldScheduleParameter(0x9dc1_00a0)).toEqual(old);
  expect(encodeOldScheduleParameter('refused')).toBe(0xffff_ffff);
  expect(decodeOldScheduleParameter(0xffff_ffff)).toBe('refused');
});

test('codec/schedule-parameter: every state has its nibble, in both directions, and E is a RangeError', () => {
  STATES.forEach((state, nibble) => {
    const word = nibble * 2 ** 16 + 7;
    if (state === undefined) expect(() => decodeOldScheduleParameter(word)).toThrow('thread state E is reserved');
    else {
      const old = { timesliceUs: 'never', state, priority: 7 } as const;
      expect(encodeOldScheduleParameter(old)).toBe(word);
      expect(decodeOldScheduleParameter(word)).toEqual(old);
    }
  });
});

test('codec/schedule-parameter: decode(encode x) = x for every encodable parameter, and encode(decode w) = w for its word', () => {
  const given = fc.record({ timesliceUs: timeslices, smallSpace: fc.nat(255), priority: fc.nat(255) });
  fc.assert(
    fc.property(given, (parameter) => {
      const word = encodeScheduleParameter(parameter);
      expect(decodeScheduleParameter(word)).toEqual(parameter);
      expect(encodeScheduleParameter(decodeScheduleParameter(word))).toBe(word);
    }),
  );
  const states = fc.constantFrom(...STATES.filter((state) => state !== undefined));
  fc.assert(
    fc.property(fc.record({ timesliceUs: timeslices, state: states, priority: fc.nat(255) }), (old) => {
      const word = encodeOldScheduleParameter(old);
      expect(decodeOldScheduleParameter(word)).toEqual(old);
      expect(encodeOldScheduleParameter(decodeOldScheduleParameter(word))).toBe(word);
    }),
  );
});

test('codec/schedule-parameter: what comes out has no small space: its bits are dropped', () => {
  expect(decodeOldScheduleParameter(0x9dc1_55a0)).toEqual(decodeOldScheduleParameter(0x9dc1_00a0));
});

test('codec/schedule-parameter: what does not fit, and a state on the way in, is a RangeError', () => {
  const parameter = { timesliceUs: 0, smallSpace: 0, priority: 0 };
  expect(() => encodeScheduleParameter({ ...parameter, priority: 256 })).toThrow(/schedule parameter: .*priority/s);
  expect(() => encodeScheduleParameter({ ...parameter, smallSpace: -1 })).toThrow(RangeError);
  expect(() => encodeScheduleParameter({ ...parameter, timesliceUs: 68_451_041_281 })).toThrow(RangeError);
  expect(() => encodeOldScheduleParameter({ timesliceUs: 0, state: { is: 'dead' }, priority: 256 })).toThrow(
    RangeError,
  );
  expect(() => decodeScheduleParameter(0x9dc1_00a0)).toThrow('a reserved bit of 0x9DC100A0 is set');
  for (const word of [-1, 2 ** 32]) {
    expect(() => decodeScheduleParameter(word)).toThrow(RangeError);
    expect(() => decodeOldScheduleParameter(word)).toThrow(RangeError);
  }
});
