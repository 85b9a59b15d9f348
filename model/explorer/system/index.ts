export { RECEPTIVE, STATE_BOUND, exploreSystem } from './explore.js';
export type { SystemExploreOptions } from './explore.js';
export type { PathStep, SystemExploration, SystemViolation } from './exploration.js';
export { systemKey } from './key.js';
export type { SystemScope } from './scope.js';
export { systemScopeOf, systemScopes } from './scopes.js';
