import type { Piece, Receive, Seen, Send, Stimulus, ThreadId, TimeoutMs } from '../../vocabulary/index.js';
import { isAlike, isSame, isThread } from './names.js';
import { framesOf, spotIn } from './memory.js';
import type { Held, Spot } from './memory.js';
import type { SystemMoment, WholeThread, WholeView } from './property.js';
import { waitOf } from './waits.js';

// What an observer remembers of messages in memory: the transfers that have begun and are not over.

type Ipc = Extract<Stimulus, { do: 'ipc' }>;
/** A transfer: who sends what to whom, and for what the receiver has room. */
export interface Copy {
  readonly sender: ThreadId;
  readonly receiver: ThreadId;
  readonly send: Send;
  readonly receive: Receive;
  /** The calls of the two, of which the receive phase of the sender is still to come. */
  readonly calls: { readonly sender: Ipc; readonly receiver: Ipc };
  /** Memory as it was when the copy began. */
  readonly frames: WholeView['frames'];
  /** Since then nothing else has written to memory, and neither side has lost a page. */
  readonly isAlone: boolean;
}
type Known = Pick<SystemMoment, 'view' | 'running' | 'waits' | 'copies'>;

export const isCopying = (call: Ipc | undefined): boolean =>
  call?.send !== undefined && (call.send.buffer !== undefined || (call.send.strings?.length ?? 0) > 0);

const sideOf = (copies: readonly Copy[], thread: ThreadId): Ipc | undefined => {
  const copy = copyOf(copies, thread);
  return copy && (isSame(copy.sender, thread) ? copy.calls.sender : copy.calls.receiver);
};
/** The transfer in which the thread is. */
export function copyOf(copies: readonly Copy[], thread: ThreadId): Copy | undefined {
  return copies.find(({ sender, receiver }) => isSame(sender, thread) || isSame(receiver, thread));
}
/** The call in which the thread is, or which it makes in a step. */
export const callIn = ({ running, waits, copies }: Known, stimulus: Stimulus, thread: ThreadId): Ipc | undefined => {
  if (isSame(running, thread)) return stimulus.do === 'ipc' ? stimulus : undefined;
  return sideOf(copies, thread) ?? waitOf(waits, thread)?.call ?? undefined;
};

const isNamed = (name: ThreadId, thread: ThreadId): boolean => name[0] === thread[0] && name[1] === thread[1];
/** The thread may be sending to `to`: it does so by its call of this step, or has waited to. */
const sendsTo = ({ running }: Known, s: WholeThread, call: Ipc | undefined, to: ThreadId): call is Ipc => {
  const name = call?.send?.to ?? 'nobody';
  return (s.phase.is === 'sending' || isSame(running, s.thread)) && name !== 'nobody' && isNamed(name, to);
};
const accepts = (call: Ipc | undefined, from: ThreadId): call is Ipc & { readonly receive: Receive } => {
  const name = call?.receive?.from;
  return name === 'any' || (name !== undefined && isThread(name) && isNamed(name, from));
};

/** The transfers of messages in memory that may begin in a step: those that meet at once, and those that meet after what their threads are in. */
const meetings = (before: Known, stimulus: Stimulus): readonly Copy[] => {
  const calls = before.view.threads.map((t) => ({ t, call: callIn(before, stimulus, t.thread) }));
  return calls.flatMap(({ t: s, call: sent }) =>
    !isCopying(sent)
      ? []
      : calls.flatMap(({ t: r, call: offered }): readonly Copy[] =>
          r.fault !== null && 'address' in r.fault
            ? []
            : sendsTo(before, s, sent, r.thread) && sent.send !== undefined && accepts(offered, s.thread)
              ? [
                  {
                    sender: s.thread,
                    receiver: r.thread,
                    send: sent.send,
                    receive: offered.receive,
                    calls: { sender: sent, receiver: offered },
                    frames: before.view.frames,
                    isAlone: before.copies.length === 0,
                  },
                ]
              : [],
        ),
  );
};

/** The transfers that are under way in a step, or may be. */
export const transfersIn = ({
  before,
  stimulus,
}: {
  readonly before: Known;
  readonly stimulus: Stimulus;
}): readonly Copy[] => [...before.copies, ...meetings(before, stimulus)];

const isWith = (view: WholeView, a: ThreadId, b: ThreadId): boolean => {
  const phase = view.threads.find(({ thread }) => isSame(thread, a))?.phase;
  return phase?.is === 'transferring' && isSame(phase.with, b);
};
export const isUnderWay = (view: WholeView, { sender, receiver }: Copy): boolean =>
  isWith(view, sender, receiver) || isWith(view, receiver, sender);

