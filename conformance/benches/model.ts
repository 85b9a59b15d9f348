import { step } from '../../model/index.js';
import { boot } from '../../spec/index.js';
import { Profile } from '../../spec/vocabulary/index.js';
import type { Program } from '../../spec/vocabulary/index.js';
import { generate } from '../programs/generate.js';
import { randomFrom } from '../programs/random.js';
import { whole } from '../report/whole.js';
import { median } from './median.js';
import { secondsOf } from './seconds.js';

/** What a pass over all programs did: steps taken, and all the outcomes that they may have. */
interface Count {
  readonly steps: number;
  readonly outcomes: number;
}

/** Every program from boot to its end, along the first outcome of each step; every outcome is made. */
const pass = (programs: readonly Program[]): Count => {
  let [steps, outcomes] = [0, 0];
  for (const { boot: config, stimuli } of programs) {
    let state = boot(config);
    for (const stimulus of stimuli) {
      const all = step(state, stimulus);
      state = all[0].state;
      steps++;
      outcomes += all.length;
    }
  }
  return { steps, outcomes };
};

/** A thread as it might be in a program without a specification: a plain record. */
interface Plain {
  readonly id: number;
  readonly phase: string;
  readonly words: readonly number[];
}
/** So many copies of a list of nine records with one of them renewed: what a change of state costs at the least. */
const yardstick = (copies: number): number => {
  let list: readonly Plain[] = Array.from({ length: 9 }, (_, id) => ({ id, phase: 'ready', words: [] }));
  for (let i = 0; i < copies; i++) {
    const copy = list.slice();
    copy[i % 9] = { id: i % 9, phase: i % 2 === 0 ? 'ready' : 'waiting', words: [i] };
    list = copy;
  }
  return list.reduce((sum, { words }) => sum + words[0], 0);
};

const COPIES = 2_000_000;
const perSecond = (count: number, seconds: number): string => whole(count / seconds);

/** Steps of the whole specification per second on random programs of all profiles, and per step of a yardstick; `print` gets line after line. */
export const benchModel = (rounds: number, programCount: number, print: (line: string) => void): void => {
  const programs = Array.from({ length: programCount }, (_, seed) => generate(randomFrom(seed), Profile.options));
  const { steps, outcomes } = pass(programs);
  yardstick(COPIES);
  const times = Array.from({ length: rounds }, () => ({
    model: secondsOf(() => pass(programs)),
    copies: secondsOf(() => yardstick(COPIES)),
  }));
  const model = median(times.map((it) => it.model));
  const copies = median(times.map((it) => it.copies));
  const ratio = median(times.map((it) => it.model / steps / (it.copies / COPIES)));
  print(
    `${String(programCount)} programs of all ${String(Profile.options.length)} profiles, median of ${String(rounds)} interleaved rounds:`,
  );
  print(`model      ${perSecond(steps, model).padStart(12)} steps/s, ${perSecond(outcomes, model)} outcomes/s`);
  print(`yardstick  ${perSecond(COPIES, copies).padStart(12)} copies/s of nine plain records, one renewed`);
  print(`a step of the model costs ${ratio.toFixed(1)} such copies`);
};
