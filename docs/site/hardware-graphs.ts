import { PAGE_BYTES, renderThread } from '../../spec/vocabulary/index.js';
import type { HardwareView } from '../../spec/vocabulary/index.js';
import { GRAPH, graph, quoted } from './graph.js';
import type { Html } from '../../conformance/report/html.js';

const ENTRIES = 1024;
const PRESENT = 1;
const frameOf = (entry: number): number => entry >>> 12;

/** A word of a directory or table that is present. */
interface Word {
  readonly index: number;
  readonly frame: number;
}
const wordsOf = ({ memory }: HardwareView, table: number, from: number, to: number): readonly Word[] =>
  Array.from({ length: to - from }, (_, at) => ({ index: from + at, entry: memory.at(table / 4 + from + at) ?? 0 }))
    .filter(({ entry }) => (entry & PRESENT) !== 0)
    .map(({ index, entry }) => ({ index, frame: frameOf(entry) }));

interface Directory {
  readonly task: number;
  readonly at: number;
  readonly user: readonly Word[];
  readonly region: readonly Word[];
}
const directoriesOf = (hardware: HardwareView): readonly Directory[] => {
  const [kernel, region] = [hardware.kernelBase, hardware.regionBase].map((it) => it / PAGE_BYTES / ENTRIES);
  return hardware.directories.flatMap((at, task) =>
    at === null
      ? []
      : [{ task, at, user: wordsOf(hardware, at, 0, kernel), region: wordsOf(hardware, at, region, region + 2) }],
  );
};

const port = (node: string, index: number): string => `${node}:w${String(index)}`;
const record = (node: string, title: string, words: readonly Word[], say: (word: Word) => string): string =>
  `${node} [label=${quoted([title, ...words.map((it) => `<w${String(it.index)}> ${say(it)}`)].join('|'))}]`;

/**
 * The directories of all spaces, their page tables and the frames behind, in the middle of a copy: two words of the running space lead to a table of the
 * partner (L.50-52). Dashed lines are what the TLB has of the region.
 */
export const regionGraph = (hardware: HardwareView): Html => {
  const directories = directoriesOf(hardware);
  const tables = [...new Set(directories.flatMap(({ user }) => user.map(({ frame }) => frame)))].map((frame) => ({
    frame,
    words: wordsOf(hardware, frame * PAGE_BYTES, 0, ENTRIES),
  }));
  const first = hardware.regionBase / PAGE_BYTES;
  const cached = hardware.tlb.filter(({ page }) => page >= first).map(({ page, frame }) => ({ index: page, frame }));
  const frames = [...new Set(tables.flatMap(({ words }) => words.map(({ frame }) => frame)))];
  const runs = directories.find(({ at }) => at === hardware.cr3);
  const lines = [
    ...directories.map((it) =>
      record(`d${String(it.task)}`, `directory of task ${String(it.task)}`, [...it.user, ...it.region], ({ index }) =>
        it.region.some((word) => word.index === index) ? `word ${String(index)}, the region` : `word ${String(index)}`,
      ),
    ),
    ...tables.map(({ frame, words }) =>
      record(
        `t${String(frame)}`,
        `page table in frame ${String(frame)}`,
        words,
        ({ index }) => `page ${String(index)}`,
      ),
    ),
    record('tlb', 'TLB, of the region', cached, ({ index }) => `page ${String(index)}`),
    ...frames.map((it) => `f${String(it)} [label=${quoted(`frame ${String(it)}`)}]`),
    ...(runs === undefined ? [] : [`cr3 [label="CR3", shape=plaintext]; cr3 -> d${String(runs.task)}`]),
    ...directories.flatMap(({ task, user, region }) => [
      ...user.map(({ index, frame }) => `${port(`d${String(task)}`, index)} -> t${String(frame)}`),
      ...region.map(
        ({ index, frame }) => `${port(`d${String(task)}`, index)} -> t${String(frame)} [class=marked, penwidth=2]`,
      ),
    ]),
    ...tables.flatMap(({ frame: table, words }) =>
      words.map(({ index, frame }) => `${port(`t${String(table)}`, index)} -> f${String(frame)}`),
    ),
    ...cached.map(({ index, frame }) => `${port('tlb', index)} -> f${String(frame)} [style=dashed, class=marked]`),
  ];
  const told = directories.map(({ task, user, region }) => {
    const lead = (words: readonly Word[]): string => words.map(({ frame }) => String(frame)).join(', ');
    return `the directory of task ${String(task)} leads to the page table in frame ${lead(user)}${region.length === 0 ? '' : ` and, through its region, to that in frame ${lead(region)}`}`;
  });
  const label = `CR3 has the directory of task ${String(runs?.task ?? 'none')}; ${told.join('; ')}; of the region the TLB has the frames ${cached.map(({ frame }) => String(frame)).join(', ')}.`;
  return graph(`digraph { ${GRAPH}; rankdir=LR; ranksep=0.7; node [shape=record]; ${lines.join('; ')} }`, label);
};

/** When the timeout of a thread is over. */
const dueOf = ({ timeouts }: HardwareView, name: string): string =>
  `at ${String(timeouts.find(({ thread }) => renderThread(thread) === name)?.dueMs ?? '?')} ms`;

/** The array of wakeups, each entry of a thread that waits, in the order of the threads (L.60). */
export const wakeupArrayGraph = (hardware: HardwareView, design: string): Html => {
  const entries = hardware.wakeups.soon
    .flat()
    .map((thread) => renderThread(thread))
    .map((name) => `${name}: ${dueOf(hardware, name)}`);
  return graph(
    `digraph { ${GRAPH}; array [shape=record, label=${quoted(entries.join('|'))}] }`,
    `${design}: ${entries.join(', ')}.`,
  );
};

/** The wakeup lists with the threads in them, in their order, and when each is due (L.59-63). */
export const wakeupGraph = (hardware: HardwareView, design: string): Html => {
  const due = (name: string): string => dueOf(hardware, name);
  const { soon, late } = hardware.wakeups;
  const lists = [...soon.map((threads, at) => ({ name: String(at), threads })), { name: 'late', threads: late }]
    .filter(({ name, threads }) => name !== 'late' || threads.length > 0)
    .map((it) => ({ ...it, threads: it.threads.map((thread) => renderThread(thread)) }));
  const heads = lists.map(({ name }) => `<${name}> ${name}`).join('|');
  const chains = lists.flatMap(({ name, threads }) =>
    threads.map((thread, at) => `${at === 0 ? `heads:${name}:e` : quoted(threads[at - 1])} -> ${quoted(thread)}`),
  );
  const nodes = lists.flatMap(({ threads }) =>
    threads.map((it) => `${quoted(it)} [label=${quoted(`${it}\\n${due(it)}`)}, shape=box, style=rounded]`),
  );
  const told = lists.map(
    ({ name, threads }) =>
      `list ${name}: ${threads.length === 0 ? 'nobody' : threads.map((it) => `${it} ${due(it)}`).join(', ')}`,
  );
  return graph(
    `digraph { ${GRAPH}; rankdir=LR; nodesep=0.12; heads [shape=record, label=${quoted(heads)}]; ${[...nodes, ...chains].join('; ')} }`,
    `${design}: ${told.join('; ')}.`,
  );
};
