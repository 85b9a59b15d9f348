import { renderPartner } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { call, createTask, serve, yieldTo } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// Ids, and not capabilities (L.21). A capability is a right that one was given; an id is a number that anybody can think of. An intruder, who was given
// nothing, counts, and calls whoever is there. What is left to a server is that the kernel tells who calls.

const SERVER: ThreadId = [2, 0];
const FRIEND: ThreadId = [3, 0];
const INTRUDER: ThreadId = [4, 0];
const TASKS = 5;
const SECRET = 4711;
/** A request for the secret. The second word is who the caller says that it is: nobody looks at it. */
const TELL = 1;

export const idsScenario: Scenario = {
  name: 'ids',
  pages: [21],
  says: 'whoever guesses an id reaches its thread, as no capability allows; who calls, the kernel tells',
  needs: ['sigma', 'ipc'],
  make: () => {
    const callers: string[] = [];
    const reached: string[] = [];
    const got: Record<'friend' | 'intruder', number[]> = { friend: [], intruder: [] };

    function* boot(): Thread {
      for (const [task] of [SERVER, FRIEND, INTRUDER]) yield* createTask(task, SIGMA0, task);
      yield* sigma0(2);
    }
    const server = () =>
      serve(function* ({ from }) {
        yield* yieldTo();
        const caller = renderPartner(from);
        callers.push(caller);
        return { words: [caller === renderPartner(FRIEND) ? SECRET : 0] };
      });
    function* friend(): Thread {
      got.friend.push((yield* call(SERVER, [TELL])).words[0]);
    }
    function* intruder(): Thread {
      for (let turn = 0; turn < TASKS; turn++) yield* yieldTo(); // the others are at work
      for (let task = 1; task < TASKS; task++) {
        if (task === INTRUDER[0]) continue;
        // Nobody waits for it there: it does not wait either.
        const { phase, cause, words } = yield* call([task, 0], [TELL, FRIEND[0]], { timeoutMs: 0 });
        if (cause === 'ok') got.intruder.push(words[0]);
        if (cause === 'ok' || cause === 'timeout') reached.push(`${String(task)}: ${phase} ${cause}`);
      }
    }

    return {
      boot: { frames: 2, pages: 2, tasks: TASKS, lthreads: 1 },
      threads: { '0.0': 'sigma0', '2.0': 'server', '3.0': 'friend', '4.0': 'intruder' },
      ends: ['3.0', '4.0'],
      programs: { 0: boot, [SERVER[0]]: server, [FRIEND[0]]: friend, [INTRUDER[0]]: intruder },
      claims: () => [
        {
          says: 'the intruder reaches the server, which it was never told of, and finds who exists',
          holds: reached.join() === '2: receive ok,3: send timeout',
        },
        {
          says: 'the server is told who calls, whatever the caller says, and tells its friend alone',
          holds:
            callers.toSorted().join(' ') === [FRIEND, INTRUDER].map(renderPartner).join(' ') &&
            got.friend.join() === String(SECRET) &&
            got.intruder.join() === '0',
        },
      ],
    };
  },
};
