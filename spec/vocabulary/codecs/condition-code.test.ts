import { expect, test } from 'vitest';
import { IpcCause } from '../calls/ipc.js';
import { decodeConditionCode, decodeIpcError, encodeConditionCode, encodeIpcError } from './condition-code.js';
import type { IpcError } from './condition-code.js';

/** The table of F:3.2, by nibble. */
const BY_NIBBLE: readonly IpcError[] = [
  { cause: 'ok' },
  { cause: 'nonExistent' },
  { cause: 'timeout', phase: 'receive' },
  { cause: 'timeout', phase: 'send' },
  { cause: 'cancelled', phase: 'receive' },
  { cause: 'cancelled', phase: 'send' },
  { cause: 'mapFailed', phase: 'receive' },
  { cause: 'mapFailed', phase: 'send' },
  { cause: 'senderFaultTimeout', phase: 'receive' },
  { cause: 'senderFaultTimeout', phase: 'send' },
  { cause: 'receiverFaultTimeout', phase: 'receive' },
  { cause: 'receiverFaultTimeout', phase: 'send' },
  { cause: 'aborted', phase: 'receive' },
  { cause: 'aborted', phase: 'send' },
  { cause: 'messageCut', phase: 'receive' },
  { cause: 'messageCut', phase: 'send' },
];
const none = { fromInnerClan: false, redirected: false, fpagesReceived: false, deceited: false };

test('codec/condition-code: a send that nobody took in time ends in 0x30', () => {
  const code = { ...none, error: { cause: 'timeout', phase: 'send' } } as const;
  expect(encodeConditionCode(code)).toBe(0x30);
  expect(decodeConditionCode(0x30)).toEqual(code);
});

test('codec/condition-code: every cause of the table, in both directions', () => {
  expect(BY_NIBBLE.map(encodeIpcError)).toEqual(BY_NIBBLE.map((_, nibble) => nibble));
  expect(BY_NIBBLE.map((_, nibble) => decodeIpcError(nibble))).toEqual(BY_NIBBLE);
});

test('codec/condition-code: bit 4 is the send phase, wherever a code tells the phase', () => {
  for (const error of BY_NIBBLE)
    if ('phase' in error) expect(encodeIpcError(error) & 1).toBe(error.phase === 'send' ? 1 : 0);
});

test('codec/condition-code: every cause that the vocabulary has, has a code', () => {
  const causes: readonly string[] = BY_NIBBLE.map(({ cause }) => cause);
  expect(IpcCause.options.filter((cause) => !causes.includes(cause))).toEqual([]);
});

test('codec/condition-code: each of the four bits has its place', () => {
  const withBit = (bit: Partial<typeof none>) => encodeConditionCode({ ...none, ...bit, error: { cause: 'ok' } });
  expect(withBit({ fromInnerClan: true })).toBe(8);
  expect(withBit({ redirected: true })).toBe(4);
  expect(withBit({ fpagesReceived: true })).toBe(2);
  expect(withBit({ deceited: true })).toBe(1);
});

test('codec/condition-code: encode(decode w) = w for all 256 bytes, and they are 256 codes', () => {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  expect(bytes.map((byte) => encodeConditionCode(decodeConditionCode(byte)))).toEqual(bytes);
  expect(new Set(bytes.map((byte) => JSON.stringify(decodeConditionCode(byte))))).toHaveProperty('size', 256);
});

test('codec/condition-code: a phase that no code tells, a missing phase, and what is no byte or nibble, are RangeErrors', () => {
  const ok = { cause: 'ok', phase: 'send' } as unknown as IpcError;
  const timeout = { cause: 'timeout' } as unknown as IpcError;
  for (const error of [ok, timeout]) {
    expect(() => encodeIpcError(error)).toThrow(RangeError);
    expect(() => encodeConditionCode({ ...none, error })).toThrow(RangeError);
  }
  for (const nibble of [-1, 16, 0.5]) expect(() => decodeIpcError(nibble)).toThrow(RangeError);
  for (const byte of [-1, 256, 0.5]) expect(() => decodeConditionCode(byte)).toThrow(RangeError);
});
