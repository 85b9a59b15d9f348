import { removeThread, withLine, withTask } from '../change.js';
import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { NOBODY, NO_TASK, findThread } from '../state.js';
import type { State, Tid } from '../state.js';
import { bereaveTransfer } from '../strings/end.js';
import { splitting } from '../timeouts/split.js';
import { facts } from '../vocabulary/index.js';

// The end of a task: its threads, its pages and the tasks that it made (F:3.5).

const clanOf = ({ tasks }: State, task: number): readonly number[] =>
  tasks.flatMap(({ chief }, made) => (chief === task ? [made] : []));
export const threadsOf = ({ threads }: State, task: number): readonly Tid[] =>
  threads.flatMap((t) => (t?.task === task ? [t.id] : []));
export const placesOf = ({ world: { pages } }: State, task: number): readonly number[] =>
  Array.from({ length: pages }, (_, page) => task * pages + page);

export const deleteTask = rule({
  name: 'tasks/delete',
  profile: 'tasks',
  source: [facts('3.5'), facts('A29')],
  says: 'With a task go the tasks that it made, its threads, and its pages with everything derived from them; its number is free.',
  formula: tex`\text{delete}(j) \to \forall\, k : \text{chief}(k) = j : \text{delete}(k) \mathbin{;} \sigma_j := \varnothing, \; T_j := \varnothing`,
  on: 'delete',
  when: () => true,
  then: (s, { task }) =>
    next(
      withTask(s, task, NO_TASK, 0),
      ...clanOf(s, task).map((made): Work => ({ do: 'delete', task: made })),
      ...threadsOf(s, task).map((thread): Work => ({ do: 'kill', thread })),
      ...placesOf(s, task).map((place): Work => ({ do: 'demap', place, own: true, readOnly: false })),
    ),
});

/** Who waits for the thread, to send to it or to receive from it alone, or is in a transfer with it; their timeouts may have fired. */
const bereaved = (s: State, gone: Tid): readonly Tid[] =>
  s.threads.flatMap((t) =>
    t?.transfer?.partner === gone ||
    (t?.phase.is === 'sending' && t.phase.to === gone) ||
    (t?.phase.is === 'receiving' && t.phase.from === gone)
      ? [t.id]
      : [],
  );
const detached = (s: State, gone: Tid): State =>
  s.lines.reduce((state, { owner }, line) => (owner === gone ? withLine(state, line, NOBODY, false) : state), s);

export const kill = rule({
  name: 'tasks/kill',
  profile: 'tasks',
  source: [facts('3.5'), facts('6.4')],
  says: 'A thread that goes leaves every queue and its interrupt line; whoever waits for it is told.',
  formula: tex`T := T \setminus \{p\}`,
  on: 'kill',
  when: () => true,
  then: (s, { thread }) =>
    next(
      removeThread(detached(s, thread), thread),
      ...bereaved(s, thread)
        .filter((id) => id !== thread)
        .map((id): Work => ({ do: 'bereave', thread: id, gone: thread })),
    ),
});

const isInTransferWith = (s: State, { thread, gone }: Work<'bereave'>): boolean =>
  findThread(s, thread)?.transfer?.partner === gone;
/** Whether the thread still waits for the one that is gone: its timeout may just have fired. */
const waitsFor = (s: State, { thread, gone }: Work<'bereave'>): 'send' | 'receive' | false => {
  if (isInTransferWith(s, { do: 'bereave', thread, gone })) return false;
  const phase = findThread(s, thread)?.phase;
  if (phase?.is === 'sending' && phase.to === gone) return 'send';
  return phase?.is === 'receiving' && phase.from === gone ? 'receive' : false;
};

export const bereave = rule({
  name: 'tasks/bereave',
  profile: 'tasks',
  source: [facts('3.2'), facts('6.4')],
  says: 'A thread that waits for one that is no more is told that its partner does not exist, in the phase in which it waits.',
  formula: tex`q \notin T \land p : \text{waiting}(q) \Rightarrow p : \text{nonExistent}`,
  on: 'bereave',
  when: (s, w) => waitsFor(s, w),
  then: (s, { thread }, phase) => next(s, { do: 'fail', thread, phase, cause: 'nonExistent' }),
});

export const notBereaved = rule({
  name: 'tasks/no-more-waiting',
  profile: 'tasks',
  source: [facts('6.4')],
  says: 'A thread that no longer waits for it does not miss the thread that is no more.',
  formula: tex`\lnot\, p : \text{waiting}(q) \Rightarrow s' = s`,
  on: 'bereave',
  isInference: true,
  when: (s, w) => waitsFor(s, w) === false && !isInTransferWith(s, w),
  then: (s) => next(s),
});

export const deletions = family(deleteTask);
/** In a transfer it makes a difference to the partner whether a timeout ended it before. */
export const kills = splitting(
  'timeouts/undecided-killed',
  'A thread that goes aborts its transfer, unless a page-fault timeout has ended that before.',
  ({ thread }, s) => (findThread(s, thread)?.transfer ? thread : NOBODY),
  family(kill),
);
export const bereavements = splitting(
  'timeouts/undecided-bereaved',
  'A thread whose partner is no more is told that, unless its timeout has fired.',
  ({ thread }) => thread,
  family(bereave, notBereaved, bereaveTransfer),
);
