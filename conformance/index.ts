/** What a kernel's author imports: the contract, in types. */
export type {
  KernelFactory,
  KernelUnderTest,
  Manifest,
  BootConfig,
  Stimulus,
  Seen,
  View,
} from '../spec/vocabulary/index.js';
export { checkProgram } from './check/check-program.js';
export type { Verdict } from './check/check-program.js';
export { ipcDoor } from './doors/ipc.js';
export type { Call, EndEvent, Ipc, IpcEvent, ReceivePhase, SendPhase, SendingCall, ThreadName } from './doors/ipc.js';
export { spacesDoor } from './doors/spaces.js';
export type { Page, Spaces } from './doors/spaces.js';
