import type { Manifest, Program } from '../../spec/vocabulary/index.js';
import { UsageError } from '../command/usage-error.js';
import { openGuarded } from '../kernels/open.js';
import type { KernelChoice } from '../kernels/open.js';
import { explain } from '../report/explain.js';
import { storedFailures } from './failure-file.js';
import type { StoredFailures } from './failure-file.js';
import { BROKEN, SHORTEST_LOT, STORED_LOT } from './lot.js';
import { lotSize, programsOf } from './source.js';
import type { Source } from './source.js';
import type { LotResult } from './lot.js';
import { byNumber, failuresOf, lastOf, upToLast } from './part.js';
import type { RunPart, Shard } from './part.js';
import { isBroken, stillFails } from './replay.js';
import type { Replay } from './replay.js';
import { shortestFor } from './shortest-programs.js';
import { startWorker } from './worker-process.js';
import type { Gone, WorkerProcess } from './worker-process.js';
import type { Message } from './worker.js';

export interface RunOptions {
  readonly kernel: KernelChoice;
  readonly seed: number;
  readonly runs: number;
  readonly source: Source;
  /** Which of the lots of the run are done here. */
  readonly shard: Shard;
  readonly workers: number;
  /** The folder below which failures are stored: those of the kernel run first. */
  readonly failures: string;
  /** The run ends with the lot by which so many distinct failures have been found. */
  readonly maxFailures: number;
  readonly onProgress: (programs: number, failures: number) => void;
  /** Told in a line of each stored failure that cannot be read: it is left out. */
  readonly onUnreadable: (says: string) => void;
  /** Aborted by Ctrl-C: the run ends with what it has. */
  readonly signal: AbortSignal;
}

/** What the workers said so far. */
interface Heard {
  manifest: Manifest | null;
  cannot: string | null;
  /** The shortest programs of the rules that the kernel claims, once its manifest is known. */
  shortestPrograms: readonly Program[];
  /** What is stored of the kernel; nothing is known before its manifest. */
  stored: StoredFailures;
  readonly shortest: Replay[];
  readonly replays: Replay[];
  readonly results: LotResult[];
}

const lastHeard = ({ manifest, shortest, replays, results }: Heard, maxFailures: number): number =>
  lastOf({ manifest, shortest, replays, lots: byNumber(results), maxFailures });

/** Whether every stored failure was replayed; one that breaks the contract is the last. */
const allReplayed = ({ stored, replays }: Heard): boolean =>
  replays.length === stored.stored.length || replays.some(isBroken);

/** What is still to be done before the lots. */
const lotBefore = (heard: Heard): number | null => {
  if (!allReplayed(heard)) return STORED_LOT;
  const { manifest, shortest, shortestPrograms } = heard;
  const isOver = manifest === null || shortest.length === shortestPrograms.length || shortest.some(isBroken);
  return isOver ? null : SHORTEST_LOT;
};

/** Ends the workers that have no lot left up to the last one. */
const endIdle = (heard: Heard, workers: readonly WorkerProcess[], last: number): void => {
  for (const { task, end } of workers) {
    const done = heard.results.filter(({ lot }) => lot % task.stride === task.first).length;
    const lot = task.first + done * task.stride;
    if ((task.replays ? (lotBefore(heard) ?? lot) : lot) > last) end();
  }
};

/** The lot in which a worker was lost: of its programs only the last counts, which is kept up to the stimulus at which it was lost. */
const lotOfLost = ({ lot, index }: Gone, program: Program, explanation: string): LotResult => ({
  lot,
  programs: 1,
  stimuli: 0,
  executed: 0,
  unspecified: 0,
  cannot: 0,
  undecided: 0,
  alternatives: {},
  applied: {},
  checked: {},
  firstFailing: index,
  failures: [{ signature: BROKEN, lot, program, explanation }],
});

/** What is said of a program in which a worker was lost: where it is lost in a process of its own, or that there it is not. */
const lostIn = async (
  kernel: KernelChoice,
  program: Program,
  { says }: Gone,
  where: string,
): Promise<{ readonly program: Program; readonly explanation: string }> => {
  if (kernel.kind === 'command') return { program, explanation: `${says}, in ${where}.` };
  const alone = await openGuarded(kernel);
  const verdict = await alone.check(program);
  alone.close();
  if (verdict.is !== 'broken' || !verdict.lost)
    return { program, explanation: `${says}, in ${where}; alone, in a process of its own, the same program ran on.` };
  const upToLoss = { boot: program.boot, stimuli: program.stimuli.slice(0, verdict.step + 1) };
  return { program: upToLoss, explanation: explain(program, verdict) };
};

