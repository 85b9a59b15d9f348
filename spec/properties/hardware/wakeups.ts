import { lecture, renderThread } from '../../vocabulary/index.js';
import type { ThreadId, WakeupLists } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import type { HardwareProperty } from './property.js';
import { same } from './threads.js';

/** A wakeup list by its number, or the list of later windows. */
type List = number | 'late';

/** The list in which the timer finds a wakeup when it is due: by scan period, modulo the count of the lists (L.61). */
const listFor = ({ scanMs, windowMs, soon }: WakeupLists, dueMs: number, clockMs: number): List =>
  Math.floor(dueMs / windowMs) > Math.floor(clockMs / windowMs) ? 'late' : Math.ceil(dueMs / scanMs) % soon.length;

const listsWith = ({ soon, late }: WakeupLists, thread: ThreadId): readonly List[] => {
  const lists: List[] = [];
  soon.forEach((threads, list) => {
    for (const other of threads) if (same(other, thread)) lists.push(list);
  });
  for (const other of late) if (same(other, thread)) lists.push('late');
  return lists;
};

export const wakeupsComplete: HardwareProperty = {
  name: 'wakeups/complete',
  profile: 'timeouts',
  source: [lecture(61), lecture(63)],
  says: 'Every thread whose wait ends by itself is in one wakeup list, the one in which the timer finds it when it is due.',
  formula: tex`\text{due}(p) < \infty \Rightarrow \textstyle\sum_n |W_n|_p = |W_{\text{list}(p)}|_p = 1`,
  reads: 'machine',
  when: ({ hardware }) => hardware.timeouts.length > 0,
  breach: ({ hardware: { timeouts, wakeups }, view: { clockMs = 0 } }) => {
    for (const { thread, dueMs } of timeouts) {
      const lists = listsWith(wakeups, thread);
      const right = listFor(wakeups, dueMs, clockMs);
      if (lists.length === 1 && lists[0] === right) continue;
      return {
        says: `thread ${renderThread(thread)} is in the wakeup lists (${lists.join(', ')}), and belongs to ${String(right)}`,
        part: { thread },
      };
    }
    return null;
  },
};

export const wakeupsInTime: HardwareProperty = {
  name: 'wakeups/in-time',
  profile: 'timeouts',
  source: [lecture(59), lecture(62)],
  says: 'Nobody waits longer after its timeout than to the end of the scan period in which it is due.',
  formula: tex`\text{due}(p) < \infty \Rightarrow \text{now} < \lceil \text{due}(p) / \text{scan} \rceil \cdot \text{scan}`,
  reads: 'machine',
  when: ({ hardware }) => hardware.timeouts.length > 0,
  breach: ({ hardware: { timeouts, wakeups }, view: { clockMs = 0 } }) => {
    const late = timeouts.find(({ dueMs }) => clockMs >= Math.ceil(dueMs / wakeups.scanMs) * wakeups.scanMs);
    return late === undefined
      ? null
      : {
          says: `thread ${renderThread(late.thread)} was due at ${String(late.dueMs)} ms, and at ${String(clockMs)} ms it waits`,
          part: { thread: late.thread },
        };
  },
};
