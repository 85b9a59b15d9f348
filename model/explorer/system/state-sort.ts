import { FOREVER, SETTLED } from '../../../spec/index.js';
import type {
  Fault,
  LineState,
  Message,
  Pending,
  Phase,
  Reception,
  Registers,
  Share,
  Slice,
  State,
  Task,
  Thread,
} from '../../../spec/index.js';
import type { Fpage, Item } from '../../../spec/vocabulary/index.js';
import {
  renamedAddress,
  renamedLine,
  renamedMapping,
  renamedPage,
  renamedPlace,
  renamedSlot,
  renamedTask,
  renamedThread,
  renamedWord,
} from './renaming.js';
import type { Renaming } from './renaming.js';
import {
  fixed,
  flag,
  indexed,
  list,
  named,
  nullable,
  numberOr,
  oneOf,
  plain,
  record,
  silent,
  tagged,
  unwritten,
} from './sort.js';
import type { Sort, Writing } from './sort.js';

// The declaration: what each slot of a state holds.

const thread = named(renamedThread);
const task = named(renamedTask);
const mapping = named(renamedMapping);
export const page = named(renamedPage);
export const address = named(renamedAddress);
export const word = named(renamedWord);
export const timeout = numberOr('never', plain);

/** A time counted from now: whatever is further past than a timeout may be late is past alike. */
const due = fixed<number>((value, { codes, clockMs, latenessMs }) => {
  codes.push(value === FOREVER ? -latenessMs - 1 : Math.max(-latenessMs, value - clockMs));
});
const turn = fixed<number>((value, { codes, order }) => void codes.push(order.turn(value)));
const writeSince = (isSet: boolean, value: number, { codes, order }: Writing): void =>
  void codes.push(isSet ? order.since(value) : SETTLED);
/** Of a thread that is not ready it is forgotten, for it is set anew. */
const since = fixed<number>((value, to) => {
  writeSince(to.isReady, value, to);
});
const undecided = fixed<number>((value, to) => {
  writeSince(value !== SETTLED, value, to);
});

/** No fpage: what is renamed to it belongs to no scope. */
const TORN = -1;
const isWholeSpace = ({ base, sizeLog2 }: Fpage, { world }: Renaming): boolean =>
  base === 0 && 2 ** sizeLog2 >= world.pages;
const staysWhole = ({ base, sizeLog2 }: Fpage, { page }: Renaming): boolean =>
  page.every((renamed, old) => old < base || old >= base + 2 ** sizeLog2 || renamed === old);
/** An fpage of several pages cannot be renamed page by page, unless that leaves it as it is. */
export const fpage: Sort<Fpage> = {
  write: ({ base, sizeLog2 }, { codes }) => void codes.push(base, sizeLog2),
  rename: (value, by) => {
    const { base, sizeLog2 } = value;
    if (sizeLog2 === 0) return { base: renamedPage(by, base), sizeLog2 };
    return isWholeSpace(value, by) || staysWhole(value, by) ? value : { base: TORN, sizeLog2 };
  },
};
export const item: Sort<Item> = record<Item>({
  kind: oneOf({ map: 0, grant: 1 }),
  fpage,
  offset: page,
  write: flag,
});

const message = record<Message>({ words: list(word), items: list(item) });
const reception = record<Reception>({ from: thread, window: nullable(fpage), timeoutMs: timeout });
const phase = tagged<Phase>()('is', {
  ready: {},
  sending: { to: thread, message, then: nullable(reception), due, undecided },
  receiving: { from: thread, window: nullable(fpage), due, undecided },
  halted: {},
});
const registers = record<Registers>({ ip: plain, pager: thread, handler: thread });
const share = record<Share>({ priority: plain, sliceMs: plain });
const doing = oneOf({ ready: 0, sending: 1, receiving: 2, halted: 3 });
const pending = tagged<Pending>()('is', {
  ipc: {
    phase: oneOf({ send: 0, receive: 1 }),
    cause: oneOf({ ok: 0, nonExistent: 1, timeout: 2, messageCut: 3, cancelled: 4 }),
    from: thread,
    words: nullable(list(word)),
  },
  id_nearest: { nearest: thread },
  task_new: { made: thread },
  lthread_ex_regs: { old: nullable(registers) },
  thread_schedule: { old: nullable(share), doing },
  loaded: { value: word },
  stored: {},
});
const fault = tagged<Fault>()('is', {
  access: { address, store: nullable(word) },
  trap: { vector: plain },
});
const threadFields = record<Thread>({
  id: thread,
  task: silent(task), // its slot says so
  registers,
  share,
  phase,
  pending: nullable(pending),
  fault: nullable(fault),
  since,
  turn,
});
const someThread: Sort<Thread> = {
  write: (t, to) => {
    to.isReady = t.phase.is === 'ready';
    threadFields.write(t, to);
  },
  rename: threadFields.rename,
};

/** A state between two steps of a machine that does not change. */
export const stateSort: Sort<State> = record<State>({
  world: unwritten(),
  sigma: indexed(renamedPlace, mapping),
  // A frame is a page of sigma-zero.
  frames: indexed(renamedPage, list(word)),
  threads: indexed(renamedSlot, nullable(someThread)),
  births: indexed(renamedSlot, plain), // the names of threads that are gone depend on them
  tasks: indexed(renamedTask, record<Task>({ chief: task, mcp: plain })),
  lines: indexed(renamedLine, record<LineState>({ owner: thread, raised: flag })),
  clockMs: unwritten(),
  running: thread,
  slice: record<Slice>({ least: plain, most: plain }),
  met: silent(list(thread)), // empty
  turns: unwritten(),
});
