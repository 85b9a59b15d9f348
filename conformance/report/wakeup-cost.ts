import { MHZ, type Interval } from '../../impl/index.js';
import type { TimerRow, WakeupBench } from '../benches/wakeup.js';
import { whole } from './whole.js';

const ms = (cycles: number): string => (cycles / MHZ / 1000).toFixed(3);
const percentSpan = ({ least, most }: Interval): string => `${least.toFixed(1)} to ${most.toFixed(1)} %`;

const cells = (texts: readonly string[]): string =>
  texts.map((text, i) => text.padStart([13, 9, 15, 12, 20, 18][i] ?? 0)).join('');
const rowOf = ({ structure, threads, inspectedPerSecond, inspectedPerTick, cyclesPerTick }: TimerRow): string =>
  cells([
    structure,
    whole(threads),
    whole(inspectedPerSecond),
    whole(inspectedPerTick),
    `${whole(cyclesPerTick.least)}..${whole(cyclesPerTick.most)}`,
    `${ms(cyclesPerTick.least)}..${ms(cyclesPerTick.most)}`,
  ]);

const loadOf = ({ finitePart, perSecond, percent, overhead }: WakeupBench['lecture']['printed']): string =>
  `${(100 * finitePart).toFixed(0)} % of IPCs with a finite timeout: ${whole(perSecond)} IPCs/s, ${percent.toFixed(1)} % of the processor; the timer adds ${percentSpan(overhead)} to that`;

export const renderWakeupBench = ({ rows, lecture }: WakeupBench): string =>
  [
    'Threads that all sleep, one in two of them into a later window of the clock; a scan every 4 ms, counted for a second. Cycles from TLB misses of 9 and',
    'all lines in the cache to misses of 28 and no line there. The structures are driven over simulated memory, for no program makes so many threads.',
    '',
    cells(['structure', 'threads', 'inspected/s', 'each tick', 'cycles a tick', 'ms a tick']),
    ...rows.map(rowOf),
    '',
    'an array entry is inspected whether it is in use or not, and there is one for each number that a thread can have: a power of two (L.60)',
    '',
    `L.62 anew, ${String(lecture.threads)} threads in 8 lists: ${whole(lecture.inspectedPerSecond)} entries inspected a second (12 500), ${percentSpan(lecture.percent)} of the processor (less than 1 %)`,
    `  each a wait of its own, ${loadOf(lecture.allFinite)} (6 %)`,
    `  as the page says, ${loadOf(lecture.printed)}`,
    `  as it multiplies, ${loadOf(lecture.multiplied)} (25 % and 4 %)`,
    '  the slip: a factor of 4 from 12 500 to 50 000 needs 25 % finite timeouts, and the page says 75 % (F:E6)',
  ].join('\n');
