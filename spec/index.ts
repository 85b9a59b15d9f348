/** The specification: WHAT L4 does, as named rules over immutable states. */
export * from './state.js';
export * from './change.js';
export * from './names.js';
export * from './rule.js';
export * from './entry.js';
export * from './rules.js';
export * from './table.js';
export { Dialect, departing, departures, parameters, presets } from './dialects/index.js';
export type { Parameter, Preset } from './dialects/index.js';
export * from './ipc/chart.js';
export { FAULT_ROOM, NO_MESSAGE, messageOf, roomOf } from './ipc/message.js';
export { planOf, stringsOf } from './strings/plan.js';
export type { Plan, Step } from './strings/plan.js';
export { copyBytes, spotOf } from './strings/memory.js';
export type { Spot } from './strings/memory.js';
export { fired } from './timeouts/expire.js';
export { settled } from './timeouts/split.js';
export { derivesFrom, flushDerived, isRoot, move, realFrame, restrictDerived } from './spaces/forest.js';
