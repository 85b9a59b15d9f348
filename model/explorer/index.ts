export { explore } from './explore.js';
export type { ExploreOptions } from './explore.js';
export type { Exploration, Violation } from './exploration.js';
