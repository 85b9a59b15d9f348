// How Stryker runs the bundled tests: in its own process, which loads them once and keeps them warm. For each edit only the tests that execute it, first
// those that told the last edits, then the quick ones, until one fails. A test that takes far more time, or comes to the edit far more often than
// without it, does not end: that is told within a moment, and no process is lost.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';

/** So many times as long, and as often, as without the edit; and for a test that takes no time at all. */
const [TIMES, LEAST_MS, LEAST_HITS] = [8, 1000, 10_000];
/** Without an edit every test ends within this. */
const DRY_MS = 600_000;
/** So many of the tests that told edits last come first. */
const REMEMBERED = 8;

/** In the copy that Stryker edits, whose folder a process enters only after this file is loaded: the tests; the same without what counts who executes what, and with a
 * number to ask which edit is made, which takes half the time; and how long each test takes, and how often it comes to each edit. */
const fileOf = (kind) => path.resolve(`dist/mutation/${process.env.MUTATION_TESTS}.${kind}`);
const counting = `let active_9fa48 = -1, hits_9fa48 = 0, limit_9fa48 = 0;
const hit_9fa48 = () => {
  if (++hits_9fa48 > limit_9fa48) throw new Error('the edit is come to without end');
  return true;
};
export const activate = (edit, limit) => void ([active_9fa48, hits_9fa48, limit_9fa48] = [edit, 0, limit]);
export const isPastLimit = () => hits_9fa48 > limit_9fa48;
`;
const quickened = (text) =>
  counting +
  text
    .replaceAll(/\bstryMutAct_9fa48\d*\("(\d+)"\)/g, '(active_9fa48 === $1 && hit_9fa48())')
    .replaceAll(/\bstryCov_9fa48\d*\((?:"\d+"(?:, )?)+\)/g, '0');

/** What this process has worked since, in ms: what else the machine does is not in it. */
const workedMs = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};
const script = new Script('run_9fa48()');
/** Runs a test to its end or, if it has none, until the process has worked so long. */
const ran = async (run, limitMs) => {
  globalThis.run_9fa48 = run;
  for (let timeout = Math.ceil(limitMs); ; timeout *= 4) {
    const began = process.cpuUsage();
    try {
      await script.runInThisContext({ timeout });
      return { thrown: null, ms: workedMs(began), isEndless: false };
    } catch (thrown) {
      const isEndless = thrown?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
      const ms = workedMs(began);
      // where others have the processor, it was not given what it may take
      if (!isEndless || ms >= limitMs / 2) return { thrown, ms, isEndless };
    }
  }
};

class InProcess {
  #tests = null;
  #facts = null;
  #remembered = [];

  capabilities() {
    return { reloadEnvironment: true }; // an edit is made only while tests run: nothing is loaded anew
  }
  init() {
    fc.configureGlobal({ endOnFailure: true, seed: 1 });
  }

  async dryRun() {
    const covered = (globalThis.__stryker__ ??= {});
    covered.mutantCoverage = { static: {}, perTest: {} };
    const { tests } = await import(pathToFileURL(fileOf('js')));
    const failed = new Map();
    for (const { id, run } of tests) {
      covered.currentTestId = id;
      failed.set(id, (await ran(run, DRY_MS)).thrown);
    }
    writeFileSync(fileOf('quick.js'), quickened(readFileSync(fileOf('js'), 'utf8')));
    const again = await import(pathToFileURL(fileOf('quick.js')));
    again.activate(-1, 0);
    const results = [];
    for (const { id, run } of again.tests) {
      const { thrown, ms } = await ran(run, DRY_MS);
      const failure = failed.get(id) ?? thrown;
      results.push({
        ...{ id, name: id, timeSpentMs: ms },
        ...(failure === null
          ? { status: TestStatus.Success }
          : { status: TestStatus.Failed, failureMessage: String(failure) }),
      });
    }
    const ms = Object.fromEntries(results.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
    writeFileSync(fileOf('json'), JSON.stringify({ ms, hits: covered.mutantCoverage.perTest }));
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: covered.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter }) {
    this.#facts ??= JSON.parse(readFileSync(fileOf('json'), 'utf8'));
    this.#tests ??= await import(pathToFileURL(fileOf('quick.js')));
    const { tests, activate, isPastLimit } = this.#tests;
    const { ms, hits } = this.#facts;
    const edit = Number(activeMutant.id);
    const rank = ({ id }) => {
      const at = this.#remembered.indexOf(id);
      return at < 0 ? REMEMBERED + ms[id] : at;
    };
    const wanted = new Set(testFilter);
    const chosen = tests.filter(({ id }) => wanted.has(id)).toSorted((a, b) => rank(a) - rank(b));
    for (const [at, { id, run }] of chosen.entries()) {
      activate(edit, LEAST_HITS + TIMES * (hits[id]?.[edit] ?? 0));
      const { thrown, isEndless: isCut } = await ran(run, LEAST_MS + TIMES * ms[id]);
      const isEndless = isCut || isPastLimit();
      activate(-1, 0);
      if (thrown === null && !isEndless) continue;
      this.#remembered = [id, ...this.#remembered.filter((other) => other !== id)].slice(0, REMEMBERED);
      return isEndless
        ? { status: MutantRunStatus.Timeout, reason: id }
        : { status: MutantRunStatus.Killed, killedBy: [id], failureMessage: String(thrown), nrOfTests: at + 1 };
    }
    return { status: MutantRunStatus.Survived, nrOfTests: chosen.length };
  }
}
export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcess)];
