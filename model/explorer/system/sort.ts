import type { Thread } from '../../../spec/index.js';
import type { Order } from './order.js';
import type { Renaming } from './renaming.js';

// What kind of thing each slot of a value holds. From one declaration come the key of a value and its renamings.

/** A key under way: small integers, one after another. */
export interface Writing {
  readonly codes: number[];
  readonly clockMs: number;
  readonly latenessMs: number;
  readonly order: Order;
  readonly isRunnable: (t: Thread) => boolean;
  /** Whether the thread that is written can use the processor: since when, counts of no other. */
  isReady: boolean;
}

/** What a slot holds: how much of it makes a difference to what follows, and what becomes of it when things are renamed. */
export interface Sort<T> {
  readonly write: (value: T, to: Writing) => void;
  readonly rename: (value: T, by: Renaming) => T;
}

const same = <T>(value: T): T => value;

/** A number that is what it is. */
export const plain: Sort<number> = { write: (value, { codes }) => void codes.push(value), rename: same };
export const flag: Sort<boolean> = { write: (value, { codes }) => void codes.push(value ? 1 : 0), rename: same };
/** One of some words, each of which must have a number of its own. */
export const oneOf = <T extends string>(numbers: Readonly<Record<T, number>>): Sort<T> => ({
  write: (value, { codes }) => void codes.push(numbers[value]),
  rename: same,
});
/** A number that names something. */
export const named = (renamed: (by: Renaming, old: number) => number): Sort<number> => ({
  write: (value, { codes }) => void codes.push(value),
  rename: (value, by) => renamed(by, value),
});
/** Never renamed. */
export const fixed = <T>(write: Sort<T>['write']): Sort<T> => ({ write, rename: same });
/** What the rest of a state determines, or what can make no difference: it has no place in the key. */
export const silent = <T>(sort: Pick<Sort<T>, 'rename'>): Sort<T> => ({ write: () => undefined, rename: sort.rename });
export const unwritten = <T>(): Sort<T> => silent<T>({ rename: same });

/** A code that no number in front of a slot can be. */
const ABSENT = -64;
export const nullable = <T>(sort: Sort<T>): Sort<T | null> => ({
  write: (value, to) => {
    if (value === null) to.codes.push(ABSENT);
    else sort.write(value, to);
  },
  rename: (value, by) => (value === null ? null : sort.rename(value, by)),
});
export const optional = <T>(sort: Sort<T>): Sort<T | undefined> => ({
  write: (value, to) => {
    if (value === undefined) to.codes.push(ABSENT);
    else sort.write(value, to);
  },
  rename: (value, by) => (value === undefined ? undefined : sort.rename(value, by)),
});
/** A number, or a word that stands for none. */
export const numberOr = <W extends string>(word: W, sort: Sort<number>): Sort<number | W> => ({
  write: (value, to) => {
    if (typeof value === 'string') to.codes.push(ABSENT);
    else sort.write(value, to);
  },
  rename: (value, by) => (value === word || typeof value === 'string' ? value : sort.rename(value, by)),
});
export const list = <T>(sort: Sort<T>): Sort<readonly T[]> => ({
  write: (values, to) => {
    to.codes.push(values.length);
    for (const value of values) sort.write(value, to);
  },
  rename: (values, by) => values.map((value) => sort.rename(value, by)),
});
/** A list whose places have names: `moved` tells where a renaming takes each. Of one machine all such lists are equally long. */
export const indexed = <T>(moved: (by: Renaming, index: number) => number, sort: Sort<T>): Sort<readonly T[]> => ({
  write: (values, to) => {
    for (const value of values) sort.write(value, to);
  },
  rename: (values, by) => {
    const renamed = values.slice();
    values.forEach((value, index) => (renamed[moved(by, index)] = sort.rename(value, by)));
    return renamed;
  },
});

/** The sort of each field: a field without one does not compile. */
export type Fields<T> = { readonly [K in keyof T]-?: Sort<T[K]> };
export const record = <T extends object>(fields: Fields<T>): Sort<T> => {
  const sorts = Object.entries(fields as Readonly<Record<string, Sort<unknown>>>);
  return {
    write: (value, to) => {
      for (const [key, { write }] of sorts) write(value[key as keyof T], to);
    },
    rename: (value, by) =>
      Object.fromEntries(
        sorts.flatMap(([key, { rename }]) => {
          const renamed = rename(value[key as keyof T], by);
          return renamed === undefined ? [] : [[key, renamed]];
        }),
      ) as T,
  };
};

type Member<T, Tag extends keyof T, K> = Extract<T, Readonly<Record<Tag, K>>>;
/** Records that a field tells apart: the sort of each, without that field. A member without one does not compile. */
export const tagged =
  <T extends object>() =>
  <Tag extends keyof T & string>(
    tag: Tag,
    members: { readonly [K in T[Tag] & string]: Fields<Omit<Member<T, Tag, K>, Tag>> },
  ): Sort<T> => {
    const names = Object.keys(members);
    const sorts = names.map((name) =>
      record({ [tag]: unwritten(), ...(members as Record<string, object>)[name] }),
    ) as unknown as readonly Sort<T>[];
    const at = (value: T): number => names.indexOf(value[tag] as string);
    return {
      write: (value, to) => {
        const member = at(value);
        to.codes.push(member);
        sorts[member].write(value, to);
      },
      rename: (value, by) => sorts[at(value)].rename(value, by),
    };
  };
