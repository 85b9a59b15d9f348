import type { Line, Receive, Send, Stimulus, ThreadId } from '../../../spec/vocabulary/index.js';
import { renamedLine, renamedLthread, renamedTask } from './renaming.js';
import type { Renaming } from './renaming.js';
import { flag, list, named, optional, plain, record, tagged } from './sort.js';
import type { Sort } from './sort.js';
import { address, buffer, fpage, item, strings, timeout, word } from './message-sort.js';
import { duringEvent } from './state-sort.js';

// The declaration: what each slot of a stimulus holds.

type Name = ThreadId | Line | 'nobody' | 'any';
/** Codes that no task has. */
const WORDS = { nobody: -1, any: -2, line: -3 } as const;
const renamedName = (by: Renaming, name: Name): Name => {
  if (typeof name === 'string') return name;
  if ('line' in name) return { line: renamedLine(by, name.line) };
  const [task, lthread, nth] = name;
  const place = [renamedTask(by, task), renamedLthread(by, lthread)] as const;
  return nth === undefined ? place : [...place, nth];
};
const nameCodes = (name: Name): readonly number[] => {
  if (typeof name === 'string') return [WORDS[name]];
  if ('line' in name) return [WORDS.line, name.line];
  const [task, lthread, nth] = name;
  return [task, lthread, nth ?? 0];
};
/** Names of one kind are renamed to names of that kind. */
const nameSort = <N extends Name>(): Sort<N> => ({
  write: (name, { codes }) => void codes.push(...nameCodes(name)),
  rename: (name, by) => renamedName(by, name) as N,
});
const threadOrNobody = nameSort<ThreadId | 'nobody'>();

const send = record<Send>({
  to: threadOrNobody,
  words: list(word),
  buffer: optional(buffer),
  strings: optional(strings),
  items: list(item),
  timeoutMs: timeout,
  faultTimeoutMs: optional(timeout),
});
const receive = record<Receive>({
  from: nameSort(),
  window: optional(fpage),
  buffer: optional(buffer),
  strings: optional(strings),
  timeoutMs: timeout,
  faultTimeoutMs: optional(timeout),
});
export const stimulusSort: Sort<Stimulus> = tagged<Stimulus>()('do', {
  ipc: { send: optional(send), receive: optional(receive) },
  id_nearest: { of: threadOrNobody },
  fpage_unmap: { fpage, own: flag, readOnly: flag },
  thread_switch: { to: threadOrNobody },
  thread_schedule: { of: threadOrNobody, priority: optional(plain), sliceMs: optional(timeout) },
  task_new: { task: named(renamedTask), pager: threadOrNobody, ip: plain, mcp: optional(plain) },
  lthread_ex_regs: {
    lthread: named(renamedLthread),
    ip: optional(plain),
    pager: optional(threadOrNobody),
    handler: optional(threadOrNobody),
  },
  load: { address },
  store: { address, value: word },
  trap: { vector: plain },
  tick: { ms: plain },
  interrupt: { line: named(renamedLine) },
  during: { k: plain, event: duringEvent },
});
