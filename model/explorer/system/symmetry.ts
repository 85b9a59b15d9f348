import type { State } from '../../../spec/index.js';
import { PAGE_BYTES } from '../../../spec/vocabulary/index.js';
import type { Stimulus } from '../../../spec/vocabulary/index.js';
import { stimulusKey, systemKey } from './key.js';
import type { Renaming } from './renaming.js';
import type { SystemScope } from './scope.js';
import { stateSort } from './state-sort.js';
import { stimulusSort } from './stimulus-sort.js';

export const renamedState = (by: Renaming, s: State): State => stateSort.rename(s, by);
export const renamedStimulus = (by: Renaming, x: Stimulus): Stimulus => stimulusSort.rename(x, by);

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);
/** Every order of the members; the first is the one given. */
const orders = (members: readonly number[]): readonly (readonly number[])[] =>
  members.length === 0
    ? [[]]
    : members.flatMap((first, at) => orders(members.toSpliced(at, 1)).map((rest) => [first, ...rest]));
/** Every order that leaves 0 where it is: the rules know sigma-zero and the first thread of a task, a frame is empty at 0, and page 0 has small addresses. */
const ordersBut0 = (count: number): readonly (readonly number[])[] =>
  count === 0 ? [[]] : orders(upTo(count).slice(1)).map((rest) => [0, ...rest]);

/** The words that the stimuli send or store, but for those that the kernel may write by itself: numbers of frames, vectors and instruction pointers. */
const tokensOf = ({ boot, stimuli }: Pick<SystemScope, 'boot' | 'stimuli'>): readonly number[] => {
  const sent = stimuli.flatMap((x) => (x.do === 'store' ? [x.value] : x.do === 'ipc' ? (x.send?.words ?? []) : []));
  const written = stimuli.flatMap((x) =>
    x.do === 'trap' ? [x.vector] : x.do === 'task_new' || x.do === 'lthread_ex_regs' ? [x.ip ?? 0] : [],
  );
  const isFree = (word: number): boolean =>
    word > 2 && word >= boot.frames && word < PAGE_BYTES && !written.includes(word);
  return [...new Set(sent)].filter(isFree);
};

/** Every renaming of the things of a scope's machine, the one that renames nothing first. */
const renamingsOf = (scope: SystemScope): readonly Renaming[] => {
  const { tasks, lthreads, pages, lines = 0 } = scope.boot;
  const world = { tasks, lthreads, pages };
  const tokens = tokensOf(scope);
  return ordersBut0(tasks).flatMap((task) =>
    ordersBut0(lthreads).flatMap((lthread) =>
      orders(upTo(lines)).flatMap((line) =>
        ordersBut0(pages).flatMap((page) =>
          orders(upTo(tokens.length)).map((token) => ({ world, task, lthread, line, page, tokens, token })),
        ),
      ),
    ),
  );
};

/** The symmetry of a scope: the renamings that leave its first state and its list of stimuli as they are. The first renames nothing. */
export const symmetryOf = (scope: SystemScope, first: State): readonly Renaming[] => {
  const key = systemKey(first);
  const stimuli = new Set(scope.stimuli.map(stimulusKey));
  return renamingsOf(scope).filter(
    (by) =>
      scope.stimuli.every((x) => stimuli.has(stimulusKey(renamedStimulus(by, x)))) &&
      systemKey(renamedState(by, first)) === key,
  );
};
