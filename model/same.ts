import { SETTLED } from '../spec/index.js';
import type {
  Armed,
  LineState,
  Message,
  Pending,
  Phase,
  Reception,
  Registers,
  Room,
  Share,
  State,
  Task,
  Thread,
  Transfer,
} from '../spec/index.js';
import type { Fpage, InMemory, Item, Piece, WordBuffer } from '../spec/vocabulary/index.js';

// Equality of states. Parts that did not change are the same object, so that most comparisons end at the first `===`.

const sameList = <T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean => {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!same(a[i], b[i])) return false;
  return true;
};
const identical = <T>(x: T, y: T): boolean => x === y;
/** Whether two lists have the same numbers in the same order. */
export const sameNumbers = (a: readonly number[], b: readonly number[]): boolean => sameList(a, b, identical);

const sameFpage = (a: Fpage | null | undefined, b: Fpage | null | undefined): boolean =>
  a === b || (!!a && !!b && a.base === b.base && a.sizeLog2 === b.sizeLog2);
const sameItem = (a: Item, b: Item): boolean =>
  a === b || (a.kind === b.kind && a.offset === b.offset && a.write === b.write && sameFpage(a.fpage, b.fpage));
const sameBuffer = (a: WordBuffer | null, b: WordBuffer | null): boolean =>
  a === b || (!!a && !!b && a.address === b.address && a.words === b.words);
const samePiece = (a: Piece, b: Piece): boolean =>
  a === b || (a.address === b.address && a.bytes === b.bytes && a.continues === b.continues);
const sameMemory = (a: Message | Room, b: Message | Room): boolean =>
  a.faultTimeoutMs === b.faultTimeoutMs && sameBuffer(a.buffer, b.buffer) && sameList(a.strings, b.strings, samePiece);
const sameMessage = (a: Message, b: Message): boolean =>
  a === b || (sameNumbers(a.words, b.words) && sameList(a.items, b.items, sameItem) && sameMemory(a, b));
const sameRoom = (a: Room, b: Room): boolean => a === b || (sameFpage(a.window, b.window) && sameMemory(a, b));
const sameReceive = (a: Reception | null, b: Reception | null): boolean =>
  a === b || (!!a && !!b && a.timeoutMs === b.timeoutMs && a.from === b.from && sameRoom(a.room, b.room));

/** How counts of turns are compared: those at which timeouts may have fired, at which threads became ready and had their turns. */
type SameCount = (a: number, b: number) => boolean;
/** Whatever it is; SETTLED is none. */
const anyCount: SameCount = (a, b) => (a === SETTLED) === (b === SETTLED);

const samePhaseBy = (sameCount: SameCount, a: Phase, b: Phase): boolean => {
  if (a === b) return true;
  switch (a.is) {
    case 'ready':
    case 'transferring':
    case 'halted':
      return a.is === b.is;
    case 'sending':
      return (
        b.is === 'sending' &&
        a.to === b.to &&
        a.due === b.due &&
        sameCount(a.undecided, b.undecided) &&
        a.place === b.place &&
        sameMessage(a.message, b.message) &&
        sameReceive(a.then, b.then)
      );
    case 'receiving':
      return (
        b.is === 'receiving' &&
        a.from === b.from &&
        a.due === b.due &&
        sameCount(a.undecided, b.undecided) &&
        sameRoom(a.room, b.room)
      );
  }
};

/** Whether two phases are the same, with all that travels with them. */
export const samePhase = (a: Phase, b: Phase): boolean => samePhaseBy(identical, a, b);

const sameRegisters = (a: Registers, b: Registers): boolean =>
  a === b || (a.ip === b.ip && a.pager === b.pager && a.handler === b.handler);
const sameShare = (a: Share, b: Share): boolean => a === b || (a.priority === b.priority && a.sliceMs === b.sliceMs);

const sameInMemory = (a: InMemory | null, b: InMemory | null): boolean =>
  a === b || (!!a && !!b && a.words === b.words && a.strings === b.strings);

/** Whether two threads have the same to show. */
export const samePending = (a: Pending | null, b: Pending | null): boolean => {
  if (a === b) return true;
  if (a === null || b === null) return false;
  switch (a.is) {
    case 'ipc':
      return (
        b.is === 'ipc' &&
        a.phase === b.phase &&
        a.cause === b.cause &&
        a.from === b.from &&
        (a.words === b.words || (!!a.words && !!b.words && sameNumbers(a.words, b.words))) &&
        sameInMemory(a.inMemory, b.inMemory)
      );
    case 'id_nearest':
      return b.is === 'id_nearest' && a.nearest === b.nearest;
    case 'task_new':
      return b.is === 'task_new' && a.made === b.made;
    case 'loaded':
      return b.is === 'loaded' && a.value === b.value;
    case 'thread_schedule':
      return (
        b.is === 'thread_schedule' &&
        a.doing === b.doing &&
        (a.old === b.old || (!!a.old && !!b.old && sameShare(a.old, b.old)))
      );
    case 'lthread_ex_regs':
      return b.is === 'lthread_ex_regs' && (a.old === b.old || (!!a.old && !!b.old && sameRegisters(a.old, b.old)));
    case 'stored':
      return a.is === b.is;
  }
};

