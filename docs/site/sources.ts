import { renderSource } from '../../spec/vocabulary/index.js';
import type { Fact, Source } from '../../spec/vocabulary/index.js';
import { NOTHING, html, joined } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { linkTo } from './page.js';

/** The anchor of a source on the page of the lecture, where stands what else cites it. */
export const anchorOf = (source: Source): string => renderSource(source).replaceAll(':', '-');

/** Where a rule or property comes from, each with a link. */
export const cited = (from: string, sources: readonly Source[]): Html =>
  joined(
    sources.map(
      (source) =>
        html`<a href="${linkTo(from, `lecture.html#${anchorOf(source)}`)}">${renderSource(source)}</a>${
            source.kind === 'lecture' ? html` <span class="title">${source.title}</span>` : ''
          }`,
    ),
    '; ',
  );

/** What a fact says, and what of it rests on memory alone. */
export const toldFact = ({ says, recalled }: Fact): Html =>
  html`${says}${recalled === undefined ? NOTHING : html` <i>Recalled, not read again: ${recalled}.</i>`}`;
