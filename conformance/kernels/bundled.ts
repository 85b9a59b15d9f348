import { i486, variants } from '../../impl/index.js';
import { modelKernel } from '../../model/index.js';
import type { KernelFactory, KernelUnderTest } from '../../spec/vocabulary/index.js';

/** The kernels that come with the suite, by name. */
export const bundled: Readonly<Record<string, KernelFactory>> = {
  i486,
  ...variants,
  model: () => modelKernel(),
  'model:choices=last': () => modelKernel((members) => members - 1),
};

/** A bundled kernel. Throws a RangeError where none has that name. */
export const bundledKernel = (name: string): KernelUnderTest => {
  if (!Object.hasOwn(bundled, name)) throw new RangeError(`no kernel is called ${name}`);
  return bundled[name]();
};
