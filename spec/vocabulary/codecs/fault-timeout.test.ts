import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_FAULT_TIMEOUT_US, decodeFaultTimeout, encodeFaultTimeout } from './fault-timeout.js';

const NIBBLES = Array.from({ length: 16 }, (_, p) => p);
/** All of them by hand, by nibble. */
const BY_HAND = [
  'never',
  268_435_456,
  67_108_864,
  16_777_216,
  4_194_304,
  1_048_576,
  262_144,
  65_536,
  16_384,
  4_096,
  1_024,
  256,
  64,
  16,
  4,
  0,
] as const;
const FINITE = BY_HAND.filter((us) => us !== 'never').sort((a, b) => a - b);

test('codec/fault-timeout: 1 ms is 1024 us, nibble 10', () => {
  expect(encodeFaultTimeout(1000)).toBe(10);
  expect(decodeFaultTimeout(10)).toBe(1024);
});

test('codec/fault-timeout: all 16 nibbles, worked out by hand, in both directions (F:E2)', () => {
  expect(NIBBLES.map(decodeFaultTimeout)).toEqual(BY_HAND);
  expect(BY_HAND.map(encodeFaultTimeout)).toEqual(NIBBLES);
});

test('codec/fault-timeout: decode(encode t) is the least encodable value >= t', () => {
  FINITE.slice(1).forEach((above, i) => {
    for (const between of [FINITE[i] + 1, above - 1, above])
      expect(decodeFaultTimeout(encodeFaultTimeout(between))).toBe(above);
  });
  fc.assert(
    fc.property(fc.nat(LONGEST_FAULT_TIMEOUT_US), (timeoutUs) => {
      expect(decodeFaultTimeout(encodeFaultTimeout(timeoutUs))).toBe(FINITE.find((us) => us >= timeoutUs));
    }),
  );
});

test('codec/fault-timeout: between 268.4 s and never, below 0, between the microseconds and beyond 4 bits is a RangeError', () => {
  for (const timeoutUs of [LONGEST_FAULT_TIMEOUT_US + 1, Infinity, -1, 0.5, NaN])
    expect(() => encodeFaultTimeout(timeoutUs)).toThrow(RangeError);
  for (const p of [-1, 16, 0.5]) expect(() => decodeFaultTimeout(p)).toThrow(RangeError);
});
