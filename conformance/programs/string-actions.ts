import { FOREVER, copierOf, findThread, spotOf, stringsOf } from '../../spec/index.js';
import type { State, Thread } from '../../spec/index.js';
import { PAGE_BYTES, nil, writable } from '../../spec/vocabulary/index.js';
import type { Piece, Receive, Send, Stimulus, TimeoutMs, WordBuffer } from '../../spec/vocabulary/index.js';
import { weights } from './action.js';
import type { Action, Claims } from './action.js';
import {
  LAST_4_MIB,
  always,
  anySlot,
  heldPage,
  ipc,
  item,
  living,
  name,
  partner,
  queued,
  receive,
  send,
  timeout,
  waiting,
} from './pieces.js';
import type { Random } from './random.js';
import { interrupt, tick } from './wider-actions.js';

// Messages in memory: profile `strings`.

/** A stretch of memory: the first address, and how many bytes. */
type Stretch = Pick<Piece, 'address' | 'bytes'>;
/** Offsets into a page near which something may go wrong: its beginning, where words differ from frame to frame, and its end. */
const offset = (r: Random): number => (r.chance(70) ? r.below(13) : PAGE_BYTES - 1 - r.below(9));
/** How many pages from `page` on the task has in a row, to write if that is asked. */
const runFrom = (s: State, task: number, page: number, write: boolean): number => {
  const { pages } = s.world;
  let at = page;
  while (at < pages && s.sigma[task * pages + at] !== nil && (!write || writable(s.sigma[task * pages + at]))) at++;
  return at - page;
};
const longestRun = (s: State, task: number, write: boolean): readonly [page: number, length: number] =>
  Array.from({ length: s.world.pages }, (_, page) => [page, runFrom(s, task, page, write)] as const).reduce(
    (best, run) => (run[1] > best[1] ? run : best),
    [0, 0],
  );
/** Its pager would take the message that a page is missing at once. */
const isPaged = (s: State, t: Thread): boolean => waiting(s, t).some(({ id }) => id === t.registers.pager);
/**
 * Mostly pages that the task has, often several in a row, of which the last ends the stretch, or is just begun; where a pager waits for it, often a page
 * that is missing; seldom one far above, which a word of the directory of its own would show.
 */
const stretch = (r: Random, s: State, t: Thread, write: boolean): Stretch => {
  const { task } = t;
  const [first, length] = longestRun(s, task, write);
  if (length === 0 || r.chance(isPaged(s, t) ? 50 : 15)) {
    const page = r.chance(20) ? heldPage(r, s, task) : r.below(s.world.pages);
    const far = r.chance(10) ? LAST_4_MIB : 0;
    return {
      address: far + page * PAGE_BYTES + offset(r),
      bytes: r.chance(50) ? r.below(20) : PAGE_BYTES + r.below(9),
    };
  }
  const skipped = r.below(length);
  const [page, pages] = [first + skipped, length - skipped];
  const from = r.chance(40) ? 0 : offset(r);
  const left = pages * PAGE_BYTES - from;
  const bytes = r.pick([left, left, left - r.below(9), Math.min(left, PAGE_BYTES + r.below(9)), r.below(20)]);
  return { address: page * PAGE_BYTES + from, bytes: Math.max(0, bytes) };
};
/** Mostly one or two strings, each of one piece. */
const strings = (r: Random, s: State, t: Thread, write: boolean, most: (at: number) => number): readonly Piece[] =>
  Array.from({ length: r.pick([1, 1, 1, 2, 2, 3]) }, (_, at) => {
    const { address, bytes } = stretch(r, s, t, write);
    const piece = { address, bytes: Math.min(bytes, most(at)) };
    return at > 0 && r.chance(25) ? { ...piece, continues: true } : piece;
  });
