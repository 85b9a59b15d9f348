import type { Seen, Stimulus } from '../../spec/vocabulary/index.js';
import { randomFrom } from '../programs/random.js';
import type { Random } from '../programs/random.js';
import { CLIENT_TASKS, LINE, keepingSystem } from './roles/keeping.js';
import type { Scenario } from './runtime/scenario.js';

// Faults by chance (L.7-8): clients are killed in the middle of calls and begin anew, the server's thread is given new registers, the pager answers late
// or with nothing, and interrupts come anywhere, in the middle of copies too.

/** The most that befalls in a run; one interrupt in so many brings it about. */
const MOST_BLOWS = 6;
const INTERRUPTS_PER_BLOW = 8;

/** Interrupts anywhere, after which another has its turn; and events that are to come in the middle of the next copy. */
const eventsBy =
  (random: Random) =>
  (_: number, { running }: Seen): Stimulus | null => {
    if (running === 'idle' || random.chance(75)) return null;
    const interrupt = { do: 'interrupt', line: LINE } as const;
    const event = random.pick([{ do: 'slice_end' }, { do: 'tick', ms: 1 }, interrupt] as const);
    return random.chance(50) ? interrupt : { do: 'during', k: random.below(2), event };
  };

export const crashesScenario: Scenario = {
  name: 'crashes',
  pages: [7, 8],
  says: 'a server whose clients are killed, whose thread is exchanged and whose pager fails loses nothing that it acknowledged',
  needs: ['sigma', 'ipc', 'tasks', 'timeouts', 'interrupts', 'strings'],
  isByChance: true,
  make: (seed) => {
    const random = randomFrom(seed);
    let blows = 0;
    return keepingSystem({
      onInterrupt: () => {
        if (blows === MOST_BLOWS || random.below(INTERRUPTS_PER_BLOW) > 0) return null;
        blows++;
        return random.chance(50) ? { kill: random.below(CLIENT_TASKS.length) } : 'restart';
      },
      pager: () => ({ lateMs: random.chance(20) ? 1 + random.below(4) : 0, isEmpty: random.chance(10) }),
      disturb: eventsBy(randomFrom(seed + 1)),
    });
  },
};
