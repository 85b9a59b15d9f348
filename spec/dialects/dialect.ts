import { z } from 'zod';
import { facts, lecture } from '../vocabulary/index.js';
import type { Source } from '../vocabulary/index.js';

/** The parameters on which real kernels differ. The first value of each is that of the reference. */
export const Dialect = z
  .strictObject({
    demapScope: z.enum(['derived', 'every alias']),
    grantOnward: z.enum(['children follow', 'flushed']),
    ontoOccupied: z.enum(['replace', 'keep']),
    unmappedSource: z.enum(['skip', 'copies nil']),
    withinTask: z.enum(['ignored', 'allowed']),
    readOnlyGrant: z.enum(['masks', 'keeps write']),
    cutTells: z.enum(['both', 'receiver']),
    failedAttach: z.enum(['keeps', 'loses']),
    exRegsCancels: z.enum(['always', 'new ip']),
    clanOfDeleted: z.enum(['deleted', 'kept']),
    switchTo: z.enum(['partner', 'by priority', 'any']),
    interruptSwitch: z.enum(['always', 'by priority', 'any']),
    senders: z.enum(['any', 'fifo']),
    sameSource: z.enum(['same page', 'same frame']),
    pageStillMissing: z.enum(['aborts the copy', 'faults again']),
  })
  .readonly();
export type Dialect = z.infer<typeof Dialect>;
/** The name of a parameter of dialects. */
export type Parameter = keyof Dialect;

/** What a parameter is about, and where its values come from. */
export const parameters: Readonly<Record<Parameter, { readonly says: string; readonly source: readonly Source[] }>> = {
  demapScope: {
    says: 'What a demap takes: everything derived from the page, or the page wherever its frame is mapped, the formula of the lecture read literally.',
    source: [lecture(70), lecture(71), facts('A1')],
  },
  grantOnward: { says: 'What becomes of pages derived from a page that is granted.', source: [facts('A3')] },
  ontoOccupied: {
    says: 'What becomes of an item whose destination holds another page: it takes its place, or is dropped.',
    source: [facts('A5')],
  },
  unmappedSource: {
    says: 'What an item without a page does to its destination: nothing, or it becomes nil as well.',
    source: [facts('A10')],
  },
  withinTask: { says: 'Whether a task can map or grant pages to itself.', source: [facts('A6')] },
  readOnlyGrant: { says: 'Whether a page granted to be read only can still be written.', source: [facts('A4')] },
  cutTells: { says: 'Who is told that a message was cut.', source: [facts('A14')] },
  failedAttach: {
    says: 'Whether a failed attempt to attach costs the line that a thread had.',
    source: [facts('A25')],
  },
  exRegsCancels: {
    says: 'Whether an exchange of registers cancels an IPC always, or only with a new instruction pointer.',
    source: [facts('A24')],
  },
  clanOfDeleted: { says: 'What becomes of the tasks that a deleted task made.', source: [facts('A29')] },
  switchTo: {
    says: 'Who runs after a rendez-vous: the partner, the partner unless its priority is lower, or either.',
    source: [facts('A15')],
  },
  interruptSwitch: {
    says: 'Whether a handler that waits for its interrupt runs at once: always, unless its priority is lower than that of the thread that ran, or as the kernel likes.',
    source: [lecture(28), facts('1.2'), facts('A15')],
  },
  senders: {
    says: 'Which of the threads that wait to send to it an open receive takes: any, or the one that has waited longest, and an interrupt before all.',
    source: [facts('A27')],
  },
  sameSource: {
    says: 'Onto what an item only adds rights: onto a page that was mapped from the very page that is sent, or onto any page of the same frame.',
    source: [facts('3.3')],
  },
  pageStillMissing: {
    says: 'What an answer that leaves a page missing for a copy does: it aborts the copy, or the thread asks again.',
    source: [facts('3.7')],
  },
};

export const reference: Dialect = {
  demapScope: 'derived',
  grantOnward: 'children follow',
  ontoOccupied: 'replace',
  unmappedSource: 'skip',
  withinTask: 'ignored',
  readOnlyGrant: 'masks',
  cutTells: 'both',
  failedAttach: 'keeps',
  exRegsCancels: 'always',
  clanOfDeleted: 'deleted',
  switchTo: 'partner',
  interruptSwitch: 'always',
  senders: 'any',
  sameSource: 'same page',
  pageStillMissing: 'aborts the copy',
};
/** The reference, with some parameters given; throws a ZodError where a name or a value is none. */
export const departing = (from: Readonly<Record<string, string>>): Dialect =>
  Dialect.parse(Object.fromEntries([...Object.entries(reference), ...Object.entries(from)]));

/** The kernels of the literature, as far as these parameters tell them apart. */
export const presets = {
  reference,
  'lecture-formula': departing({ demapScope: 'every alias' }),
  'paper-1995': departing({ grantOnward: 'flushed' }),
  'l4-486-1996': departing({
    ontoOccupied: 'keep',
    readOnlyGrant: 'keeps write',
    cutTells: 'receiver',
    failedAttach: 'loses',
    exRegsCancels: 'new ip',
    clanOfDeleted: 'kept',
    senders: 'fifo',
    sameSource: 'same frame',
  }),
  'hazelnut-2002': departing({
    ontoOccupied: 'keep',
    cutTells: 'receiver',
    failedAttach: 'loses',
    exRegsCancels: 'new ip',
    interruptSwitch: 'by priority',
    sameSource: 'same frame',
  }),
} as const satisfies Readonly<Record<string, Dialect>>;
/** The name of a kernel of the literature. */
export type Preset = keyof typeof presets;

/** Every single departure from the reference: a parameter, and a value that is not the reference's. */
export const departures: readonly {
  readonly parameter: Parameter;
  readonly value: string;
  readonly dialect: Dialect;
}[] = (Object.keys(reference) as Parameter[]).flatMap((parameter) =>
  Dialect.unwrap()
    .shape[parameter].options.filter((value) => value !== reference[parameter])
    .map((value) => ({ parameter, value, dialect: departing({ [parameter]: value }) })),
);
