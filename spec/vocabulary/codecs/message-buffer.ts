import { Address } from '../pages.js';
import { renderWord } from './field.js';

/** The descriptor of an `ipc` that lacks the phase (F:3.1). */
export const NO_PHASE = 0xffff_ffff;

/** The first address that is no user's, in bytes: 3.5 GiB, that of the kernel of 1996 (F:1.2). */
export const USER_LIMIT = 0xe000_0000;

/** The address of a message buffer below `limit`: a descriptor tells it from 'registers', 0, and from a phase that is not there. */
export const bufferBelow = (limit: number) =>
  Address.refine(
    (address) => 0 < address && address < limit,
    `the address of a message buffer is not 0 and below ${renderWord(limit)}`,
  );
