import type { ThreadId } from '../../../spec/vocabulary/index.js';
import type { System } from './scenario.js';
import { exchangeRegisters, receive } from './thread.js';
import type { Thread } from './thread.js';

/** Where the program of the hearer begins. No system has as many. */
const HEARER_AT = 4096;

/** A system with a thread more, which hears a line of its own. */
export interface Hearing extends System {
  readonly hearer: ThreadId;
  readonly line: number;
}

/** The system, with a thread more of the task whose first program begins at `ip`; it does `heard` each time that its line is raised. */
export const withHearer = (system: System, task: number, ip: number, heard: () => Thread): Hearing => {
  const { boot, programs } = system;
  const line = boot.lines ?? 0;
  const hearer: ThreadId = [task, boot.lthreads];
  function* hear(): Thread {
    yield* receive({ line }, { timeoutMs: 0 });
    while (true) {
      yield* receive({ line });
      yield* heard();
    }
  }
  function* first(): Thread {
    yield* exchangeRegisters(hearer[1], { ip: HEARER_AT });
    yield* programs[ip]?.() ?? [];
  }
  return {
    ...system,
    boot: { ...boot, lthreads: boot.lthreads + 1, lines: line + 1 },
    programs: { ...programs, [ip]: first, [HEARER_AT]: hear },
    hearer,
    line,
  };
};
