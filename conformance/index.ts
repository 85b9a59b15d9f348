/** What a kernel's author imports: the contract, in types; the checker; programs, for properties of one's own. */
export type {
  KernelFactory,
  KernelUnderTest,
  Manifest,
  BootConfig,
  Program,
  Stimulus,
  Seen,
  View,
} from '../spec/vocabulary/index.js';
export { checkProgram } from './check/check-program.js';
export type { Verdict } from './check/check-program.js';
export { ipcDoor } from './doors/ipc.js';
export type { Call, EndEvent, Ipc, IpcEvent, ReceivePhase, SendPhase, SendingCall, ThreadName } from './doors/ipc.js';
export { explain } from './report/explain.js';
export { programs } from './programs/arbitrary.js';
export { spacesDoor } from './doors/spaces.js';
export type { Page, Spaces } from './doors/spaces.js';
