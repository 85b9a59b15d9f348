import { errata } from './errata.js';
import type { Known } from './errata.js';
import { html } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import type { Page } from './page.js';
import { cited } from './sources.js';

const path = 'errata.html';

/** The errata, each with evidence that has just run. */
export const errataPage = async (known: Known): Promise<Page> => {
  const sections: Html[] = [];
  for (const { anchor, title, source, printed, instead, evidence } of errata)
    sections.push(
      html`<section id="${anchor}">
        <h2>${title}</h2>
        <p class="sources">${cited(path, source)}</p>
        <p><b>Printed:</b> ${printed}</p>
        <p><b>Instead:</b> ${instead}</p>
        ${await evidence(known)}
      </section>`,
    );
  return {
    path,
    title: 'Errata of the lecture',
    content: html`<p>
        Where the lecture as it is printed is wrong, or says too little to be run. Each entry shows evidence that ran
        when this page was built; the build fails where it no longer does.
      </p>
      ${sections}`,
  };
};
