import { performance } from 'node:perf_hooks';
import { I486Kernel } from '../../impl/index.js';
import { advance, start } from '../../model/index.js';
import type { Observation } from '../../model/index.js';
import { renderStimulus } from '../../spec/vocabulary/index.js';
import type { KernelUnderTest } from '../../spec/vocabulary/index.js';
import { hardwareJudge } from '../check/hardware.js';
import { termsOf } from '../check/terms.js';
import { whole } from '../report/whole.js';
import { Processor } from '../scenarios/runtime/processor.js';
import type { Paged, Policy } from '../scenarios/roles/vm-pager.js';
import { CACHE_PAGES, POLICIES, REGION, pagesSystem, renderDone } from './pages-system.js';
import type { Progress } from './pages-system.js';

// The same system with each step judged. A program of a scenario has an end and is kept, to be explained; this one has not, and the oracle alone follows it.

/** Of so many stimuli after one the inside of the kernel is looked at too: what memory holds, and the invariants of the hardware. */
const LOOK_EVERY = 1000;

/** What the oracle made of it. */
export interface Followed {
  readonly progress: Readonly<Progress>;
  readonly paged: Readonly<Paged>;
  readonly stimuli: number;
  /** After so many of them the kernel's inside was compared. */
  readonly looks: number;
  /** The stimulus that a rule, or an invariant of the hardware, refuses; null if there is none. */
  readonly refused: string | null;
}

/** Runs so many accesses of the client, up to the first step that the specification refuses. */
export const followPages = (
  kernel: KernelUnderTest,
  choose: () => Policy,
  accesses: number,
  onAccess: (accesses: number) => void = () => undefined,
): Followed => {
  const { system, paged, progress } = pagesSystem(choose);
  const [processor, { rules, latenessMs }] = [new Processor(system), termsOf(kernel.manifest)];
  const judgeHardware = hardwareJudge(system.boot);
  let [stimuli, looks] = [0, 0];
  const look = (seen: Observation['seen']): Observation => {
    if (stimuli % LOOK_EVERY !== 0) return { seen };
    looks++;
    return { seen, view: kernel.view?.() };
  };
  const told = (refused: string | null): Followed => ({ progress, paged, stimuli, looks, refused });
  let observation = look(kernel.boot(system.boot));
  let envelope = start(system.boot, observation, latenessMs);
  if (envelope === null) return told('the boot');
  while (progress.accesses < accesses) {
    const before = progress.accesses;
    const stimulus = processor.next(observation.seen);
    if (stimulus === null) return told('nothing: the machine idles, and its client is not done');
    stimuli++;
    observation = look(kernel.step(stimulus));
    const advanced = advance(envelope, stimulus, observation, rules);
    const { refusal } = judgeHardware(observation);
    if (advanced.is !== 'allowed' || refusal !== null)
      return told(`stimulus ${String(stimuli)}, ${renderStimulus(stimulus)}: ${refusal?.property ?? advanced.is}`);
    envelope = advanced.envelope;
    processor.take(observation.seen);
    if (progress.accesses > before) onAccess(progress.accesses);
  }
  return told(null);
};

/** Runs so many accesses of the client on the kernel of the 486, by a policy. Returns whether each step was allowed, and each load what was stored last. */
const judge = (
  name: string,
  choose: () => Policy,
  accesses: number,
  print: (line: string) => void,
  onAccess?: (accesses: number) => void,
): boolean => {
  const began = performance.now();
  const followed = followPages(new I486Kernel(), choose, accesses, onAccess);
  const seconds = (performance.now() - began) / 1000;
  const { progress, stimuli, looks, refused } = followed;
  print(
    `a client of ${String(REGION.pages)} pages, a pager of ${String(CACHE_PAGES)} by ${name}, each step judged by the specification:`,
  );
  print(renderDone(followed));
  print(
    `  ${whole(stimuli)} stimuli, ${refused === null ? 'none refused' : `REFUSED: ${refused}`}; memory and invariants compared ${whole(looks)} times; ` +
      `${whole(progress.accesses / seconds)} accesses/s`,
  );
  return refused === null && progress.wrong === 0;
};

/** The same by each policy. */
export const judgePages = (
  accesses: number,
  print: (line: string) => void,
  onAccess?: (accesses: number) => void,
): boolean => POLICIES.map(({ name, choose }) => judge(name, choose, accesses, print, onAccess)).every((it) => it);
