import { createHash } from 'node:crypto';
import { rulesOf } from '../../../spec/index.js';
import type { Failure } from '../../check/failure.js';
import { termsOf } from '../../check/terms.js';
import { versionOfPackage } from '../../package.js';
import { NOTHING, html, made, stored } from '../html.js';
import type { Html } from '../html.js';
import { choices } from './choices.js';
import { allFailures } from './facts.js';
import type { Facts } from './facts.js';
import { drawnFailure, namedFailure, offeredOf } from './failure.js';
import { summary } from './summary.js';
import { anchorOf, profiles, rulesTold } from './verdicts.js';

/** What a page has in itself, so that it asks nobody for anything: a style sheet, and the player as a script. */
export interface Parts {
  readonly styles: string;
  readonly player: string;
}

/** No page is larger, in bytes; the player, the rules and the choices take less than half of it. */
export const MOST_BYTES = 2_000_000;
const FOR_FAILURES = 1_000_000;
const sizeOf = (text: string): number => Buffer.byteLength(text);

/** Failures are drawn, and given to the player, as long as there is room. */
const withinRoom = (facts: Facts): { readonly sections: readonly Html[]; readonly played: readonly Failure[] } => {
  const sections: Html[] = [];
  const played: Failure[] = [];
  let left = FOR_FAILURES;
  for (const [at, failure] of allFailures(facts.report).entries()) {
    const given = sizeOf(JSON.stringify(offeredOf(failure, facts)));
    const section = given < left ? drawnFailure(failure, at + 1, facts) : NOTHING;
    const isDrawn = given < left && given + sizeOf(section.html) < left;
    sections.push(isDrawn ? section : namedFailure(failure, at + 1, facts));
    if (!isDrawn) continue;
    left -= given + sizeOf(section.html);
    played.push(failure);
  }
  return { sections, played };
};

const failures = ({ report: { failures, waived } }: Facts, sections: readonly Html[]): Html => {
  const some = waived.filter((it) => it.failures.length > 0);
  return html`${failures.length === 0 ? html`<p>There are none.</p>` : sections.slice(0, failures.length)}
  ${
    some.length === 0
      ? NOTHING
      : html`<h2 id="waived">Failures that are waived</h2>
          <ul>
            ${some.map(({ rule, reason }) => html`<li>${rule}: ${reason}</li>`)}
          </ul>
          ${sections.slice(failures.length)}`
  }`;
};

const player = (facts: Facts, played: readonly Failure[]): Html => {
  const places = rulesOf(termsOf(facts.manifest).rules).map(({ name }) => [name, `#${anchorOf(name)}`] as const);
  return html`<h2 id="play">Step by step</h2>
    <p>
      The arrow keys go back and forward, Home and End to the first and the last step; what a step changed is marked.
      What was recorded of the kernel can be held against the specification and the kernels that come with it.
    </p>
    <div id="player"><p>The player needs scripts.</p></div>
    ${stored(
      'programs',
      played.map((it) => offeredOf(it, facts)),
    )}
    ${stored('places', Object.fromEntries(places))}`;
};

const sectionsOf = (played: readonly Failure[]): readonly (readonly [string, string])[] => [
  ['failures', 'Failures'],
  ...(played.length === 0 ? [] : [['play', 'Step by step'] as const]),
  ['rules', 'Rules'],
  ['choices', 'Choices'],
];

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** A report as one page: it asks for nothing, and runs no script but its own, whatever a kernel calls itself. */
export const pageOf = (facts: Facts, { styles, player: script }: Parts): string => {
  const { report, manifest } = facts;
  const { sections, played } = withinRoom(facts);
  const code = played.length === 0 ? '' : script.replaceAll('</script', '<\\/script');
  const policy = `default-src 'none'; style-src ${hashOf(styles)}; script-src ${code === '' ? "'none'" : hashOf(code)}; img-src data:; base-uri 'none'; form-action 'none'`;
  return html`${made('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${report.kernel}: conformance to L4</title>
        <link rel="icon" href="data:," />
        ${made(`<style>${styles}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">To the report</a>
        <main id="main">
          <h1>${report.kernel}</h1>
          ${summary(report)}
          <nav class="sections" aria-label="Parts">
            ${sectionsOf(played).map(([id, title]) => html`<a href="#${id}">${title}</a>`)}
          </nav>
          ${profiles(report, manifest)}
          <h2 id="failures">Failures</h2>
          ${failures(facts, sections)} ${played.length === 0 ? NOTHING : player(facts, played)}
          <h2 id="rules">Rules</h2>
          ${rulesTold(report, manifest)}
          <h2 id="choices">Choices</h2>
          ${choices(report)}
          <footer>l4-conformance ${versionOfPackage()}</footer>
        </main>
        ${made(code === '' ? '' : `<script>${code}</script>`)}
      </body>
    </html> `.html;
};
