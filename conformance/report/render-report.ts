import colors from 'picocolors';
import { ORDINALS } from '../check/report.js';
import type { Report } from '../check/report.js';
import { counted } from './counted.js';
import { dialectOf } from './dialect-of.js';
import { renderAdvice, renderNeverExercised } from './never-exercised.js';
import { isCut, isPartial } from './outcome.js';

const renderAlternatives = ({ alternatives, settles }: Report): readonly string[] => {
  const all = Object.entries(alternatives).flatMap(([rule, { open, taken }]) =>
    open.map((times, at) => ({ rule, at, times, taken: taken.at(at) ?? 0 })),
  );
  if (all.length === 0) return [];
  const never = all.filter(({ taken }) => taken === 0);
  return [
    `  ${counted(all.length, 'alternative')} of ${counted(Object.keys(alternatives).length, 'rule')} with a choice were open, ${String(all.length - never.length)} ever shown`,
    ...never.map(({ rule, at, times }) => {
      const reason = settles.find((settled) => settled.rule === rule)?.reason;
      const why = reason === undefined ? '' : ` (${reason})`;
      return `    never shown: the ${ORDINALS[at]} of ${rule}, open ${counted(times, 'time')}${why}`;
    }),
    ...settles
      .filter(({ rule }) => rule in alternatives && !never.some((it) => it.rule === rule))
      .map(({ rule }) => `    said to be settled, and every alternative was shown: ${rule}`),
  ];
};

/** How many programs there were, of how many: one run may be cut short by whoever waits for it, or by what it finds. */
const renderPrograms = ({ source, exhausted, runs, programs, stimuli, executed }: Report): readonly string[] => {
  if (programs === 0) return ['  no program was generated: the run ended before'];
  const mean = (count: number): string => (count / programs).toFixed(1);
  const asked = exhausted === null && programs < runs ? ` of the ${String(runs)} asked for` : '';
  const each =
    stimuli === 0
      ? 'of which no stimulus was judged'
      : `${mean(stimuli)} stimuli each on average, ${mean(executed)} executed by a thread`;
  const done = `  ${counted(programs, 'program')}${asked}, ${each}`;
  if (exhausted === null || 'mix' in source) return [done];
  const { scope, length } = source.exhaustive;
  const all = `all ${counted(exhausted.programs, 'program')} of ${counted(length, 'stimulus', 'stimuli')} in ${scope} (${String(exhausted.sequences)} without its symmetry)`;
  return [done, exhausted.whole ? `  ${all} were run` : `  NOT ${all} were run`];
};

const renderStored = ({ shortest, stored }: Report): readonly string[] => {
  const { replayed, stillFailing, unreadable } = stored;
  return [
    ...(shortest.programs === 0
      ? []
      : [
          `  ${counted(shortest.programs, 'shortest program')} of claimed rules, ${String(shortest.failing)} of them failed`,
        ]),
    ...(replayed + unreadable === 0
      ? []
      : [
          `  ${counted(replayed, 'stored failure')} ran again, ${String(stillFailing)} failed again` +
            (unreadable === 0 ? '' : `; ${counted(unreadable, 'file')} of stored failures could not be read`),
        ]),
  ];
};

const renderDropped = ({ unspecified, cannot, undecided }: Report): readonly string[] =>
  [
    [unspecified, 'went beyond the profiles claimed, or beyond what is specified; dropped there'],
    [cannot, 'held a stimulus that the kernel cannot do, dropped there'],
    [undecided, 'ended undecided: more states were allowed than are followed'],
  ].flatMap(([count, why]) => (count === 0 ? [] : [`  ${counted(Number(count), 'program')} ${String(why)}`]));

const renderRules = (report: Report): readonly string[] => {
  const { rules, hardware, neverExercised } = report;
  const least = Object.entries(rules)
    .sort(([, a], [, b]) => a - b)
    .find(([, times]) => times > 0);
  const properties = Object.keys(hardware).length;
  return [
    `  ${counted(Object.keys(rules).length, 'rule')} claimed, ${String(neverExercised.length)} never exercised` +
      (least === undefined ? '' : `; least often: ${least[0]}, ${counted(least[1], 'time')}`),
    ...(isPartial(report) ? [] : renderNeverExercised(report)),
    ...renderAlternatives(report),
    properties === 0
      ? '  no hardware was looked at: the kernel shows none, or is judged by its events alone'
      : `  ${counted(properties, 'property', 'properties')} of its hardware checked after each step`,
  ];
};

const renderWaived = ({ waived }: Report): readonly string[] =>
  waived.map(({ rule, reason, failures }) =>
    failures.length === 0
      ? `  waived, but nothing broke it: ${rule} (${reason})`
      : `  waived: ${rule} (${reason}), ${counted(failures.length, 'distinct failure')}`,
  );

/** The colors of a verdict. */
type Colors = Pick<typeof colors, 'green' | 'yellow' | 'red'>;
const renderVerdict = (report: Report, { green, yellow, red }: Colors): readonly string[] => {
  const { failures, rules, hardware, neverExercised, exhausted } = report;
  if (failures.length > 0)
    return [
      `  ${red(`${counted(failures.length, 'distinct failure')}:`)}`,
      ...failures.map(({ signature }) => `    ${red(signature)}`),
    ];
  if (exhausted !== null || neverExercised.length === 0)
    return [`  ${green(`no divergence${isCut(report) ? ' in what was run' : ''}`)}`];
  return [
    ...renderAdvice(report),
    `  ${yellow(`no divergence, but ${String(neverExercised.length)} of ${counted(Object.keys({ ...rules, ...hardware }).length, 'claim')} never exercised`)}`,
  ];
};

/** By what it was judged, where that is not the reference, or not all that it shows. */
const judgedBy = (report: Report): string => {
  const dialect = dialectOf(report);
  return (dialect === null ? '' : `, dialect ${dialect}`) + (report.blackBox ? ', black box' : '');
};

/** A report told to a person; the last lines are the verdict. */
export const renderReport = (report: Report, inColors: Colors = colors): string => {
  const { kernel, profiles, seed, source, programs } = report;
  const mix = 'mix' in source && source.mix !== 'usual' ? `, mix ${source.mix}` : '';
  return [
    `${kernel} (${profiles.join(', ')}), seed ${String(seed)}${mix}${judgedBy(report)}`,
    ...renderPrograms(report),
    ...renderStored(report),
    ...renderDropped(report),
    ...(programs === 0 ? [] : renderRules(report)),
    ...renderWaived(report),
    ...renderVerdict(report, inColors),
  ].join('\n');
};