/** What the loss of a worker adds to what was heard. */
const hearLost = async (
  heard: Heard,
  kernel: KernelChoice,
  { seed, source }: Pick<RunOptions, 'seed' | 'source'>,
  manifest: Manifest,
  lost: Gone,
): Promise<void> => {
  const { lot, index } = lost;
  if (lot === STORED_LOT) {
    const stored = heard.stored.stored[index];
    const { explanation } = await lostIn(kernel, stored.program, lost, `the stored failure ${stored.file}`);
    heard.replays.push(stillFails(stored, BROKEN, explanation));
  } else if (lot === SHORTEST_LOT) {
    const shortest = heard.shortestPrograms[index];
    const { program, explanation } = await lostIn(kernel, shortest, lost, `shortest program ${String(index)}`);
    heard.shortest.push({ failure: { signature: BROKEN, lot, program, explanation } });
  } else {
    const where = `program ${String(index)} of lot ${String(lot)}, or while it was made smaller`;
    const generated = [...programsOf(source, seed, lot, lotSize(source), manifest)][index];
    const { program, explanation } = await lostIn(kernel, generated, lost, where);
    heard.results.push(lotOfLost(lost, program, explanation));
  }
};

/**
 * Replays the stored failures of the kernel, runs the shortest programs of the rules that are claimed, runs the lots on the workers and puts the results together; who did which lot, and when, leaves no
 * trace in what was found. Of several shards the first replays the stored failures.
 */
export const run = async (options: RunOptions): Promise<RunPart> => {
  const {
    kernel,
    failures,
    seed,
    runs,
    source,
    shard,
    workers: count,
    maxFailures,
    onProgress,
    onUnreadable,
    signal,
  } = options;
  const nothing: StoredFailures = { stored: [], unreadable: [] };
  const heard: Heard = {
    manifest: null,
    cannot: null,
    shortestPrograms: [],
    stored: nothing,
    shortest: [],
    replays: [],
    results: [],
  };
  const workers: WorkerProcess[] = [];
  const progress = (): void => {
    onProgress(
      heard.results.reduce((sum, { programs }) => sum + programs, 0),
      new Set(failuresOf([...heard.replays, ...heard.shortest], heard.results).map(({ signature }) => signature)).size,
    );
    endIdle(heard, workers, lastHeard(heard, maxFailures));
  };
  let endBeforeLots: () => void = () => undefined;
  /** Comes when the stored failures and the shortest programs are behind us, or will not be. */
  const beforeLots = new Promise<void>((resolve) => {
    endBeforeLots = resolve;
  });
  const hear = (index: number, message: Message): void => {
    if ('manifest' in message) {
      heard.manifest = message.manifest;
      if (!workers[index].task.replays) return;
      heard.shortestPrograms = shortestFor(message.manifest);
      heard.stored = storedFailures(failures, message.manifest.name);
      heard.stored.unreadable.forEach(onUnreadable);
      workers[index].tell(heard.stored.stored);
    } else if ('cannot' in message) heard.cannot = message.cannot;
    else if ('shortest' in message) {
      heard.shortest.push(message.shortest);
      progress();
    } else if ('replay' in message) {
      heard.replays.push(message.replay);
      progress();
    } else if ('result' in message) {
      heard.results.push(message.result);
      progress();
    }
    if (workers[index].task.replays && lotBefore(heard) === null) endBeforeLots();
  };
  // a worker without a lot would have nothing to do but to start
  const workerCount = Math.min(count, Math.max(1, Math.ceil(runs / lotSize(source) / shard.of)));
  for (let index = 0; index < workerCount; index++)
    workers.push(
      startWorker(
        {
          kernel,
          seed,
          runs,
          source,
          first: shard.index + shard.of * index,
          stride: shard.of * workerCount,
          replays: shard.index === 0 && index === 0,
        },
        (message) => {
          hear(index, message);
        },
      ),
    );
  if (shard.index > 0) endBeforeLots(); // the first shard does that
  signal.addEventListener('abort', () => {
    for (const { end } of workers) end();
  });
  const gone = await Promise.all(
    workers.map(async ({ task, done }) => {
      const lost = await done;
      if (lost !== null && heard.manifest !== null) {
        if (lost.lot < 0) for (const { end } of workers) end(); // nothing comes behind that
        if (!task.replays) await beforeLots; // which may end the run: to try again what came behind would keep it waiting
        if (lost.lot <= lastHeard(heard, maxFailures)) await hearLost(heard, kernel, options, heard.manifest, lost);
        progress();
      }
      if (task.replays) endBeforeLots();
      return lost;
    }),
  );
  if (heard.cannot !== null) throw new UsageError(heard.cannot);
  const { manifest } = heard;
  if (manifest === null)
    throw new UsageError(`${kernel.name}: nothing was checked${gone[0] === null ? '' : `: ${gone[0].says}`}`);
  return upToLast({
    manifest,
    seed,
    runs,
    source,
    maxFailures,
    shard,
    shortest: heard.shortest,
    replays: heard.replays,
    unreadable: heard.stored.unreadable.length,
    lots: byNumber(heard.results),
  });
};
