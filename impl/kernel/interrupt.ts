import type { Interrupt } from '../../spec/vocabulary/index.js';
import { lineCount, ownerOf, setRaised } from './lines.js';
import { current, type Nucleus, type TcbAddress } from './nucleus.js';
import { deliverInterrupt } from './phases.js';
import { isReady, lineUp } from './ready.js';
import { handOn } from './slice.js';
import { State, Tcb, threadNamed } from './tcb.js';
import { ANY, lineWord } from './thread-id.js';

/**
 * The hardware raises a line (L.27-28): its handler runs at once if it waits for it, else it is remembered; a line that
 * nobody has is masked. Returns the thread to switch to, or 0.
 *
 * @refines interrupts/unattached, interrupts/deliver, interrupts/remember
 */
export const interrupt = (k: Nucleus, { line }: Interrupt): TcbAddress => {
  const handler = line < lineCount(k) ? threadNamed(k, ownerOf(k, line)) : 0;
  if (handler === 0) return 0;
  if (!awaits(k, handler, line)) {
    setRaised(k, line, true);
    return 0;
  }
  k.memory.write(handler, Tcb.state, State.ready);
  deliverInterrupt(k, handler);
  if (!keepsProcessor(k, handler)) return handOn(k, handler);
  lineUp(k, handler);
  return 0;
};

/** In some dialects the thread that runs goes on where the handler has a lower priority (F:A15). */
const keepsProcessor = (k: Nucleus, handler: TcbAddress): boolean => {
  const ran = current(k);
  if (k.dialect.interruptSwitch !== 'by priority' || ran === 0 || !isReady(k, ran)) return false;
  return k.memory.read(handler, Tcb.priority) < k.memory.read(ran, Tcb.priority);
};

const awaits = ({ memory }: Nucleus, handler: TcbAddress, line: number): boolean => {
  const from = memory.read(handler, Tcb.partner);
  return memory.read(handler, Tcb.state) === State.waiting && (from === ANY || from === lineWord(line));
};
