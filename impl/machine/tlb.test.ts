import { expect, test } from 'vitest';
import { PRESENT, USER } from './paging.js';
import { Tlb } from './tlb.js';

const address = (page: number) => page * 4096;
const translation = (page: number) => (address(page + 100) | PRESENT | USER) >>> 0;
const insert = (tlb: Tlb, page: number) => {
  tlb.insert(address(page), translation(page));
};
const pagesOf = (tlb: Tlb) => tlb.entries().map(({ page }) => page);

/** The reference: one set as a tree of two pairs; each pair, and the tree, knows which half was used last. */
class ReferenceSet {
  private readonly ways: (number | null)[] = [null, null, null, null];
  private lastPair: 0 | 1 = 1;
  private readonly lastWay: [0 | 1, 0 | 1] = [1, 1];

  access(page: number): 'hit' | 'miss' {
    const found = this.ways.indexOf(page);
    const free = this.ways.indexOf(null);
    const pair = this.lastPair === 0 ? 1 : 0;
    const victim = pair * 2 + (this.lastWay[pair] === 0 ? 1 : 0);
    const way = found >= 0 ? found : free >= 0 ? free : victim;
    this.ways[way] = page;
    this.lastPair = way < 2 ? 0 : 1;
    this.lastWay[this.lastPair] = way % 2 === 0 ? 0 : 1;
    return found >= 0 ? 'hit' : 'miss';
  }

  invalidate(page: number): void {
    const way = this.ways.indexOf(page);
    if (way >= 0) this.ways[way] = null;
  }
}

test('tlb/hit: what was inserted is found, by its page and not by its set alone', () => {
  const tlb = new Tlb();
  insert(tlb, 3);
  expect(tlb.lookup(address(3) + 0xffc)).toBe(translation(3));
  expect(tlb.lookup(address(3 + 8))).toBe(0);
  expect(tlb.entries()).toEqual([{ page: 3, frame: 103, write: false, user: true }]);
});

test('tlb/sets: bits 14..12 choose among 8 sets of 4, so 32 consecutive pages fit and a 33rd replaces one of its set', () => {
  const tlb = new Tlb();
  for (let page = 0; page < 32; page++) insert(tlb, page);
  expect([...pagesOf(tlb)].sort((a, b) => a - b)).toEqual(Array.from({ length: 32 }, (_, page) => page));
  insert(tlb, 32);
  const left = Array.from({ length: 32 }, (_, page) => page).filter((page) => !pagesOf(tlb).includes(page));
  expect(left).toEqual([0]);
});

test('tlb/pseudo-lru: every sequence of 7 accesses and invalidations in one set hits and misses as the reference does', () => {
  // 0 to 5 access one of six pages of set 0; 6 invalidates the first of them.
  const operations = 7;
  const length = 7;
  for (let code = 0; code < operations ** length; code++) {
    const tlb = new Tlb();
    const reference = new ReferenceSet();
    for (let i = 0, rest = code; i < length; i++, rest = Math.floor(rest / operations)) {
      const page = (rest % operations) * 8;
      if (page === 48) {
        tlb.invalidate(0);
        reference.invalidate(0);
        continue;
      }
      const hit = tlb.lookup(address(page)) !== 0;
      if (!hit) insert(tlb, page);
      if ((reference.access(page) === 'hit') !== hit) expect.fail(`sequence ${code} differs at its operation ${i}`);
    }
  }
});

test('tlb/reinsert: a page that is walked again keeps its one entry', () => {
  const tlb = new Tlb();
  insert(tlb, 1);
  tlb.insert(address(1), translation(2));
  expect(tlb.entries()).toEqual([{ page: 1, frame: 102, write: false, user: true }]);
});

test('tlb/flush: nothing is left', () => {
  const tlb = new Tlb();
  for (let page = 0; page < 40; page++) insert(tlb, page);
  tlb.flush();
  expect(tlb.entries()).toEqual([]);
  expect(tlb.lookup(address(39))).toBe(0);
});
