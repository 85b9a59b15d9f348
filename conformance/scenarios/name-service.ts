import type { ThreadId } from '../../spec/vocabulary/index.js';
import { lookUp, nameService, register } from './roles/names.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { call, createTask, serve, yieldTo } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// The broker of IPC (L.24, L.29 q2). Two servers register, each under its name; an impostor comes too late. A client that knows the broker alone finds
// both, and nobody under a name that nobody has.

const NAMES: ThreadId = [1, 0];
const CLOCK: ThreadId = [2, 0];
const ADDER: ThreadId = [3, 0];
const IMPOSTOR: ThreadId = [4, 0];
const CLIENT: ThreadId = [5, 0];
const NOON = 1200;

export const nameServiceScenario: Scenario = {
  name: 'name-service',
  pages: [24, 29],
  says: 'a client finds its servers by a broker that everybody knows, and nobody can take the name of another',
  needs: ['sigma', 'ipc'],
  make: () => {
    const answers: number[] = [];
    const found: (ThreadId | null)[] = [];
    let toldImpostor: ThreadId | null = null;

    function* boot(): Thread {
      for (const [task] of [NAMES, CLOCK, ADDER, IMPOSTOR, CLIENT]) yield* createTask(task, SIGMA0, task);
      yield* sigma0(4);
    }
    function* clock(): Thread {
      yield* register(NAMES, 'time');
      yield* serve(function* () {
        yield* yieldTo(); // it looks at its clock
        return { words: [NOON] };
      });
    }
    function* adder(): Thread {
      yield* register(NAMES, 'add');
      let sum = 0;
      yield* serve(function* ({ words: [a] }) {
        yield* yieldTo();
        sum += a;
        return { words: [sum] };
      });
    }
    /** Waits until the name is taken, and tries to have it. */
    function* impostor(): Thread {
      yield* untilFound('time');
      toldImpostor = yield* register(NAMES, 'time');
      yield* serve(function* () {
        yield* yieldTo();
        return { words: [0] };
      });
    }
    function* untilFound(name: string): Thread<ThreadId> {
      while (true) {
        const thread = yield* lookUp(NAMES, name);
        if (thread !== null) return thread;
        yield* yieldTo();
      }
    }
    function* client(): Thread {
      for (const name of ['time', 'add']) found.push(yield* untilFound(name));
      for (let turn = 0; turn < 4; turn++) yield* yieldTo(); // the impostor has had its turn
      for (const name of ['time', 'none']) found.push(yield* lookUp(NAMES, name));
      for (const [i, words] of [[0], [30], [12]].entries()) {
        const server = found[Math.min(i, 1)];
        if (server !== null) answers.push((yield* call(server, words)).words[0]);
      }
    }

    return {
      boot: { frames: 4, pages: 4, tasks: 6, lthreads: 1 },
      threads: { '0.0': 'sigma0', '1.0': 'names', '2.0': 'clock', '3.0': 'adder', '4.0': 'impostor', '5.0': 'client' },
      ends: ['5.0'],
      programs: {
        0: boot,
        [NAMES[0]]: nameService,
        [CLOCK[0]]: clock,
        [ADDER[0]]: adder,
        [IMPOSTOR[0]]: impostor,
        [CLIENT[0]]: client,
      },
      claims: () => [
        {
          says: 'the client finds both servers by their names',
          holds: found.slice(0, 2).join() === [CLOCK, ADDER].join(),
        },
        { says: 'under a name that nobody has there is nobody', holds: found.length === 4 && found[3] === null },
        {
          says: 'an impostor is told who has the name, and the client finds the first still',
          holds: String(toldImpostor) === String(CLOCK) && String(found[2]) === String(CLOCK),
        },
        { says: 'the servers answer', holds: answers.join() === [NOON, 30, 42].join() },
      ],
    };
  },
};
