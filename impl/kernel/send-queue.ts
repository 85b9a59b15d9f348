import { threadLimit, type Nucleus, type TcbAddress } from './nucleus.js';
import { append, isLinked, nextInRing, remove } from './ring.js';
import { Tcb } from './tcb.js';

/** Address of the head of the queue of threads that poll `receiver`. */
export const sendersOf = (receiver: TcbAddress): number => receiver + Tcb.senders * 4;

/** First come, first served (F:A27). */
export const joinQueue = ({ memory }: Nucleus, receiver: TcbAddress, sender: TcbAddress): void =>
  append(memory, sendersOf(receiver), Tcb.queue, sender);

/**
 * A sender leaves the queue when its transfer begins: after an IPC ends its thread waits nowhere (B2 of F:6.1). One that
 * has left it already, as a fault message does before its transfer ends, has no links to follow.
 */
export const leaveQueue = ({ memory }: Nucleus, receiver: TcbAddress, sender: TcbAddress): void => {
  if (isLinked(memory, Tcb.queue, sender)) remove(memory, sendersOf(receiver), Tcb.queue, sender);
};

/** The first queued sender that `accepts` takes, or 0: a head that is not taken hides nobody (B16 of F:6.2). */
export const firstQueued = (
  k: Nucleus,
  receiver: TcbAddress,
  accepts: (k: Nucleus, receiver: TcbAddress, sender: TcbAddress) => boolean,
): TcbAddress => {
  const head = k.memory.read(sendersOf(receiver));
  let sender = head;
  for (let i = 0; i < threadLimit(k) && sender !== 0; i++) {
    if (accepts(k, receiver, sender)) return sender;
    sender = nextInRing(k.memory, Tcb.queue, sender);
    if (sender === head) return 0;
  }
  return 0;
};
