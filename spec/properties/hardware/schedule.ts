import { facts, lecture, renderThread } from '../../vocabulary/index.js';
import type { ThreadId } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import type { HardwareProperty, ShownMachine } from './property.js';
import { same } from './threads.js';

const runs = ({ running }: ShownMachine, thread: ThreadId): boolean => running !== 'idle' && same(thread, running);

export const readyComplete: HardwareProperty = {
  name: 'ready/complete',
  profile: 'ipc',
  source: [lecture(25), facts('1.2')],
  says: 'Every ready thread, except perhaps the running one, is in the ready ring of its priority, and nobody is in two places.',
  formula: tex`(p : \text{ready} \land p \ne c \Rightarrow p \in \text{ring}_{\text{prio}(p)}) \land \textstyle\sum_n |\text{ring}_n|_p \le 1`,
  reads: 'machine',
  when: (machine) =>
    machine.view.threads?.some(({ phase, thread }) => phase.is === 'ready' && !runs(machine, thread)) ?? false,
  breach: (machine) => {
    const places: { readonly priority: number; readonly thread: ThreadId }[] = [];
    for (const { priority, threads } of machine.hardware.ready)
      for (const { thread } of threads) places.push({ priority, thread });
    const twice = places.find(({ thread }, at) => places.some((b, other) => other > at && same(thread, b.thread)));
    if (twice !== undefined)
      return {
        says: `thread ${renderThread(twice.thread)} is in the ready rings twice`,
        part: { thread: twice.thread },
      };
    const lost = machine.view.threads?.find(
      ({ thread, phase, priority }) =>
        phase.is === 'ready' &&
        !runs(machine, thread) &&
        !places.some((place) => same(place.thread, thread) && place.priority === (priority ?? place.priority)),
    );
    return lost === undefined
      ? null
      : {
          says: `thread ${renderThread(lost.thread)} is ready and not in the ready ring of its priority`,
          part: { thread: lost.thread },
        };
  },
};

export const readyInOrder: HardwareProperty = {
  name: 'ready/in-order',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'In a ready ring whoever has been ready for longer comes first.',
  formula: tex`n < m \Rightarrow \text{since}(\text{ring}_k[n]) < \text{since}(\text{ring}_k[m])`,
  reads: 'machine',
  when: ({ hardware }) => hardware.ready.some(({ threads }) => threads.length > 1),
  breach: ({ hardware }) => {
    for (const { priority, threads } of hardware.ready) {
      const late = threads.find(({ since }, at) => since >= (threads.at(at + 1)?.since ?? Infinity));
      if (late !== undefined)
        return {
          says: `in the ready ring of priority ${String(priority)} thread ${renderThread(late.thread)} is before one that lined up earlier`,
          part: { thread: late.thread },
        };
    }
    return null;
  },
};
