import type { z } from 'zod';
import {
  BootConfig,
  CONTRACT,
  Doing,
  During,
  Fpage,
  IpcCause,
  IpcResult,
  Item,
  LthreadNumber,
  MAX_BUFFER_WORDS,
  MAX_ITEMS,
  MAX_STRINGS,
  MAX_WORDS,
  Manifest,
  PageNumber,
  Piece,
  Priority,
  Profile,
  Result,
  SliceMs,
  Stimulus,
  TaskNumber,
  ThreadId,
  Tick,
  TimeoutMs,
  Trap,
} from '../../spec/vocabulary/index.js';

/** `readOnly` and `id_nearest` as C writes a constant: READ_ONLY, ID_NEAREST. */
const constant = (name: string): string => name.replace(/[a-z](?=[A-Z])/g, '$&_').toUpperCase();

const define = (name: string, value: number): string => `#define L4C_${name} ${String(value)}`;

/** An enum, the number of its members and, at the same indices, the words that stand for them on the wire. */
const list = (name: string, words: readonly string[]): readonly string[] => [
  '',
  `enum l4c_${name}s {`,
  words.map((word) => `  L4C_${constant(name)}_${constant(word)}`).join(',\n'),
  '};',
  define(`${constant(name)}S`, words.length),
  `static const char *const l4c_${name}_names[] = {${words.map((word) => `"${word}"`).join(', ')}};`,
];

const limits = (): readonly string[] => {
  const boot = BootConfig.unwrap().shape;
  const manifest = Manifest.unwrap().shape;
  const nth = ThreadId.options[1].unwrap().def.items[2];
  const most: readonly (readonly [string, { readonly maxValue: number | null }])[] = [
    ['MAX_TASK', TaskNumber],
    ['MAX_LTHREAD', LthreadNumber],
    ['MAX_NTH', nth],
    ['MAX_PAGE', PageNumber],
    ['MAX_SIZE_LOG2', Fpage.unwrap().shape.sizeLog2],
    ['MAX_FRAMES', boot.frames],
    ['MAX_PAGES', boot.pages],
    ['MAX_TASKS', boot.tasks],
    ['MAX_LTHREADS', boot.lthreads],
    ['MAX_LINES', boot.lines.unwrap()],
    ['MAX_CLOCK_MS', boot.clockMs.unwrap()],
    ['MAX_TIMEOUT_MS', TimeoutMs.options[0]],
    ['MAX_TICK_MS', Tick.shape.ms],
    ['MAX_VECTOR', Trap.shape.vector],
    ['MAX_STRING_BYTES', Piece.unwrap().shape.bytes],
    ['MAX_K', During.shape.k],
    ['MAX_PRIORITY', Priority],
    ['MAX_SLICE_MS', SliceMs.options[0]],
    ['MAX_WINDOW', manifest.window.unwrap()],
  ];
  return most.map(([name, { maxValue }]) => {
    if (maxValue === null) throw new RangeError(`${name} has no maximum`);
    return define(name, maxValue);
  });
};

interface Call {
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly optional: boolean }[];
}
const calls = (): readonly Call[] =>
  Stimulus.options.map(({ shape }) => ({
    name: shape.do.value,
    fields: Object.entries<z.ZodType>(shape).map(([name, field]) => ({
      name,
      optional: field.safeParse(undefined).success,
    })),
  }));

/** By call, the fields of its line: a bit for each. `n` and `do` are in every one. */
const masks = (name: string, wanted: (field: Call['fields'][number]) => boolean): readonly string[] => [
  `static const uint32_t l4c_call_${name}[] = {`,
  ...calls().map(({ fields }) => {
    const bits = ['n', ...fields.filter(wanted).map((field) => field.name)];
    return `  ${bits.map((bit) => `L4C_BIT(${constant(bit)})`).join(' | ')},`;
  }),
  '};',
];

/** The part of `l4c.h` that says again, in C, what the zod types say: all between its two markers, the markers included. */
export const vocabularyHeader = (): string => {
  const fields = ['n', 'hello', 'boot', ...calls().flatMap((call) => call.fields.map(({ name }) => name))];
  return [
    '/* vocabulary: begin */',
    '/* Made from the zod types by vocabulary-header.ts, whose test compares. */',
    define('CONTRACT', CONTRACT),
    define('MAX_WORDS', MAX_WORDS),
    define('MAX_ITEMS', MAX_ITEMS),
    define('MAX_STRINGS', MAX_STRINGS),
    define('MAX_BUFFER_WORDS', MAX_BUFFER_WORDS),
    ...limits(),
    ...list(
      'call',
      calls().map(({ name }) => name),
    ),
    ...list(
      'event',
      During.shape.event.options.map(({ shape }) => shape.do.value),
    ),
    ...list(
      'result',
      Result.options.map((result) => result.unwrap().shape.call.value),
    ),
    ...list('phase', IpcResult.unwrap().shape.phase.options),
    ...list('cause', IpcCause.options),
    ...list('item', Item.unwrap().shape.kind.options),
    ...list('doing', Doing.options),
    ...list('profile', Profile.options),
    ...list('field', [...new Set(fields)]),
    '#define L4C_BIT(field) (1u << L4C_FIELD_##field)',
    '/* By call: the fields that its line must have, and those that it may have. */',
    ...masks('needs', ({ optional }) => !optional),
    ...masks('takes', () => true),
    '/* vocabulary: end */',
  ].join('\n');
};
