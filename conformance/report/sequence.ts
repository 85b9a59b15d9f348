import { pageOf, renderItem, renderPartner } from '../../spec/vocabulary/index.js';
import type { IpcResult, Stimulus } from '../../spec/vocabulary/index.js';
import type { Step, System } from '../scenarios/runtime/scenario.js';

/** A message as an arrow: where it came from and where it went, and what it was. */
const labelOf = (sent: Stimulus | undefined, { words = [], inMemory }: IpcResult): string => {
  if (sent?.do === 'load' || sent?.do === 'store') return `fault, ${sent.do} page ${String(pageOf(sent.address))}`;
  if (sent?.do === 'trap') return `exception ${String(sent.vector)}`;
  const items = sent?.do === 'ipc' ? (sent.send?.items ?? []).map(renderItem) : [];
  const strings = inMemory !== undefined && inMemory.strings > 0 ? ['a string'] : [];
  const said = [...(words.length > 0 ? [words.join(' ')] : []), ...items, ...strings];
  return said.length === 0 ? 'a message' : said.join(', ');
};
/** What of a step is no message and is worth a note. */
const noteOf = (stimulus: Stimulus): string | null => {
  switch (stimulus.do) {
    case 'task_new':
      return stimulus.pager === 'nobody'
        ? `deletes task ${String(stimulus.task)}`
        : `makes task ${String(stimulus.task)}`;
    case 'lthread_ex_regs':
      return `gives registers to thread ${String(stimulus.lthread)}`;
    case 'fpage_unmap':
      return `demaps page ${String(stimulus.fpage.base)}`;
    case 'ipc':
    case 'id_nearest':
    case 'thread_switch':
    case 'thread_schedule':
    case 'load':
    case 'store':
    case 'trap':
    case 'tick':
    case 'interrupt':
    case 'during':
      return null;
  }
};

/** The beginning of a run as a sequence diagram (mermaid): its messages, up to so many lines. */
export const sequenceOf = (steps: readonly Step[], threads: System['threads'], most: number): string => {
  const named = (id: string): string => {
    const name = threads[id];
    return name === undefined ? id : `${name} ${id}`;
  };
  const lines: string[] = [];
  const last = new Map<string, Stimulus>();
  for (const { by, stimulus, seen } of steps) {
    const doer = by === 'idle' || stimulus.do === 'tick' || stimulus.do === 'interrupt' ? null : renderPartner(by);
    if (doer !== null) last.set(doer, stimulus);
    const note = doer === null ? null : noteOf(stimulus);
    if (doer !== null && note !== null) lines.push(`Note over ${named(doer)}: ${note}`);
    const { running, result } = seen;
    if (running === 'idle' || result?.call !== 'ipc' || result.from === undefined) continue;
    const from = renderPartner(result.from);
    const arrow = from.startsWith('line') ? '-->>' : '->>';
    const label = from.startsWith('line') ? 'interrupt' : labelOf(last.get(from), result);
    lines.push(`${named(from)}${arrow}${named(renderPartner(running))}: ${label}`);
  }
  const shown = lines.slice(0, most);
  return [
    'sequenceDiagram',
    ...shown.map((line) => `  ${line}`),
    ...(lines.length > most ? ['  %% and so on'] : []),
  ].join('\n');
};
