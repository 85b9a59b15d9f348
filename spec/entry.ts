import type { Work } from './rule.js';
import { IDLE } from './state.js';
import type { State } from './state.js';
import type { Stimulus } from './vocabulary/index.js';

/** The first piece of work of a step: the stimulus, as the instruction of the thread that runs. */
export const firstWork = ({ running: thread }: State, x: Stimulus): Work => {
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
    case 'task_new':
      return { do: 'task_new', thread, task: x.task, pager: x.pager, ip: x.ip };
    case 'lthread_ex_regs':
      return { do: 'lthread_ex_regs', thread, lthread: x.lthread, ip: x.ip, pager: x.pager };
    case 'load':
      return { do: 'load', thread, address: x.address };
    case 'store':
      return { do: 'store', thread, address: x.address, value: x.value };
  }
};
