import { tableWith } from '../../conformance/explorations/shortest.js';
import type { Distinction } from '../../conformance/explorations/shortest.js';
import { firstFrame, frameAfter, wayTo } from '../../conformance/player/frame.js';
import type { Frame } from '../../conformance/player/frame.js';
import { drawnRun } from '../../conformance/report/drawn-run.js';
import { html, joined } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { firstDifference } from '../../model/explorer/system/index.js';
import { step } from '../../model/index.js';
import { boot } from '../../spec/index.js';
import type { Rules } from '../../spec/index.js';
import { renderSeen } from '../../spec/vocabulary/index.js';
import { linkTo } from './page.js';
import { named } from './places.js';
import type { Places } from './places.js';

/** More ways through a program than this are not told apart. */
const WAYS = 4096;

/** Everything that may be seen of a program, step by step: a text for each way. */
const sightings = ({ boot: config, latenessMs, stimuli }: Distinction, rules: Rules): ReadonlySet<string> => {
  let ways: readonly (readonly [Frame, string])[] = [[firstFrame(config, latenessMs), '']];
  for (const x of stimuli)
    ways = ways
      .flatMap(([{ state }, before]) =>
        step(state, x, rules).map((outcome) => {
          const frame = frameAfter(x, outcome);
          return [frame, `${before}\n${renderSeen(frame.seen)}`] as const;
        }),
      )
      .slice(0, WAYS);
  return new Set(ways.map(([, text]) => text));
};
const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);
/** What a table lets be seen at the end, where the other does not. */
const onlyIn = (own: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] => [
  ...new Set([...own].filter((it) => !other.has(it)).map(lastLine)),
];

/** The name of such a program in the player. */
export const nameOfDistinction = ({ parameter, value, other }: Distinction): string =>
  `${parameter}: ${value} or ${other}`;

/**
 * The stored program that tells two values of a parameter apart: what each shows where the other does not, and a run.
 * Throws where it no longer tells them apart.
 */
export const telling = (it: Distinction, from: string, places: Places): Html => {
  const tables = [tableWith(it.parameter, it.value), tableWith(it.parameter, it.other)] as const;
  if (firstDifference(boot(it.boot, it.latenessMs), it.stimuli, tables) !== it.stimuli.length - 1)
    throw new Error(
      `the stored program no longer tells ${it.parameter} ${it.value} from ${it.other}: npm run shortest`,
    );
  const way = wayTo(it, it.latenessMs, () => true, tables[0]);
  if (way === null) throw new Error(`the stored program of ${it.parameter} has no run`);
  const [own, other] = tables.map((table) => sightings(it, table));
  const seen = (value: string, list: readonly string[]): Html =>
    html`<li>
      <q>${value}</q>:
      ${
        list.length === 0
          ? 'nothing that the other does not allow'
          : joined(
              list.map((text) => html`<span class="only">${text}</span>`),
              ', or ',
            )
      }
    </li>`;
  return html`<details>
    <summary><q>${it.value}</q> and <q>${it.other}</q> are told apart by ${it.stimuli.length} stimuli</summary>
    <p>At the end of this program may be seen, where only one of the two allows it:</p>
    <ul>
      ${seen(it.value, onlyIn(own, other))}${seen(it.other, onlyIn(other, own))}
    </ul>
    <p>The run with <q>${it.value}</q>:</p>
    <p><a href="${linkTo(from, `player.html#${encodeURIComponent(nameOfDistinction(it))}`)}">Play it</a>.</p>
    ${drawnRun(it.boot, way.frames, (name) => named(places, from, name))}
  </details>`;
};
