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
const shareOf = ({ priority, sliceMs }: Extract<Stimulus, { do: 'thread_schedule' }>): string =>
  [
    ...(priority === undefined ? [] : [`priority ${String(priority)}`]),
    ...(sliceMs === undefined ? [] : [`slice ${String(sliceMs)} ms`]),
  ].join(', ');
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
      return `${stimulus.own ? 'gives up' : 'demaps'} page ${String(stimulus.fpage.base)}`;
    case 'thread_schedule':
      return `schedules ${renderPartner(stimulus.of)}, ${shareOf(stimulus)}`;
    case 'ipc':
    case 'id_nearest':
    case 'thread_switch':
    case 'load':
    case 'store':
    case 'trap':
    case 'tick':
    case 'interrupt':
    case 'during':
      return null;
  }
};

/** A line of a diagram: who does it, and what. */
interface Line {
  readonly doer: string;
  readonly text: string;
}

/** All that happens in a run. */
const linesOf = (steps: readonly Step[], threads: System['threads']): readonly Line[] => {
  const named = (id: string): string => {
    const name = threads[id];
    return name === undefined ? id : `${name} ${id}`;
  };
  const lines: Line[] = [];
  const last = new Map<string, Stimulus>();
  for (const { by, stimulus, seen } of steps) {
    const doer = by === 'idle' || stimulus.do === 'tick' || stimulus.do === 'interrupt' ? null : renderPartner(by);
    if (doer !== null) last.set(doer, stimulus);
    const note = doer === null ? null : noteOf(stimulus);
    if (doer !== null && note !== null) lines.push({ doer: named(doer), text: `Note over ${named(doer)}: ${note}` });
    const { running, result } = seen;
    if (running === 'idle' || result?.call !== 'ipc' || result.from === undefined) continue;
    const from = renderPartner(result.from);
    const arrow = from.startsWith('line') ? '-->>' : '->>';
    const label = from.startsWith('line') ? 'interrupt' : labelOf(last.get(from), result);
    lines.push({ doer: named(from), text: `${named(from)}${arrow}${named(renderPartner(running))}: ${label}` });
  }
  return lines;
};

/** Lines that differ in numbers alone are of one kind; but of a policy the numbers are all that there is to see. */
export const kindOf = (line: string): string => (line.includes(': schedules ') ? line : line.replaceAll(/\d+/g, '#'));

/**
 * A run as a sequence diagram (mermaid), so that the first lines of each kind are drawn, wherever in the run they come; what is left out in between is
 * counted.
 */
export const sequenceOf = (
  steps: readonly Step[],
  threads: System['threads'],
  mostOfKind: number,
): readonly string[] => {
  const drawn: string[] = ['sequenceDiagram'];
  const times = new Map<string, number>();
  let [leftOut, doer] = [0, ''];
  const count = (): void => {
    if (leftOut > 0) drawn.push(`  Note over ${doer}: … ${String(leftOut)} more`);
    leftOut = 0;
  };
  for (const line of linesOf(steps, threads)) {
    const before = times.get(kindOf(line.text)) ?? 0;
    times.set(kindOf(line.text), before + 1);
    if (before >= mostOfKind) {
      leftOut++;
      continue;
    }
    count();
    ({ doer } = line);
    drawn.push(`  ${line.text}`);
  }
  count();
  return drawn;
};
