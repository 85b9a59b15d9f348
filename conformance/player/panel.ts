/** A row of a panel. Its key says which row of an earlier step is the same. */
export interface Row {
  readonly key: string;
  readonly cells: readonly string[];
  /** How deep in a tree, from 0. */
  readonly depth?: number;
  readonly isMarked?: boolean;
}
/** A part of the machine as a table. */
export interface Panel {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}
export const panel = (title: string, columns: readonly string[], rows: readonly Row[]): Panel => ({
  title,
  columns,
  rows,
});

/** A row with which of its cells are other than they were. */
export interface ComparedRow extends Row {
  readonly changed: readonly boolean[];
}
export interface ComparedPanel extends Panel {
  readonly rows: readonly ComparedRow[];
}
/** The rows of a panel beside those that it had: of a new row every cell is another. Of a panel that was not there nothing is told. */
export const comparedRows = (was: Panel | undefined, { rows }: Panel): readonly ComparedRow[] => {
  if (was === undefined) return rows.map((row) => ({ ...row, changed: row.cells.map(() => false) }));
  const before = new Map(was.rows.map((row) => [row.key, row]));
  return rows.map((row) => {
    const old = before.get(row.key);
    return { ...row, changed: row.cells.map((cell, at) => old?.cells.at(at) !== cell) };
  });
};
const isChanged = ({ changed }: ComparedRow): boolean => changed.includes(true);

/** At most so many rows, in their order: those that changed before those that did not. The others are counted. */
export const keptRows = (rows: readonly ComparedRow[], most: number): readonly ComparedRow[] => {
  if (rows.length <= most) return rows;
  const ranked = [...rows.filter(isChanged), ...rows.filter((row) => !isChanged(row))];
  const kept = new Set(ranked.slice(0, most));
  const more = { key: 'more', cells: [`and ${String(rows.length - most)} more`], changed: [false] };
  return [...rows.filter((row) => kept.has(row)), more];
};

/** So many rows of a panel are named where it is told what changed. */
const NAMED = 4;
/** What changed on the panels, for those who do not see its color. */
export const toldChanges = (panels: readonly ComparedPanel[]): string => {
  const told = panels.flatMap(({ title, rows }) => {
    const names = rows.filter(isChanged).map(({ cells }) => cells[0]);
    if (names.length === 0) return [];
    const more = names.length > NAMED ? ` and ${String(names.length - NAMED)} more` : '';
    return [`${title} (${names.slice(0, NAMED).join(', ')}${more})`];
  });
  return told.length === 0 ? 'No panel changed.' : `Changed: ${told.join('; ')}.`;
};

const isSameRow = (a: Row, b: Row): boolean =>
  a.depth === b.depth &&
  a.isMarked === b.isMarked &&
  a.cells.length === b.cells.length &&
  a.cells.every((cell, at) => cell === b.cells[at]);
/** The same panels, made of the rows of the step before wherever those are the same: a long film holds each once. */
export const sharing = (before: readonly Panel[], panels: readonly Panel[]): readonly Panel[] =>
  panels.map((it) => {
    const was = before.find(({ title }) => title === it.title);
    if (was === undefined) return it;
    const old = new Map(was.rows.map((row) => [row.key, row]));
    const rows = it.rows.map((row) => {
      const kept = old.get(row.key);
      return kept !== undefined && isSameRow(kept, row) ? kept : row;
    });
    const isSame = rows.length === was.rows.length && rows.every((row, at) => row === was.rows[at]);
    return isSame ? was : { ...it, rows };
  });
