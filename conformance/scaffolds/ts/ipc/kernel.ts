import { ipcDoor } from 'l4-conformance';
import type { IpcEvent, ReceivePhase, SendingCall, ThreadName } from 'l4-conformance';

/** IPC is who waits for whom; nothing is buffered. Threads that wait to send, and threads that wait to receive, are to be remembered. */
export default ipcDoor('my-kernel', () => {
  const threads = new Set<ThreadName>();

  /**
   * To write: where `to` waits for `thread` the two meet: the events are `meet`, then how both calls end, or that the sender goes on to receive. Where it
   * does not, the sender waits in turn, unless its timeout is 0. Two calls of which each `isFault` never meet: neither answers the other's fault.
   */
  const send = (thread: ThreadName, { send: { to } }: SendingCall): IpcEvent[] => {
    if (!threads.has(to) || to === thread) return [{ is: 'end', thread, phase: 'send', cause: 'nonExistent' }];
    return [{ is: 'wait', thread }];
  };

  /** To write: a thread that waits to send, and that is accepted, is met. Where there is none, the receiver waits, unless its timeout is 0. */
  const receive = (thread: ThreadName, { from }: ReceivePhase): IpcEvent[] => {
    if (from !== 'any' && from !== 'nobody' && !threads.has(from))
      return [{ is: 'end', thread, phase: 'receive', cause: 'nonExistent' }];
    return [{ is: 'wait', thread }];
  };

  return {
    boot: () => {
      threads.clear();
    },
    create: (thread) => threads.add(thread),
    ipc: (caller, call) => (call.send === undefined ? receive(caller, call.receive) : send(caller, call)),
  };
});
