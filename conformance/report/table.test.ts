import { expect, test } from 'vitest';
import { html } from './html.js';
import { table } from './table.js';

const words = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('> <', '><').trim();

test('table: it has a name, a heading for each column, of numbers where they are, and the rows; what is put in is escaped', () => {
  const row = html`<tr>
    <th scope="row">a</th>
    <td class="number">1</td>
  </tr>`;
  expect(words(table('Two & two', ['name', { number: 'times < 2' }], [row]).html)).toBe(
    '<div class="table" tabindex="0" role="group" aria-label="Two &amp; two"><table><thead><tr>' +
      '<th scope="col">name</th><th scope="col" class="number">times &lt; 2</th>' +
      '</tr></thead><tbody><tr><th scope="row">a</th><td class="number">1</td></tr></tbody></table></div>',
  );
  expect(table('Small', [], [], true).html).toContain('<table class="dense">');
});
