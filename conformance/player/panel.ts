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

/** More rows than this are not shown, but counted: a step has to change few things on the page. */
const ROWS = 48;
export const panel = (title: string, columns: readonly string[], rows: readonly Row[]): Panel => {
  if (rows.length <= ROWS) return { title, columns, rows };
  const more = { key: 'more', cells: [`and ${String(rows.length - ROWS)} more`] };
  return { title, columns, rows: [...rows.slice(0, ROWS), more] };
};

/** Which cells of a panel are other than they were: all of a new row. Of a panel that was not there nothing is told. */
export const changedCells = (was: Panel | undefined, { rows }: Panel): readonly (readonly boolean[])[] => {
  if (was === undefined) return rows.map(({ cells }) => cells.map(() => false));
  const before = new Map(was.rows.map((row) => [row.key, row]));
  return rows.map(({ key, cells }) => {
    const old = before.get(key);
    return cells.map((cell, at) => old?.cells.at(at) !== cell);
  });
};
