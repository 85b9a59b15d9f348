import type { ThreadId } from '../../spec/vocabulary/index.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { call, createTask, deleteTask, receive, send, serve, yieldTo } from './runtime/thread.js';
import type { Message, Thread } from './runtime/thread.js';

// A client of a server that has died: what becomes of who blocks on its end point (L.24)? Two clients call it: one waits for its answer and the other to
// be heard, when the server's chief deletes its task. Nobody waits for the dead: either is told, in the phase in which it waits. The chief makes the server
// anew, under the same number.

const ROOT: ThreadId = [1, 0];
const SERVER: ThreadId = [2, 0];
const [HEARD, UNHEARD]: readonly ThreadId[] = [
  [3, 0],
  [4, 0],
];
const [ROOT_AT, SERVER_AT, REBORN_AT, HEARD_AT, UNHEARD_AT] = [1, 2, 3, 4, 5];
/** What the server is asked. */
const [SLOW, QUICK] = [1, 2];
/** The first thread ever made at the server's place. */
const DEAD: ThreadId = [SERVER[0], SERVER[1], 1];

export const deadServerScenario: Scenario = {
  name: 'dead-server',
  pages: [24],
  says: 'clients of a server that has died are told so in the phase in which they wait, and may call the next',
  needs: ['sigma', 'ipc', 'tasks'],
  make: () => {
    const told: string[] = [];
    const again: number[] = [];
    const stale: string[] = [];
    const note = (client: string, { phase, cause }: Message): void => void told.push(`${client}: ${phase} ${cause}`);

    function* boot(): Thread {
      yield* createTask(ROOT[0], SIGMA0, ROOT_AT);
      yield* sigma0(4);
    }
    function* root(): Thread {
      yield* createTask(SERVER[0], SIGMA0, SERVER_AT);
      yield* createTask(HEARD[0], SIGMA0, HEARD_AT);
      yield* receive(SERVER); // it has a request
      yield* createTask(UNHEARD[0], SIGMA0, UNHEARD_AT);
      yield* yieldTo(UNHEARD);
      yield* deleteTask(SERVER[0]);
      yield* createTask(SERVER[0], SIGMA0, REBORN_AT);
    }
    /** Takes one request, tells root, and works on it for ever. */
    function* server(): Thread {
      yield* receive('any');
      yield* send(ROOT, []);
      while (true) yield* yieldTo();
    }
    const reborn = () =>
      serve(function* ({ words: [what] }) {
        yield* yieldTo();
        return { words: [what] };
      });
    const client = (name: string) =>
      function* (): Thread {
        note(name, yield* call(SERVER, [SLOW]));
        // The chief makes it anew: until then nobody is there.
        let answer = yield* call(SERVER, [QUICK]);
        while (answer.cause === 'nonExistent') {
          yield* yieldTo();
          answer = yield* call(SERVER, [QUICK]);
        }
        again.push(answer.words[0]);
        stale.push((yield* send(DEAD, [QUICK])).cause);
      };

    return {
      boot: { frames: 4, pages: 4, tasks: 5, lthreads: 1 },
      threads: { '0.0': 'sigma0', '1.0': 'root', '2.0': 'server', '3.0': 'heard', '4.0': 'unheard' },
      ends: ['1.0', '3.0', '4.0'],
      programs: {
        0: boot,
        [ROOT_AT]: root,
        [SERVER_AT]: server,
        [REBORN_AT]: reborn,
        [HEARD_AT]: client('heard'),
        [UNHEARD_AT]: client('unheard'),
      },
      claims: () => [
        {
          says: 'who was heard is told in the receive phase, who was not in the send phase',
          holds: told.toSorted().join() === 'heard: receive nonExistent,unheard: send nonExistent',
        },
        {
          says: 'the id of the dead names nobody, also when another has its place',
          holds: stale.join() === 'nonExistent,nonExistent',
        },
        { says: 'the server that is made anew answers both', holds: again.join() === [QUICK, QUICK].join() },
      ],
    };
  },
};
