import { z } from 'zod';
import { CLOCKS } from '../../../impl/index.js';
import type { Clock, Cost, Instruction, Interval, Metered } from '../../../impl/index.js';
import { STRUCTURES } from '../../benches/wakeup.js';
import { Count, Text, formatOf } from './output.js';

// What the benches that count print with --json. The others measure this computer, for people.

const Amount = z.number();
const IntervalOutput: z.ZodType<Interval> = z.strictObject({ least: Amount, most: Amount });
const CostOutput: z.ZodType<Cost> = z.strictObject({
  enterLeave: IntervalOutput,
  tlbMisses: IntervalOutput,
  copy: IntervalOutput,
  directoryWords: IntervalOutput,
  rest: IntervalOutput,
  cacheLines: IntervalOutput,
  total: IntervalOutput,
  estimated: IntervalOutput,
});
const MeteredOutput: z.ZodType<Metered> = z.strictObject({
  tlbMisses: Count,
  spaces: Count,
  copies: Count,
  copiedBytes: Count,
  entriesSet: Count,
  entriesCleared: Count,
  lines: Count,
});
const ClockOutput: z.ZodType<Clock> = z.strictObject({ clocks: Count, bytes: Count, source: Text.nullable() });
const Bound = z.strictObject({ misses: Count, cycles: Count });

/** What a message costs, in cycles. */
export const IpcBenchOutput = z.strictObject({
  ...formatOf('bench-ipc'),
  oneWays: z.array(z.strictObject({ kernel: Text, bytes: Count, counted: MeteredOutput, cost: CostOutput })),
  clocks: z.record(z.enum(Object.keys(CLOCKS) as Instruction[]), ClockOutput),
  bound: Bound,
  boundApart: Bound,
  compared: z.array(z.strictObject({ says: Text, cycles: Count, ours: IntervalOutput })),
  secondCopy: z.array(z.strictObject({ bytes: Count, cycles: Amount, lecture: Amount, total: Amount })),
  rpc: z.array(z.strictObject({ calls: z.literal([2, 4]), counted: MeteredOutput })),
  estimatedShare: Amount,
});

const Load = z.strictObject({ finitePart: Amount, perSecond: Amount, percent: Amount, overhead: IntervalOutput });
/** What the timer looks at in each wakeup structure. */
export const WakeupBenchOutput = z.strictObject({
  ...formatOf('bench-wakeup'),
  rows: z.array(
    z.strictObject({
      structure: z.enum(STRUCTURES),
      threads: Count,
      inspectedPerSecond: Amount,
      inspectedPerTick: Amount,
      cyclesPerTick: IntervalOutput,
    }),
  ),
  lecture: z.strictObject({
    threads: Count,
    inspectedPerSecond: Amount,
    percent: IntervalOutput,
    allFinite: Load,
    printed: Load,
    multiplied: Load,
  }),
});

/** How large the kernel is, and the path of a message. */
export const SizeBenchOutput = z.strictObject({
  ...formatOf('bench-size'),
  parts: z.array(z.strictObject({ name: Text, files: Count, lines: Count })),
  path: z.strictObject({ instructions: Count, bytes: Count }),
});

/** What a system call of UNIX costs as two IPCs. */
export const UnixBenchOutput = z.strictObject({
  ...formatOf('bench-unix'),
  rows: z.array(
    z.strictObject({
      name: Text,
      us: IntervalOutput,
      cycles: IntervalOutput,
      entries: z.strictObject({ kernel: Count, spaces: Count, messages: Count }),
    }),
  ),
  lectureUs: z.strictObject({ unix: Amount, mach: Amount, l4: Amount }),
  times: Amount,
  parts: z.array(z.strictObject({ part: Text, share: Amount, percent: IntervalOutput, withOurs: IntervalOutput })),
});
