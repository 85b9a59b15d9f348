import { PAGE_BYTES, pageOf } from '../../../spec/vocabulary/index.js';
import type { Piece, ThreadId } from '../../../spec/vocabulary/index.js';
import { SIGMA0, requestAnyPage, sigma0, taskOf } from '../roles/sigma0.js';
import type { System } from '../runtime/scenario.js';
import {
  call,
  createTask,
  exchangeRegisters,
  load,
  mapPage,
  receive,
  serve,
  sleep,
  store,
  yieldTo,
} from '../runtime/thread.js';
import type { Answer, Thread } from '../runtime/thread.js';

// A server that keeps what its clients put, and what may befall it (L.7-8: servers are user-level programs, and what fails is one of them). Nothing is
// lost that was acknowledged.

const ROOT: ThreadId = [1, 0];
/** Hears of interrupts, and does what is to befall then. */
const HEARER = 1;
export const LINE = 0;
const PAGER: ThreadId = [2, 0];
const KEEPER: ThreadId = [3, 0];
/** The thread of the server's task that gives its server new registers. */
const RESTARTER: ThreadId = [3, 1];
export const CLIENT_TASKS = [4, 5];
/** The thread of each client's task that does nothing, now and then in the middle of a copy of its neighbour's. */
const NEIGHBOUR = 1;
const [ROOT_AT, HEARER_AT, PAGER_AT, KEEPER_AT, RESTARTER_AT, SERVER_AT, NEIGHBOUR_AT, CLIENT_AT] = [
  1, 2, 3, 4, 5, 6, 7, 8,
];
const TURNS = 30;

/** What the server keeps, and where a value arrives: two equal words on two pages, so that a copy has a middle. */
const KEPT = 2 * PAGE_BYTES;
const VALUE = 4 * PAGE_BYTES - 4;
const value: readonly Piece[] = [{ address: VALUE, bytes: 8 }];
const [GET, PUT] = [0, 1];
const KEYS = 2;
const LAST = 4;
/** After so long a client takes it that its request was lost. */
const PATIENCE_MS = 60;

/** What may befall: a client is killed and begins anew, or the server's thread is given new registers. */
export type Blow = { readonly kill: number } | 'restart';
/** What befalls in a run. */
export interface Troubles {
  /** What an interrupt brings about; null: nothing. */
  readonly onInterrupt: () => Blow | null;
  /** How late the pager answers a fault, and whether with nothing. */
  readonly pager: () => { readonly lateMs: number; readonly isEmpty: boolean };
  readonly disturb: NonNullable<System['disturb']>;
}

