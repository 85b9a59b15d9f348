import { spacesScenario } from './spaces.js';
import { unixScenario } from './unix.js';
import { crashesScenario } from './crashes.js';
import { oneCrashScenario } from './one-crash.js';
import { strikesScenario } from './strikes.js';
import { idsScenario } from './ids.js';
import { schedulerScenario } from './scheduler.js';
import { threadsScenario } from './threads.js';
import { heapScenario } from './heap.js';
import { deadServerScenario } from './dead-server.js';
import { exceptionsScenario } from './exceptions.js';
import { locksScenario } from './locks.js';
import { nameServiceScenario } from './name-service.js';
import { madeAnewScenario } from './made-anew.js';
import { longMessagesScenario } from './long-messages.js';
import { bootstrapScenario } from './bootstrap.js';
import { demapChallengeScenario } from './demap-challenge.js';
import { driverScenario } from './driver.js';
import { fileServerScenario } from './file-server.js';
import { filePagerScenario } from './file-pager.js';
import { pagingScenario } from './paging.js';
import type { Scenario } from './runtime/scenario.js';
import { sigma0Scenario } from './sigma0.js';
import { swappingScenario } from './swapping.js';

/** The systems of the lecture, in the order of its pages. */
export const scenarios: readonly Scenario[] = [
  crashesScenario,
  oneCrashScenario,
  strikesScenario,
  exceptionsScenario,
  idsScenario,
  nameServiceScenario,
  deadServerScenario,
  locksScenario,
  schedulerScenario,
  driverScenario,
  bootstrapScenario,
  heapScenario,
  threadsScenario,
  unixScenario,
  longMessagesScenario,
  spacesScenario,
  sigma0Scenario,
  pagingScenario,
  swappingScenario,
  fileServerScenario,
  madeAnewScenario,
  demapChallengeScenario,
  filePagerScenario,
];
