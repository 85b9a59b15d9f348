import type { System } from './scenario.js';
import type { Instruction, Shown, Thread } from './thread.js';

/** What a thread executes in place of an instruction; the thread is handed what this returns. */
export type Instead = (instruction: Instruction) => Thread<Shown>;

/** Nothing else: the instruction itself. */
export function* asWritten(instruction: Instruction): Thread<Shown> {
  return yield instruction;
}

/** A program that does otherwise than it was written. */
export function* otherwise(program: Thread, instead: Instead): Thread {
  for (let next = program.next({}); next.done !== true;) next = program.next(yield* instead(next.value));
}

/** A system of which each program does otherwise that begins at one of these places; of all, unless some are named. */
export const withPrograms = (
  system: System,
  instead: () => Instead,
  ips: readonly number[] = Object.keys(system.programs).map(Number),
): System => ({
  ...system,
  programs: {
    ...system.programs,
    ...Object.fromEntries(ips.map((ip) => [ip, () => otherwise(system.programs[ip]?.() ?? nothing(), instead())])),
  },
});
function* nothing(): Thread {
  // Where no program is, none does otherwise.
}