/** Whether the space has every page that it had, with the same frame behind it. */
const keepsPages = (was: WholeView, is: WholeView, [task]: ThreadId): boolean => {
  const now = framesOf(is, task);
  return framesOf(was, task).every((held, page) => held === undefined || isAlike(held, now[page]));
};

/** The transfers after a step. */
export const copiesAfter = (before: Known, stimulus: Stimulus, seen: Seen, view: WholeView): readonly Copy[] => {
  const all = transfersIn({ before, stimulus });
  return all
    .filter((copy) => isUnderWay(view, copy))
    .map((copy) => ({
      sender: copy.sender,
      receiver: copy.receiver,
      send: copy.send,
      receive: copy.receive,
      calls: copy.calls,
      frames: copy.frames,
      isAlone:
        copy.isAlone &&
        all.length === 1 &&
        seen.stored === undefined &&
        keepsPages(before.view, view, copy.sender) &&
        keepsPages(before.view, view, copy.receiver),
    }));
};

/** How long the thread may wait for a page that its transfer needs: as long as its partner allows (F:3.7). */
export const pageTimeoutOf = (copies: readonly Copy[], thread: ThreadId): TimeoutMs => {
  const copy = copyOf(copies, thread);
  const partners = copy && isSame(copy.sender, thread) ? copy.receive : copy?.send;
  return partners?.faultTimeoutMs ?? 'never';
};

type Part = Pick<Piece, 'address' | 'bytes'>;
/** The strings of which these are the pieces (L.46). */
const stringsIn = (pieces: readonly Piece[]): readonly (readonly Piece[])[] =>
  pieces.reduce<readonly (readonly Piece[])[]>(
    (strings, piece) =>
      piece.continues && strings.length > 0
        ? [...strings.slice(0, -1), [...(strings.at(-1) ?? []), piece]]
        : [...strings, [piece]],
    [],
  );
const addressesOf = (parts: readonly Part[]): readonly number[] =>
  parts.flatMap(({ address, bytes }) => Array.from({ length: bytes }, (_, at) => address + at));
export const countStrings = (pieces: readonly Piece[] | undefined): number => stringsIn(pieces ?? []).length;

/** By byte of the message that is copied, in order: where the sender has it and where the receiver is to have it, and whether that is all of it. */
export interface Carried {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly isCut: boolean;
}
/** The words in memory come first, then string after string, up to the first for which there is not enough room. */
export const carriedBy = ({ send, receive }: Pick<Copy, 'send' | 'receive'>): Carried => {
  const words = ({ buffer }: Send | Receive): readonly Part[] =>
    buffer === undefined ? [] : [{ address: buffer.address, bytes: 4 * buffer.words }];
  const buffers = stringsIn(receive.strings ?? []);
  const pairs = [
    [words(send), words(receive)] as const,
    ...stringsIn(send.strings ?? []).map((string, at) => [string, buffers.at(at)] as const),
  ];
  const [from, to]: [number[], number[]] = [[], []];
  for (const [string, buffer] of pairs) {
    const [sources, targets] = [addressesOf(string), addressesOf(buffer ?? [])];
    const fits = Math.min(sources.length, targets.length);
    from.push(...sources.slice(0, fits));
    to.push(...targets.slice(0, fits));
    if (buffer === undefined || targets.length < sources.length) return { from, to, isCut: true };
  }
  return { from, to, isCut: false };
};

/** By byte that is copied, in order: the byte of real memory that is read, and the one that is written; undefined where the page is missing. */
export interface Spots {
  readonly from: readonly (Spot | undefined)[];
  readonly to: readonly (Spot | undefined)[];
}
export const spotsOf = (view: WholeView, copy: Copy): Spots => {
  const { from, to } = carriedBy(copy);
  const [source, target]: readonly (readonly (Held | undefined)[])[] = [
    framesOf(view, copy.sender[0]),
    framesOf(view, copy.receiver[0]),
  ];
  return {
    from: from.map((address) => spotIn(source, address, false)),
    to: to.map((address) => spotIn(target, address, true)),
  };
};
/** Each byte has a place of its own, which is no place of a byte that is read: what is read and written does not depend on the order. */
export const isApart = ({ from, to }: Spots): boolean => {
  const read = new Set(from);
  const written = to.filter((spot) => spot !== undefined);
  return new Set(written).size === written.length && !written.some((spot) => read.has(spot));
};
/** Whether a transfer of the step may write what it, or another byte of it, reads. */
export const mayOverlap = (before: Known, stimulus: Stimulus, view: WholeView): boolean =>
  transfersIn({ before, stimulus }).some((copy) => [before.view, view].some((it) => !isApart(spotsOf(it, copy))));
