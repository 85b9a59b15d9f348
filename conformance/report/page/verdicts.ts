import { match } from 'ts-pattern';
import { rulesOf } from '../../../spec/index.js';
import { hardwareProperties } from '../../../spec/properties/index.js';
import { Profile, renderSource } from '../../../spec/vocabulary/index.js';
import type { Manifest, Source } from '../../../spec/vocabulary/index.js';
import type { Report } from '../../check/report.js';
import { termsOf } from '../../check/terms.js';
import { NOTHING, html, made, withCode } from '../html.js';
import type { Html } from '../html.js';
import { outcomeOf } from '../outcome.js';
import type { Outcome } from '../outcome.js';
import { table } from '../table.js';
import { whole } from '../whole.js';

/** What became of a rule, or of a property of the hardware. */
interface Verdict {
  readonly name: string;
  readonly says: string;
  readonly source: readonly Source[];
  readonly outcome: Outcome;
  /** How often it was applied, or checked. */
  readonly times: number;
}
/** The rules of a profile, or the properties of the hardware. */
interface Group {
  readonly title: string;
  readonly isClaimed: boolean;
  readonly verdicts: readonly Verdict[];
}

/** Where on the page a rule is told of. */
export const anchorOf = (rule: string): string => `rule:${rule}`;

const groupsOf = (report: Report, manifest: Manifest): readonly Group[] => {
  const rules = rulesOf(termsOf(manifest).rules).filter(({ isInference }) => isInference !== true);
  const groups = Profile.options.map((profile): Group => {
    const isClaimed = manifest.profiles.includes(profile);
    const verdicts = rules
      .filter((rule) => rule.profile === profile)
      .map(({ name, says, source }): Verdict => {
        const outcome: Outcome = isClaimed ? outcomeOf(report, name) : { is: 'not claimed' };
        return { name, says, source, outcome, times: report.rules[name] ?? 0 };
      });
    return { title: profile, isClaimed, verdicts };
  });
  const hardware = hardwareProperties
    .filter(({ name }) => name in report.hardware)
    .map(({ name, says, source }): Verdict => {
      const outcome = outcomeOf(report, name);
      return { name, says, source, outcome, times: report.hardware[name] };
    });
  return hardware.length === 0 ? groups : [...groups, { title: 'hardware', isClaimed: true, verdicts: hardware }];
};

const OUTCOMES: readonly Outcome['is'][] = ['held', 'broken', 'waived', 'never exercised', 'not reached'];
const countOf = ({ verdicts }: Group, is: Outcome['is']): number =>
  verdicts.filter(({ outcome }) => outcome.is === is).length;
const classOf = (is: Outcome['is']): string => is.replaceAll(' ', '-');

const row = (group: Group): Html =>
  group.isClaimed
    ? html`<tr>
        <th scope="row"><a href="#profile:${group.title}">${group.title}</a></th>
        ${OUTCOMES.map((is) => {
          const count = countOf(group, is);
          return html`<td class="${count === 0 ? 'none' : classOf(is)}">${count}</td>`;
        })}
      </tr>`
    : html`<tr>
        <th scope="row">${group.title}</th>
        <td class="none" colspan="${OUTCOMES.length}">not claimed (${group.verdicts.length} rules)</td>
      </tr>`;

const remark = (outcome: Outcome): string =>
  match(outcome)
    .with({ is: 'broken' }, { is: 'waived' }, ({ is, failures }) =>
      failures.length === 0
        ? `${is}, but nothing broke it`
        : `${is}: ${failures.map(({ signature }) => signature).join(', ')}`,
    )
    .with({ is: 'held' }, { is: 'never exercised' }, { is: 'not reached' }, { is: 'not claimed' }, ({ is }) => is)
    .exhaustive();

const told = (group: Group): Html => {
  const isWell = group.verdicts.every(({ outcome }) => outcome.is === 'held');
  const times = group.title === 'hardware' ? 'checked' : 'applied';
  return html`<details id="profile:${group.title}" ${isWell ? NOTHING : made(' open')}>
    <summary>${group.title}: ${group.verdicts.length} ${group.title === 'hardware' ? 'properties' : 'rules'}</summary>
    ${table(
      group.title,
      [group.title === 'hardware' ? 'property' : 'rule', 'outcome', { number: times }, 'what it says'],
      group.verdicts.map(
        ({ name, says, source, outcome, times: count }) =>
          html`<tr id="${anchorOf(name)}">
            <th scope="row" class="rule">${name}</th>
            <td class="${classOf(outcome.is)}">${remark(outcome)}</td>
            <td class="number">${whole(count)}</td>
            <td>${withCode(says)} <span class="sources">(${source.map(renderSource).join(', ')})</span></td>
          </tr>`,
      ),
    )}
  </details>`;
};

/** A row for each profile: how many of its rules held, and how many did not. */
export const profiles = (report: Report, manifest: Manifest): Html =>
  table('Profiles', ['profile', ...OUTCOMES], groupsOf(report, manifest).map(row));

/** What became of each rule of the profiles that are claimed, and of each property of the hardware. */
export const rulesTold = (report: Report, manifest: Manifest): Html =>
  html`${groupsOf(report, manifest)
    .filter(({ isClaimed }) => isClaimed)
    .map(told)}`;
