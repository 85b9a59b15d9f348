import type { BootConfig, Ipc, Program, Stimulus, ThreadId } from '../../spec/vocabulary/index.js';
import { boundOf, renumbered, usedBy } from './renumber.js';
import type { Sort } from './renumber.js';
import { NOTHING, richerPrograms } from './richer.js';
import type { Stock } from './richer.js';
import { lower, simplerStimuli } from './simpler.js';

const SORTS: readonly Sort[] = ['task', 'lthread', 'page'];
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Stimuli left out: chunks from halves to single ones, then all that name a task. */
function* fewerStimuli({ boot, stimuli }: Program): Generator<Program> {
  for (let count = Math.ceil(stimuli.length / 2); count >= 1; count = count === 1 ? 0 : Math.ceil(count / 2))
    for (let from = stimuli.length - count; from >= 0; from -= count)
      yield { boot, stimuli: stimuli.toSpliced(from, count) };
  for (const task of usedBy(stimuli).task.filter((used) => used > 0)) {
    const others = stimuli.filter((x) => !usedBy([x]).task.includes(task));
    if (others.length > 0 && others.length < stimuli.length - 1) yield { boot, stimuli: others };
  }
}

/** Of a program the stimuli that are IPC, each with its place. */
const ipcsOf = (stimuli: readonly Stimulus[]): readonly (readonly [number, Ipc])[] =>
  stimuli.flatMap((x, at): readonly (readonly [number, Ipc])[] => (x.do === 'ipc' ? [[at, x]] : []));

/** A send and a later receive made one call. */
function* calls({ boot, stimuli }: Program): Generator<Program> {
  const ipcs = ipcsOf(stimuli);
  for (const [first, { send, receive: none }] of ipcs)
    for (const [second, { send: noSend, receive }] of ipcs)
      if (first < second && send !== undefined && none === undefined && noSend === undefined && receive !== undefined)
        yield { boot, stimuli: stimuli.with(first, { do: 'ipc', send, receive }).toSpliced(second, 1) };
}

/** A rendez-vous turned round: that the receiver waits first, called back by a message, becomes that the sender does; three stimuli are two. */
function* turnedRound({ boot, stimuli }: Program): Generator<Program> {
  const ipcs = ipcsOf(stimuli);
  const waits = ipcs.filter(([, { send, receive }]) => send === undefined && receive !== undefined);
  const sends = ipcs.filter(([, { send }]) => send !== undefined);
  for (const [first] of waits)
    for (const [second, { receive }] of sends)
      for (const [third, send] of sends)
        if (first < second && second < third && receive !== undefined)
          yield { boot, stimuli: stimuli.with(first, send).with(second, { do: 'ipc', receive }).toSpliced(third, 1) };
}

/** Two stimuli left out that need each other. */
function* withoutTwo({ boot, stimuli }: Program): Generator<Program> {
  for (let second = stimuli.length - 1; second > 0; second--)
    for (let first = second - 1; first >= 0; first--)
      yield { boot, stimuli: stimuli.toSpliced(second, 1).toSpliced(first, 1) };
}

const yields: Stimulus = { do: 'thread_switch', to: 'nobody' };
/** In longer programs there are too many ways to leave two stimuli out and change a third. */
const MOST_YIELDING = 10;
/** Two stimuli left out, and a third made a yield: where another thread was made so that somebody runs, the running one may give way. */
function* yieldingOne(program: Program): Generator<Program> {
  if (program.stimuli.length > MOST_YIELDING) return;
  for (const { boot, stimuli } of withoutTwo(program))
    for (const [at, x] of stimuli.entries()) if (!isSame(x, yields)) yield { boot, stimuli: stimuli.with(at, yields) };
}

/** In longer programs there are too many ways to leave one stimulus out and change another. */
const MOST_CHANGED = 6;
/** Of two stimuli one left out, and the other made the same as a third, or a yield. */
function* repeatedOne({ boot, stimuli }: Program): Generator<Program> {
  if (stimuli.length > MOST_CHANGED) return;
  for (const out of stimuli.keys()) {
    const rest = stimuli.toSpliced(out, 1);
    for (const at of rest.keys()) {
      for (const other of rest.keys()) if (other !== at) yield { boot, stimuli: rest.with(at, rest[other]) };
      yield { boot, stimuli: rest.with(at, yields) };
    }
  }
}