const buffer = (r: Random, s: State, t: Thread, write: boolean): WordBuffer => {
  const { address, bytes } = stretch(r, s, t, write);
  const words = r.chance(70) ? Math.min(bytes >>> 2, 1 + r.below(6)) : bytes >>> 2;
  return { address: address - (address % 4), words: Math.max(1, words) };
};
/** Seldom a page-fault timeout; of a kernel that claims timeouts also one of a few ms. */
const faultTimeout = (r: Random, claims: Claims): { readonly faultTimeoutMs?: TimeoutMs } => {
  if (!r.chance(28)) return {};
  return { faultTimeoutMs: claims('timeouts') && r.chance(60) ? 1 + r.below(6) : r.chance(80) ? 0 : 'never' };
};

/** One that runs out, or one of 0. */
const shortTimeout = (r: Random, claims: Claims): { readonly faultTimeoutMs: TimeoutMs } => ({
  faultTimeoutMs: claims('timeouts') && r.chance(50) ? 1 + r.below(6) : 0,
});

/** What a receiver has room for; of a sender that waits, mostly as much as it sends. */
const room = (r: Random, s: State, t: Thread, claims: Claims, sender: Thread | undefined): Partial<Receive> => {
  const sent = sender?.phase.is === 'sending' ? sender.phase.message : undefined;
  const words = buffer(r, s, t, true);
  const most = sent?.buffer?.words ?? 0;
  const offered = strings(r, s, t, true, () => Infinity);
  return {
    ...(r.chance(sent?.buffer ? 90 : 40)
      ? { buffer: { ...words, words: Math.max(words.words, r.chance(90) ? most : 1) } }
      : {}),
    ...(r.chance(85)
      ? {
          strings: offered.map((piece, at) => ({
            ...piece,
            bytes: Math.max(piece.bytes, r.chance(80) ? (sent?.strings.at(at)?.bytes ?? 0) : 0),
          })),
        }
      : {}),
    ...faultTimeout(r, claims),
  };
};
const inMemory = (r: Random, s: State, t: Thread, to: Thread | undefined, claims: Claims): Partial<Send> => {
  const has = to?.phase.is === 'receiving' ? to.phase.room : undefined;
  const careless = r.chance(8);
  const words = buffer(r, s, t, false);
  const fits = (at: number): number => (careless ? Infinity : (has?.strings.at(at)?.bytes ?? Infinity));
  const sent = strings(r, s, t, false, fits);
  const count = careless || has === undefined ? sent.length : stringsOf(has.strings).length;
  return {
    ...((has?.buffer !== null || careless) && r.chance(50)
      ? {
          buffer: {
            ...words,
            words: careless ? words.words : Math.min(words.words, has?.buffer?.words ?? words.words),
          },
        }
      : {}),
    ...(count > 0 && r.chance(90) ? { strings: stringsOf(sent).slice(0, count).flat() } : {}),
    ...(to !== undefined && isPaged(s, to) && r.chance(85) ? shortTimeout(r, claims) : faultTimeout(r, claims)),
  };
};

/** Threads that would take a message in memory at once. */
const roomy = (s: State, runner: Thread): readonly Thread[] =>
  waiting(s, runner).filter(
    ({ phase, fault }) =>
      fault === null && phase.is === 'receiving' && (phase.room.strings.length > 0 || phase.room.buffer !== null),
  );
/** It has room where it misses a page. */
const isShort = (s: State, { task, phase }: Thread): boolean =>
  phase.is === 'receiving' &&
  phase.room.strings.some(({ address, bytes }) => bytes > 0 && spotOf(s, task, address + bytes - 1, true) === false);
const longSend = (r: Random, s: State, runner: Thread, claims: Claims): Send => {
  const paged = roomy(s, runner).filter((t) => isPaged(s, t) && isShort(s, t));
  const able = paged.length > 0 && r.chance(75) ? paged : roomy(s, runner);
  const likely = able.length > 0 ? able : waiting(s, runner).filter(() => r.chance(25));
  const to = likely.length > 0 && r.chance(80) ? r.pick(likely) : undefined;
  const short = send(r, s, runner, 20, claims);
  return {
    ...short,
    to: to === undefined ? short.to : name(s, to),
    ...(r.chance(60) ? { timeoutMs: 'never' as const } : {}),
    ...inMemory(r, s, runner, to, claims),
  };
};
const roomyReceive = (r: Random, s: State, runner: Thread, from: Receive['from'], claims: Claims): Receive => ({
  ...receive(r, s, from, r.chance(70) ? 'never' : timeout(r, claims, 10)),
  ...room(r, s, runner, claims, memorySenders(s, runner).at(0)),
});
/** Threads that wait to send the running one a message in memory. */
function memorySenders(s: State, runner: Thread): readonly Thread[] {
  return queued(s, runner).filter(
    ({ phase }) => phase.is === 'sending' && (phase.message.buffer !== null || phase.message.strings.length > 0),
  );
}

