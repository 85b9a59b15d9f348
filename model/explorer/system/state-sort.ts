import { FOREVER, SETTLED } from '../../../spec/index.js';
import type {
  Armed,
  Fault,
  LineState,
  Pending,
  Phase,
  Reception,
  Registers,
  Share,
  Slice,
  State,
  Task,
  Thread,
  Transfer,
} from '../../../spec/index.js';
import type { InMemory } from '../../../spec/vocabulary/index.js';
import { address, message, plan, room, timeout, word } from './message-sort.js';
import {
  renamedLine,
  renamedMapping,
  renamedPage,
  renamedPlace,
  renamedSlot,
  renamedTask,
  renamedThread,
} from './renaming.js';
import {
  fixed,
  flag,
  indexed,
  list,
  named,
  nullable,
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

const reception = record<Reception>({ from: thread, room, timeoutMs: timeout });
const phase = tagged<Phase>()('is', {
  ready: {},
  sending: { to: thread, message, then: nullable(reception), due, undecided, place: plain },
  receiving: { from: thread, room, due, undecided },
  transferring: {},
  halted: {},
});
const registers = record<Registers>({ ip: plain, pager: thread, handler: thread });
const share = record<Share>({ priority: plain, sliceMs: plain });
const doing = oneOf({ ready: 0, sending: 1, receiving: 2, transferring: 3, halted: 4 });
const pending = tagged<Pending>()('is', {
  ipc: {
    phase: oneOf({ send: 0, receive: 1 }),
    cause: oneOf({
      ok: 0,
      nonExistent: 1,
      timeout: 2,
      messageCut: 3,
      cancelled: 4,
      aborted: 5,
      senderFaultTimeout: 6,
      receiverFaultTimeout: 7,
    }),
    from: thread,
    words: nullable(list(word)),
    inMemory: nullable(record<InMemory>({ words: plain, strings: plain })),
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
  copy: { address, write: flag },
  trap: { vector: plain },
});
const transfer = tagged<Transfer>()('role', {
  sender: {
    partner: thread,
    message,
    room,
    then: nullable(reception),
    plan,
    done: plain,
    paged: nullable(oneOf({ sender: 0, receiver: 1 })),
  },
  receiver: { partner: thread },
});
const threadFields = record<Thread>({
  id: thread,
  task: silent(task), // its slot says so
  registers,
  share,
  phase,
  pending: nullable(pending),
  fault: nullable(fault),
  transfer: nullable(transfer),
  since,
  turn,
});
/** An event that is to come in the middle of a copy. */
export const duringEvent = tagged<Armed['event']>()('do', {
  interrupt: { line: named(renamedLine) },
  tick: { ms: plain },
  slice_end: {},
});
const armed = record<Armed>({ k: plain, event: duringEvent });

const someThread: Sort<Thread> = {
  write: (t, to) => {
    to.isReady = to.isRunnable(t);
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
  armed: nullable(armed),
});
