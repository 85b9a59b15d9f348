import { ShardFile } from '../../check/shard-file.js';
import { IpcBenchOutput, SizeBenchOutput, UnixBenchOutput, WakeupBenchOutput } from './benches.js';
import { ExploredOutput } from './explored.js';
import { ListOutput } from './listed.js';
import { CheckOutput, ComparedOutput, IdentityOutput, ReportOutput } from './runs.js';
import { MutantsOutput, ScenariosOutput, WrongRulesOutput } from './tried.js';

/** All that the command prints for programs, by the name in its `format`. */
export const outputs = {
  report: ReportOutput,
  shard: ShardFile,
  compared: ComparedOutput,
  identity: IdentityOutput,
  check: CheckOutput,
  scenarios: ScenariosOutput,
  explored: ExploredOutput,
  mutants: MutantsOutput,
  'wrong-rules': WrongRulesOutput,
  'bench-ipc': IpcBenchOutput,
  'bench-wakeup': WakeupBenchOutput,
  'bench-unix': UnixBenchOutput,
  'bench-size': SizeBenchOutput,
  list: ListOutput,
} as const;
export type OutputName = keyof typeof outputs;
