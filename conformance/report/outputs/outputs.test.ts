import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { CONTRACT } from '../../../spec/vocabulary/index.js';
import { runLot } from '../../check/lot.js';
import { WHOLE } from '../../check/part.js';
import { renderShard } from '../../check/shard-file.js';
import { inProcess } from '../../check/check-program.js';
import { modelKernel } from '../../../model/index.js';
import { commandTree } from '../../command/tree.js';
import { benchWakeup } from '../../benches/wakeup.js';
import { identify } from '../../check/identify.js';
import { masked } from '../../kernels/masked.js';
import { mutants } from '../../mutants/mutants.js';
import { wrongRules } from '../../mutants/wrong-rules/index.js';
import { kinds } from '../catalogue.js';
import { runScenario } from '../../scenarios/run.js';
import { scenarios } from '../../scenarios/catalogue.js';
import { schemaOf } from '../schemas.js';
import { outputs } from './index.js';
import type { OutputName } from './index.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'l4c-test-'));
const written = (name: string, text: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};

/** What the command prints, in this process. */
const printed = async (...args: readonly string[]): Promise<unknown> => {
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });
  await commandTree().parseAsync([...args, '--json'], { from: 'user' });
  return JSON.parse(said.mock.calls.map(([text]) => String(text)).join(''));
};
const validators = new Map<OutputName, ReturnType<Ajv2020['compile']>>();
const validatorOf = (name: OutputName) => {
  const validate = validators.get(name) ?? new Ajv2020({ strict: false }).compile(schemaOf(name));
  validators.set(name, validate);
  return validate;
};
/** A reader that knows nothing of us finds nothing wrong with it. */
const expectValid = (name: OutputName, output: unknown): void => {
  const validate = validatorOf(name);
  expect([validate(output), validate.errors]).toEqual([true, null]);
};
/** As the command prints a result that was not reached by the command itself. */
const asPrinted = (name: OutputName, result: object): unknown =>
  JSON.parse(JSON.stringify({ format: `l4c-${name}`, version: 1, ...result }));

const boot = { frames: 1, pages: 1, tasks: 1, lthreads: 1 };
const manifest = { l4c: CONTRACT, name: 'mine', profiles: ['ipc'] } as const;
/** A conversation in which the kernel is right once, and then is not. */
const transcript = written(
  'transcript.txt',
  [
    [{ hello: { l4c: CONTRACT } }, { manifest }],
    [{ boot }, { running: [0, 0] }],
    [
      { do: 'load', address: 0 },
      { running: [0, 0], loaded: 0 },
    ],
    [{ boot }, { running: [0, 0] }],
    [{ do: 'load', address: 0 }, { running: 'idle' }],
  ]
    .flatMap((turn, n) => turn.map((line) => JSON.stringify({ n, ...line })))
    .join('\n'),
);
/** The specification as a kernel that shows its inside and loses what is stored. */
const loses = masked(modelKernel(), { seen: (seen) => (seen.stored === true ? { running: 'idle' } : seen) });
const throws = masked(modelKernel(), {
  seen: () => {
    throw new Error('no luck');
  },
});

describe('output: what the command prints for programs is valid by the schema that it publishes', () => {
  test.each<readonly [OutputName, readonly string[]]>([
    ['compared', ['compare', 'model', 'model:choices=last', '--runs', '2']],
    ['identity', ['identify', '--kernel', 'model', '--runs', '2']],
    ['check', ['check', transcript]],
    ['explored', ['explore', 'sigma:2x2']],
    ['bench-ipc', ['bench', 'ipc']],
    ['bench-unix', ['bench', 'unix']],
    ['bench-size', ['bench', 'size']],
    ...kinds.map((kind) => ['list', ['list', kind]] as const),
  ])('%s of l4c %j', async (name, args) => {
    expectValid(name, await printed(...args));
  });

  test('reports, as they are kept', () => {
    const kept = path.join(import.meta.dirname, '../golden');
    const files = readdirSync(kept).filter((file) => file.endsWith('.json'));
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) expectValid('report', JSON.parse(readFileSync(path.join(kept, file), 'utf8')));
  });

  test('records of explorations, as they are stored', () => {
    const stored = new URL('../../../model/explorer/records/', import.meta.url);
    const records = readdirSync(stored).map(
      (file) => JSON.parse(readFileSync(new URL(file, stored), 'utf8')) as unknown,
    );
    expectValid('explored', asPrinted('explored', { records }));
  });

  test('a shard, with a failure that shows the inside of its kernel', async () => {
    const subject = inProcess(loses);
    const lots = [await runLot(subject, 0, 0, 5)];
    expect(lots[0].failures[0].shown?.view).toBeDefined();
    const run = { seed: 0, runs: 100, source: { mix: 'usual' }, maxFailures: 10, shard: WHOLE, unreadable: 0 } as const;
    const shard = renderShard({ ...run, manifest: subject.manifest, shortest: [], replays: [{ failure: null }], lots });
    expectValid('shard', JSON.parse(shard));
  });

  test('a kernel that breaks its contract and so has no dialect; scenarios, one of which is dropped', async () => {
    const broken = await identify(inProcess(throws), 2, () => undefined);
    expect(broken).toHaveProperty('broken');
    expectValid('identity', asPrinted('identity', { kernel: 'throws', ...broken }));
    const small = masked(modelKernel(), { manifest: { ...manifest, limits: { tasks: 1 } } });
    const ids = scenarios.find(({ name }) => name === 'ids')!;
    const runs = await Promise.all([modelKernel(), small].map((kernel) => runScenario(ids, inProcess(kernel))));
    expect(runs.map((run) => run?.is)).toEqual(['holds', 'dropped']);
    const told = runs.map((run) => ({ ...run, program: undefined }));
    expectValid('scenarios', asPrinted('scenarios', { scenarios: told }));
  });

  test('mutants that live, wrong rules, and the bench of the timer, which takes long for many threads', () => {
    const kills = mutants.map((mutant) => ({ mutant, failure: null, blamed: false, programs: null, rules: {} }));
    expectValid('mutants', asPrinted('mutants', { kills, median: null, worst: null }));
    const tried = wrongRules.map((wrong) => ({ wrong, caught: [] }));
    expectValid('wrong-rules', asPrinted('wrong-rules', { tried, alive: [], idle: [], excused: [], others: [] }));
    expectValid('bench-wakeup', asPrinted('bench-wakeup', benchWakeup([100])));
  });
});

test.each(Object.keys(outputs) as OutputName[])(
  'output %s: it is the name in its format, and what is none is refused',
  (name) => {
    expect(JSON.stringify(schemaOf(name))).toContain(`"const":"l4c-${name}"`);
    expect(validatorOf(name)({ format: `l4c-${name}`, version: 1 })).toBe(false);
  },
);
