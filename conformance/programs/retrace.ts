import { step } from '../../model/index.js';
import { IDLE, boot, findThread, nameOf, numberOf } from '../../spec/index.js';
import type { Rule, State } from '../../spec/index.js';
import { DEFAULT_LATENESS_MS } from '../../spec/vocabulary/index.js';
import type { Program, ThreadId } from '../../spec/vocabulary/index.js';

const runnerOf = (s: State): ThreadId | 'nobody' => (s.running === IDLE ? 'nobody' : nameOf(s, s.running));

/**
 * Which thread has the processor at each stimulus of a program, where the kernel decides so that the rule is applied in the end; empty if no decisions
 * lead to it.
 */
export const retrace = ({ boot: config, stimuli }: Program, rule: Rule): readonly (ThreadId | 'nobody')[] => {
  const from = (s: State, at: number): readonly (ThreadId | 'nobody')[] | null => {
    if (at === stimuli.length) return null;
    for (const { state, rules } of step(s, stimuli[at])) {
      const rest = rules.includes(rule.name) ? [] : from(state, at + 1);
      if (rest !== null) return [runnerOf(s), ...rest];
    }
    return null;
  };
  return from(boot(config, DEFAULT_LATENESS_MS), 0) ?? [];
};

/** Whether a thread that does not have the processor could use it. */
export const couldRun = (s: State, name: ThreadId | 'nobody'): boolean => {
  const t = findThread(s, numberOf(s, name));
  return s.running !== IDLE && t !== undefined && t.id !== s.running && t.phase.is === 'ready' && t.fault === null;
};
