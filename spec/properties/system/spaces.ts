import { WHOLE_SPACE, facts, lecture } from '../../vocabulary/index.js';
import type { Fpage, ShownMapping } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { findIn, isAlike, isFaultFree, isSame, systemProperty } from './property.js';
import type { SystemStep, WholeThread, WholeView } from './property.js';
import { waitOf } from './waits.js';

// Address spaces in the whole system: when they change, and whose.

type Derivation = WholeView['derivation'];
const at = (derivation: Derivation, task: number, page: number): ShownMapping | null =>
  derivation[task]?.[page] ?? null;
const isWithin = ({ base, sizeLog2 }: Fpage, page: number): boolean => page >= base && page < base + 2 ** sizeLog2;
/** Whether a page came, directly or not, from one that passes. */
const isFrom = (
  derivation: Derivation,
  task: number,
  page: number,
  passes: (task: number, page: number) => boolean,
): boolean => {
  let [t, p] = [task, page];
  for (let steps = 0; steps < 4096 && t !== 0; steps++) {
    const mapping = at(derivation, t, p);
    if (mapping === null) return false;
    [t, p] = mapping;
    if (passes(t, p)) return true;
  }
  return false;
};
const pageNamed = ([task, page]: ShownMapping): readonly [number, number] => [task, page];
type Changed = (task: number, page: number, was: ShownMapping | null, is: ShownMapping | null) => boolean;
/** Whether every page that is other than it was passes. */
const everyChange = ({ before, after }: SystemStep, passes: Changed): boolean => {
  const [was, is] = [before.view.derivation, after.view.derivation];
  return is.every((space, task) => {
    const pages = Math.max(space?.length ?? 0, was[task]?.length ?? 0);
    for (let page = 0; page < pages; page++) {
      const [old, now] = [at(was, task, page), at(is, task, page)];
      if (!isAlike(old, now) && !passes(task, page, old, now)) return false;
    }
    return true;
  });
};
const changes = (step: SystemStep): boolean => !everyChange(step, () => false);

export const changeByCallsAlone = systemProperty({
  name: 'spaces/change-by-calls-alone',
  profile: 'sigma',
  source: [lecture(65), lecture(66)],
  says: 'Address spaces change by messages, by demaps and with tasks, and by nothing else.',
  formula: tex`\lnot\, e : \text{ipc} \mid \text{fpage\_unmap} \mid \text{task\_new} \Rightarrow \sigma' = \sigma`,
  when: ({ stimulus }) => stimulus.do !== 'ipc' && stimulus.do !== 'fpage_unmap' && stimulus.do !== 'task_new',
  holds: (step) => !changes(step),
});

export const derivedFromWhatIs = systemProperty({
  name: 'spaces/derived-from-what-is',
  profile: 'sigma',
  source: [lecture(69)],
  says: 'In the whole system too, every page comes from one that is there, down to sigma-zero, with no more rights.',
  stays:
    'In the small forests `derivation/is-forest` and `rights/never-grow-downward` say the same of single operations. It stays because it speaks of items of many pages and of tasks that go, which are many operations.',
  formula: tex`e : \text{ipc} \mid \text{fpage\_unmap} \mid \text{task\_new} \land i \ne 0 \land \sigma_i'(v) = (\sigma_k, u)^r \Rightarrow \sigma_k'(u) \ne \varnothing \land r \subseteq r_k'(u) \land \exists\, w : (i, v) <' (0, w)`,
  when: ({ stimulus }) => stimulus.do === 'ipc' || stimulus.do === 'fpage_unmap' || stimulus.do === 'task_new',
  holds: ({ after: { view } }) =>
    view.derivation.every((space, task) =>
      (space ?? []).every((mapping, page) => {
        if (mapping === null || task === 0) return true;
        const source = at(view.derivation, mapping[0], mapping[1]);
        const isRooted = isFrom(view.derivation, task, page, (t) => t === 0);
        return source !== null && isRooted && (mapping[2] === 'r' || source[2] === 'rw');
      }),
    ),
});

