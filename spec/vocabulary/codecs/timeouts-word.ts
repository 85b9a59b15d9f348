import { z } from 'zod';
import { FaultTimeoutUs, decodeFaultTimeout, encodeFaultTimeout } from './fault-timeout.js';
import { field, within, wordWith } from './field.js';
import { TimeoutUs, decodeTimeout, encodeTimeout } from './timeout.js';

/**
 * The four timeouts of an `ipc`, in one word (F:3.1, the manual's 2.2.4).
 *
 *     bits   | field | says
 *     31..24 | m_r   | mantissa of the receive timeout
 *     23..16 | m_s   | mantissa of the send timeout
 *     15..12 | p_s   | send page-fault timeout: for a page that the receiver of my message lacks
 *     11..8  | p_r   | receive page-fault timeout: for a page that the sender to me lacks
 *     7..4   | e_s   | exponent of the send timeout
 *     3..0   | e_r   | exponent of the receive timeout
 *
 * Unit: microseconds. Every word means something. Those with e = 0 and m > 0, with m = 0 and e > 1, or with e < 15 and
 * 0 < m < 64 are second ways to say a timeout, and are never encoded.
 */
const RECEIVE_MANTISSA = field(31, 24);
const SEND_MANTISSA = field(23, 16);
const SEND_FAULT = field(15, 12);
const RECEIVE_FAULT = field(11, 8);
const SEND_EXPONENT = field(7, 4);
const RECEIVE_EXPONENT = field(3, 0);

/** How long each phase of an `ipc` waits for its partner, and each copy for a pager. */
export const IpcTimeouts = z
  .strictObject({
    sendUs: TimeoutUs,
    receiveUs: TimeoutUs,
    sendFaultUs: FaultTimeoutUs,
    receiveFaultUs: FaultTimeoutUs,
  })
  .readonly();
export type IpcTimeouts = z.infer<typeof IpcTimeouts>;

/** The word of the least timeouts that are not shorter than those given, each for itself. */
export const encodeTimeouts = (timeouts: IpcTimeouts): number => {
  within('timeouts', IpcTimeouts, timeouts);
  const send = encodeTimeout(timeouts.sendUs);
  const receive = encodeTimeout(timeouts.receiveUs);
  return (
    RECEIVE_MANTISSA.put(receive.mantissa) +
    SEND_MANTISSA.put(send.mantissa) +
    SEND_FAULT.put(encodeFaultTimeout(timeouts.sendFaultUs)) +
    RECEIVE_FAULT.put(encodeFaultTimeout(timeouts.receiveFaultUs)) +
    SEND_EXPONENT.put(send.exponent) +
    RECEIVE_EXPONENT.put(receive.exponent)
  );
};

/** What a word says as the timeouts of an ipc; throws a RangeError where it is none. */
export const decodeTimeouts = (word: number): IpcTimeouts => {
  wordWith('timeouts', word, []);
  return {
    sendUs: decodeTimeout({ mantissa: SEND_MANTISSA.take(word), exponent: SEND_EXPONENT.take(word) }),
    receiveUs: decodeTimeout({ mantissa: RECEIVE_MANTISSA.take(word), exponent: RECEIVE_EXPONENT.take(word) }),
    sendFaultUs: decodeFaultTimeout(SEND_FAULT.take(word)),
    receiveFaultUs: decodeFaultTimeout(RECEIVE_FAULT.take(word)),
  };
};
