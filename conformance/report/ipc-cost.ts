import { CLOCKS, MHZ, listings } from '../../impl/index.js';
import type { Interval, Metered } from '../../impl/index.js';
import type { IpcBench, OneWay } from '../benches/ipc.js';

const span = ({ least, most }: Interval): string =>
  least === most ? String(least) : `${String(least)}..${String(most)}`;
const us = (cycles: number): string => (cycles / MHZ).toFixed(1);
const usSpan = ({ least, most }: Interval): string => `${us(least)}..${us(most)}`;

const HEADS = [
  'bytes',
  'enter/leave',
  'TLB misses',
  'copy',
  'directory words',
  'the rest',
  'cache lines',
  'total',
  'us',
];
const WIDTHS = [6, 12, 15, 6, 16, 9, 12, 12, 14];
const cells = (texts: readonly string[]): string => texts.map((text, i) => text.padStart(WIDTHS[i])).join('');

const rowOf = ({ bytes, counted, cost }: OneWay): string =>
  cells([
    String(bytes),
    span(cost.enterLeave),
    `${String(counted.tlbMisses)}: ${span(cost.tlbMisses)}`,
    span(cost.copy),
    span(cost.directoryWords),
    span(cost.rest),
    span(cost.cacheLines),
    span(cost.total),
    usSpan(cost.total),
  ]);

const tableOf = (oneWays: readonly OneWay[]): readonly string[] =>
  [...new Set(oneWays.map(({ kernel }) => kernel))].flatMap((kernel) => [
    '',
    kernel,
    cells(HEADS),
    ...oneWays.filter((it) => it.kernel === kernel).map(rowOf),
  ]);

/** What a figure of the lecture leaves unexplained: the distance to the interval's ends, positive where we are below it. */
const comparison = ({ says, cycles, ours }: IpcBench['compared'][number]): readonly string[] => [
  `${says}: ${String(cycles)} cycles; here ${span(ours)}`,
  `  unexplained: ${String(cycles - ours.least)} above our least, ${String(ours.most - cycles)} below our most`,
];

const rpcRow = (calls: number, { spaces, tlbMisses }: Metered): string => {
  const enterLeave = calls * listings.sumOf(listings.ENTER_LEAVE).clocks;
  return `${String(calls)} calls: ${String(enterLeave)} cycles to enter and leave (${us(enterLeave)} us), ${String(spaces)} switches of spaces, ${String(tlbMisses)} TLB misses`;
};

const estimatedRows = (): string =>
  Object.entries(CLOCKS)
    .filter(([, { source }]) => source === null)
    .map(([name, { clocks }]) => `${name} ${String(clocks)}`)
    .join(', ');

/** A step, its clocks and its instructions; what is estimated has a question mark. */
const stepOf = (listing: listings.Listing): string => {
  const code = listing.code.map((name) => (CLOCKS[name].source === null ? `${name} ?` : name)).join('; ');
  return `${String(listings.sumOf([listing]).clocks).padStart(4)}  ${listing.step}: ${code}`;
};

export const renderIpcBench = (bench: IpcBench): string =>
  [
    `One way between two spaces, in cycles and in us at ${String(MHZ)} MHz. Listings of 486 instructions, as often as the machine counted while`,
    'the kernel ran; each interval from TLB misses of 9 cycles and all lines in the cache to misses of 28 and every line missed once.',
    ...tableOf(bench.oneWays),
    '',
    `the lecture's bound for 0 bytes, 127 + 9 a TLB miss (L.43), with the ${String(bench.bound.misses)} misses of our path: ${String(bench.bound.cycles)} cycles, ${(bench.bound.cycles / MHZ).toFixed(2)} us`,
    `the same where the two TCBs lie in two pages, ${String(bench.boundApart.misses)} misses: ${String(bench.boundApart.cycles)}`,
    ...bench.compared.flatMap(comparison),
    '',
    'a second copy, in the column copy, beside 20 + 0.75 n (L.48); the totals differ by more, for our double copy loads CR3 twice more:',
    ...bench.secondCopy.map(
      ({ bytes, cycles, lecture, total }) =>
        `${String(bytes).padStart(6)} bytes: ${String(cycles)} cycles, ${String(lecture)}; totals ${String(total)}`,
    ),
    '',
    'a remote procedure call without data (L.45):',
    ...bench.rpc.map(({ calls, counted }) => `  ${rpcRow(calls, counted)}`),
    '',
    'what a message in registers takes, step by step, in clocks:',
    ...[...listings.ENTER_LEAVE, ...listings.RENDEZVOUS, ...listings.SPACE].map(stepOf),
    'and one in memory, on top:',
    ...[...listings.TRANSFER, ...listings.SET_ENTRY, ...listings.COPY, ...listings.CLEAR_ENTRY].map(stepOf),
    '',
    'measured by others on a 486-DX50: Mach 115 us for a short message (L.32), 172 us for 512 bytes (L.40)',
    '',
    `estimated, and marked with ? above, are: ${estimatedRows()}, and the lines of the descriptor tables; at most ${(100 * bench.estimatedShare).toFixed(1)} % of any total`,
    'not counted: full write buffers, wait states of memory, and what describes a message, which here comes with the trap and on L4 lies in user memory',
  ].join('\n');
