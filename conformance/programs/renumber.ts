import { PAGE_BYTES, pageOf } from '../../spec/vocabulary/index.js';
import type {
  BootConfig,
  Fpage,
  Item,
  Program,
  Receive,
  Send,
  Stimulus,
  ThreadId,
} from '../../spec/vocabulary/index.js';

/** The sorts of number that a program is made of. */
export type Sort = 'task' | 'lthread' | 'page';
/** What becomes of a number of each sort. */
export type Renumbering = Readonly<Record<Sort, (number: number) => number>>;

const renamedId = <T extends string>(to: Renumbering, id: ThreadId | T): ThreadId | T =>
  typeof id === 'string'
    ? id
    : id[2] === undefined
      ? [to.task(id[0]), to.lthread(id[1])]
      : [to.task(id[0]), to.lthread(id[1]), id[2]];
/** The fpage of that size about that page. */
export const fpageAt = (page: number, sizeLog2: number): Fpage => ({
  base: Math.floor(page / 2 ** sizeLog2) * 2 ** sizeLog2,
  sizeLog2,
});
const renamedFpage = (to: Renumbering, { base, sizeLog2 }: Fpage): Fpage => fpageAt(to.page(base), sizeLog2);
const renamedItem = (to: Renumbering, { kind, fpage, offset, write }: Item): Item => ({
  kind,
  fpage: renamedFpage(to, fpage),
  offset: to.page(offset),
  write,
});
/** The same place within another page. */
const renamedAddress = (to: Renumbering, address: number): number => {
  const page = pageOf(address);
  return address + (to.page(page) - page) * PAGE_BYTES;
};
type Memory = Pick<Send, 'buffer' | 'strings'>;
const renamedMemory = (to: Renumbering, { buffer, strings }: Memory): Memory => ({
  ...(buffer === undefined ? {} : { buffer: { ...buffer, address: renamedAddress(to, buffer.address) } }),
  ...(strings === undefined
    ? {}
    : { strings: strings.map((piece) => ({ ...piece, address: renamedAddress(to, piece.address) })) }),
});
const renamedSend = (to: Renumbering, send: Send): Send => ({
  ...send,
  to: renamedId(to, send.to),
  ...renamedMemory(to, send),
  items: send.items.map((item) => renamedItem(to, item)),
});
const renamedSource = (to: Renumbering, from: Receive['from']): Receive['from'] =>
  typeof from === 'object' && 'line' in from ? from : renamedId(to, from);
const renamedReceive = (to: Renumbering, receive: Receive): Receive => ({
  ...receive,
  from: renamedSource(to, receive.from),
  ...(receive.window === undefined ? {} : { window: renamedFpage(to, receive.window) }),
  ...renamedMemory(to, receive),
});

/** The same stimulus under other numbers. */
const renamed = (to: Renumbering, x: Stimulus): Stimulus => {
  switch (x.do) {
    case 'ipc':
      return {
        do: 'ipc',
        ...(x.send === undefined ? {} : { send: renamedSend(to, x.send) }),
        ...(x.receive === undefined ? {} : { receive: renamedReceive(to, x.receive) }),
      };
    case 'id_nearest':
      return { do: 'id_nearest', of: renamedId(to, x.of) };
    case 'thread_switch':
      return { do: 'thread_switch', to: renamedId(to, x.to) };
    case 'fpage_unmap':
      return { ...x, fpage: renamedFpage(to, x.fpage) };
    case 'task_new':
      return { ...x, task: to.task(x.task), pager: renamedId(to, x.pager) };
    case 'lthread_ex_regs':
      return {
        ...x,
        lthread: to.lthread(x.lthread),
        ...(x.pager === undefined ? {} : { pager: renamedId(to, x.pager) }),
        ...(x.handler === undefined ? {} : { handler: renamedId(to, x.handler) }),
      };
    case 'thread_schedule':
      return { ...x, of: renamedId(to, x.of) };
    case 'load':
    case 'store':
      return { ...x, address: renamedAddress(to, x.address) };
    case 'trap':
    case 'tick':
    case 'interrupt':
    case 'during':
      return x;
  }
};

const same = (number: number): number => number;
/** The program in which `renumber` was done to every number of that sort. */
export const renumbered = ({ boot, stimuli }: Program, sort: Sort, renumber: (number: number) => number): Program => {
  const to: Renumbering = { task: same, lthread: same, page: same, [sort]: renumber };
  return { boot, stimuli: stimuli.map((x) => renamed(to, x)) };
};

/** By sort, the numbers that stimuli use, in the order in which they first occur. */
export const usedBy = (stimuli: readonly Stimulus[]): Readonly<Record<Sort, readonly number[]>> => {
  const used: Readonly<Record<Sort, Set<number>>> = { task: new Set(), lthread: new Set(), page: new Set() };
  const note =
    (sort: Sort) =>
    (number: number): number => {
      used[sort].add(number);
      return number;
    };
  for (const x of stimuli) renamed({ task: note('task'), lthread: note('lthread'), page: note('page') }, x);
  return { task: [...used.task], lthread: [...used.lthread], page: [...used.page] };
};

/** What of the machine bounds the numbers of a sort. */
export const boundOf = { task: 'tasks', lthread: 'lthreads', page: 'pages' } as const satisfies Record<
  Sort,
  keyof BootConfig
>;