/** The stimulus with another thread for the one to which it sends, or which it schedules. */
const redirected = (x: Stimulus, to: ThreadId): Stimulus => {
  if (x.do === 'ipc' && x.send !== undefined) return { ...x, send: { ...x.send, to } };
  return x.do === 'thread_schedule' ? { ...x, of: to } : x;
};
/** One stimulus left out, and another directed to another thread: then perhaps another one executes it. */
function* redirectedOne({ boot, stimuli }: Program): Generator<Program> {
  if (stimuli.length > MOST_CHANGED) return;
  const { task, lthread } = usedBy(stimuli);
  const numbers = (used: readonly number[], most: number): readonly number[] => [
    ...new Set([0, ...used.filter((number) => number < most)]),
  ];
  const threads = numbers(task, boot.tasks).flatMap((of) =>
    numbers(lthread, boot.lthreads).map((nth): ThreadId => [of, nth]),
  );
  for (const out of stimuli.keys()) {
    const rest = stimuli.toSpliced(out, 1);
    for (const [at, x] of rest.entries())
      for (const thread of threads) {
        const other = redirected(x, thread);
        if (!isSame(other, x)) yield { boot, stimuli: rest.with(at, other) };
      }
  }
}

/** In longer programs there are too many ways to leave one stimulus out and move another. */
const MOST_MOVED = 20;
/** One stimulus left out, for which another comes earlier. */
function* movedOne({ boot, stimuli }: Program): Generator<Program> {
  if (stimuli.length > MOST_MOVED) return;
  for (const out of stimuli.keys()) {
    const rest = stimuli.toSpliced(out, 1);
    for (let from = 1; from < rest.length; from++)
      for (let to = 0; to < from; to++) yield { boot, stimuli: rest.toSpliced(from, 1).toSpliced(to, 0, rest[from]) };
  }
}

/** A machine no larger than the numbers that the stimuli use, and as many frames as pages; its lines and its clock as they are. */
const fitting = (boot: BootConfig, stimuli: readonly Stimulus[]): BootConfig => {
  const { frames, pages, tasks, lthreads } = boot;
  const used = usedBy(stimuli);
  const bound = (sort: Sort, most: number): number => 1 + Math.max(0, ...used[sort].filter((number) => number < most));
  const fit = bound('page', pages);
  return {
    ...boot,
    frames: Math.min(frames, fit),
    pages: fit,
    tasks: bound('task', tasks),
    lthreads: bound('lthread', lthreads),
  };
};

/** The numbers in use moved down to 0, 1, 2 and so on, in order. Numbers past the machine's bound name nothing, and stay. */
const compact = (program: Program): Program =>
  SORTS.reduce((compacted, sort) => {
    const used = [0, ...usedBy(program.stimuli)[sort].filter((n) => n > 0 && n < program.boot[boundOf[sort]])];
    const ranks = used.toSorted((a, b) => a - b);
    return renumbered(compacted, sort, (number) => (ranks.includes(number) ? ranks.indexOf(number) : number));
  }, program);

/** The machine cut to what the stimuli use: with their numbers made dense first, or as they are. */
function* cutMachines(program: Program): Generator<Program> {
  const dense = compact(program);
  for (const { boot, stimuli } of isSame(dense, program) ? [program] : [dense, program]) {
    const fit = { boot: fitting(boot, stimuli), stimuli };
    if (!isSame(fit, program)) yield fit;
  }
}

/** The machine with one of its optional parts left out. */
const withoutPart = (boot: BootConfig, part: 'lines' | 'clockMs'): BootConfig =>
  Object.fromEntries(Object.entries(boot).filter(([name]) => name !== part)) as BootConfig;

