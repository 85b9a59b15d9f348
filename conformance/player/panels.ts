import { renderPartner, renderResult, renderThread } from '../../spec/vocabulary/index.js';
import type { BootConfig, Seen, ShownMapping, ShownThread, View } from '../../spec/vocabulary/index.js';
import { panel } from './panel.js';
import type { Panel, Row } from './panel.js';

/** Where a thread stands in the chart of IPC states, with its partner. */
const standing = ({ phase, fault }: ShownThread): string => {
  const waits = fault !== null && fault !== undefined && (phase.is === 'sending' || phase.is === 'receiving');
  switch (phase.is) {
    case 'ready':
    case 'halted':
      return phase.is;
    case 'transferring':
      return `copying, with ${renderThread(phase.with)}`;
    case 'sending':
      return `${waits ? 'faulting, ' : ''}sending to ${renderThread(phase.to)}`;
    case 'receiving':
      return `${waits ? 'faulting, ' : ''}receiving from ${renderPartner(phase.from)}`;
  }
};
const faultOf = ({ fault }: ShownThread): string => {
  if (fault === null || fault === undefined) return '';
  if ('vector' in fault) return `exception ${String(fault.vector)}`;
  if ('missing' in fault) return `page at ${String(fault.missing)} missing for a copy`;
  return `${fault.store === undefined ? 'load' : 'store'} at ${String(fault.address)}`;
};
const pendingOf = ({ pending }: ShownThread): string => {
  if (pending === null || pending === undefined) return '';
  if ('loaded' in pending) return `loaded ${String(pending.loaded)}`;
  return 'result' in pending ? renderResult(pending.result) : 'stored';
};

const threads = (list: readonly ShownThread[], running: Seen['running']): Panel =>
  panel(
    'Threads',
    ['thread', 'stands', 'priority', 'slice', 'pager', 'fault', 'will show'],
    list.map((t) => {
      const runs = running !== 'idle' && running[0] === t.thread[0] && running[1] === t.thread[1];
      const { priority = '', sliceMs = '', pager = 'nobody' } = t;
      const name = renderThread([t.thread[0], t.thread[1]]);
      const slice = sliceMs === 'never' || sliceMs === '' ? sliceMs : `${String(sliceMs)} ms`;
      const cells = [
        name,
        runs ? 'runs' : standing(t),
        String(priority),
        slice,
        renderPartner(pager),
        faultOf(t),
        pendingOf(t),
      ];
      return { key: name, cells, isMarked: runs };
    }),
  );

type Derivation = NonNullable<View['derivation']>;
const keyOf = (task: number, page: number): string => `${String(task)} ${String(page)}`;
/** The title of the forest of spaces. */
export const FOREST = 'Derivation of pages';
/**
 * The derivation as a forest, from sigma-zero down, each page with what was derived from it. A page of sigma-zero from which nothing is derived is left out.
 * Bounded by the number of pages, and so also where what a kernel shows is no forest.
 */
const forest = (derivation: Derivation): Panel => {
  const children = new Map<
    string,
    { readonly task: number; readonly page: number; readonly mapping: ShownMapping }[]
  >();
  derivation.forEach((pages, task) =>
    pages?.forEach((mapping, page) => {
      if (mapping === null || task === 0) return;
      const source = keyOf(mapping[0], mapping[1]);
      children.set(source, [...(children.get(source) ?? []), { task, page, mapping }]);
    }),
  );
  const rows: Row[] = [];
  const seen = new Set<string>();
  const add = (task: number, page: number, rights: string, depth: number): void => {
    const key = keyOf(task, page);
    if (seen.has(key)) return;
    seen.add(key);
    rows.push({ key, cells: [`task ${String(task)}, page ${String(page)}`, rights], depth });
    for (const child of children.get(key) ?? []) add(child.task, child.page, child.mapping[2], depth + 1);
  };
  derivation[0]?.forEach((mapping, page) => {
    if (mapping !== null && children.has(keyOf(0, page))) add(0, page, mapping[2], 0);
  });
  return panel(FOREST, ['page', 'rights'], rows);
};

/** Pages beyond this are in the forest alone. */
const COLUMNS = 12;
const spaces = (derivation: Derivation, pages: number): Panel => {
  const shown = Math.min(pages, COLUMNS);
  return panel(
    'Address spaces, by page: from where',
    ['task', ...Array.from({ length: shown }, (_, page) => String(page))],
    derivation.flatMap((mappings, task) =>
      mappings === null
        ? []
        : [
            {
              key: String(task),
              cells: [
                String(task),
                ...mappings.slice(0, shown).map((it) => {
                  if (it === null) return '';
                  return task === 0 ? it[2] : `${String(it[0])}:${String(it[1])} ${it[2]}`;
                }),
              ],
            },
          ],
    ),
  );
};

/** So many words of a frame are shown. */
const WORDS = 8;
const memory = (frames: NonNullable<View['frames']>): Panel =>
  panel(
    'Memory, first words',
    ['frame', 'words'],
    frames.map((words, frame) => ({
      key: String(frame),
      cells: [String(frame), `${words.slice(0, WORDS).join(' ') || '0'}${words.length > WORDS ? ' ...' : ''}`],
    })),
  );

const outside = ({ clockMs, lines = [], queues = [] }: View): Panel =>
  panel(
    'Clock, queues and lines',
    ['', ''],
    [
      ...(clockMs === undefined ? [] : [{ key: 'clock', cells: ['clock', `${String(clockMs)} ms`] }]),
      ...queues.map(({ receiver, senders }) => {
        const name = `queue of ${renderThread(receiver)}`;
        return { key: name, cells: [name, senders.map(renderThread).join(', ')] };
      }),
      ...lines.map(({ owner, raised }, line) => {
        const name = `line ${String(line)}`;
        return { key: name, cells: [name, `${renderPartner(owner)}${raised ? ', raised' : ''}`] };
      }),
    ],
  );

/** What a kernel, or the specification, shows of its inside, but for the hardware. */
export const panelsOf = ({ pages }: BootConfig, view: View, running: Seen['running']): readonly Panel[] => [
  ...(view.threads === undefined ? [] : [threads(view.threads, running)]),
  outside(view),
  ...(view.derivation === undefined ? [] : [spaces(view.derivation, pages), forest(view.derivation)]),
  ...(view.frames === undefined ? [] : [memory(view.frames)]),
];
