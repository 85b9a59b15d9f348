import { PAGE_WORDS, lecture, wordOf } from '../../vocabulary/index.js';
import type { Seen } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { callerOf, findIn, isAlike, isSame, systemProperty, isCopyFree } from './property.js';
import { frameIn, wordIn } from './memory.js';
import type { SystemStep } from './property.js';

// Loads and stores, and the memory behind them.

/** An access that is tried in this step: the stimulus, or one that faulted before and is tried again. */
interface Access {
  readonly address: number;
  readonly store: number | undefined;
}
/** The access that the thread which runs now did, if it did one. */
const doneBy = (step: SystemStep): Access | undefined => {
  const { before, stimulus, seen } = step;
  if (seen.loaded === undefined && seen.stored === undefined) return undefined;
  if (isSame(before.running, seen.running)) {
    if (stimulus.do === 'load') return { address: stimulus.address, store: undefined };
    if (stimulus.do === 'store') return { address: stimulus.address, store: stimulus.value };
  }
  const { fault, pending } = findIn(before, seen.running) ?? { fault: null, pending: null };
  return fault !== null && 'address' in fault && pending === null
    ? { address: fault.address, store: fault.store }
    : undefined;
};
const taskOf = (running: Seen['running']): number => (running === 'idle' ? -1 : running[0]);
/** The word of real memory that is stored to in the step, by number: those of frame 0 first. */
export const storeIn = (step: SystemStep): number | undefined => {
  const access = doneBy(step);
  const page =
    access?.store === undefined ? undefined : frameIn(step.after.view, taskOf(step.seen.running), access.address);
  return access && page && page.frame * PAGE_WORDS + wordOf(access.address);
};

export const onlyWithTheRight = systemProperty({
  name: 'access/only-with-the-right',
  profile: 'sigma',
  source: [lecture(22), lecture(42), lecture(68)],
  says: 'Nobody loads from a page that its space does not have, nor stores to one that it may not write.',
  stays:
    'An access that the space does not allow, and that is done, did not fault, which `access/faults-otherwise` finds. It stays because it speaks of accesses that are tried again as well.',
  formula: tex`(\text{did}(p, \text{load}(a)) \Rightarrow \text{read} \in r_p'(a)) \land (\text{did}(p, \text{store}(a, x)) \Rightarrow \text{write} \in r_p'(a))`,
  when: (step) => doneBy(step) !== undefined,
  holds: (step) => {
    const access = doneBy(step);
    const page = access && frameIn(step.after.view, taskOf(step.seen.running), access.address);
    return page !== undefined && (access?.store === undefined || page.write);
  },
});

export const allowedIsDone = systemProperty({
  name: 'access/allowed-is-done',
  profile: 'sigma',
  source: [lecture(22), lecture(74)],
  says: 'An access that its space allows does not fault.',
  formula: tex`(e = \text{load}(a) \land \text{read} \in r_c(a)) \lor (e = \text{store}(a, x) \land \text{write} \in r_c(a)) \Rightarrow \text{did}(c, e)`,
  when: (step) => {
    const { stimulus, before } = step;
    if (before.running === 'idle' || (stimulus.do !== 'load' && stimulus.do !== 'store')) return false;
    const page = frameIn(before.view, before.running[0], stimulus.address);
    return page !== undefined && (stimulus.do === 'load' || page.write);
  },
  holds: ({ before, seen }) =>
    isSame(seen.running, before.running) && (seen.loaded !== undefined || seen.stored === true),
});

export const loadsWhatIsThere = systemProperty({
  name: 'access/loads-what-is-there',
  profile: 'sigma',
  source: [lecture(22), lecture(68)],
  says: 'A load reads the word of the frame that the page is, wherever it was written from.',
  formula: tex`\text{did}(p, \text{load}(a)) \land \lnot\,\text{overlapped}' \Rightarrow \text{shown} = \text{mem}'(\text{real}'(p, a))`,
  when: (step) => !step.after.hasOverlapped && step.seen.loaded !== undefined && doneBy(step) !== undefined,
  holds: (step) => {
    const access = doneBy(step);
    const page = access && frameIn(step.after.view, taskOf(step.seen.running), access.address);
    return page === undefined || wordIn(step.after.view.frames, page.frame, access?.address ?? 0) === step.seen.loaded;
  },
});

export const storesOneWord = systemProperty({
  name: 'access/stores-one-word',
  profile: 'sigma',
  source: [lecture(42), lecture(68)],
  says: 'A store leaves its value in the word that it names, and no other word changes.',
  formula: tex`\text{did}(p, \text{store}(a, x)) \Rightarrow \text{mem}' = \text{mem}[\text{real}'(p, a) \mapsto x]`,
  when: (step) => doneBy(step)?.store !== undefined,
  holds: (step) => {
    const access = doneBy(step);
    const page = access && frameIn(step.after.view, taskOf(step.seen.running), access.address);
    if (access === undefined || page === undefined) return true;
    const [was, is] = [step.before.view.frames, step.after.view.frames];
    return is.every((words, frame) => {
      for (let word = 0; word < Math.max(words.length, was[frame]?.length ?? 0); word++) {
        const isStored = frame === page.frame && word === wordOf(access.address);
        if ((words[word] ?? 0) !== (isStored ? access.store : (was[frame]?.[word] ?? 0))) return false;
      }
      return true;
    });
  },
});

export const memoryByStoresAlone = systemProperty({
  name: 'access/memory-by-stores-alone',
  profile: 'sigma',
  source: [lecture(40), lecture(68)],
  says: 'Memory changes by stores alone: neither by a call, nor by time, nor by an access that faults.',
  formula: tex`\text{copy-free} \land \nexists\, p : \text{did}(p, \text{store}) \Rightarrow \text{mem}' = \text{mem}`,
  when: (step) => isCopyFree(step) && !(step.seen.stored === true && doneBy(step) !== undefined),
  holds: ({ before, after }) => isAlike(before.view.frames, after.view.frames),
});

export const faultsOtherwise = systemProperty({
  name: 'access/faults-otherwise',
  profile: 'ipc',
  source: [lecture(22), lecture(23), lecture(74)],
  says: 'An access that its space does not allow waits with its thread: to be told to the pager, or answered by it.',
  formula: tex`(e = \text{load}(a) \land \text{read} \notin r_c(a)) \lor (e = \text{store}(a, x) \land \text{write} \notin r_c(a)) \Rightarrow \lnot\, c : \text{ready}' \land \text{fault}'(c) = e`,
  when: (step) => {
    const { stimulus, before } = step;
    if (before.running === 'idle' || (stimulus.do !== 'load' && stimulus.do !== 'store')) return false;
    const page = frameIn(before.view, before.running[0], stimulus.address);
    return page === undefined || (stimulus.do === 'store' && !page.write);
  },
  holds: (step) => {
    const { stimulus, after } = step;
    if (stimulus.do !== 'load' && stimulus.do !== 'store') return false;
    const t = findIn(after, callerOf(step)?.thread ?? 'nobody');
    const raised =
      stimulus.do === 'load' ? { address: stimulus.address } : { address: stimulus.address, store: stimulus.value };
    return t !== undefined && t.phase.is !== 'ready' && isAlike(t.fault, raised);
  },
});
