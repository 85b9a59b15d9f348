import { keptRows } from '../panel.js';
import type { ComparedPanel, ComparedRow } from '../panel.js';
import { element, setClass, setText } from './element.js';

/** A panel on the page: shown again it changes only what is other than it was, row by row. */
export interface PanelTable {
  readonly section: HTMLElement;
  show(panel: ComparedPanel): void;
}

const NONE = 'none';
/** A panel of more columns than this has the whole width. */
const WIDE = 5;
/** More rows than this of a panel are not shown: a step has to change few things on the page. */
const ROWS = 12;
const fill = (line: HTMLTableRowElement, { cells, changed, depth = 0, isMarked = false }: ComparedRow): void => {
  cells.forEach((text, at) => {
    const cell =
      line.cells.item(at) ?? line.appendChild(element(at === 0 ? 'th' : 'td', at === 0 ? { scope: 'row' } : {}));
    setText(cell, text);
    setClass(cell, 'changed', changed[at]);
  });
  while (line.cells.length > cells.length) line.deleteCell(-1);
  const indent = depth === 0 ? '' : `${String(0.7 + 1.2 * depth)}rem`;
  const first = line.cells.item(0);
  if (first !== null && first.style.paddingLeft !== indent) first.style.paddingLeft = indent;
  setClass(line, 'runs', isMarked);
};

export const panelTable = (title: string): PanelTable => {
  const [head, body] = [element('tr'), element('tbody')];
  const empty = element('p', { class: 'empty' }, NONE);
  const table = element('table', {}, element('thead', {}, head), body);
  const box = element('div', { class: 'table', tabindex: '0', role: 'group', 'aria-label': title }, table, empty);
  const section = element('section', { class: 'panel' }, element('h3', {}, title), box);
  return {
    section,
    show({ columns, rows }) {
      setClass(section, 'wide', columns.length > WIDE);
      if (head.cells.length !== columns.length)
        head.replaceChildren(...columns.map((text) => element('th', { scope: 'col' }, text)));
      const shown = keptRows(rows, ROWS);
      shown.forEach((row, at) => {
        const line = body.rows.item(at) ?? element('tr');
        if (line.hidden) line.hidden = false;
        fill(line, row);
        if (!line.isConnected) body.append(line); // a new row comes whole
      });
      // Rows that are not needed now stay, hidden: to take them out and make them anew is more to change.
      for (let at = shown.length; at < body.rows.length; at++) body.rows[at].hidden = true;
      if (empty.hidden !== shown.length > 0) {
        empty.hidden = !empty.hidden;
        table.hidden = !empty.hidden;
      }
    },
  };
};
