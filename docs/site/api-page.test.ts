import { expect, test } from 'vitest';
import { accessible } from './api-page.js';

const page = `<html data-base="../"><head></head><div class="col-content">
  <summary data-key="a"><h3 id="a">A<a href="#a" aria-label="Permalink" class="i"><svg></svg></a></h3></summary>
  <h3>B<a href="#b" aria-label="Permalink"></a></h3><use href="../assets/icons.svg#icon"></use></div>
  <ul class="nav" id="tsd-nav-container"><li>Loading...</li></ul></html>`;

test('api: what opens a part of a page has no link in it, the modules are a plain list, and the text is the main part', () => {
  const read = accessible(page, [{ name: 'spec/vocabulary', file: 'spec/vocabulary/index.ts' }]);
  expect(read).toContain('<summary data-key="a"><h2 id="a">A</h2></summary>');
  expect(read).toContain('<h3>B<a href="#b" aria-label="Permalink"></a></h3><use href="#icon">');
  expect(read).toContain('<ul class="nav"><li><a href="../modules/spec_vocabulary.html">spec/vocabulary</a></li></ul>');
  expect(read).toContain('<div class="col-content" role="main">');
});
