import { bootstrapScenario } from './bootstrap.js';
import type { Scenario } from './runtime/scenario.js';
import { sigma0Scenario } from './sigma0.js';

/** The systems of the lecture, in the order of its pages. */
export const scenarios: readonly Scenario[] = [bootstrapScenario, sigma0Scenario];
