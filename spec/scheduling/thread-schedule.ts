import { makeReady, shareOf, withShare, withSlice } from '../change.js';
import { numberOf } from '../names.js';
import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { ENDLESS, findThread, threadOf } from '../state.js';
import type { State, Thread } from '../state.js';
import { splitting } from '../timeouts/split.js';
import { facts } from '../vocabulary/index.js';
import { freshSlice } from './slice.js';

const mcpOf = (s: State, thread: number): number => s.tasks[threadOf(s, thread).task].mcp;
/** The thread that the caller may schedule as it asks, or false. */
const controlled = (s: State, { thread, of, priority }: Work<'thread_schedule'>): Thread | false => {
  const t = findThread(s, numberOf(s, of));
  const mcp = mcpOf(s, thread);
  return t !== undefined && t.share.priority <= mcp && (priority ?? 0) <= mcp ? t : false;
};

export const schedule = rule({
  name: 'scheduling/set',
  profile: 'scheduling',
  source: [facts('3.5')],
  says: 'thread_schedule sets the priority and the slice of a thread, and tells what they were and what the thread is doing.',
  formula: tex`\text{prio}(q) \le \text{mcp}(p) \land x \le \text{mcp}(p) \Rightarrow \text{prio}(q) := x`,
  on: 'thread_schedule',
  when: (s, w) => controlled(s, w),
  then: (s, { thread, priority, sliceMs }, t) => {
    const slice = sliceMs === undefined ? t.share.sliceMs : sliceMs === 'never' ? ENDLESS : sliceMs;
    const set = withShare(s, t.id, shareOf(priority ?? t.share.priority, slice));
    const running =
      t.id === s.running && sliceMs !== undefined ? withSlice(set, freshSlice(s, threadOf(set, t.id))) : set;
    const told = makeReady(running, thread, { is: 'thread_schedule', old: t.share, doing: t.phase.is });
    return next(told, { do: 'dispatch', ran: thread });
  },
});

export const scheduleRefused = rule({
  name: 'scheduling/refuse',
  profile: 'scheduling',
  source: [facts('3.5')],
  says: 'A thread that does not exist, that is above the maximum of the caller, or that would be, is left as it is.',
  formula: tex`\text{prio}(q) > \text{mcp}(p) \lor x > \text{mcp}(p) \lor q \notin T \Rightarrow \text{refused}`,
  on: 'thread_schedule',
  when: (s, w) => controlled(s, w) === false,
  then: (s, { thread }) =>
    next(makeReady(s, thread, { is: 'thread_schedule', old: null, doing: 'ready' }), { do: 'dispatch', ran: thread }),
});

export const threadSchedules = splitting(
  'timeouts/undecided-report',
  'Whether the timeout of a thread has fired shows in what thread_schedule tells of it.',
  ({ of }, s) => numberOf(s, of),
  family(schedule, scheduleRefused),
);
