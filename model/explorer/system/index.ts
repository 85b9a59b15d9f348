export { ALONG_THE_CHART, RECEPTIVE, STATE_BOUND, edgeName, exploreSystem } from './explore.js';
export type { SystemExploreOptions } from './explore.js';
export type { Applied, PathStep, SystemExploration, SystemViolation } from './exploration.js';
export { systemKey } from './key.js';
export type { SystemScope } from './scope.js';
export { systemScopeOf, systemScopes } from './scopes.js';
export { compareEnvelopes, eager } from './envelopes.js';
export type { Comparison } from './envelopes.js';
export { unreached } from './unreached.js';
