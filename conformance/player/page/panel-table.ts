import { changedCells } from '../panel.js';
import type { Panel, Row } from '../panel.js';
import { element, setClass, setText } from './element.js';

/** A panel on the page: shown again it changes only what is other than it was, row by row. */
export interface PanelTable {
  readonly section: HTMLElement;
  show(panel: Panel, before: Panel | undefined): void;
}

const NONE = 'none';
/** A panel of more columns than this has the whole width. */
const WIDE = 5;
const fill = (
  line: HTMLTableRowElement,
  { cells, depth = 0, isMarked = false }: Row,
  changed: readonly boolean[],
): void => {
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
    show(panel, before) {
      setClass(section, 'wide', panel.columns.length > WIDE);
      if (head.cells.length !== panel.columns.length)
        head.replaceChildren(...panel.columns.map((text) => element('th', { scope: 'col' }, text)));
      const changed = changedCells(before, panel);
      panel.rows.forEach((row, at) => {
        const line = body.rows.item(at) ?? body.appendChild(element('tr'));
        if (line.hidden) line.hidden = false;
        fill(line, row, changed[at]);
      });
      // Rows that are not needed now stay, hidden: to take them out and make them anew is more to change.
      for (let at = panel.rows.length; at < body.rows.length; at++) body.rows[at].hidden = true;
      if (empty.hidden !== panel.rows.length > 0) {
        empty.hidden = !empty.hidden;
        table.hidden = !empty.hidden;
      }
    },
  };
};
