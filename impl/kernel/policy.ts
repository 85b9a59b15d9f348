import type { Preset } from '../../spec/dialects/index.js';

/** What a kernel may be built to do otherwise: the designs of the lecture that it is compared with, and the dialects of the literature. */
export interface Policy {
  /**
   * When the TLB is cleaned of the IPC region: always before it could matter (`sound`); never but by a switch of spaces,
   * with the region's words zero whenever another thread runs (`lecture`, L.56-57), or only at the end of a copy
   * (`single-thread`, L.54-55).
   */
  readonly tlb: 'sound' | 'lecture' | 'single-thread';
  /** How a message gets from space to space: L.50, L.48, L.49. */
  readonly transfer: 'temporary-mapping' | 'double-copy' | 'shared-buffer';
  /** Where the timer finds those whose time has come: L.60, L.61-62, L.63. */
  readonly wakeups: 'array' | 'lists' | 'split-lists';
  /** What it does where kernels differ: as one of those of the literature, as far as the parameters tell them apart. */
  readonly dialect: Preset;
}

export const SOUND: Policy = {
  tlb: 'sound',
  transfer: 'temporary-mapping',
  wakeups: 'split-lists',
  dialect: 'reference',
};

const PARTS = ['tlb', 'transfer', 'wakeups', 'dialect'] as const;
/** `i486`, and behind a colon what is not as it should be: `i486:tlb=lecture`. */
export const nameOfPolicy = (policy: Policy): string =>
  ['i486', ...PARTS.filter((part) => policy[part] !== SOUND[part]).map((part) => `${part}=${policy[part]}`)].join(':');
