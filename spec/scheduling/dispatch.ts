import { family, next, rule, shows, tex } from '../rule.js';
import type { Next } from '../rule.js';
import { forgetMet, run, takeTurn, withSlice } from '../change.js';
import { IDLE, copierOf, findThread, isRunnable, threadOf, undecidedWait } from '../state.js';
import type { State, Thread, Tid } from '../state.js';
import { settledWhere } from '../timeouts/split.js';
import { facts, lecture } from '../vocabulary/index.js';
import { candidates, chosen } from './candidates.js';
import { ENDLESS_SLICE, eitherSlice, freshSlice } from './slice.js';

// Who runs when the kernel's work is done.

export const canRun = (s: State, id: Tid): boolean => isRunnable(s, findThread(s, id));
/** Who uses the processor for the thread: it itself or, for the receiver of a transfer under way, the sender. */
const userFor = (s: State, id: Tid): Tid => {
  const t = findThread(s, id);
  return t?.phase.is === 'transferring' ? (copierOf(s, t)?.id ?? id) : id;
};
/** The threads that met in this step and can use the processor, each once. */
export const partners = (s: State): readonly Tid[] =>
  s.met.map((id) => userFor(s, id)).filter((id, i, users) => canRun(s, id) && users.indexOf(id) === i);
export const metSomebody = (s: State): boolean => s.met.some((id) => canRun(s, userFor(s, id)));

export const partner = rule({
  name: 'schedule/partner',
  profile: 'ipc',
  source: [lecture(58), facts('A15'), facts('A28')],
  says: 'After a rendez-vous the processor goes straight to the receiver, or to a sender that had been waiting, and no scheduler is asked.',
  formula: tex`\text{transfer}(p, q) \Rightarrow \text{running} := q`,
  on: 'dispatch',
  when: (s) => metSomebody(s),
  then: (s) =>
    partners(s).map((thread): Next => {
      const slice = eitherSlice(s, threadOf(s, thread));
      return next(withSlice(forgetMet(s), slice), { do: 'resume', thread });
    }),
});

export const runsOn = rule({
  name: 'schedule/continue',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'Without a rendez-vous a thread that is still ready runs on.',
  formula: tex`p : \text{ready} \Rightarrow \text{running} := p`,
  on: 'dispatch',
  when: (s, { ran }) => !metSomebody(s) && canRun(s, ran),
  then: (s, { ran }) => next(s, { do: 'resume', thread: ran }),
});

export const leaves = rule({
  name: 'schedule/leave',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'A thread that waits or is halted leaves the processor to the round robin.',
  formula: tex`\lnot\, p : \text{ready} \Rightarrow \text{pick}`,
  on: 'dispatch',
  when: (s, { ran }) => !metSomebody(s) && !canRun(s, ran),
  then: (s) => next(s, { do: 'pick' }),
});

const someReady = (s: State): boolean => s.threads.some((t) => isRunnable(s, t));
const someUndecided = (s: State): boolean => s.threads.some((t) => undecidedWait(t) !== false);
const givesTurn = (s: State, t: Thread): Next =>
  next(takeTurn(withSlice(chosen(s, t), freshSlice(s, t)), t.id), { do: 'resume', thread: t.id });

export const roundRobin = rule({
  name: 'schedule/round-robin',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'A ready thread of the highest priority gets the next turn; of its equals none gets a second while another that was ready throughout has had none.',
  formula: tex`\text{running} := q, \quad \nexists\, r : q \in \text{had}(r)`,
  on: 'pick',
  when: (s) => someReady(s),
  then: (s) => candidates(s).map((t) => givesTurn(s, t)),
});

export const idleOrWoken = rule({
  name: 'timeouts/idle-or-woken',
  profile: 'timeouts',
  source: [lecture(25), lecture(59)],
  says: 'With no thread ready for certain, one whose timeout has fired runs; or none has fired.',
  formula: tex`q : \text{undecided} \Rightarrow \text{running} := q \;\mid\; q : \text{waiting}`,
  on: 'pick',
  isInference: true,
  when: (s) => !someReady(s) && someUndecided(s),
  then: (s) => [
    next(
      settledWhere(s, () => true),
      { do: 'pick' },
    ),
    ...candidates(s).map((t) => givesTurn(s, t)),
  ],
});

export const idle = rule({
  name: 'schedule/idle',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'The machine idles when no thread is ready, and in no other case.',
  formula: tex`\nexists\, q : \text{ready} \Rightarrow \text{running} := \varnothing`,
  on: 'pick',
  when: (s) => !someReady(s) && !someUndecided(s),
  then: (s) => shows(run(withSlice(s, ENDLESS_SLICE), IDLE), IDLE, null, false),
});

export const ignored = rule({
  name: 'schedule/ignored',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'While the machine idles there is no thread whose instruction could be executed: the stimulus is ignored.',
  formula: tex`\text{running} = \varnothing \Rightarrow s' = s`,
  on: 'ignored',
  when: () => true,
  then: (s) => shows(s, IDLE, null, true),
});

export const dispatches = family(partner, runsOn, leaves);
export const picks = family(roundRobin, idleOrWoken, idle);
export const ignores = family(ignored);
