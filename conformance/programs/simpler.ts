import { PAGE_BYTES, pageOf } from '../../spec/vocabulary/index.js';
import type {
  During,
  Fpage,
  Ipc,
  Item,
  Piece,
  Receive,
  Send,
  Stimulus,
  ThreadId,
  TimeoutMs,
} from '../../spec/vocabulary/index.js';
import { fpageAt } from './renumber.js';

/** Smaller numbers: none at all, half, and from there ever nearer, half of what is left each time, to one less: the least that fails is found in few steps. */
export const lower = (number: number): readonly number[] => {
  const smaller: number[] = [];
  for (let less = number; less >= 1; less = Math.floor(less / 2)) smaller.push(number - less);
  return smaller;
};

function* simplerId<T extends string>(id: ThreadId | T, unnamed: T): Generator<ThreadId | T> {
  if (typeof id === 'string') return;
  yield unnamed;
  const [task, lthread, nth] = id;
  if (nth !== undefined) yield [task, lthread];
  else {
    if (task > 0) yield [0, lthread];
    if (lthread > 0) yield [task, 0];
  }
}

function* simplerFpage({ base, sizeLog2 }: Fpage): Generator<Fpage> {
  for (const less of lower(sizeLog2)) yield { base, sizeLog2: less };
  for (const less of lower(base / 2 ** sizeLog2)) yield fpageAt(less * 2 ** sizeLog2, sizeLog2);
}

function* simplerItem(item: Item): Generator<Item> {
  for (const fpage of simplerFpage(item.fpage)) yield { ...item, fpage };
  for (const offset of lower(item.offset)) yield { ...item, offset };
}

function* simplerTimeouts(timeoutMs: TimeoutMs): Generator<TimeoutMs> {
  if (timeoutMs === 'never') return;
  yield 'never';
  yield* lower(timeoutMs);
}

/** The value with one of its optional fields left out. */
const without = <T extends object>(x: T, left: keyof T): T =>
  Object.fromEntries(Object.entries(x).filter(([key]) => key !== left)) as T;

function* simplerPiece(piece: Piece): Generator<Piece> {
  if (piece.continues) yield without(piece, 'continues');
  for (const bytes of lower(piece.bytes)) yield { ...piece, bytes };
  for (const address of simplerAddress(piece.address, 1)) yield { ...piece, address };
}
/** At the beginning of its page, or of page 0, or less far into the page, in steps of `unit` bytes. */
function* simplerAddress(address: number, unit: number): Generator<number> {
  const [page, offset] = [pageOf(address), address % PAGE_BYTES];
  for (const less of lower(offset / unit)) yield page * PAGE_BYTES + less * unit;
  if (page > 0) yield offset;
}
/** Less of a message in memory, or less room for one. */
function* simplerMemory<T extends Send | Receive>(x: T): Generator<T> {
  const { buffer, strings } = x;
  if (buffer !== undefined) {
    yield without(x, 'buffer');
    for (const words of lower(buffer.words)) if (words > 0) yield { ...x, buffer: { ...buffer, words } };
    for (const address of simplerAddress(buffer.address, 4)) yield { ...x, buffer: { ...buffer, address } };
  }
  if (strings !== undefined) {
    yield without(x, 'strings');
    for (const at of strings.keys()) {
      if (strings.length > 1) yield { ...x, strings: strings.toSpliced(at, 1) };
      for (const piece of simplerPiece(strings[at])) yield { ...x, strings: strings.with(at, piece) };
    }
  }
  if (x.faultTimeoutMs !== undefined) {
    yield without(x, 'faultTimeoutMs');
    for (const faultTimeoutMs of simplerTimeouts(x.faultTimeoutMs)) yield { ...x, faultTimeoutMs };
  }
}

function* simplerSend(send: Send): Generator<Send> {
  yield* simplerMemory(send);
  const { to, words, items } = send;
  if (items.length > 1) yield { ...send, items: [] };
  for (const at of items.keys()) yield { ...send, items: items.toSpliced(at, 1) };
  if (words.length > 0) yield { ...send, words: [] };
  for (const at of words.keys()) yield { ...send, words: words.toSpliced(at, 1) };
  for (const simple of simplerId(to, 'nobody')) yield { ...send, to: simple };
  for (const timeoutMs of simplerTimeouts(send.timeoutMs)) yield { ...send, timeoutMs };
  for (const [at, item] of items.entries())
    for (const simple of simplerItem(item)) yield { ...send, items: items.with(at, simple) };
  for (const [at, word] of words.entries())
    for (const less of lower(word)) yield { ...send, words: words.with(at, less) };
}