/** Threads that wait for the running one to give them a page for a copy. */
const wanting = (s: State): readonly Thread[] =>
  living(s).filter(({ fault, phase }) => fault?.is === 'copy' && phase.is === 'receiving' && phase.from === s.running);
/** How many ms from now its timeout is due; null if it waits for ever, or does not wait. */
const undueMs = (s: State, { phase }: Thread): number | null =>
  (phase.is === 'sending' || phase.is === 'receiving') && phase.due !== FOREVER ? phase.due - s.clockMs : null;
/** Threads in the middle of a transfer. */
const transferring = (s: State): readonly Thread[] => living(s).filter((t) => copierOf(s, t) !== undefined);
const ownTransferring = (s: State): readonly Thread[] => {
  const task = findThread(s, s.running)?.task;
  return transferring(s).filter((t) => t.task === task);
};
const deletable = (s: State): readonly number[] => {
  const own = findThread(s, s.running)?.task;
  return transferring(s).flatMap(({ task }) => (s.tasks[task].chief === own ? [task] : []));
};

/** Somebody waits for a message in memory of the running thread, or to send it one. */
const willMeet = (s: State): boolean => {
  const runner = findThread(s, s.running);
  return runner !== undefined && (roomy(s, runner).length > 0 || memorySenders(s, runner).length > 0);
};

/** Threads that are ready, of the task of a thread in the middle of a transfer, or of its chief's. */
const meddlers = (s: State): readonly Thread[] => {
  const tasks = transferring(s).flatMap(({ task }) => [task, s.tasks[task].chief]);
  return living(s).filter(({ id, phase, task }) => id !== s.running && phase.is === 'ready' && tasks.includes(task));
};