export const sigmaZeroIsMemory = systemProperty({
  name: 'spaces/sigma-zero-is-memory',
  profile: 'sigma',
  source: [lecture(65), lecture(68)],
  says: 'The initial space is the memory of the machine, page by page, whatever happens.',
  stays:
    'In the small forests `sigma-zero/never-changes` says the same of single operations. It stays because it holds of the running system at every moment, by whatever call.',
  formula: tex`(v < \text{frames} \Rightarrow \sigma_0'(v) = (\sigma_0, v)^{\{\text{read}, \text{write}\}}) \land (v \ge \text{frames} \Rightarrow \sigma_0'(v) = \varnothing)`,
  when: () => true,
  holds: ({ after: { view } }) =>
    (view.derivation[0] ?? []).every((mapping, page) =>
      page < view.frames.length
        ? mapping !== null && mapping[0] === 0 && mapping[1] === page && mapping[2] === 'rw'
        : mapping === null,
    ),
});

/** Where the thread would take pages, if it received in this step. */
const windowOf = ({ before, stimulus }: SystemStep, thread: readonly [number, number, number?]): Fpage | undefined => {
  const name = thread as Parameters<typeof findIn>[1];
  if (isSame(before.running, name)) return stimulus.do === 'ipc' ? stimulus.receive?.window : undefined;
  const t = findIn(before, name);
  if (t?.phase.is !== 'receiving' && t?.phase.is !== 'sending') return undefined;
  if (t.fault !== null) return WHOLE_SPACE;
  return waitOf(before.waits, t.thread)?.call?.receive?.window;
};

/** The thread is told of a message in this step, or waits for the caller to answer its fault. */
const takesIn = ({ before, newResults }: SystemStep, { thread, phase, fault }: WholeThread): boolean =>
  fault === null
    ? newResults.some((it) => isSame(it.thread, thread))
    : phase.is === 'receiving' && isSame(phase.from, before.running);

/** What was derived from a granted page follows it: the page that it named was there, and went. */
const follows = ({ before, after }: SystemStep, was: ShownMapping | null): boolean =>
  was !== null &&
  at(before.view.derivation, ...pageNamed(was)) !== null &&
  at(after.view.derivation, ...pageNamed(was)) === null;
/** The page names another than before, or may now be written. */
const isGiven = (was: ShownMapping | null, is: ShownMapping | null): is is ShownMapping =>
  is !== null && (was?.[0] !== is[0] || was[1] !== is[1] || (was[2] === 'r' && is[2] === 'rw'));

export const receiverConsents = systemProperty({
  name: 'spaces/receiver-consents',
  profile: 'sigma',
  source: [lecture(66), lecture(67), facts('6.5'), facts('B3')],
  says: 'A page arrives only where a thread of its space receives a message in this step, within the window that it opened, or has its fault answered.',
  formula: tex`e : \text{ipc} \land \text{given}(k, v) \land \lnot\,\text{follows}(k, v) \Rightarrow \exists\, p : \text{task}(p) = k \land v \in \text{window}_p \land ((\exists\, \kappa : p \Downarrow \kappa) \lor (\text{fault}(p) \ne \varnothing \land p : \text{receiving}(c)))`,
  when: (step) => step.stimulus.do === 'ipc' && changes(step),
  holds: (step) =>
    everyChange(step, (task, page, was, is) => {
      if (!isGiven(was, is) || follows(step, was)) return true;
      return step.before.view.threads.some((t) => {
        const window = t.thread[0] === task ? windowOf(step, t.thread) : undefined;
        return window !== undefined && isWithin(window, page) && takesIn(step, t);
      });
    }),
});

/** A grant after a map of the same page, even of one message, leaves its receiver a page that came from a page of its own. */
const isGranting = ({ stimulus, before }: SystemStep): boolean =>
  [stimulus, ...before.waits.map(({ call }) => call)].some(
    (call) => call?.do === 'ipc' && call.send?.items.some(({ kind }) => kind === 'grant') === true,
  );

export const nothingWithinATask = systemProperty({
  name: 'spaces/nothing-within-a-task',
  profile: 'sigma',
  source: [facts('A6')],
  says: 'No message gives a task a page of its own.',
  where: { withinTask: ['ignored'] },
  formula: tex`e : \text{ipc} \land (\forall\, p : \text{grant} \notin \text{items}_p) \land \text{given}(k, v) \Rightarrow \sigma_k'(v) \ne (\sigma_k, u)`,
  when: (step) => step.stimulus.do === 'ipc' && !isGranting(step) && changes(step),
  holds: (step) => everyChange(step, (task, _page, was, is) => !isGiven(was, is) || is[0] !== task),
});

