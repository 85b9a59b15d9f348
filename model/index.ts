/** The specification made to run: every outcome of a step, the envelope of a run, whose fault a refusal is, the explorer. */
export * from './step.js';
export * from './sight.js';
export * from './same.js';
export * from './part.js';
export * from './view.js';
export * from './opaque.js';
export * from './oracle.js';
export * from './history.js';
export * from './blame/index.js';
export * from './kernel.js';
