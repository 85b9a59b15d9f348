/** From the names that callers use to ids, and back. */
import type { Line, ThreadId } from '../../spec/vocabulary/index.js';
import type { Nucleus } from './nucleus.js';
import { Tcb, slotOf } from './tcb.js';
import { NOBODY, idWord, lineOf, lthreadOf, taskOf, versionOf, type IdWord } from './thread-id.js';

/** The version of the thread that is in a slot or, where nobody is, of the one that will be made there next. */
const versionAt = (k: Nucleus, task: number, lthread: number): number => {
  const tcb = slotOf(k, idWord(task, lthread));
  return k.memory.read(tcb, Tcb.births) + (k.memory.read(tcb, Tcb.myself) === 0 ? 1 : 0);
};

/** The id that a caller means. A slot without a version is whoever is there, or will next be there. */
export const idOf = (k: Nucleus, name: ThreadId | 'nobody'): IdWord => {
  if (name === 'nobody') return NOBODY;
  const [task, lthread, version] = name;
  if (task >= k.config.tasks || lthread >= k.config.lthreads) return NOBODY;
  return idWord(task, lthread, version ?? versionAt(k, task, lthread));
};

/** The id of a pager or handler: one that is there or comes next. Any other could never serve, and is nobody. */
export const servantId = (k: Nucleus, name: ThreadId | 'nobody'): IdWord => {
  const id = idOf(k, name);
  return id !== NOBODY && versionOf(id) === versionAt(k, taskOf(id), lthreadOf(id)) ? id : NOBODY;
};

/** The name of a thread: with its version where the slot alone would mean another. */
export const nameOf = (k: Nucleus, id: IdWord): ThreadId => {
  const [task, lthread, version] = [taskOf(id), lthreadOf(id), versionOf(id)];
  return version === versionAt(k, task, lthread) ? [task, lthread] : [task, lthread, version];
};

export const nameOrNobody = (k: Nucleus, id: IdWord): ThreadId | 'nobody' => (id === NOBODY ? 'nobody' : nameOf(k, id));

/** The name of a thread or of a line. */
export const partnerName = (k: Nucleus, id: IdWord): ThreadId | Line => {
  const line = lineOf(id);
  return line < 0 ? nameOf(k, id) : { line };
};

/** Whether a thread has, had or will next have this id. */
export const isName = (k: Nucleus, id: IdWord): boolean => {
  const [task, lthread] = [taskOf(id), lthreadOf(id)];
  if (task >= k.config.tasks || lthread >= k.config.lthreads || versionOf(id) === 0) return false;
  return versionOf(id) <= k.memory.read(slotOf(k, id), Tcb.births) + 1;
};
