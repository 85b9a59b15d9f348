import { i486, variants } from '../../impl/index.js';
import { modelKernel } from '../../model/index.js';
import type { KernelFactory } from '../../spec/vocabulary/index.js';

/** The kernels that come with the suite, by name. */
export const bundled: Readonly<Record<string, KernelFactory>> = { i486, ...variants, model: () => modelKernel() };
