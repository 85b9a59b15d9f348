import type { Program, Stimulus } from '../../spec/vocabulary/index.js';

const without = <T>(list: readonly T[], from: number, count: number): readonly T[] => [
  ...list.slice(0, from),
  ...list.slice(from + count),
];

/** Simpler forms of one stimulus: a phase less, no items, no words, single pages, no numbers. */
function* simpler(x: Stimulus): Generator<Stimulus> {
  switch (x.do) {
    case 'ipc': {
      const { send, receive } = x;
      if (send !== undefined && receive !== undefined) {
        yield { do: 'ipc', send };
        yield { do: 'ipc', receive };
      }
      const rest = receive === undefined ? {} : { receive };
      if (send !== undefined) {
        if (send.items.length > 0) yield { do: 'ipc', send: { ...send, items: send.items.slice(1) }, ...rest };
        if (send.words.length > 0) yield { do: 'ipc', send: { ...send, words: [] }, ...rest };
        const item = send.items.at(0);
        if (item !== undefined && item.fpage.sizeLog2 > 0)
          yield {
            do: 'ipc',
            send: {
              ...send,
              items: [{ ...item, fpage: { base: item.fpage.base, sizeLog2: item.fpage.sizeLog2 - 1 } }],
            },
            ...rest,
          };
        if (item !== undefined && item.offset > 0)
          yield { do: 'ipc', send: { ...send, items: [{ ...item, offset: 0 }] }, ...rest };
      }
      if (receive?.window !== undefined && send === undefined)
        yield { do: 'ipc', receive: { from: receive.from, timeoutMs: receive.timeoutMs } };
      return;
    }
    case 'fpage_unmap':
      if (x.fpage.sizeLog2 > 0) yield { ...x, fpage: { base: x.fpage.base, sizeLog2: x.fpage.sizeLog2 - 1 } };
      if (x.own) yield { ...x, own: false };
      if (x.readOnly) yield { ...x, readOnly: false };
      return;
    case 'load':
    case 'store':
      if (x.address % 4096 !== 0) yield { ...x, address: x.address - (x.address % 4096) };
      return;
    case 'task_new':
    case 'lthread_ex_regs':
      if (x.ip !== 0) yield { ...x, ip: 0 };
      return;
    case 'id_nearest':
    case 'thread_switch':
      return;
  }
}

/** Smaller programs, the most drastic first: chunks left out, halves to single stimuli, then stimuli made simpler. */
export function* smallerPrograms({ boot, stimuli }: Program): Generator<Program> {
  for (let count = Math.ceil(stimuli.length / 2); count >= 1; count = count === 1 ? 0 : Math.ceil(count / 2))
    for (let from = stimuli.length - count; from >= 0; from -= count)
      yield { boot, stimuli: without(stimuli, from, count) };
  for (const [at, x] of stimuli.entries())
    for (const simple of simpler(x)) yield { boot, stimuli: stimuli.with(at, simple) };
  for (let second = stimuli.length - 1; second > 0; second--)
    for (let first = second - 1; first >= 0; first--)
      yield { boot, stimuli: without(without(stimuli, second, 1), first, 1) };
}

/** Greedy, counted and deterministic: the first smaller program that still fails takes the place of the program, until none does. */
export const shrinkProgram = async (
  program: Program,
  stillFails: (candidate: Program) => boolean | Promise<boolean>,
  attempts: number,
): Promise<Program> => {
  let best = program;
  let left = attempts;
  for (let found = true; found && left > 0;) {
    found = false;
    for (const candidate of smallerPrograms(best)) {
      if (left-- <= 0) break;
      if (!(await stillFails(candidate))) continue;
      best = candidate;
      found = true;
      break;
    }
  }
  return best;
};
