import { median } from '../benches/median.js';
import type { Kill } from '../mutants/kill.js';

/** How many programs it took to kill mutants: the median, and the most, with whom. Those that live are in neither. */
export interface Effort {
  readonly median: number | null;
  readonly worst: { readonly mutant: string; readonly programs: number } | null;
}
export const effortOf = (kills: readonly Kill[]): Effort => {
  const killed = kills.flatMap(({ mutant, programs }) =>
    programs === null ? [] : [{ mutant: mutant.name, programs }],
  );
  const [first, ...others] = killed;
  if (killed.length === 0) return { median: null, worst: null };
  return {
    median: median(killed.map(({ programs }) => programs)),
    worst: others.reduce((worst, it) => (it.programs > worst.programs ? it : worst), first),
  };
};

/** A mutant and the rules that its failures were blamed on, those that it attacks with a star: a row of the matrix, of which only the cells that are not empty are told. */
const row = ({ mutant, failure, blamed, programs, rules }: Kill, budget: number): string => {
  if (failure === null || programs === null) return `ALIVE     ${mutant.name}: not found in ${String(budget)} programs`;
  const cells = Object.entries(rules)
    .sort(([, a], [, b]) => b - a)
    .map(([rule, times]) => `${rule}${mutant.attacks.includes(rule) ? '*' : ''} ${String(times)}`);
  return (
    `${blamed ? 'killed   ' : 'MISBLAMED'} ${mutant.name}: by program ${String(programs)} (lot ${String(failure.lot)}), ` +
    `told by ${String(failure.program.stimuli.length)} stimuli of ${failure.signature}; all of the lot: ${cells.join(', ')}`
  );
};

/** The matrix of mutants and the rules blamed, and how many programs it took; `budget` is how many each had to survive. */
export const renderKills = (kills: readonly Kill[], budget: number): string => {
  const { median: middle, worst } = effortOf(kills);
  const killed = kills.filter(({ programs }) => programs !== null).length;
  return [
    ...kills.map((kill) => row(kill, budget)),
    `${String(killed)} of ${String(kills.length)} killed` +
      (middle === null || worst === null
        ? ''
        : `; programs to kill: median ${String(middle)}, worst ${String(worst.programs)} (${worst.mutant})`),
  ].join('\n');
};
