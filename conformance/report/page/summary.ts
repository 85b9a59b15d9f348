import { match } from 'ts-pattern';
import { exitCodeOf } from '../../check/report.js';
import type { Report } from '../../check/report.js';
import { counted } from '../counted.js';
import { dialectOf } from '../dialect-of.js';
import { NOTHING, html } from '../html.js';
import type { Html } from '../html.js';
import { isCut } from '../outcome.js';
import { whole } from '../whole.js';

const IN_PART = 'No divergence in what was run, which is not all';
const verdictOf = (report: Report): string =>
  match(exitCodeOf(report))
    .with(0, () => (isCut(report) ? IN_PART : 'Conforms'))
    .with(1, () => `Diverges: ${counted(report.failures.length, 'distinct failure')}`)
    .with(3, () => 'Broke its contract')
    .with(4, () =>
      isCut(report)
        ? IN_PART
        : `No divergence, but ${counted(report.neverExercised.length, 'claimed rule')} never exercised`,
    )
    .exhaustive();

const sourceOf = ({ source, seed, exhausted }: Report): string => {
  if ('mix' in source) return `seed ${String(seed)}, mix ${source.mix}`;
  const { scope, length } = source.exhaustive;
  const all = exhausted?.whole === true ? 'all' : 'NOT all';
  return `${all} programs of ${counted(length, 'stimulus', 'stimuli')} in ${scope}`;
};

/** What was run, a figure and what it counts; what did not happen is left out. */
const figures = (report: Report): readonly (readonly [string, string])[] => {
  const { programs, runs, exhausted, stimuli, executed, shortest, stored, unspecified, cannot, undecided } = report;
  const claimed = Object.keys(report.rules).length;
  const unmet = report.neverExercised.filter((name) => name in report.rules).length;
  const asked = exhausted === null && programs < runs ? ` of the ${whole(runs)} asked for` : '';
  const some = (is: boolean, what: string, says: string): readonly (readonly [string, string])[] =>
    is ? [[what, says]] : [];
  return [
    ['Profiles claimed', report.profiles.join(', ')],
    ...some(dialectOf(report) !== null, 'Dialect', dialectOf(report) ?? ''),
    ...some(report.blackBox, 'Its inside', 'was not looked at'),
    ['Programs', `${whole(programs)}${asked} (${sourceOf(report)})`],
    ['Stimuli', `${whole(stimuli)}, of which a thread executed ${whole(executed)}`],
    ['Shortest programs of rules', `${whole(shortest.programs)}, of which ${whole(shortest.failing)} failed`],
    ['Rules claimed', `${whole(claimed)}, of which ${whole(claimed - unmet)} were exercised`],
    ...some(
      stored.replayed + stored.unreadable > 0,
      'Stored failures',
      `${whole(stored.replayed)} ran again, ${whole(stored.stillFailing)} still fail, ${whole(stored.unreadable)} cannot be read`,
    ),
    ...some(unspecified > 0, 'Left the specified part of L4', counted(unspecified, 'program')),
    ...some(cannot > 0, 'Held what the kernel cannot do', counted(cannot, 'program')),
    ...some(
      undecided > 0,
      'Ended undecided',
      `${counted(undecided, 'program')}: more states were allowed than are followed`,
    ),
  ];
};

/** The verdict in a line, and what was run. */
export const summary = (report: Report): Html =>
  html`<p class="verdict exit-${exitCodeOf(report)}">${verdictOf(report)}</p>
    <dl class="figures">
      ${figures(report).map(
        ([what, says]) =>
          html`<div>
            <dt>${what}</dt>
            <dd>${says}</dd>
          </div>`,
      )}
    </dl>
    ${
      Object.keys(report.hardware).length === 0 && report.programs > 0
        ? html`<p>No hardware was looked at: the kernel shows none, or is judged by its events alone.</p>`
        : NOTHING
    }`;
