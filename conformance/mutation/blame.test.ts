import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { first, modelKernel } from '../../model/index.js';
import type { Choose } from '../../model/index.js';
import { Profile } from '../../spec/vocabulary/index.js';
import type { IpcResult, KernelUnderTest, Program, Seen, ShownMapping, View } from '../../spec/vocabulary/index.js';
import { checkProgram } from '../check/check-program.js';
import type { Verdict } from '../check/check-program.js';
import { termsUnder } from '../check/terms.js';
import type { Terms } from '../check/terms.js';
import { rootOfPackage } from '../package.js';
import { explain } from '../report/explain.js';
import { storedShortest, tableWith } from '../explorations/shortest.js';
import { masked } from '../kernels/masked.js';
import { randomFrom } from '../programs/random.js';

// Who is blamed for what, on the shortest programs: tables, to be read whenever they change. A rule that is blamed for a lie wrote last what the lie is about.

const fileOf = (name: string): string => fileURLToPath(new URL(`conformance/mutation/${name}`, rootOfPackage));
const { rules, distinctions } = storedShortest();

type Divergence = Extract<Verdict, { is: 'diverges' }>;
/** The rule that is blamed, what differs, and how many steps before it showed it was broken. */
const whomOf = ({ blame: { rule, kind, step, showsAt } }: Divergence): string =>
  `${rule} (${kind}${step === showsAt ? '' : `, ${String(showsAt - step)} before`})`;
/** Who is blamed; null where all is allowed. */
const blamed = (kernel: KernelUnderTest, program: Program, terms: Terms): string | null => {
  const verdict = checkProgram(kernel, program, undefined, terms);
  return verdict.is === 'diverges' ? whomOf(verdict) : verdict.is === 'conforms' ? null : verdict.is;
};

interface Lie {
  readonly seen?: (seen: Seen) => Seen;
  readonly view?: (view: View) => View;
}
/** The model, but for one lie after the last step. */
const lying = ({ stimuli }: Program, { seen = (it) => it, view = (it) => it }: Lie): KernelUnderTest => {
  let step = 0;
  return masked(modelKernel(), {
    seen: (it) => (++step === stimuli.length ? seen(it) : it),
    view: (it) => (step === stimuli.length ? view(it) : it),
  });
};

type ShownThreads = NonNullable<View['threads']>;
const lastThread = (change: (thread: ShownThreads[number]) => ShownThreads[number]): Lie => ({
  view: (view) => ({
    ...view,
    threads: view.threads?.map((it, at, { length }) => (at === length - 1 ? change(it) : it)),
  }),
});
/** The last page that is mapped, as something else. */
const lastPage = (change: (mapping: ShownMapping) => ShownMapping | null): Lie => ({
  view: (it) => {
    const task = it.derivation?.findLastIndex((pages) => pages?.some((page) => page !== null)) ?? 0;
    const page = it.derivation?.[task]?.findLastIndex((shown) => shown !== null) ?? 0;
    const changed = (pages: readonly (ShownMapping | null)[]) =>
      pages.map((shown, at) => (at === page && shown !== null ? change(shown) : shown));
    return {
      ...it,
      derivation: it.derivation?.map((pages, at) => (at === task && pages !== null ? changed(pages) : pages)),
    };
  },
});
/** The result, where it is one of an IPC, as something else. */
const lastIpc = (change: (result: IpcResult) => IpcResult): Lie => ({
  seen: (it) => (it.result?.call === 'ipc' ? { ...it, result: change(it.result) } : it),
});
const later = (byMs: number): Lie => ({
  seen: (it) => (it.elapsedMs === undefined ? it : { ...it, elapsedMs: Math.max(0, it.elapsedMs + byMs) }),
});
const lies: Readonly<Record<string, Lie>> = {
  'another runs': { seen: (it) => ({ ...it, running: it.running === 'idle' ? [0, 0] : 'idle' }) },
  '1.0 runs': { seen: (it) => ({ ...it, running: [1, 0] }) },
  'no result': { seen: ({ running }) => ({ running }) },
  'a timeout': lastIpc(({ call }) => ({ call, phase: 'receive', cause: 'timeout' })),
  'the other phase': lastIpc((it) => ({ ...it, phase: it.phase === 'send' ? 'receive' : 'send' })),
  'from another': lastIpc((it) => (it.from === undefined ? it : { ...it, from: [2, 0] })),
  'a millisecond later': later(1),
  'a millisecond earlier': later(-1),
  'a word is another': {
    view: (it) => ({
      ...it,
      frames: it.frames?.map((words, at) => (at === 0 ? [(words.at(0) ?? 0) + 1, ...words.slice(1)] : words)),
    }),
  },
  'a page is nil': lastPage(() => null),
  'a page has other rights': lastPage(([task, page, right]) => [task, page, right === 'r' ? 'rw' : 'r']),
  'a page is another': lastPage(([task, page, right]) => [task, page + 1, right]),
  'a page too many': {
    view: (it) => {
      const task = it.derivation?.findLastIndex((pages) => pages?.includes(null)) ?? -1;
      return {
        ...it,
        derivation: it.derivation?.map((pages, at) =>
          at === task && pages !== null ? pages.with(pages.indexOf(null), [0, 1, 'rw']) : pages,
        ),
      };
    },
  },
  'a thread is halted': lastThread((it) => ({ ...it, phase: { is: 'halted' } })),
  'a thread has another pager': lastThread((it) => ({ ...it, pager: it.pager === 'nobody' ? [0, 0] : 'nobody' })),
  'a thread has another priority': lastThread((it) => ({ ...it, priority: 1 })),
  'a thread has nothing to show': lastThread((it) => ({ ...it, pending: null })),
  'a thread has not faulted': lastThread((it) => ({ ...it, fault: null })),
  'nobody is queued': { view: (it) => ({ ...it, queues: [] }) },
  'a task is gone': {
    view: (it) => ({
      ...it,
      derivation: it.derivation?.map((pages, at) =>
        at === it.derivation?.findLastIndex((of) => of !== null) ? null : pages,
      ),
    }),
  },
  'a thread is gone': { view: (it) => ({ ...it, threads: it.threads?.slice(0, -1) }) },
  'a thread too many': {
    view: (it) => ({
      ...it,
      threads: it.threads?.flatMap((t) => (t.thread[0] === 0 ? [t, { ...t, thread: [3, 1] }] : [t])),
    }),
  },
  'the clock is behind': { view: (it) => ({ ...it, clockMs: (it.clockMs ?? 0) + 1 }) },
  'a line has another owner': {
    view: (it) => ({
      ...it,
      lines: it.lines?.map(({ owner, raised }) => ({ owner: owner === 'nobody' ? [0, 0] : 'nobody', raised })),
    }),
  },
};

