import { exitCodeOf } from '../check/report.js';
import type { Report } from '../check/report.js';
import { counted } from './counted.js';
import { isPartial } from './outcome.js';
import { profileOf } from './profile-of.js';

/** The claimed profiles of which no rule was ever exercised, and of each how many rules it has. */
const untouched = ({ rules, neverExercised, profiles }: Report): readonly (readonly [string, number])[] =>
  profiles.flatMap((profile) => {
    const own = Object.keys(rules).filter((name) => profileOf(name) === profile);
    return own.length > 0 && own.every((name) => neverExercised.includes(name)) ? [[profile, own.length] as const] : [];
  });

/** What was claimed and never exercised: a whole profile in one line, and each rule of any other. */
export const renderNeverExercised = (report: Report): readonly string[] => {
  const whole = new Map(untouched(report));
  return [
    ...[...whole].map(([profile, rules]) => `    never exercised: ${profile}, all of its ${counted(rules, 'rule')}`),
    ...report.neverExercised
      .filter((name) => !whole.has(profileOf(name)))
      .map((name) => `    never exercised: ${name}`),
  ];
};

/** Without which event, told or taken, no program comes to the rules of a profile. */
const EVENTS: Readonly<Record<string, string>> = {
  timeouts: 'tick',
  scheduling: 'tick',
  interrupts: 'interrupt',
  exceptions: 'trap',
};

/** What to look at first where in a whole run nothing diverged and claims were not exercised: whether such a kernel conforms is not known. */
export const renderAdvice = (report: Report): readonly string[] => {
  if (isPartial(report) || exitCodeOf(report) !== 4) return [];
  const { cannot, stimuli, runs, neverExercised, profiles, tooSmall } = report;
  const whole = untouched(report).map(([profile]) => profile);
  const events = [...new Set(neverExercised.flatMap((name) => EVENTS[profileOf(name)] ?? []))];
  const sizes = Object.entries(tooSmall).map(([size, wanted]) => `${size} ${String(wanted)}`);
  const hasNoTicks = profiles.includes('scheduling') && !profiles.includes('timeouts');
  return [
    '  Whether it conforms is not known, for not all that it claims was exercised. Look first at',
    ...(cannot === 0
      ? []
      : [
          `    - what it answers: to ${counted(cannot, 'program')} it said \`cannot\`, by which they are dropped; let a call that is to be written fail instead`,
        ]),
    ...(events.length === 0
      ? []
      : [`    - \`can\` of its manifest, if it is there: it is to name ${events.join(', ')}`]),
    ...(sizes.length === 0
      ? []
      : [`    - \`limits\` of its manifest: the shortest programs of what was not exercised want ${sizes.join(', ')}`]),
    ...(hasNoTicks && neverExercised.some((name) => profileOf(name) === 'scheduling')
      ? ['    - the profiles of its manifest: `scheduling` stands on `timeouts`, without which no tick is judged']
      : []),
    ...(whole.length === 0
      ? [`    - the number of programs: more may exercise it, --runs ${String(Math.max(10_000, 10 * runs))}`]
      : ['    - the profiles of its manifest: claim what the kernel has, and no more']),
    ...(stimuli === 0
      ? ['    - the transport: no program came beyond its first line; docs/guides/contract.md has a whole conversation']
      : []),
  ];
};