function* simplerReceive(receive: Receive): Generator<Receive> {
  const { from, window, timeoutMs } = receive;
  yield* simplerMemory(receive);
  if (window !== undefined) yield without(receive, 'window');
  if (typeof from === 'object' && 'line' in from) {
    yield { ...receive, from: 'any' };
    if (from.line > 0) yield { ...receive, from: { line: 0 } };
  } else for (const simple of simplerId(from, 'any')) yield { ...receive, from: simple };
  for (const simple of simplerTimeouts(timeoutMs)) yield { ...receive, timeoutMs: simple };
  if (window !== undefined) for (const simple of simplerFpage(window)) yield { ...receive, window: simple };
}

function* simplerIpc({ send, receive }: Ipc): Generator<Ipc> {
  if (send !== undefined && receive !== undefined) {
    yield { do: 'ipc', send };
    yield { do: 'ipc', receive };
  }
  if (send !== undefined)
    for (const simple of simplerSend(send))
      yield receive === undefined ? { do: 'ipc', send: simple } : { do: 'ipc', send: simple, receive };
  if (receive !== undefined)
    for (const simple of simplerReceive(receive))
      yield send === undefined ? { do: 'ipc', receive: simple } : { do: 'ipc', send, receive: simple };
}

/** Simpler forms of one stimulus: a phase less, no items, no words, single pages, smaller numbers. */
export function* simplerStimuli(x: Stimulus): Generator<Stimulus> {
  switch (x.do) {
    case 'ipc':
      yield* simplerIpc(x);
      return;
    case 'id_nearest':
      for (const of of simplerId(x.of, 'nobody')) yield { do: 'id_nearest', of };
      return;
    case 'thread_switch':
      for (const to of simplerId(x.to, 'nobody')) yield { do: 'thread_switch', to };
      return;
    case 'fpage_unmap':
      if (x.own) yield { ...x, own: false };
      if (x.readOnly) yield { ...x, readOnly: false };
      for (const fpage of simplerFpage(x.fpage)) yield { ...x, fpage };
      return;
    case 'load':
    case 'store': {
      const inPage = x.address % PAGE_BYTES;
      if (inPage !== 0) yield { ...x, address: x.address - inPage };
      for (const page of lower(pageOf(x.address))) yield { ...x, address: page * PAGE_BYTES + inPage };
      if (x.do === 'store') for (const value of lower(x.value)) yield { ...x, value };
      return;
    }
    case 'task_new':
      if (x.mcp !== undefined) yield without(x, 'mcp');
      if (x.ip !== 0) yield { ...x, ip: 0 };
      for (const pager of simplerId(x.pager, 'nobody')) yield { ...x, pager };
      return;
    case 'lthread_ex_regs': {
      const { ip, pager, handler } = x;
      for (const left of ['ip', 'pager', 'handler'] as const) if (x[left] !== undefined) yield without(x, left);
      if (ip !== undefined && ip !== 0) yield { ...x, ip: 0 };
      if (pager !== undefined) for (const simple of simplerId(pager, 'nobody')) yield { ...x, pager: simple };
      if (handler !== undefined) for (const simple of simplerId(handler, 'nobody')) yield { ...x, handler: simple };
      return;
    }
    case 'thread_schedule': {
      const { of, priority } = x;
      for (const left of ['priority', 'sliceMs'] as const) if (x[left] !== undefined) yield without(x, left);
      for (const simple of simplerId(of, 'nobody')) yield { ...x, of: simple };
      if (priority !== undefined) for (const less of lower(priority)) yield { ...x, priority: less };
      return;
    }
    case 'trap':
      for (const vector of lower(x.vector)) yield { do: 'trap', vector };
      return;
    case 'tick':
      for (const ms of lower(x.ms)) if (ms > 0) yield { do: 'tick', ms };
      return;
    case 'interrupt':
      if (x.line > 0) yield { do: 'interrupt', line: 0 };
      return;
    case 'during':
      for (const k of lower(x.k)) yield { ...x, k };
      if (x.event.do === 'slice_end') return;
      for (const event of simplerStimuli(x.event)) yield { ...x, event: event as During['event'] };
      return;
  }
}
