import { storedShortest } from '../../conformance/explorations/shortest.js';
import type { Offered } from '../../conformance/player/offered.js';
import { granted, longMessage, sleepers } from '../../conformance/programs/drawn.js';
import { leftInTheMiddle, sleepsFor5 } from '../../conformance/programs/errata.js';
import { speaking } from '../../conformance/programs/speaking.js';
import { html, stored } from '../../conformance/report/html.js';
import type { Page } from './page.js';
import type { Places } from './places.js';
import type { FamilyFacts } from './rules.js';
import { nameOfDistinction } from './telling.js';

const DRAWN = [
  ['the hierarchy of L.69', granted, 'model'],
  ['a message of 8 KiB', longMessage, 'i486'],
  ['five that sleep', sleepers, 'i486'],
] as const;

/** Every program of the site. */
const offered = (families: readonly FamilyFacts[], scenarios: readonly Offered[]): readonly Offered[] => [
  ...families.flatMap(({ rules, others }) =>
    [...rules, ...others].map(({ rule, shown: { program, route, latenessMs, dialect } }) => ({
      name: rule.name,
      group: 'The shortest program of a rule',
      program,
      route,
      latenessMs,
      ...(dialect !== null && { dialect: { [dialect[0]]: dialect[1] } }),
    })),
  ),
  ...storedShortest().distinctions.map((it) => ({
    name: nameOfDistinction(it),
    group: 'What tells two dialects apart',
    program: { boot: it.boot, stimuli: it.stimuli },
    route: [],
    latenessMs: it.latenessMs,
  })),
  ...[...speaking].map(([name, program]) => ({ name, group: 'A program of a property', program, route: [] })),
  ...DRAWN.map(([name, program, kernel]) => ({ name, group: 'Drawings', program, route: [], kernel })),
  ...scenarios,
  {
    name: 'the TLB rule of L.57',
    group: 'Errata',
    program: leftInTheMiddle,
    route: [],
    kernel: 'i486:tlb=lecture',
  },
  { name: 'a sleep of 5 ms (L.61)', group: 'Errata', program: sleepsFor5, route: [], kernel: 'i486' },
];

/** The page of the player, with its programs and with where rules are told of. */
export const playerPage = (families: readonly FamilyFacts[], scenarios: readonly Offered[], places: Places): Page => ({
  path: 'player.html',
  title: 'Player',
  scripts: ['assets/player.js'],
  content: html`<p>
      Steps through a program on the specification, where you choose among the outcomes that it allows, or on a kernel
      of the 486, which is checked as it goes; by the rules of the dialect that you choose. The arrow keys go back and
      forward, Home and End to the first and the last step; what a step changed is marked. Drop a program or a stored
      failure on the page to play it, in the dialect that it names; edit it, and see what is allowed then.
    </p>
    <div id="player"><p>The player runs in the browser, and needs scripts.</p></div>
    ${stored('programs', offered(families, scenarios))} ${stored('places', Object.fromEntries(places))}`,
});
