import { ORDINALS } from '../../check/report.js';
import type { Report } from '../../check/report.js';
import { html } from '../html.js';
import type { Html } from '../html.js';
import { table } from '../table.js';
import { whole } from '../whole.js';
import { anchorOf } from './verdicts.js';

/** Of each choice that the specification leaves open: how often each alternative was, and how often the kernel was seen to take it. */
export const choices = ({ alternatives, settles }: Report): Html => {
  const all = Object.entries(alternatives).flatMap(([rule, { open, taken }]) =>
    open.map((times, at) => ({ rule, at, times, taken: taken.at(at) ?? 0 })),
  );
  if (all.length === 0) return html`<p>No program came to a choice.</p>`;
  const shown = all.filter(({ taken }) => taken > 0).length;
  return html`<p>
      The specification leaves some choices to a kernel. Of ${all.length} alternatives that were open the kernel was
      seen to take ${shown}; a choice of which nothing has shown yet is counted as open only.
    </p>
    ${table(
      'Choices',
      ['rule', 'alternative', { number: 'open' }, { number: 'taken' }, 'what the kernel says of it'],
      all.map(({ rule, at, times, taken }) => {
        const reason = settles.find((it) => it.rule === rule)?.reason ?? '';
        return html`<tr>
          <th scope="row" class="rule">${at === 0 ? html`<a href="#${anchorOf(rule)}">${rule}</a>` : rule}</th>
          <td>${ORDINALS[at]}</td>
          <td class="number">${whole(times)}</td>
          <td class="number ${taken === 0 ? 'never-exercised' : 'held'}">${taken === 0 ? 'never' : whole(taken)}</td>
          <td>${at === 0 ? reason : ''}</td>
        </tr>`;
      }),
    )}`;
};
