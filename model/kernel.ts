import { boot, fired, reference, settled, undecidedWait } from '../spec/index.js';
import type { Rules, State } from '../spec/index.js';
import { CONTRACT, DEFAULT_LATENESS_MS, Profile } from '../spec/vocabulary/index.js';
import type { BootConfig, KernelUnderTest, Manifest, Seen, Stimulus, View } from '../spec/vocabulary/index.js';
import { concrete, seenOf } from './sight.js';
import { stepOnce } from './step.js';
import { viewOf } from './view.js';

/** At a choice of n members, which one to take, from 0. */
export type Choose = (members: number) => number;
/** The first of the members, always. */
export const first: Choose = () => 0;

const manifest: Manifest = { l4c: CONTRACT, name: 'model', profiles: Profile.options };

const manifestOf = (dialect: NonNullable<Manifest['dialect']>): Manifest => ({
  l4c: manifest.l4c,
  name: manifest.name,
  profiles: manifest.profiles,
  dialect,
});

/** A kernel knows which of its timeouts have fired: of each that may have, `choose` says whether it has. */
const decided = (s: State, choose: Choose): State =>
  s.threads.reduce((state, t) => {
    if (t === null || undecidedWait(t) === false) return state;
    return choose(2) === 0 ? settled(state, t.id) : fired(state, t.id);
  }, s);

/** The specification as a kernel: of the outcomes that the rules allow, it takes the one that `choose` says. */
export const modelKernel = (
  choose: Choose = first,
  rules: Rules = reference,
  dialect?: Manifest['dialect'],
): KernelUnderTest => {
  let state: State | null = null;
  const booted = (): State => {
    if (state === null) throw new Error('the kernel was not booted');
    return state;
  };
  return {
    manifest: dialect === undefined ? manifest : manifestOf(dialect),
    boot(config: BootConfig): Seen {
      state = boot(config, DEFAULT_LATENESS_MS);
      return { running: [0, 0] };
    },
    step(stimulus: Stimulus): Seen {
      const outcome = stepOnce(booted(), stimulus, rules, choose);
      state = decided(outcome.state, choose);
      return concrete(seenOf(state, outcome.sight));
    },
    view: (): View => viewOf(booted()),
  };
};
