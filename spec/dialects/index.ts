/** The named parameters on which real kernels differ, and presets. */
export * from './dialect.js';
