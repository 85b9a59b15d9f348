import type { ShownMapping, View } from '../../spec/vocabulary/index.js';
import { GRAPH, graph, quoted } from './graph.js';
import { html } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';

type Derivation = NonNullable<View['derivation']>;
interface Held {
  readonly task: number;
  readonly page: number;
  readonly mapping: ShownMapping;
}
const heldIn = (derivation: Derivation): readonly Held[] =>
  derivation.flatMap((pages, task) =>
    (pages ?? []).flatMap((mapping, page) => (mapping === null ? [] : [{ task, page, mapping }])),
  );
const nodeOf = (task: number, page: number): string => `p${String(task)}_${String(page)}`;
const nameOf = (task: number, page: number): string => `page ${String(page)} of task ${String(task)}`;

/** Each page that a task has below the page from which it was mapped or granted; the tasks are boxes, sigma-zero is task 0. */
const dotOf = (held: readonly Held[]): string => {
  const tasks = [...new Set(held.map(({ task }) => task))];
  const boxes = tasks.map((task) => {
    const own = held.filter((it) => it.task === task);
    const nodes = own.map(({ page }) => `${nodeOf(task, page)} [label=${quoted(`page ${String(page)}`)}]`);
    const title = task === 0 ? 'sigma-zero' : `task ${String(task)}`;
    return `subgraph cluster_${String(task)} { label=${quoted(title)}; ${nodes.join('; ')} }`;
  });
  const edges = held
    .filter(({ task }) => task !== 0)
    .map(
      ({ task, page, mapping: [from, fromPage, rights] }) =>
        `${nodeOf(from, fromPage)} -> ${nodeOf(task, page)} [label=${quoted(` ${rights}`)}]`,
    );
  return `digraph { ${GRAPH}; fontname="sans-serif"; fontsize=11; labeljust=l; node [shape=box, style=rounded, height=0.3]; ${[...boxes, ...edges].join('; ')} }`;
};
/** The same in words, a sentence for each page that was mapped or granted. */
const toldOf = (held: readonly Held[]): readonly string[] =>
  held
    .filter(({ task }) => task !== 0)
    .map(
      ({ task, page, mapping: [from, fromPage, rights] }) =>
        `${nameOf(task, page)} is derived from ${nameOf(from, fromPage)}, ${rights}`,
    );

/** Sentences as the label of a drawing: what it is, and all that it shows. */
const labelOf = (what: string, told: readonly string[]): string =>
  `${what}: ${told.length === 0 ? 'nothing is derived' : told.join('; ')}.`;

/** The derivation of pages as a forest (L.68-69), from sigma-zero down; without pages that are of no tree. */
export const forest = (what: string, derivation: Derivation): Html => {
  const all = heldIn(derivation);
  const isSource = ({ task, page }: Held): boolean =>
    all.some(({ task: below, mapping }) => below !== 0 && mapping[0] === task && mapping[1] === page);
  const held = all.filter((it) => it.task !== 0 || isSource(it));
  return held.length === 0 ? html`<p>${labelOf(what, [])}</p>` : graph(dotOf(held), labelOf(what, toldOf(held)));
};
/** The forest in words, for the page. */
export const forestInWords = (derivation: Derivation): readonly string[] => toldOf(heldIn(derivation));