const table = (rows: readonly (readonly [string, readonly (readonly [string, string | null])[]])[]): string =>
  rows
    .map(([name, cells]) => [name, ...cells.map(([what, who]) => `  ${what}: ${who ?? 'allowed'}`)].join('\n'))
    .join('\n')
    .concat('\n');

/** Of those that a lie is refused on, the first, one in the middle and the last. */
const some = <T>(list: readonly T[]): readonly T[] => [
  ...new Set([0, Math.floor(list.length / 2), list.length - 1].flatMap((at) => list.slice(at, at + 1))),
];

test('blame: of each lie after the shortest program of a rule, who is blamed is what the table says, and what is told of some', async () => {
  const refused = rules.flatMap(({ name, boot, stimuli }) => {
    const program = { boot, stimuli };
    return Object.entries(lies).flatMap(([what, lie]) => {
      const verdict = checkProgram(lying(program, lie), program);
      return verdict.is === 'diverges' ? [{ name, what, program, verdict }] : [];
    });
  });
  const cellsOf = (rule: string) =>
    refused.filter(({ name }) => name === rule).map(({ what, verdict }) => [what, whomOf(verdict)] as const);
  await expect(table(rules.map(({ name }) => [name, cellsOf(name)]))).toMatchFileSnapshot(
    fileOf('blamed-for-lies.txt'),
  );
  const told = Object.keys(lies).flatMap((lie) =>
    some(refused.filter(({ what }) => what === lie)).map(
      ({ name, what, program, verdict }) => `${what}, after ${name}\n${explain(program, verdict)}\n`,
    ),
  );
  await expect(told.join('\n')).toMatchFileSnapshot(fileOf('told-of-lies.txt'));
});

const choices = (seed: number): Choose => {
  const random = randomFrom(seed);
  return seed === 0 ? first : (members) => random.below(members);
};

test('blame: of each dialect that a kernel speaks and does not say, who is blamed is what the table says', async () => {
  const rows = distinctions.flatMap(({ parameter, value, other, boot, stimuli, latenessMs }) =>
    [
      [value, other],
      [other, value],
    ].map(([spoken, held]) => {
      const terms = termsUnder(tableWith(parameter, held), Profile.options, latenessMs);
      const whom = Array.from({ length: 16 }, (_, seed) =>
        blamed(modelKernel(choices(seed), tableWith(parameter, spoken)), { boot, stimuli }, terms),
      );
      const found = [...new Set(whom.filter((it) => it !== null))].toSorted();
      return [`${parameter}: ${spoken}, held to be ${held}`, found.map((who) => ['blamed', who] as const)] as const;
    }),
  );
  await expect(table(rows)).toMatchFileSnapshot(fileOf('blamed-for-dialects.txt'));
});
