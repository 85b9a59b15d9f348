import { UNDEFINED, boot } from '../spec/index.js';
import type { State } from '../spec/index.js';
import type { BootConfig, Opaque, Stimulus } from '../spec/vocabulary/index.js';

// A kernel whose instruction pointers are its own, as one that fetches its instructions elsewhere, says that they are opaque: then they are
// undefined wherever a program gives them, and whatever is shown of them is allowed.

/** The state after boot of a kernel of which so much is opaque. */
export const bootOpaque = (config: BootConfig, latenessMs: number, opaque: readonly Opaque[]): State =>
  boot(config, latenessMs, opaque.includes('ip') ? UNDEFINED : 0);

/** The stimulus as it is judged. */
export const asOpaque = (x: Stimulus, opaque: readonly Opaque[]): Stimulus => {
  if (!opaque.includes('ip')) return x;
  if (x.do === 'task_new') return { do: x.do, task: x.task, pager: x.pager, ip: UNDEFINED, mcp: x.mcp };
  if (x.do !== 'lthread_ex_regs' || x.ip === undefined) return x;
  return { do: x.do, lthread: x.lthread, ip: UNDEFINED, pager: x.pager, handler: x.handler };
};
