import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { parse, parseAllDocuments } from 'yaml';
import { describe, expect, test } from 'vitest';
import { inFolder, main } from '../fixtures/l4c.js';
import { rootOfPackage } from '../package.js';

const { folder, l4c } = inFolder();
for (const flags of [
  ['in-ts', '--lang', 'ts', '--door', 'spaces'],
  ['in-c', '--lang', 'c'],
])
  expect(l4c('init', ...flags, '--ci', '--kubernetes')).toMatchObject({ status: 0, stderr: '' });
const textOf = (...names: readonly string[]): string => readFileSync(path.join(folder, ...names), 'utf8');

/** A value that notes each of its fields which nobody has read: these schemas allow a field that they do not know, and never look at it. */
const watched = (value: unknown, unread: Set<string>, name = ''): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, field]) => [key, watched(field, unread, `${name}/${key}`)] as const);
  for (const [key] of fields) unread.add(`${name}/${key}`);
  return new Proxy(Array.isArray(value) ? fields.map(([, field]) => field) : Object.fromEntries(fields), {
    get: (target, key, receiver): unknown => {
      unread.delete(`${name}/${String(key)}`);
      return Reflect.get(target, key, receiver);
    },
  });
};
const kinds = { ConfigMap, PersistentVolumeClaim, Job };
/** The objects of a manifest, each of them valid by the schemas of Kubernetes, with no field besides; throws where one is not. */
const objectsOf = (text: string) =>
  parseAllDocuments(text).map((document) => {
    const plain = document.toJS() as { readonly kind: keyof typeof kinds };
    const unread = new Set<string>();
    kinds[plain.kind].prototype.validate.call(watched(plain, unread));
    if (unread.size > 0) throw new Error(`no such field: ${[...unread].join(', ')}`);
    return new kinds[plain.kind](plain as never);
  });
const ofKind = <T>(text: string, kind: new (...args: never) => T): readonly T[] =>
  objectsOf(text).filter((it): it is typeof it & T => it instanceof kind);

const manifest = textOf('in-ts/kubernetes.yaml');
const [settings] = ofKind(manifest, ConfigMap);
const [shards, merge] = ofKind(manifest, Job);
interface Workflow {
  readonly jobs: Readonly<
    Record<
      'shard' | 'merge',
      {
        readonly strategy?: { readonly matrix: { readonly shard: readonly number[] } };
        readonly steps: readonly { readonly run?: string }[];
      }
    >
  >;
}
const { jobs } = parse(textOf('in-ts/.github/workflows/l4c-long.yml')) as Workflow;

describe('kubernetes: the manifest', () => {
  test('is valid by the schemas of Kubernetes, for a kernel in either language', () => {
    const named = ['ConfigMap l4c', 'PersistentVolumeClaim l4c', 'Job l4c', 'Job l4c-merge'];
    for (const name of ['in-ts', 'in-c'])
      expect(objectsOf(textOf(name, 'kubernetes.yaml')).map((it) => `${it.kind} ${String(it.metadata?.name)}`)).toEqual(
        named,
      );
  });

  test.each([
    ['a number that is none', 'completions: 8', 'completions: eight'],
    ['a field that there is not', 'completionMode:', 'completingMode:'],
    ['a volume without a claim', 'claimName: l4c', 'claim: l4c'],
    ['a container without a name', '- name: shard\n', '- title: shard\n'],
  ])('is refused with %s', (_, find, replace) => {
    expect(manifest).toContain(find);
    expect(() => objectsOf(manifest.replace(find, replace))).toThrow();
  });

  test('names as many shards wherever it names them, runs them from 0, and the kernel of its language', () => {
    const { completionMode, completions, parallelism } = shards.spec!;
    expect([completionMode, completions, parallelism].map(String)).toEqual([
      'Indexed',
      ...Array<string>(2).fill(settings.data!['SHARDS']),
    ]);
    const claims = [shards, merge].map((job) => job.spec!.template.spec!.volumes![0].persistentVolumeClaim?.claimName);
    expect(claims).toEqual(
      ofKind(manifest, PersistentVolumeClaim).flatMap(({ metadata }) => Array<unknown>(2).fill(metadata?.name)),
    );
    expect(textOf('in-c/kubernetes.yaml')).toBe(
      manifest.replaceAll('in-ts', 'in-c').replaceAll('--kernel ./kernel.ts', '--kernel-cmd ./kernel'),
    );
  });
});

