import type { Work } from './rule.js';
import { IDLE } from './state.js';
import type { State } from './state.js';
import type { Stimulus } from './vocabulary/index.js';

/** The first piece of work of a step: the stimulus, as the instruction of the thread that runs or as an event from outside. */
export const firstWork = ({ running: thread }: State, x: Stimulus): Work => {
  if (x.do === 'tick') return { do: 'tick', left: x.ms, elapsed: 0, copying: null };
  if (x.do === 'interrupt') return { do: 'interrupt', line: x.line, isCopying: false };
  if (x.do === 'during') return { do: 'during', k: x.k, event: x.event };
  if (thread === IDLE) return { do: 'ignored' };
  switch (x.do) {
    case 'ipc':
      return { do: 'ipc', thread, send: x.send, receive: x.receive };
    case 'id_nearest':
      return { do: 'id_nearest', thread, of: x.of };
    case 'fpage_unmap':
      return { do: 'fpage_unmap', thread, fpage: x.fpage, own: x.own, readOnly: x.readOnly };
    case 'thread_switch':
      return { do: 'thread_switch', thread, to: x.to };
    case 'thread_schedule':
      return { do: 'thread_schedule', thread, of: x.of, priority: x.priority, sliceMs: x.sliceMs };
    case 'task_new':
      return { do: 'task_new', thread, task: x.task, pager: x.pager, ip: x.ip, mcp: x.mcp };
    case 'lthread_ex_regs':
      return { do: 'lthread_ex_regs', thread, lthread: x.lthread, ip: x.ip, pager: x.pager, handler: x.handler };
    case 'load':
      return { do: 'load', thread, address: x.address };
    case 'store':
      return { do: 'store', thread, address: x.address, value: x.value };
    case 'trap':
      return { do: 'trap', thread, vector: x.vector };
  }
};
