import { z } from 'zod';
import { field, flag, within } from './field.js';

/**
 * The condition code of an `ipc`: the low byte of the message dope that it returns (F:3.1, F:3.2).
 *
 *     bits | field | says
 *     7..4 | error | why and in which phase it ended; bit 4 is the send phase
 *     3    | i     | redirected from an inner clan (the manual has it 0 where r is 0; here the bits are independent)
 *     2    | r     | redirected to a chief
 *     1    | m     | fpages were received
 *     0    | d     | deceited: the sender's id is virtual
 *
 *     error (rcv, snd) | cause                | the partner
 *     0                | ok                   |
 *     1                | nonExistent          | was not involved
 *     2, 3             | timeout              | was not involved
 *     4, 5             | cancelled            | was not involved
 *     6, 7             | mapFailed            | gets the same cause
 *     8, 9             | senderFaultTimeout   | gets the same cause
 *     A, B             | receiverFaultTimeout | gets the same cause
 *     C, D             | aborted              | gets the same cause
 *     E, F             | messageCut           | gets the same cause
 *
 * 0 and 1 do not tell the phase. The manual's prose has other codes for three timeouts; its table is right (F:E1).
 */
const ERROR = field(7, 4);
const INNER = flag(3);
const REDIRECTED = flag(2);
const FPAGES = flag(1);
const DECEITED = flag(0);
const BYTE = field(7, 0);

/** The causes whose code tells the phase: the receive phase's is 2 * (place + 1), the send phase's one more. */
const PHASED = [
  'timeout',
  'cancelled',
  'mapFailed',
  'senderFaultTimeout',
  'receiverFaultTimeout',
  'aborted',
  'messageCut',
] as const;

/** Why an `ipc` ended, and in which phase, where the code tells. The causes are those of the vocabulary, and more. */
export const IpcError = z.union([
  z.strictObject({ cause: z.enum(['ok', 'nonExistent']) }).readonly(),
  z.strictObject({ cause: z.enum(PHASED), phase: z.enum(['send', 'receive']) }).readonly(),
]);
export type IpcError = z.infer<typeof IpcError>;

/** A condition code: how an ipc went. */
export const ConditionCode = z
  .strictObject({
    error: IpcError,
    fromInnerClan: z.boolean(),
    redirected: z.boolean(),
    fpagesReceived: z.boolean(),
    deceited: z.boolean(),
  })
  .readonly();
/** A condition code: how an ipc went. */
export type ConditionCode = z.infer<typeof ConditionCode>;

/** The error nibble, 0..15. */
export const encodeIpcError = (error: IpcError): number => {
  within('ipc error', IpcError, error);
  if (!('phase' in error)) return error.cause === 'ok' ? 0 : 1;
  return 2 * (PHASED.indexOf(error.cause) + 1) + (error.phase === 'send' ? 1 : 0);
};

/** How an ipc went, by four bits of a condition code; throws a RangeError where it is no number of four bits. */
export const decodeIpcError = (nibble: number): IpcError => {
  within('ipc error', field(3, 0).values, nibble);
  if (nibble < 2) return { cause: nibble === 0 ? 'ok' : 'nonExistent' };
  return { cause: PHASED[(nibble >> 1) - 1], phase: (nibble & 1) === 1 ? 'send' : 'receive' };
};

/** The byte. */
export const encodeConditionCode = (code: ConditionCode): number => {
  within('condition code', ConditionCode, code);
  return (
    ERROR.put(encodeIpcError(code.error)) +
    INNER.put(code.fromInnerClan) +
    REDIRECTED.put(code.redirected) +
    FPAGES.put(code.fpagesReceived) +
    DECEITED.put(code.deceited)
  );
};

/** Each of the 256 bytes is a condition code. */
export const decodeConditionCode = (byte: number): ConditionCode => {
  within('condition code', BYTE.values, byte);
  return {
    error: decodeIpcError(ERROR.take(byte)),
    fromInnerClan: INNER.take(byte),
    redirected: REDIRECTED.take(byte),
    fpagesReceived: FPAGES.take(byte),
    deceited: DECEITED.take(byte),
  };
};
