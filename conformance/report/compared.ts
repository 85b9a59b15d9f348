import { match } from 'ts-pattern';
import { parameters, reference, rulesOf } from '../../spec/index.js';
import { renderSeen, renderSource, renderStimulus } from '../../spec/vocabulary/index.js';
import type { Cause } from '../check/cause.js';
import type { Compared, Departure, Tally } from '../check/compare.js';
import { ORDINALS } from '../check/report.js';
import { machineOf } from './machine.js';

const counted = (count: number, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;

const ruleSays = (name: string): readonly string[] => {
  const rule = rulesOf(reference).find((it) => it.name === name);
  return rule === undefined ? [] : [`    ${rule.says} (${rule.source.map(renderSource).join(', ')})`];
};
/** The cause in a line, and what the specification says of it. */
const renderCause = (cause: Cause, first: string, other: string): readonly string[] =>
  match(cause)
    .with({ by: 'choice' }, ({ rule, took: [one, two] }) => [
      `${rule}: ${first} takes the ${ORDINALS[one]} alternative, ${other} the ${ORDINALS[two]}`,
      ...ruleSays(rule),
    ])
    .with({ by: 'dialect' }, (it) => [
      `another dialect: ${it.parameters.join(', ')}`,
      ...it.parameters.map((name) => `    ${parameters[name].says}`),
    ])
    .with({ by: 'undefined' }, ({ rule }) => [`nothing is said of what shows by ${rule}`, ...ruleSays(rule)])
    .exhaustive();

const renderDeparture = (first: string, { kernel, cause, programs, program, step, showed }: Departure): string => {
  const [title, ...says] = renderCause(cause, first, kernel);
  const width = Math.max(first.length, kernel.length);
  return [
    `  ${counted(programs, 'program')}, ${title}`,
    ...says,
    `    a machine of ${machineOf(program.boot)}`,
    ...program.stimuli
      .slice(0, step + 1)
      .map((x, at) => `    ${at === step ? '>' : ' '} ${String(at + 1).padStart(3)}  ${renderStimulus(x)}`),
    ...[first, kernel].map((name, at) => `    ${name.padEnd(width)}  ${renderSeen(showed[at])}`),
  ].join('\n');
};

const renderTally = ({ name, conforms, diverges, broken, dropped }: Tally): string =>
  `  ${name}: ${[
    `${String(conforms)} conform`,
    ...(diverges > 0 ? [`${String(diverges)} diverge`] : []),
    ...(broken > 0 ? [`${String(broken)} broke the contract`] : []),
    ...(dropped > 0 ? [`${String(dropped)} were dropped`] : []),
  ].join(', ')}`;

/** What came of comparing kernels, told to a person. */
export const renderCompared = ({ kernels, programs, seed, mix, profiles, differed, departures }: Compared): string => {
  const [{ name: first }] = kernels;
  return [
    `${counted(programs, 'program')} (${profiles.join(', ')}), seed ${String(seed)}${mix === 'usual' ? '' : `, mix ${mix}`}`,
    ...kernels.map(renderTally),
    ...Object.entries(differed).flatMap(([kernel, count]) => [
      '',
      kernels.some(({ name, conforms }) => conforms === 0 && (name === first || name === kernel))
        ? `nothing is said of ${kernel} beside ${first}: there is no program in which both conform`
        : count === 0
          ? `${kernel} shows what ${first} shows wherever both conform`
          : `${kernel} differs from ${first} in ${counted(count, 'program')}, lawfully:`,
      ...departures.filter((it) => it.kernel === kernel).map((it) => renderDeparture(first, it)),
    ]),
  ].join('\n');
};
