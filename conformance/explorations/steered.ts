import { seenOf, step } from '../../model/index.js';
import { boot } from '../../spec/index.js';
import type { Rules, State } from '../../spec/index.js';
import { isEvent, renderSeen } from '../../spec/vocabulary/index.js';
import type { Program, Seen, Stimulus } from '../../spec/vocabulary/index.js';
import { tableWith } from './shortest.js';
import type { Distinction } from './shortest.js';

/** One way in which a program may go. */
interface Way {
  readonly state: State;
  /** Who runs before each of its stimuli, and after the last. */
  readonly runs: readonly Seen['running'][];
  /** All that is seen, step by step. */
  readonly seen: string;
}

const waysOf = ({ boot: config, latenessMs, stimuli }: Distinction, rules: Rules): readonly Way[] => {
  let ways: readonly Way[] = [{ state: boot(config, latenessMs), runs: [[0, 0]], seen: '' }];
  for (const stimulus of stimuli)
    ways = ways.flatMap((way) =>
      step(way.state, stimulus, rules).map(({ state, sight }) => {
        const seen = seenOf(state, sight);
        return { state, runs: [...way.runs, seen.running], seen: `${way.seen}\n${renderSeen(seen)}` };
      }),
    );
  return ways;
};

/**
 * A program that tells two values apart, steered: it tells them apart on one of the ways that it may go, and a kernel may choose another. So wherever it is
 * open who executes a stimulus, the processor is given before to the thread that does on that way.
 */
export const steered = (it: Distinction): Program => {
  const [ways, others] = [it.value, it.other].map((value) => waysOf(it, tableWith(it.parameter, value)));
  const notAmong = (some: readonly Way[], all: readonly Way[]): Way | undefined =>
    some.find(({ seen }) => all.every((other) => other.seen !== seen));
  const way = notAmong(ways, others) ?? notAmong(others, ways);
  if (way === undefined)
    throw new Error(`${it.parameter}: the stored program does not tell ${it.value} from ${it.other}`);
  const isOpen = (at: number): boolean =>
    new Set([...ways, ...others].map(({ runs }) => JSON.stringify(runs[at]))).size > 1;
  const stimuli = it.stimuli.flatMap((x, at): readonly Stimulus[] => {
    const runs = way.runs[at];
    return isEvent(x) || runs === 'idle' || !isOpen(at) ? [x] : [{ do: 'thread_switch', to: runs }, x];
  });
  return { boot: it.boot, stimuli };
};
