import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { departures, reference } from '../../spec/index.js';
import type { Rules } from '../../spec/index.js';
import type { Program } from '../../spec/vocabulary/index.js';
import { storedShortest, tableWith } from '../explorations/shortest.js';
import { rootOfPackage } from '../package.js';
import { narrate } from '../report/narrate.js';

// What each dialect makes of the shortest programs, where it is not what the reference makes of them: a table, to be read whenever it changes.

const file = fileURLToPath(new URL('conformance/mutation/told-in-dialects.txt', rootOfPackage));
const { rules, distinctions } = storedShortest();
const programs: readonly (Program & { readonly of: string })[] = [
  ...distinctions.map((it) => ({ of: `${it.parameter}: ${it.value} against ${it.other}`, ...it })),
  ...rules.map((it) => ({ of: it.name, ...it })),
];

/** The narration from the first step on that is told otherwise in the reference; null if none is. */
const toldIn = ({ of, boot, stimuli }: (typeof programs)[number], table: Rules): string | null => {
  const [told, usual] = [table, reference].map((it) => narrate({ boot, stimuli }, it).split('\n'));
  const at = told.findIndex((line, i) => line !== usual[i]);
  if (at < 0) return null;
  const step = told.findLastIndex((line, i) => i <= at && /^ +\d+ /.test(line));
  return [`of ${of}`, ...told.slice(step)].join('\n');
};

test('dialects: each value of a parameter makes something else of some shortest program, as is told', async () => {
  const told = departures.map(({ parameter, value }) => {
    const table = tableWith(parameter, value);
    const all = programs.flatMap((program) => toldIn(program, table) ?? []);
    expect([parameter, value, all.length]).not.toEqual([parameter, value, 0]);
    return [`# ${parameter}: ${value}`, ...all].join('\n\n');
  });
  await expect(`${told.join('\n\n\n')}\n`).toMatchFileSnapshot(file);
});