/** One number of the machine smaller, where no stimulus makes what it then has no room for. */
function* smallerMachines({ boot, stimuli }: Program): Generator<Program> {
  for (const part of ['lines', 'clockMs'] as const)
    if (boot[part] !== undefined) yield { boot: withoutPart(boot, part), stimuli };
  const made = { tasks: 0, lthreads: 0 };
  for (const x of stimuli)
    if (x.do === 'task_new') made.tasks = Math.max(made.tasks, x.task);
    else if (x.do === 'lthread_ex_regs') made.lthreads = Math.max(made.lthreads, x.lthread);
  for (const part of ['frames', 'pages', 'tasks', 'lthreads'] as const) {
    const least = part === 'tasks' || part === 'lthreads' ? made[part] + 1 : 1;
    for (const less of lower(boot[part] - least)) yield { boot: { ...boot, [part]: least + less }, stimuli };
  }
}

/** One number of a sort made smaller wherever it stands; or two exchanged, so that the smaller occurs first. */
function* smallerNumbers(program: Program): Generator<Program> {
  const used = usedBy(program.stimuli);
  for (const sort of SORTS) {
    for (const number of used[sort])
      for (const less of lower(number)) yield renumbered(program, sort, (n) => (n === number ? less : n));
    const within = used[sort].filter((number) => number < program.boot[boundOf[sort]]);
    for (const [at, number] of within.entries())
      for (const less of within.slice(at + 1).filter((later) => later < number && later > 0))
        yield renumbered(program, sort, (n) => (n === number ? less : n === less ? number : n));
  }
}

function* simplerPrograms({ boot, stimuli }: Program): Generator<Program> {
  for (const [at, x] of stimuli.entries())
    for (const simple of simplerStimuli(x)) yield { boot, stimuli: stimuli.with(at, simple) };
}

/**
 * Smaller programs, the most drastic first: stimuli left out, the machine cut to what is used, two stimuli for which one will do, or another one again, stimuli made
 * simpler, numbers and machines smaller. Each has fewer stimuli, or as many and less in them, or a smaller number where the first
 * differs: shrinking ends.
 */
export function* smallerPrograms(program: Program): Generator<Program> {
  yield* fewerStimuli(program);
  yield* cutMachines(program);
  yield* calls(program);
  yield* turnedRound(program);
  yield* withoutTwo(program);
  yield* repeatedOne(program);
  yield* redirectedOne(program);
  yield* simplerPrograms(program);
  yield* smallerNumbers(program);
  yield* smallerMachines(program);
  yield* movedOne(program);
  yield* yieldingOne(program);
}

/**
 * Greedy, counted and deterministic: the first smaller program that still fails takes the place of the program, and the search goes on from where
 * that one stood, for what comes before was tried a moment ago. When one whole round finds none, nothing can go, and no number fall. Only then, for it is dear, one
 * stimulus of the stock is tried in the place of two in a short program, and if that helps all begins anew.
 */
export const shrinkProgram = async (
  program: Program,
  stillFails: (candidate: Program) => boolean | Promise<boolean>,
  attempts: number,
  stock: Stock = NOTHING,
): Promise<Program> => {
  let left = attempts;
  const firstFailing = async (candidates: Iterable<Program>, from: number, until: number) => {
    let place = 0;
    for (const candidate of candidates) {
      if (place >= until || left <= 0) break;
      if (place++ < from) continue;
      left--;
      if (await stillFails(candidate)) return { candidate, place: place - 1 };
    }
    return null;
  };
  const smallest = async (from: Program): Promise<Program> => {
    let [best, place] = [from, 0];
    for (;;) {
      const found =
        (await firstFailing(smallerPrograms(best), place, Infinity)) ??
        (await firstFailing(smallerPrograms(best), 0, place));
      if (found === null) return best;
      ({ candidate: best, place } = found);
    }
  };
  for (let best = await smallest(program); ;) {
    const richer =
      best.stimuli.length > MOST_CHANGED ? null : await firstFailing(richerPrograms(best, stock), 0, Infinity);
    if (richer === null) return best;
    best = await smallest(richer.candidate);
  }
};
