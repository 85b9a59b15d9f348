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
  driverScenario,
  bootstrapScenario,
  sigma0Scenario,
  pagingScenario,
  swappingScenario,
  fileServerScenario,
  demapChallengeScenario,
  filePagerScenario,
];
