import { chart } from '../../spec/index.js';
import type { Edge, Standing } from '../../spec/index.js';
import { table } from '../../conformance/report/table.js';
import { html, joined } from '../../conformance/report/html.js';
import { GRAPH, graph } from './graph.js';
import type { Page } from './page.js';
import { named } from './places.js';
import type { Places } from './places.js';

const path = 'chart.html';

const SAYS: Readonly<Record<Standing, string>> = {
  ready: 'It runs, or could.',
  sending: 'It waits in the queue of its partner.',
  receiving: 'It waits for a message, of one thread or of any.',
  sleeping: 'It receives from nobody.',
  awaiting: 'It waits for an interrupt line.',
  transferring: 'It is in the middle of a transfer, as sender or receiver.',
  faulting: 'It waits for its pager or handler, to be heard or to be answered.',
  halted: 'Its fault reached nobody.',
  dead: 'No thread is there.',
};

interface Numbered extends Edge {
  readonly number: number;
}
/** Numbers as a reader has them: 14 to 16 for three that follow each other. */
const spans = (numbers: readonly number[]): string => {
  const starts = numbers.filter((it, at) => it !== numbers[at - 1] + 1);
  return starts
    .map((start, at) => {
      const end = numbers.filter((it) => it < (starts.at(at + 1) ?? Infinity)).at(-1) ?? start;
      return end === start ? String(start) : `${String(start)}-${String(end)}`;
    })
    .join(', ');
};
/**
 * The edges in DOT: one line for each two standings, with the numbers of the edges between them. That a thread is deleted would hide the rest. Of the
 * layouts this one keeps room for the numbers, so that they do not lie on each other.
 */
const dotOf = (edges: readonly Numbered[]): string => {
  const pairs = new Map<string, Numbered[]>();
  for (const it of edges) {
    const key = `${it.from} -> ${it.to}`;
    pairs.set(key, [...(pairs.get(key) ?? []), it]);
  }
  const lines = [...pairs].map(
    ([key, list]) =>
      `${key} [label=" ${spans(list.map(({ number }) => number))} ", tooltip="${list.map(({ cause }) => cause).join('; ')}"]`,
  );
  const nodes = Object.entries(SAYS).map(([name, says]) => `${name} [id="standing-${name}", tooltip="${says}"]`);
  return `digraph { ${GRAPH}; layout=dot; rankdir=LR; ranksep=0.5; nodesep=0.35; node [shape=box, style=rounded]; ${[...nodes, ...lines].join('; ')} }`;
};

/** The chart of IPC states, drawn from the table by which every change of a thread is judged. */
export const chartPage = (places: Places): Page => {
  const edges: readonly Numbered[] = chart.map((edge, at) => ({ ...edge, number: at + 1 }));
  return {
    path,
    title: 'The chart of IPC states',
    content: html`<p>
        Where a thread stands, and by which rules it goes from one standing to another. No thread ever changes but along
        one of these ${edges.length} edges, by one of its rules: the model is held to that on every step. The numbers
        are those of the table. Left out of the drawing: wherever it stands, a thread may be deleted with its task.
      </p>
      ${graph(dotOf(edges.filter(({ to }) => to !== 'dead')), 'The chart of IPC states; its edges stand in the table below')}
      ${table(
        'Standings',
        ['standing', 'the thread'],
        Object.entries(SAYS).map(
          ([name, says]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${says}</td>
            </tr>`,
        ),
      )}
      <h2>Edges</h2>
      ${table(
        'Edges',
        ['number', 'from', 'to', 'because', 'by'],
        edges.map(
          ({ number, from, to, cause, rules }) =>
            html`<tr id="edge-${number}">
              <th scope="row">${number}</th>
              <td>${from}</td>
              <td>${to}</td>
              <td>${cause}</td>
              <td>${joined(rules.map((it) => named(places, path, it)))}</td>
            </tr>`,
        ),
      )}`,
  };
};
