import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_TIMEOUT_US, decodeTimeout, encodeTimeout } from './timeout.js';
import type { TimeoutUs } from './timeout.js';

const EXPONENTS = Array.from({ length: 16 }, (_, exponent) => exponent);
const MANTISSAS = Array.from({ length: 256 }, (_, mantissa) => mantissa);
const PAIRS = EXPONENTS.flatMap((exponent) => MANTISSAS.map((mantissa) => ({ mantissa, exponent })));

/** The reference: the coarser by one exponent, the longer by 4. */
const reference = ({ mantissa, exponent }: (typeof PAIRS)[number]): TimeoutUs => {
  if (exponent === 0) return 'never';
  return exponent === 15 ? mantissa : (reference({ mantissa, exponent: exponent + 1 }) as number) * 4;
};
/** Every finite timeout that some pair stands for, ascending. */
const FINITE = [...new Set(PAIRS.map(reference).filter((us) => us !== 'never'))].sort((a, b) => a - b);

const roundedUp = (timeoutUs: TimeoutUs) => decodeTimeout(encodeTimeout(timeoutUs));

test('codec/timeout: 10 ms is 157 units of 64 us, 48 us more than was asked for', () => {
  expect(encodeTimeout(10_000)).toEqual({ mantissa: 157, exponent: 12 });
  expect(decodeTimeout({ mantissa: 157, exponent: 12 })).toBe(10_048);
  expect(encodeTimeout('never')).toEqual({ mantissa: 0, exponent: 0 });
  expect(encodeTimeout(0)).toEqual({ mantissa: 0, exponent: 1 });
});

test('codec/timeout: the boundaries of the exponents and mantissas, in microseconds, worked out by hand (F:B8)', () => {
  const byHand: [exponent: number, unit: number, half: number, most: number][] = [
    [5, 1_048_576, 134_217_728, 267_386_880],
    [6, 262_144, 33_554_432, 66_846_720],
    [7, 65_536, 8_388_608, 16_711_680],
    [8, 16_384, 2_097_152, 4_177_920],
    [10, 1_024, 131_072, 261_120],
    [11, 256, 32_768, 65_280],
    [15, 1, 128, 255],
  ];
  for (const [exponent, unit, half, most] of byHand) {
    expect([0, 1, 128, 255].map((mantissa) => decodeTimeout({ mantissa, exponent }))).toEqual([0, unit, half, most]);
    expect(encodeTimeout(half)).toEqual({ mantissa: 128, exponent });
    expect(encodeTimeout(most)).toEqual({ mantissa: 255, exponent });
    // One more is beyond the mantissa: a quarter of it, rounded up, of the next coarser unit.
    expect(encodeTimeout(most + 1)).toEqual({ mantissa: 64, exponent: exponent - 1 });
  }
});

test('codec/timeout: each of the 4096 pairs is decoded as the reference says; with e = 0 any mantissa is never', () => {
  for (const pair of PAIRS) expect(decodeTimeout(pair)).toBe(reference(pair));
  expect(FINITE).toHaveLength(256 + 14 * 192);
});

test('codec/timeout: decode(encode t) = t for every encodable timeout', () => {
  for (const timeoutUs of [...FINITE, 'never'] as const) expect(roundedUp(timeoutUs)).toBe(timeoutUs);
});

test('codec/timeout: encode(decode w) = w for the canonical pairs and for no others', () => {
  const canonical = PAIRS.filter((pair) => {
    const { mantissa, exponent } = encodeTimeout(decodeTimeout(pair));
    return mantissa === pair.mantissa && exponent === pair.exponent;
  });
  expect(canonical).toEqual(
    PAIRS.filter(
      ({ mantissa, exponent }) =>
        (mantissa === 0 && exponent < 2) || (exponent > 0 && mantissa >= 64) || (exponent === 15 && mantissa > 0),
    ),
  );
});

test('codec/timeout: decode(encode t) is the least encodable value >= t, on both sides of every encodable value', () => {
  FINITE.slice(1).forEach((above, i) => {
    const justAbove = FINITE[i] + 1;
    for (const timeoutUs of [justAbove, Math.floor((justAbove + above) / 2), above])
      expect(roundedUp(timeoutUs)).toBe(above);
  });
});

test('codec/timeout: decode(encode t) is the least encodable value >= t, for whatever t', () => {
  const anywhere = fc.nat(36).chain((size) => fc.nat(Math.min(2 ** size, LONGEST_TIMEOUT_US)));
  fc.assert(
    fc.property(anywhere, (timeoutUs) => {
      expect(roundedUp(timeoutUs)).toBe(FINITE.find((us) => us >= timeoutUs));
    }),
    { numRuns: 1000 },
  );
});

test('codec/timeout: above 68 451 s, below 0, between the microseconds and outside the fields is a RangeError', () => {
  expect(LONGEST_TIMEOUT_US).toBe(68_451_041_280);
  expect(encodeTimeout(LONGEST_TIMEOUT_US)).toEqual({ mantissa: 255, exponent: 1 });
  for (const timeoutUs of [LONGEST_TIMEOUT_US + 1, Infinity, -1, 0.5, NaN])
    expect(() => encodeTimeout(timeoutUs)).toThrow(RangeError);
  for (const [mantissa, exponent] of [[256, 1] as const, [-1, 1] as const, [0, 16] as const, [0, -1] as const])
    expect(() => decodeTimeout({ mantissa, exponent })).toThrow(RangeError);
});
