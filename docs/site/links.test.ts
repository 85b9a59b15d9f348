import { expect, test } from 'vitest';
import { brokenLinks } from './links.js';

const files = (page: string, sheet = '') =>
  new Map([
    ['rules/a.html', page],
    ['b.html', '<h2 id="sigma/map">'],
    ['site.css', sheet],
    ['fonts/f.woff2', null],
  ]);

test('links: a page, an anchor with a slash, a place in the page itself and another site are no broken links', () => {
  const page =
    '<a id="here" href="../b.html#sigma/map"><a href="#here"><a href="https://example.org/"><link href="../site.css">';
  expect(brokenLinks(files(page, 'src: url(fonts/f.woff2)'))).toEqual([]);
});

test('links: a page or an anchor that is not there, and whatever would be loaded from elsewhere, is told', () => {
  const page =
    '<a href="c.html"><a href="../b.html#sigma"><script src="https://example.org/x.js"></script><img src="//x/y">';
  expect(brokenLinks(files(page, "url('fonts/g.woff2')")).map(({ from, to, says }) => [from, to, says])).toEqual([
    ['rules/a.html', 'c.html', 'there is no such page'],
    ['rules/a.html', '../b.html#sigma', 'the page has no such anchor'],
    ['rules/a.html', 'https://example.org/x.js', 'is loaded from elsewhere'],
    ['rules/a.html', '//x/y', 'is loaded from elsewhere'],
    ['site.css', 'fonts/g.woff2', 'there is no such page'],
  ]);
});

test('links: an anchor that a page has twice is told', () => {
  const page = '<a id="a"><p id="b&lt;c"></p><p id="b&lt;c">';
  expect(brokenLinks(files(page))).toEqual([
    { from: 'rules/a.html', to: '#b<c', says: 'the page has that anchor twice' },
  ]);
});

test('links: to the player the name of a program that it has leads somewhere, and any other is told', () => {
  const programs =
    '<script type="application/json" id="programs">[{"name":"the TLB rule"},{"name":"a \\u003c b"}]</script>';
  const page = ['sigma/mapp', 'the%20TLB%20rule', 'a%20%3C%20b', 'player']
    .map((name) => `<a href="player.html#${name}">`)
    .join('');
  const player = `<div id="player"></div>${programs}`;
  const broken = brokenLinks(
    new Map([
      ['a.html', page],
      ['player.html', player],
    ]),
  );
  expect(broken).toEqual([{ from: 'a.html', to: 'player.html#sigma/mapp', says: 'the page has no such anchor' }]);
});
