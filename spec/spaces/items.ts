import { family, next, rule, tex } from '../rule.js';
import type { Next, Work } from '../rule.js';
import type { State } from '../state.js';
import { facts, lecture } from '../vocabulary/index.js';

/** `offset` mod `span`, aligned down to a multiple of `unit`: both are powers of two. */
const aligned = (offset: number, span: number, unit: number): number => (offset % span) - (offset % unit);

/** Page by page, ascending; beyond the user limit every source page is nil, and there is nothing to send. */
const pages = (s: State, w: Work<'item'>, source: number, target: number, count: number): Next => {
  const work: Work<'page'>[] = [];
  const end = Math.min(source + count, s.world.pages);
  for (let page = source; page < end; page++)
    work.push({
      do: 'page',
      grant: w.item.kind === 'grant',
      source: w.from * s.world.pages + page,
      task: w.to,
      page: target + page - source,
      write: w.item.write,
    });
  return next(s, ...work);
};

export const itemFits = rule({
  name: 'sigma/item-fits',
  profile: 'sigma',
  source: [lecture(66), facts('3.3')],
  says: 'An item no larger than the window lands whole within it, where its offset says, at a multiple of its own size.',
  formula: tex`s \le w \Rightarrow v' = b_w + \lfloor (o \bmod 2^w) / 2^s \rfloor \, 2^s + (v - b_s)`,
  on: 'item',
  when: (_, { item, window }) => item.fpage.sizeLog2 <= window.sizeLog2,
  then: (s, w) => {
    const { fpage, offset } = w.item;
    return pages(
      s,
      w,
      fpage.base,
      w.window.base + aligned(offset, 2 ** w.window.sizeLog2, 2 ** fpage.sizeLog2),
      2 ** fpage.sizeLog2,
    );
  },
});

export const itemExceeds = rule({
  name: 'sigma/item-exceeds',
  profile: 'sigma',
  source: [lecture(66), facts('3.3'), facts('B3')],
  says: 'Of an item larger than the window only the part that its offset selects is sent, and fills the window.',
  formula: tex`s > w \Rightarrow v = b_s + \lfloor (o \bmod 2^s) / 2^w \rfloor \, 2^w + (v' - b_w)`,
  on: 'item',
  when: (_, { item, window }) => item.fpage.sizeLog2 > window.sizeLog2,
  then: (s, w) => {
    const { fpage, offset } = w.item;
    return pages(
      s,
      w,
      fpage.base + aligned(offset, 2 ** fpage.sizeLog2, 2 ** w.window.sizeLog2),
      w.window.base,
      2 ** w.window.sizeLog2,
    );
  },
});

export const items = family(itemFits, itemExceeds);
