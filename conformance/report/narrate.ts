import { seenOf, step } from '../../model/index.js';
import { NOBODY, boot, nameOf } from '../../spec/index.js';
import type { Rules, State } from '../../spec/index.js';
import { isEvent, renderPartner, renderSeen, renderStimulus } from '../../spec/vocabulary/index.js';
import type { Program, Stimulus } from '../../spec/vocabulary/index.js';
import { counted } from './counted.js';
import { machineOf } from './machine.js';

/** So many of the other things that might be seen of a step are told. */
const OTHERS_TOLD = 3;

const executor = (s: State, x: Stimulus): string => {
  if (isEvent(x)) return '';
  return s.running === NOBODY ? 'idle' : renderPartner(nameOf(s, s.running));
};

/**
 * What the specification makes of a program, told to a person: of each stimulus which thread executes it, by which rules, what is then
 * seen, and what else might be. Where there is a choice it goes on with the first alternative.
 */
export const narrate = ({ boot: config, stimuli }: Program, rules: Rules): string => {
  let state = boot(config);
  const lines = stimuli.flatMap((x, at) => {
    const by = executor(state, x);
    const outcomes = step(state, x, rules);
    const [{ state: next, rules: applied }] = outcomes;
    const seen = [...new Set(outcomes.map((outcome) => renderSeen(seenOf(outcome.state, outcome.sight))))];
    state = next;
    const more = seen.length - 1 - OTHERS_TOLD;
    return [
      `${String(at + 1).padStart(5)}  ${by}${by === '' ? '' : '  '}${renderStimulus(x)}`,
      ...(applied.length === 0 ? [] : [`       by ${applied.join(' > ')}`]),
      `       ${seen[0]}`,
      ...seen.slice(1, 1 + OTHERS_TOLD).map((other) => `       or ${other}`),
      ...(more > 0 ? [`       or ${counted(more, 'other thing')}`] : []),
    ];
  });
  return [`A machine of ${machineOf(config)}.`, ...lines].join('\n');
};