const sameFault = (a: Thread['fault'], b: Thread['fault']): boolean =>
  a === b ||
  (!!a &&
    !!b &&
    (a.is === 'access'
      ? b.is === 'access' && a.address === b.address && a.store === b.store
      : a.is === 'trap'
        ? b.is === 'trap' && a.vector === b.vector
        : b.is === 'copy' && a.address === b.address && a.write === b.write));
/** Two transfers; their plans follow from the rest. */
const sameTransfer = (a: Transfer | null, b: Transfer | null): boolean => {
  if (a === b) return true;
  if (a?.partner !== b?.partner || a?.role !== b?.role) return false;
  if (a?.role !== 'sender' || b?.role !== 'sender') return true;
  return (
    a.done === b.done &&
    a.paged === b.paged &&
    sameMessage(a.message, b.message) &&
    sameRoom(a.room, b.room) &&
    sameReceive(a.then, b.then)
  );
};
const sameThreadBy = (sameCount: SameCount, a: Thread | null, b: Thread | null): boolean =>
  a === b ||
  (!!a &&
    !!b &&
    a.id === b.id &&
    sameRegisters(a.registers, b.registers) &&
    sameShare(a.share, b.share) &&
    sameCount(a.since, b.since) &&
    sameCount(a.turn, b.turn) &&
    samePhaseBy(sameCount, a.phase, b.phase) &&
    samePending(a.pending, b.pending) &&
    sameFault(a.fault, b.fault) &&
    sameTransfer(a.transfer, b.transfer));

/** Whether two threads are the same in every field. */
export const sameThread = (a: Thread | null, b: Thread | null): boolean => sameThreadBy(identical, a, b);

/** The counts at which a thread became ready, or may have; it has been passed over by every turn behind them. */
const countsOf = (t: Thread): readonly number[] =>
  'undecided' in t.phase ? [t.phase.undecided] : t.phase.is === 'halted' ? [] : [t.since];
/**
 * Whether the round robin goes on alike. It asks of a turn only whether somebody was ready before it (spec/scheduling/candidates.ts): what it asks of
 * turns to come does not depend on how many there were.
 */
const sameOrderOfTurns = (a: State, b: State): boolean =>
  a.threads.every((t, i) => {
    const other = b.threads[i];
    if (t === null || other === null) return true;
    const [counts, others] = [countsOf(t), countsOf(other)];
    return counts.every((count, at) =>
      a.threads.every((u, j) => u === null || u.turn <= count === (b.threads[j]?.turn ?? 0) <= others[at]),
    );
  });

const sameArmed = (a: Armed | null, b: Armed | null): boolean =>
  a === b || (!!a && !!b && a.k === b.k && sameEvent(a.event, b.event));
const sameEvent = (a: Armed['event'], b: Armed['event']): boolean => {
  switch (a.do) {
    case 'interrupt':
      return b.do === 'interrupt' && a.line === b.line;
    case 'tick':
      return b.do === 'tick' && a.ms === b.ms;
    case 'slice_end':
      return a.do === b.do;
  }
};

const sameTask = (a: Task, b: Task): boolean => a === b || (a.chief === b.chief && a.mcp === b.mcp);
const sameLine = (a: LineState, b: LineState): boolean => a === b || (a.owner === b.owner && a.raised === b.raised);

const sameThreadButTurns = (a: Thread | null, b: Thread | null): boolean => sameThreadBy(anyCount, a, b);
/** Whether two states of one machine are the same to whatever comes: in every field but for the numbers of turns, of which only the order counts. */
export const sameState = (a: State, b: State): boolean =>
  a === b ||
  (a.running === b.running &&
    sameNumbers(a.sigma, b.sigma) &&
    sameList(a.threads, b.threads, sameThreadButTurns) &&
    sameList(a.tasks, b.tasks, sameTask) &&
    sameList(a.lines, b.lines, sameLine) &&
    sameNumbers(a.births, b.births) &&
    a.clockMs === b.clockMs &&
    a.slice.least === b.slice.least &&
    a.slice.most === b.slice.most &&
    sameList(a.frames, b.frames, sameNumbers) &&
    sameArmed(a.armed, b.armed) &&
    sameOrderOfTurns(a, b));