export const stringActions: readonly Action[] = [
  {
    weight: weights(0, 0, { strings: 30, ipc: 2, timeouts: 2, interrupts: 2 }),
    needs: ['strings'],
    possible: (s) => willMeet(s) || s.turns % 4 === 0,
    draw: (r, s, runner, claims) => {
      const first = longSend(r, s, runner, claims);
      if (r.chance(45)) return ipc({ send: first });
      const from = r.chance(60) ? 'any' : first.to;
      return ipc({ send: first, receive: roomyReceive(r, s, runner, from, claims) });
    },
  },
  {
    weight: weights(0, 0, { strings: 26, ipc: 1, timeouts: 2, interrupts: 2 }),
    needs: ['strings'],
    possible: always,
    draw: (r, s, runner, claims) =>
      ipc({
        receive: roomyReceive(r, s, runner, r.chance(75) ? 'any' : partner(r, s, queued(s, runner)), claims),
      }),
  },
  {
    // a copy for the event that waits for one
    weight: weights(0, 0, { strings: 120, interrupts: 20, scheduling: 20, timeouts: 20 }),
    needs: ['strings'],
    possible: (s) => s.armed !== null && willMeet(s),
    draw: (r, s, runner, claims) =>
      memorySenders(s, runner).length > 0
        ? ipc({ receive: roomyReceive(r, s, runner, 'any', claims) })
        : ipc({ send: longSend(r, s, runner, claims) }),
  },
  {
    // an event for the next copy; often the running thread then sends
    weight: weights(0, 0, { strings: 40, interrupts: 2, scheduling: 2 }),
    needs: ['strings'],
    possible: (s) => s.armed === null && (willMeet(s) || s.turns % 3 === 0),
    draw: (r, s, _, claims): Stimulus => {
      const k = r.chance(80) ? r.below(2) : r.below(4);
      if (claims('interrupts') && r.chance(s.slice.most >= 0 ? 30 : 60))
        return { do: 'during', k, event: interrupt(r, s) };
      const tickable = claims('timeouts') || claims('scheduling');
      const ends = s.slice.most >= 0 ? 75 : 25;
      return { do: 'during', k, event: tickable && !r.chance(ends) ? tick(r, s) : { do: 'slice_end' } };
    },
  },
  {
    // a pager that takes its time
    weight: weights(0, 0, { strings: 330, timeouts: 40 }),
    needs: ['timeouts'],
    possible: (s) => living(s).some((t) => t.fault?.is === 'copy' && undueMs(s, t) !== null),
    draw: (r, s) => {
      const dues = living(s).flatMap((t) => (t.fault?.is === 'copy' ? [undueMs(s, t) ?? 1] : []));
      return { do: 'tick', ms: Math.max(1, r.pick(dues) + r.pick([0, 0, s.world.latenessMs, r.below(6)])) };
    },
  },
  {
    // the page for which a copy waits, mostly
    weight: weights(0, 0, { strings: 250, ipc: 10, timeouts: 10 }),
    needs: ['strings'],
    possible: (s) => wanting(s).length > 0,
    draw: (r, s, runner) => {
      const to = r.pick(wanting(s));
      const items = r.chance(65) ? [{ ...item(r, s, runner, to), kind: 'map' as const, write: r.chance(90) }] : [];
      const base = heldPage(r, s, runner.task);
      const address = to.fault?.is === 'copy' ? to.fault.address : 0;
      const aimed = items.map((it) =>
        r.chance(80) ? { ...it, fpage: { base, sizeLog2: 0 }, offset: Math.floor(address / PAGE_BYTES) } : it,
      );
      const answer: Send = { to: name(s, to), words: [], items: aimed, timeoutMs: 'never' };
      return ipc(r.chance(60) ? { send: answer, receive: receive(r, s, 'any', 'never') } : { send: answer });
    },
  },
  {
    // the words that copies carry over: at the beginning and the end of pages
    weight: weights(0, 0, { strings: 12 }),
    needs: ['strings'],
    possible: always,
    draw: (r, s, { task }) => {
      const address = heldPage(r, s, task) * PAGE_BYTES + 4 * r.pick([0, 1, 2, 3, 4, 1022, 1023]);
      return r.chance(50) ? { do: 'load', address } : { do: 'store', address, value: 1 + r.below(90) };
    },
  },
  {
    weight: weights(0, 0, { strings: 90, tasks: 30 }),
    needs: ['strings'],
    possible: (s) => ownTransferring(s).length > 0,
    draw: (r, s) => ({
      do: 'lthread_ex_regs',
      lthread: name(s, r.pick(ownTransferring(s)))[1],
      ...(r.chance(40) ? { ip: r.below(4) } : {}),
      ...(r.chance(30) ? { pager: anySlot(r, s) } : {}),
    }),
  },
  {
    weight: weights(0, 0, { strings: 300, tasks: 70 }),
    needs: ['tasks'],
    possible: (s) => deletable(s).length > 0,
    draw: (r, s) => ({
      do: 'task_new',
      task: r.pick(deletable(s)),
      pager: r.chance(30) ? 'nobody' : anySlot(r, s),
      ip: 0,
    }),
  },
  {
    // somebody who can do something to a thread in the middle of a transfer: another thread of its task, or of its chief's
    weight: weights(0, 0, { strings: 130 }),
    needs: ['strings'],
    possible: (s) => meddlers(s).length > 0,
    draw: (r, s) => ({ do: 'thread_switch', to: name(s, r.pick(meddlers(s))) }),
  },
  {
    // a slice with an end, so that it may end in a copy
    weight: weights(0, 0, { strings: 10 }),
    needs: ['scheduling'],
    possible: (s) => s.slice.most < 0,
    draw: (r, s) => ({ do: 'thread_schedule', of: name(s, r.pick(living(s))), sliceMs: 1 + r.below(4) }),
  },
];