describe('many machines: what the jobs execute gives the report of one machine, to the byte', () => {
  const project = path.join(folder, 'in-ts');
  const bin = path.join(project, 'node_modules/.bin');
  for (const made of [bin, path.join(project, 'shards')]) mkdirSync(made, { recursive: true });
  symlinkSync(main, path.join(bin, 'l4c')); // as if the package were installed
  symlinkSync(fileURLToPath(rootOfPackage), path.join(project, 'node_modules/l4-conformance'));
  const few = { RUNS: '101', SHARDS: '2' }; // lots of 100 and 1

  /** Executes a command in the folder that the container has, with the environment that the cluster makes. */
  const execute = ([file, ...args]: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const PATH = `${bin}:${String(process.env['PATH'])}`;
    const { status, stdout, stderr } = spawnSync(file, args, {
      cwd: project,
      env: { ...settings.data, ...few, ...env, PATH, NO_COLOR: '1' },
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  const containersOf = ({ spec }: Job) => spec!.template.spec!.containers;
  const alone = execute(
    `l4c run --kernel ./kernel.ts --runs ${few.RUNS} --failures alone --junit alone.xml`.split(' '),
  );
  const indices = Array.from({ length: Number(few.SHARDS) }, (_, index) => String(index));

  test('kubernetes: the pods of the Indexed Job, and the Job that merges', () => {
    for (const JOB_COMPLETION_INDEX of indices)
      for (const { command } of containersOf(shards))
        expect(execute(command!, { JOB_COMPLETION_INDEX })).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(merge.spec!.template.spec!.initContainers).toBeUndefined(); // the log of one that waits cannot be followed
    const [whole] = containersOf(merge).map(({ command }) => execute(command!));
    expect(whole).toEqual({
      ...alone,
      stdout: alone.stdout
        .replaceAll(' alone/', ' shards/failures/')
        .replaceAll('--kernel ./kernel.ts', '--kernel ...'),
    });
    expect(alone.status).toBe(1); // as it was written by init, the kernel fails
    expect(textOf('in-ts/shards/report.xml')).toBe(textOf('in-ts/alone.xml'));
  });

  test('a run in one shard is a shard too, to be merged', () => {
    const { stdout } = execute('l4c run --kernel ./kernel.ts --runs 1 --shard 0/1'.split(' '));
    expect(JSON.parse(stdout)).toMatchObject({ format: 'l4c-shard', shard: { index: 0, of: 1 } });
  });

  test('a matrix of CI: the shards and the merge are those of the jobs', () => {
    const commandsOf = (job: 'shard' | 'merge'): readonly string[] =>
      jobs[job].steps.flatMap(({ run }) => (run?.startsWith('npx l4c ') === true ? [run.slice('npx '.length)] : []));
    const ofPods = ({ spec }: Job): string => spec!.template.spec!.containers[0].command!.at(-1)!.split('\n')[0];
    const lastLineOf = ({ spec }: Job): string =>
      spec!.template.spec!.containers[0].command!.at(-1)!.trim().split('\n').at(-1)!;
    const { RUNS, SHARDS } = settings.data!;
    expect(commandsOf('shard')).toEqual([
      ofPods(shards)
        .replace('"$RUNS"', RUNS)
        .replace('"$JOB_COMPLETION_INDEX/$SHARDS" --workers 1', '${{ matrix.shard }}/${{ strategy.job-total }}')
        .replace('"shards/$JOB_COMPLETION_INDEX.part"', '${{ matrix.shard }}.json'),
    ]);
    expect(jobs.shard.strategy?.matrix.shard).toEqual(Array.from({ length: Number(SHARDS) }, (_, index) => index));
    expect(commandsOf('merge')).toEqual([
      lastLineOf(merge)
        .replace('exec ', '')
        .replaceAll(' shards/failures', ' failures')
        .replace('shards/report.xml', 'report.xml --html report.html'), // a page is of use where people look
    ]);
  });
});