export const cutDropsItems = systemProperty({
  name: 'spaces/cut-drops-items',
  profile: 'ipc',
  source: [facts('3.2'), facts('A14')],
  says: 'A message that is cut leaves every space as it was.',
  formula: tex`(\exists\, p : p \Downarrow \text{messageCut}) \land (\forall\, x \rightsquigarrow p : p \Downarrow \text{messageCut}) \land \text{fault-free} \Rightarrow \sigma' = \sigma`,
  when: (step) =>
    isFaultFree(step) &&
    step.newResults.some(({ result }) => result.cause === 'messageCut') &&
    step.newResults.every(({ result }) => result.from === undefined || result.cause === 'messageCut'),
  holds: (step) => !changes(step),
});

export const demapTakesWhatWasDerived = systemProperty({
  name: 'spaces/demap-takes-what-was-derived',
  profile: 'sigma',
  source: [lecture(70), facts('3.4')],
  says: 'fpage_unmap leaves nothing in other spaces that came from the pages it names; with the own flag not those pages either, unless they are of sigma-zero.',
  formula: tex`e = \text{fpage\_unmap}(F) \land \lnot\,\text{readOnly} \land v \in F \Rightarrow (\text{own} \land \text{task}(c) \ne 0 \Rightarrow \sigma_c'(v) = \varnothing) \land \nexists\, (k, u) <' (c, v)`,
  when: ({ before, stimulus }) => before.running !== 'idle' && stimulus.do === 'fpage_unmap' && !stimulus.readOnly,
  holds: ({ before, stimulus, after: { view } }) => {
    if (stimulus.do !== 'fpage_unmap' || before.running === 'idle') return false;
    const [owner] = before.running;
    const isNamed = (task: number, page: number): boolean => task === owner && isWithin(stimulus.fpage, page);
    return view.derivation.every((space, task) =>
      (space ?? []).every(
        (mapping, page) =>
          mapping === null ||
          !(isFrom(view.derivation, task, page, isNamed) || (stimulus.own && owner !== 0 && isNamed(task, page))),
      ),
    );
  },
});

export const demapTouchesWhatWasDerived = systemProperty({
  name: 'spaces/demap-touches-nothing-else',
  profile: 'sigma',
  source: [lecture(70), facts('6.5')],
  says: 'fpage_unmap changes only pages that came from those it names, and with the own flag these.',
  where: { demapScope: ['derived'] },
  formula: tex`e = \text{fpage\_unmap}(F) \land \sigma_k'(u) \ne \sigma_k(u) \Rightarrow \exists\, v \in F : (k, u) < (c, v) \lor (\text{own} \land (k, u) = (c, v))`,
  when: ({ before, stimulus }) => before.running !== 'idle' && stimulus.do === 'fpage_unmap',
  holds: (step) => {
    const { before, stimulus } = step;
    if (stimulus.do !== 'fpage_unmap' || before.running === 'idle') return false;
    const [owner] = before.running;
    const isNamed = (task: number, page: number): boolean => task === owner && isWithin(stimulus.fpage, page);
    return everyChange(
      step,
      (task, page) => isFrom(before.view.derivation, task, page, isNamed) || (stimulus.own && isNamed(task, page)),
    );
  },
});

export const newSpaceIsEmpty = systemProperty({
  name: 'spaces/new-space-is-empty',
  profile: 'ipc',
  source: [lecture(72), facts('3.5')],
  says: 'The space of a new task is empty, and nothing in any space came from it.',
  formula: tex`e : \text{task\_new} \land \text{made} = q \Rightarrow \sigma_q'(v) = \varnothing \land \sigma_k'(u) \ne (\sigma_q, v)`,
  when: ({ seen: { result } }) => result?.call === 'task_new' && result.made !== 'nobody',
  holds: ({ seen: { result }, after: { view } }) => {
    if (result?.call !== 'task_new' || result.made === 'nobody') return false;
    const [made] = result.made;
    return view.derivation.every((space, task) =>
      (space ?? []).every((mapping) => mapping === null || (task !== made && mapping[0] !== made)),
    );
  },
});
