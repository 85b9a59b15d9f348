import { facts, lecture } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { frameIn, letsUserIn, mayWrite, walk } from './paging.js';
import type { HardwareProperty } from './property.js';

export const tlbAgreesWithWalk: HardwareProperty = {
  name: 'tlb/agrees-with-walk',
  profile: 'sigma',
  source: [lecture(42), lecture(53), facts('4')],
  says: 'Each entry of the TLB is what a walk from CR3 finds, with no more rights: nothing that was revoked is still cached.',
  formula: tex`x \in \text{TLB} \Rightarrow x \le \text{walk}(\text{CR3}, \text{page}(x))`,
  reads: 'machine',
  when: ({ hardware }) => hardware.tlb.length > 0,
  breach: ({ config, running, hardware }) => {
    for (const { page, frame, write, user } of hardware.tlb) {
      const entry = walk(hardware, hardware.cr3, page);
      const lost = entry === 0 ? 'a page that the tables do not have' : null;
      const wrong =
        frameIn(entry) === frame ? null : `frame ${String(frame)}, the tables frame ${String(frameIn(entry))}`;
      const widened =
        (write && !mayWrite(entry)) || user !== letsUserIn(entry) ? 'other rights than the tables give' : null;
      const says = lost ?? wrong ?? widened;
      if (says === null) continue;
      const isUser = running !== 'idle' && page < config.pages;
      return {
        says: `the TLB has for linear page ${String(page)} ${says}`,
        part: isUser ? { task: running[0], page } : null,
        isRevoked: true,
      };
    }
    return null;
  },
};

export const tlbKernelHalfClosed: HardwareProperty = {
  name: 'tlb/kernel-half-closed',
  profile: 'sigma',
  source: [facts('4')],
  says: 'No entry of the TLB lets user code into the kernel half.',
  formula: tex`x \in \text{TLB} \land \text{page}(x) \ge \text{kernelBase} \Rightarrow \text{user} \notin x`,
  reads: 'machine',
  when: ({ hardware }) => hardware.tlb.length > 0,
  breach: ({ hardware }) => {
    const open = hardware.tlb.find(({ page, user }) => user && page >= hardware.kernelBase / 4096);
    return open === undefined
      ? null
      : { says: `the TLB lets user code into linear page ${String(open.page)} of the kernel half`, part: null };
  },
};
