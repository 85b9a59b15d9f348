import { changedCells } from '../panel.js';
import type { Panel, Row } from '../panel.js';
import { element, setClass, setText } from './element.js';

/** A panel on the page: shown again it changes only the cells that are other than they were. */
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
  const lines = new Map<string, HTMLTableRowElement>();
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
      const keys = new Set(panel.rows.map(({ key }) => key));
      for (const [key, line] of lines)
        if (!keys.has(key)) {
          line.remove();
          lines.delete(key);
        }
      panel.rows.forEach((row, at) => {
        const line = lines.get(row.key) ?? element('tr');
        lines.set(row.key, line);
        fill(line, row, changed[at]);
        if (body.children.item(at) !== line) body.insertBefore(line, body.children.item(at));
      });
      empty.hidden = panel.rows.length > 0;
      table.hidden = panel.rows.length === 0;
    },
  };
};
