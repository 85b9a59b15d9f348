/** What the kernel costs on a 486. */
export { CLOCKS, LINE_FILL, MHZ, TLB_MISS, type Clock, type Instruction } from './clocks.js';
export { costOfIpc, type Cost, type Interval } from './ledger.js';
export { countTimer, type TimerCost } from './timer.js';
export * as listings from './listings.js';
export { MeteredMachine, type Metered } from './meter.js';
