import { expect, test } from 'vitest';
import { html, joined, made, withCode } from './html.js';

test('html: what is put into a template is escaped, other HTML is not', () => {
  expect(html`<p title="${'"'}">${['a < b', html`<b>&</b>`, 3]}</p>`).toEqual({
    html: '<p title="&quot;">a &lt; b<b>&</b>3</p>',
  });
  expect(joined([made('<i>a</i>'), made('b')], ' > ')).toEqual({ html: '<i>a</i> &gt; b' });
});

test('html: what stands in backquotes is code, escaped as all else is', () => {
  expect(withCode('`a` < b, and `c`').html).toBe('<code>a</code> &lt; b, and <code>c</code>');
});
