import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { EXIT_CODES, commandTree } from '../../conformance/command/tree.js';
import { NOTHING, html } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import type { Page } from './page.js';

interface Term {
  readonly term: string;
  readonly says: string;
}
const terms = (list: readonly Term[]): Html =>
  list.length === 0
    ? NOTHING
    : html`<dl>
        ${list.map(
          ({ term, says }) =>
            html`<dt><code>${term}</code></dt>
              <dd>${says}</dd>`,
        )}
      </dl>`;

const section = (command: CommandUnknownOpts, name: string): Html => {
  const help = command.createHelp();
  const options = help
    .visibleOptions(command)
    .map((it: Option): Term => ({ term: help.optionTerm(it), says: help.optionDescription(it) }));
  const given = help
    .visibleArguments(command)
    .map((it: Argument): Term => ({ term: it.name(), says: help.argumentDescription(it) }));
  const inner = command.commands.map((it) => section(it, `${name} ${it.name()}`));
  return html`<section id="${name.replaceAll(' ', '-')}">
      <h2>${name}</h2>
      <p class="says">${command.description()}</p>
      <pre tabindex="0"><code>${name} ${command.usage()}</code></pre>
      ${terms(given)} ${terms(options)}
    </section>
    ${inner}`;
};

/** The reference of the command, from the command itself. */
export const commandsPage = (): Page => ({
  path: 'commands.html',
  title: 'The command l4c',
  content: html`${section(commandTree(), 'l4c')}
    <h2 id="exit-codes">Exit codes</h2>
    <p>${EXIT_CODES}</p>`,
});
