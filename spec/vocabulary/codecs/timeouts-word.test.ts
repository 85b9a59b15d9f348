import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFaultTimeout } from './fault-timeout.js';
import { decodeTimeout } from './timeout.js';
import { decodeTimeouts, encodeTimeouts } from './timeouts-word.js';

const never = { sendUs: 'never', receiveUs: 'never', sendFaultUs: 'never', receiveFaultUs: 'never' } as const;

const nibble = fc.nat(15);
const timeoutUs = fc.record({ mantissa: fc.nat(255), exponent: nibble }).map(decodeTimeout);
const faultTimeoutUs = nibble.map(decodeFaultTimeout);

test('codec/timeouts: the words that the manual gives as examples: for ever; then poll for a message; then poll twice', () => {
  expect(encodeTimeouts(never)).toBe(0x0000_0000);
  expect(encodeTimeouts({ ...never, receiveUs: 0 })).toBe(0x0000_0001);
  expect(encodeTimeouts({ ...never, receiveUs: 0, sendUs: 0 })).toBe(0x0000_0011);
});

test('codec/timeouts: each field has its own place', () => {
  const word = 0x80c0_24ab; // m_r 128, m_s 192, p_s 2, p_r 4, e_s 10, e_r 11
  const timeouts = { receiveUs: 128 * 256, sendUs: 192 * 1024, sendFaultUs: 67_108_864, receiveFaultUs: 4_194_304 };
  expect(decodeTimeouts(word)).toEqual(timeouts);
  expect(encodeTimeouts(timeouts)).toBe(word);
});

test('codec/timeouts: decode(encode x) = x for encodable timeouts', () => {
  const encodable = fc.record({
    sendUs: timeoutUs,
    receiveUs: timeoutUs,
    sendFaultUs: faultTimeoutUs,
    receiveFaultUs: faultTimeoutUs,
  });
  fc.assert(
    fc.property(encodable, (timeouts) => {
      expect(decodeTimeouts(encodeTimeouts(timeouts))).toEqual(timeouts);
    }),
  );
});

test('codec/timeouts: every word means something; the word encoded for it means the same and is its own', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (word) => {
      const canonical = encodeTimeouts(decodeTimeouts(word));
      expect(decodeTimeouts(canonical)).toEqual(decodeTimeouts(word));
      expect(encodeTimeouts(decodeTimeouts(canonical))).toBe(canonical);
      const written = (mantissa: number, exponent: number) =>
        mantissa === 0 ? exponent < 2 : exponent === 15 || (exponent > 0 && mantissa >= 64);
      const [sendExponent, receiveExponent] = [(word >>> 4) & 15, word & 15];
      const once = written(word >>> 24, receiveExponent) && written((word >>> 16) & 255, sendExponent);
      expect(canonical === word).toBe(once);
    }),
    { numRuns: 1000 },
  );
});

test('codec/timeouts: a timeout that does not fit, and what is no word, is a RangeError', () => {
  expect(() => encodeTimeouts({ ...never, sendUs: 68_451_041_281 })).toThrow(/sendUs/);
  expect(() => encodeTimeouts({ ...never, receiveFaultUs: 268_435_457 })).toThrow(RangeError);
  expect(() => decodeTimeouts(2 ** 32)).toThrow(RangeError);
});
