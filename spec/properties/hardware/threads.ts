import { facts, lecture, renderThread } from '../../vocabulary/index.js';
import type { ThreadId } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import type { HardwareProperty } from './property.js';

/** Two names of a thread that is there, or was. */
export const same = (a: ThreadId, b: ThreadId): boolean =>
  a[0] === b[0] && a[1] === b[1] && (a[2] ?? 1) === (b[2] ?? 1);

export const cr3IsTheRunningSpace: HardwareProperty = {
  name: 'cr3/is-the-running-space',
  profile: 'sigma',
  source: [lecture(42), lecture(51)],
  says: 'CR3 holds the page directory of the running thread.',
  formula: tex`c \ne \varnothing \Rightarrow \text{CR3} = \text{dir}_c`,
  reads: 'machine',
  when: ({ running }) => running !== 'idle',
  breach: ({ running, hardware }) => {
    if (running === 'idle' || hardware.cr3 === hardware.directories[running[0]]) return null;
    return { says: `CR3 is not the page directory of task ${String(running[0])}`, part: { thread: running } };
  },
};

export const queuesAgree: HardwareProperty = {
  name: 'queues/agree-with-threads',
  profile: 'ipc',
  source: [lecture(58), facts('1.4')],
  says: 'A thread is in the send queue of another exactly while it waits to send to it.',
  formula: tex`|\text{queue}(q)|_p = [p : \text{sending}(q)]`,
  reads: 'machine',
  when: ({ view: { threads, queues } }) =>
    threads !== undefined &&
    queues !== undefined &&
    (queues.length > 0 || threads.some(({ phase }) => phase.is === 'sending')),
  breach: ({ view: { threads = [], queues = [] } }) => {
    for (const { thread, phase } of threads) {
      const places: ThreadId[] = [];
      for (const { receiver, senders } of queues)
        for (const sender of senders) if (same(sender, thread)) places.push(receiver);
      const due = phase.is === 'sending' ? [phase.to] : [];
      if (places.length === due.length && due.every((to, at) => same(to, places[at]))) continue;
      const list = (ids: readonly ThreadId[]): string =>
        ids.length === 0 ? 'nobody' : ids.map(renderThread).join(', ');
      return {
        says: `thread ${renderThread(thread)} is queued to ${list(places)}, and waits to send to ${list(due)}`,
        part: { thread },
      };
    }
    return null;
  },
};
