import { pageOf, renderThread } from '../../../spec/vocabulary/index.js';
import type { Seen, Stimulus, ThreadId } from '../../../spec/vocabulary/index.js';
import type { System } from './scenario.js';
import type { Instruction, Shown, Thread } from './thread.js';

/** A thread that was begun: its program, what it last executed, and what it is to be handed. */
interface Begun {
  readonly program: Thread;
  last: Instruction | null;
  shown: Shown;
}
const NOTHING: Shown = {};
/** What a program executes that has ended: it waits for nobody, for ever. */
const ENDED: Instruction = { do: 'ipc', receive: { from: 'nobody', timeoutMs: 'never' } };
/** The name of a thread, whoever is there now. */
const slotOf = ([task, lthread]: ThreadId): string => renderThread([task, lthread]);

/** The timeouts of a call that end: those of what it waits for. */
const finiteTimeouts = (last: Instruction | null): readonly number[] =>
  last?.do === 'ipc'
    ? ([last.send?.timeoutMs, last.receive?.timeoutMs].filter((it) => typeof it === 'number' && it > 0) as number[])
    : [];
/** No timeout of a scenario and no lateness is longer. */
const SPARE_MS = 1000;

/**
 * The part of the machine that a kernel does not have: it executes the programs of the threads. It knows which program a thread runs by the
 * instruction pointer that it was given, as `task_new` and `lthread_ex_regs` say.
 */
export class Processor {
  readonly #threads = new Map<string, Begun>();
  /** The device behind the registers is to be told of a store. */
  #isRung = false;
  /** The machine idled, and time was given to pass. */
  #hasSlept = false;

  constructor(private readonly system: System) {
    this.#begin([0, 0], 0);
  }

  /** Those of the threads, by name, whose programs have not come to their end. */
  unended(threads: readonly string[]): readonly string[] {
    return threads.filter((thread) => this.#threads.get(thread)?.last !== ENDED);
  }

  #begin(thread: ThreadId, ip: number): void {
    const program = this.system.programs[ip];
    if (program === undefined)
      throw new Error(`thread ${renderThread(thread)} begins at ${String(ip)}, where no program is`);
    this.#threads.set(slotOf(thread), { program: program(), last: null, shown: NOTHING });
  }

  #running(running: ThreadId): Begun {
    const begun = this.#threads.get(slotOf(running));
    if (begun === undefined) throw new Error(`thread ${renderThread(running)} runs, and nobody made it`);
    return begun;
  }

  /** What is executed next, where the machine is as `seen`; null when it idles and nothing will ever end that. */
  next({ running }: Seen): Stimulus | null {
    if (this.#isRung && this.system.registers !== undefined) {
      this.#isRung = false;
      return { do: 'interrupt', line: this.system.registers.line };
    }
    if (running === 'idle') return this.#untilWoken();
    this.#hasSlept = false;
    const thread = this.#running(running);
    const { value, done } = thread.program.next(thread.shown);
    thread.shown = NOTHING;
    thread.last = done === true ? ENDED : value;
    return thread.last;
  }

  /** Time passes until a timeout wakes somebody. */
  #untilWoken(): Stimulus | null {
    const timeouts = [...this.#threads.values()].flatMap(({ last }) => finiteTimeouts(last));
    if (timeouts.length === 0 || this.#hasSlept) return null;
    this.#hasSlept = true;
    return { do: 'tick', ms: Math.max(...timeouts) + SPARE_MS };
  }

  /** Takes in what is seen after a step: the thread that runs has what its last instruction shows. */
  take({ running, result, loaded, stored }: Seen): void {
    if (running === 'idle' || (result ?? loaded ?? stored) === undefined) return;
    const thread = this.#running(running);
    thread.shown = { ...(result && { result }), ...(loaded !== undefined && { loaded }), ...(stored && { stored }) };
    const { last } = thread;
    if (last?.do === 'store') this.#ring(running, last.address);
    if (result?.call === 'task_new' && last?.do === 'task_new' && result.made !== 'nobody')
      this.#begin(result.made, last.ip);
    if (result?.call === 'lthread_ex_regs' && last?.do === 'lthread_ex_regs')
      if (last.ip !== undefined || result.old === 'created') this.#begin([running[0], last.lthread], last.ip ?? 0);
  }

  #ring([task]: ThreadId, address: number): void {
    const { registers } = this.system;
    if (registers?.task === task && registers.page === pageOf(address)) this.#isRung = true;
  }
}
