import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { scopeOf } from '../../model/explorer/index.js';
import { PROCESS_FLAGS } from '../check/young-generation.js';
import { whole } from '../report/whole.js';
import { median } from './median.js';
import { sigmaPromela } from './sigma-promela.js';
import { spinVersion, verifierOf } from './spin.js';

const SCOPE = 'sigma:3x3';

/** One search of the whole scope. */
interface Search {
  readonly states: number;
  readonly transitions: number;
  readonly seconds: number;
}
interface Contender {
  readonly name: string;
  readonly search: () => Search;
}

const ours = (how: 'symmetry' | 'plain', what: 'search' | 'properties'): Search =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [...PROCESS_FLAGS, fileURLToPath(new URL('explore-once.js', import.meta.url)), SCOPE, how, what],
      {
        encoding: 'utf8',
      },
    ),
  ) as Search;

const OURS = { symmetry: 'l4c', plain: 'l4c, no symmetry', checked: 'l4c, all properties' } as const;
const contenders: readonly Contender[] = [
  { name: OURS.symmetry, search: () => ours('symmetry', 'search') },
  { name: OURS.plain, search: () => ours('plain', 'search') },
  { name: OURS.checked, search: () => ours('symmetry', 'properties') },
];

/** The times of one contender, round by round. */
interface Times {
  readonly name: string;
  readonly first: Search;
  readonly seconds: readonly number[];
}

const row = ({ name, first, seconds }: Times, spin: Times | undefined): string => {
  const middle = median(seconds);
  // Ratios are of times of one round, for the speed of a shared machine drifts.
  const ratio = spin === undefined ? NaN : median(seconds.map((s, round) => spin.seconds[round] / s));
  const against = spin === undefined ? '' : `${ratio.toFixed(2)} x SPIN`;
  return [
    name.padEnd(22),
    `${middle.toFixed(3)} s`.padStart(9),
    `(${Math.min(...seconds).toFixed(3)} .. ${Math.max(...seconds).toFixed(3)})`.padStart(18),
    `${whole(first.states / middle)} states/s`.padStart(20),
    against.padStart(14),
  ].join('  ');
};

/** Whether the search covered the same states as others, and how fast each was: `print` gets line after line. */
export const benchExplore = (rounds: number, print: (line: string) => void): boolean => {
  const spin = spinVersion();
  if ('missing' in spin) print(`${spin.missing}: no comparison, only our own times`);
  const verifier = 'version' in spin ? verifierOf(sigmaPromela(scopeOf(SCOPE).universe)) : undefined;
  const all: readonly Contender[] = [
    ...('version' in spin && verifier !== undefined
      ? [{ name: spin.version, search: (): Search => verifier.search() }]
      : []),
    ...contenders,
  ];
  const results = Array.from({ length: rounds }, () => all.map(({ search }) => search()));
  verifier?.close();
  const times = all.map(({ name }, i): Times => ({
    name,
    first: results[0][i],
    seconds: results.map((round) => round[i].seconds),
  }));
  const equal = times.every(({ first }) => first.states === times[0].first.states);
  print(`${SCOPE}, distinct states, and transitions by operations (SPIN has none where a page is nil):`);
  for (const { name, first } of times)
    print(`${name.padEnd(22)}  ${String(first.states).padStart(9)}  ${String(first.transitions).padStart(18)}`);
  print(equal ? 'the states are equal in number' : 'THE STATES DIFFER in number: the times compare nothing');
  print(
    `\nsearch, median of ${String(rounds)} interleaved rounds (least .. most); ratio of times within a round, more is faster:`,
  );
  for (const it of times) print(row(it, verifier === undefined ? undefined : times[0]));
  print(`\nwithout symmetry, with all properties, once: ${ours('plain', 'properties').seconds.toFixed(1)} s`);
  return equal;
};