export const keepingSystem = (troubles: Troubles): System => {
  const acknowledged = new Map<number, number>();
  const lost: string[] = [];
  const ended = new Set<number>();
  let torn = 0;

  function* boot(): Thread {
    yield* createTask(ROOT[0], SIGMA0, ROOT_AT);
    yield* sigma0(16);
  }
  function* root(): Thread {
    yield* exchangeRegisters(HEARER, { ip: HEARER_AT });
    yield* createTask(PAGER[0], SIGMA0, PAGER_AT);
    yield* createTask(KEEPER[0], PAGER, KEEPER_AT);
    for (const [i, task] of CLIENT_TASKS.entries()) yield* createTask(task, PAGER, CLIENT_AT + i);
  }
  function* strike(blow: Blow): Thread {
    if (blow === 'restart') yield* call(RESTARTER, []);
    else yield* createTask(CLIENT_TASKS[blow.kill], PAGER, CLIENT_AT + blow.kill);
  }
  function* hearer(): Thread {
    yield* receive({ line: LINE }, { timeoutMs: 0 });
    while (true) {
      yield* receive({ line: LINE });
      const blow = troubles.onInterrupt();
      if (blow !== null) yield* strike(blow);
    }
  }
  function* pager(): Thread {
    const given = new Map<string, number>();
    yield* serve(function* (fault): Thread<Answer> {
      const { lateMs, isEmpty } = troubles.pager();
      if (lateMs > 0) yield* sleep(lateMs);
      if (isEmpty) return { words: [] };
      const page = pageOf(fault.words[0]);
      const place = `${String(taskOf(fault))}:${String(page)}`;
      const own = given.get(place) ?? (yield* requestAnyPage());
      if (own === null) return 'later';
      given.set(place, own);
      return { words: [], items: [mapPage(own, page)] }; // σᵢ(page) = σ₂(own)
    });
  }
  /** The first thread of the server's task makes the other, and becomes the server. */
  function* keeper(): Thread {
    for (let key = 0; key < KEYS * CLIENT_TASKS.length; key++) yield* store(KEPT + 4 * key, 0);
    yield* exchangeRegisters(RESTARTER[1], { ip: RESTARTER_AT });
    yield* server();
  }
  const restarter = () =>
    serve(function* () {
      yield* exchangeRegisters(KEEPER[1], { ip: SERVER_AT });
      return { words: [] };
    });
  const server = () =>
    serve(
      function* ({ words: [what, key] }) {
        if (what === PUT) {
          const [first, second] = [yield* load(VALUE), yield* load(VALUE + 4)];
          if (first !== second) torn++;
          yield* store(KEPT + 4 * key, first);
        }
        return { words: [yield* load(KEPT + 4 * key)] };
      },
      { strings: value },
    );
  /** Calls the server until it answers. A put may be done twice: that changes nothing. */
  function* ask(what: number, key: number): Thread<number> {
    while (true) {
      const enclosed = what === PUT ? { strings: value } : {};
      const { cause, words } = yield* call(KEEPER, [what, key], enclosed, { timeoutMs: PATIENCE_MS });
      if (cause === 'ok') return words[0];
    }
  }
  function* neighbour(): Thread {
    for (let turn = 0; turn < TURNS; turn++) yield* yieldTo();
  }
  function* client(me: number): Thread {
    yield* exchangeRegisters(NEIGHBOUR, { ip: NEIGHBOUR_AT });
    for (let i = 0; i < KEYS; i++) {
      const key = KEYS * me + i;
      // It may have been killed after it put something and before it was told so.
      let kept = yield* ask(GET, key);
      const told = acknowledged.get(key) ?? 0;
      if (kept !== told && kept !== told + 1) lost.push(`${String(kept)} for ${String(told)}`);
      acknowledged.set(key, kept);
      for (; kept < LAST; kept++) {
        for (const address of [VALUE, VALUE + 4]) yield* store(address, kept + 1);
        yield* ask(PUT, key);
        acknowledged.set(key, kept + 1);
      }
      if ((yield* ask(GET, key)) !== LAST) lost.push(`the last of ${String(key)}`);
    }
    ended.add(me);
  }

  return {
    boot: { frames: 16, pages: 16, tasks: 6, lthreads: 2, lines: 1 },
    threads: {
      '0.0': 'sigma0',
      '1.0': 'root',
      '1.1': 'hearer',
      '2.0': 'pager',
      '3.0': 'keeper',
      '3.1': 'restarter',
      '4.0': 'client',
      '4.1': 'neighbour',
      '5.1': 'neighbour',
      '5.0': 'client',
    },
    ends: ['1.0', '4.0', '4.1', '5.0', '5.1'],
    programs: {
      0: boot,
      [ROOT_AT]: root,
      [HEARER_AT]: hearer,
      [PAGER_AT]: pager,
      [KEEPER_AT]: keeper,
      [RESTARTER_AT]: restarter,
      [SERVER_AT]: server,
      [NEIGHBOUR_AT]: neighbour,
      [CLIENT_AT]: () => client(0),
      [CLIENT_AT + 1]: () => client(1),
    },
    disturb: troubles.disturb,
    claims: () => [
      { says: 'nothing is lost that was acknowledged', holds: lost.length === 0 },
      { says: 'no value is put that nobody sent', holds: torn === 0 },
      { says: 'each client comes to its end, however often it is killed', holds: ended.size === CLIENT_TASKS.length },
    ],
  };
};
