export { explore } from './explore.js';
export type { ExploreOptions } from './explore.js';
export type { Exploration, Violation } from './exploration.js';
export { scopeOf } from './scope.js';
export type { Scope } from './scope.js';
