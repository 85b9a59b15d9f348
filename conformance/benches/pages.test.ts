import { expect, test } from 'vitest';
import { I486Kernel } from '../../impl/index.js';
import { tampered } from '../fixtures/scenario-breaks.js';
import { fifo } from '../scenarios/roles/vm-pager.js';
import { followPages } from './pages-oracle.js';
import { POLICIES } from './pages-system.js';
import { benchPages, countFault } from './pages.js';

test('bench pages: each load is what was stored last, pages are replaced, and a fault has its parts', () => {
  const lines: string[] = [];
  expect(benchPages(1, 300, (line) => lines.push(line))).toBe(true);
  expect(
    lines.map((line) =>
      line
        .replaceAll(/(NOT )?reached/g, '?')
        .replaceAll(/\d[\d,.]*/g, '#')
        .replaceAll(/ +/g, ' '),
    ),
  ).toEqual([
    ...['first in, first out', 'a second chance'].flatMap((policy) => [
      `a client of # pages, a pager of # by ${policy}; median of # rounds:`,
      ' # accesses, # loads were not what was stored last; # faults, # pages replaced, # written out',
      ' # pages/s through replacement and swap (aim #: ?), # times as long as to copy the same pages',
    ]),
    'a fault whose page the pager has, on a # of # MHz, by the listings of a message:',
    ' the fault, a message # to # cycles: # to enter and leave, # to # for # TLB misses, # for the rest, up to # for cache lines',
    ' its answer, with a page # to # cycles: # to enter and leave, # to # for # TLB misses, # for the rest, up to # for cache lines',
    ' together # to # cycles, # to # us',
    ' not listed: that the fault enters by an exception, and the words of tables and database that the page takes',
  ]);
});

test('bench pages: a fault and its answer each change the space once, and the thread has its page', () => {
  const { fault, answer } = countFault();
  expect([fault.counted.spaces, answer.counted.spaces]).toEqual([1, 1]);
  for (const { enterLeave, tlbMisses, copy, directoryWords, rest, cacheLines, total } of [fault.cost, answer.cost]) {
    expect(enterLeave.least).toBe(107);
    expect(
      [enterLeave, tlbMisses, copy, directoryWords, rest, cacheLines].reduce((sum, { most }) => sum + most, 0),
    ).toBe(total.most);
  }
});

test.each(POLICIES)(
  'bench pages --judged: by $name the specification refuses no step of the kernel of the 486, and memory is as it says',
  ({ choose }) => {
    const { progress, refused, looks } = followPages(new I486Kernel(), choose, 250);
    expect([progress, refused]).toEqual([{ accesses: 250, wrong: 0 }, null]);
    expect(looks).toBeGreaterThan(0);
  },
);

test('bench pages --judged: a demap that demaps nothing is refused at its first step', () => {
  const forgetful = tampered(new I486Kernel(), (x) =>
    x.do === 'fpage_unmap' ? { ...x, fpage: { base: 0, sizeLog2: 0 } } : x,
  );
  expect(followPages(forgetful, fifo, 500).refused).toMatch(/^stimulus \d+, .*: refused$/);
});
