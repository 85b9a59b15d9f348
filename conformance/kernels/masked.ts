import type { KernelUnderTest, Manifest, Seen, Stimulus, View } from '../../spec/vocabulary/index.js';

/** What of a kernel is shown otherwise; what is not named is shown as it is. */
export interface Mask {
  readonly manifest?: Manifest;
  /** What is seen of a step in place of what the kernel lets see. */
  readonly seen?: (seen: Seen, stimulus: Stimulus) => Seen;
  /** What is shown of its inside; null: nothing. */
  readonly view?: ((view: View) => View) | null;
}

/** A kernel that does what another does, behind a mask. */
export const masked = (
  kernel: KernelUnderTest,
  { manifest = kernel.manifest, seen = (it) => it, view = (it) => it }: Mask,
): KernelUnderTest => ({
  manifest,
  boot: (config) => kernel.boot(config),
  step: (stimulus) => seen(kernel.step(stimulus), stimulus),
  ...(view !== null && kernel.view !== undefined && { view: () => view(kernel.view?.() ?? {}) }),
});

/** The kernel with its inside hidden. */
export const blackBox = (kernel: KernelUnderTest): KernelUnderTest => masked(kernel, { view: null });
