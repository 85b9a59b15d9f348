import type { Stimulus, ThreadId } from '../../spec/vocabulary/index.js';
import { modelKernel } from '../../model/index.js';
import { randomFrom } from '../programs/random.js';
import type { Random } from '../programs/random.js';
import { driverScenario } from './driver.js';
import { fileServerScenario } from './file-server.js';
import { pagingScenario } from './paging.js';
import { withHearer } from './runtime/hearer.js';
import { withPrograms } from './runtime/otherwise.js';
import type { Instead } from './runtime/otherwise.js';
import { play } from './runtime/play.js';
import type { Scenario, Step, System } from './runtime/scenario.js';
import { loadsOf } from './runtime/steps.js';
import { createTask, exchangeRegisters, sleep } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';
import { swappingScenario } from './swapping.js';

// Servers are user-level programs, and what fails is one of them (L.7-8). The systems of paging, swapping, files and the driver know nothing of it: at some step a client is
// killed and begins anew, or a call of a server is cut short, as its registers are exchanged; or a pager answers late, or with nothing. Every client is
// served as if nothing had befallen: from its beginning on it loads what it loads in a run that is left in peace.

const STRUCK: readonly Scenario[] = [fileServerScenario, swappingScenario, pagingScenario, driverScenario];
/** Who is who in them, by the names of their threads. */
const CLIENTS = ['client', 'reader', 'application'];
const SERVERS = ['swap', 'fifo', 'chance', 'files', 'pager', 'driver'];
const PAGERS = ['fifo', 'chance', 'pager'];
const LATE_MS = 40;

type TaskNew = Extract<Stimulus, { do: 'task_new' }>;
/** A run that is left in peace: its steps, and how each task was made. */
interface Peace {
  readonly steps: readonly Step[];
  readonly made: ReadonlyMap<number, TaskNew>;
}
const peaceOf = (system: System): Peace => {
  const { steps } = play(system, modelKernel(), null);
  const made = new Map<number, TaskNew>();
  for (const { stimulus } of steps) if (stimulus.do === 'task_new') made.set(stimulus.task, stimulus);
  return { steps, made };
};

const named = ({ threads }: System, names: readonly string[]): readonly ThreadId[] =>
  Object.entries(threads)
    .filter(([, name]) => name !== undefined && names.includes(name))
    .map(([id]) => id.split('.').map(Number) as [number, number]);
const madeIn = ({ made }: Peace, task: number): TaskNew => {
  const it = made.get(task);
  if (it === undefined) throw new Error(`nobody makes task ${String(task)}`);
  return it;
};

/** At some step, when all tasks are made, a line is raised, and a thread of that task strikes. */
const atSomeStep = (system: System, peace: Peace, random: Random, task: number, strike: () => Thread): System => {
  const hearing = withHearer(system, task, task === 0 ? 0 : madeIn(peace, task).ip, strike);
  const first = peace.steps.findLastIndex(({ stimulus }) => stimulus.do === 'task_new') + 1;
  const at = first + random.below(peace.steps.length - first);
  return { ...hearing, disturb: (step) => (step === at ? { do: 'interrupt', line: hearing.line } : null) };
};
/** A client is killed, and made anew as it was made. */
const kill = (system: System, peace: Peace, random: Random): System => {
  const { task, pager, ip } = madeIn(peace, random.pick(named(system, CLIENTS))[0]);
  return atSomeStep(system, peace, random, 0, function* () {
    if (pager !== 'nobody') yield* createTask(task, pager, ip);
  });
};
/** A server is given the registers that it has: a call that it has made is cut short. */
const cut = (system: System, peace: Peace, random: Random): System => {
  const [task, lthread] = random.pick(named(system, SERVERS));
  return atSomeStep(system, peace, random, task, function* () {
    yield* exchangeRegisters(lthread, {});
  });
};

/** The n-th page that is given is given late, or is not given and the fault is answered with nothing. */
const failing =
  (n: number, isLate: boolean): (() => Instead) =>
  () => {
    let given = 0;
    return function* (it) {
      if (it.do !== 'ipc' || it.send === undefined || it.send.items.length === 0 || given++ !== n) return yield it;
      if (isLate) yield* sleep(LATE_MS);
      return yield isLate ? it : { ...it, send: { ...it.send, items: [] } };
    };
  };
const failOnce = (system: System, peace: Peace, random: Random): System => {
  const pager = random.pick(named(system, PAGERS));
  const answers = peace.steps.filter(
    ({ by, stimulus }) =>
      String(by) === String(pager) && stimulus.do === 'ipc' && (stimulus.send?.items.length ?? 0) > 0,
  );
  return withPrograms(system, failing(random.below(answers.length), random.chance(50)), [madeIn(peace, pager[0]).ip]);
};

/** Seed after seed is the next system, and then the next strike. */
const STRIKES = [kill, cut, failOnce];

/** What was executed since the last time that the task of a thread was made. */
const sinceBegun = (steps: readonly Step[], [task]: ThreadId): readonly Step[] =>
  steps.slice(steps.findLastIndex(({ stimulus }) => stimulus.do === 'task_new' && stimulus.task === task));

export const strikesScenario: Scenario = {
  name: 'strikes',
  pages: [7, 8],
  says: 'whichever client, server or pager fails once in a system of paging, of files or of a disk: every client is served as if nothing had befallen',
  needs: ['sigma', 'ipc', 'tasks', 'timeouts', 'interrupts', 'strings'],
  isByChance: true,
  make: (seed) => {
    const random = randomFrom(seed);
    const scenario = STRUCK[seed % STRUCK.length];
    const peace = peaceOf(scenario.make(0));
    const system = scenario.make(0);
    const clients = named(system, CLIENTS);
    return {
      ...STRIKES[Math.floor(seed / STRUCK.length) % STRIKES.length](system, peace, random),
      claims: (steps) => [
        {
          says: 'from its beginning on each loads what it loads when nothing befalls',
          holds: clients.every(
            (client) => loadsOf(sinceBegun(steps, client), client).join() === loadsOf(peace.steps, client).join(),
          ),
        },
      ],
    };
  },
};
