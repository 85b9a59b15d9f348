import type { z } from 'zod';
import { HardwareView, Manifest, Seen, View } from '../../spec/vocabulary/index.js';
import type { KernelUnderTest } from '../../spec/vocabulary/index.js';
import { located } from './located.js';

/** Thrown where a kernel shows what is not of the contract's form: it has broken its contract there. */
class WrongShape extends Error {
  override readonly name = 'WrongShape';
}

const WholeView = View.unwrap().extend({ hardware: HardwareView.optional() });

/** The value, if the schema is of it. Throws a WrongShape that names the place in which it is not. */
const held = <T>(schema: z.ZodType, value: T, what: string): T => {
  const { error } = schema.safeParse(value);
  if (error === undefined) return value;
  if (value instanceof Promise) throw new WrongShape(`${what}: a promise; a kernel answers at once`);
  const [{ path, message }] = error.issues;
  throw new WrongShape([what, ...(path.length > 0 ? [path.join('.')] : []), message].join(': '));
};

/** What is wrong with a manifest, in a line that names the field; null if it is as the contract says. */
export const wrongInManifest = (manifest: unknown): string | null => {
  const { error } = Manifest.safeParse(manifest);
  if (error === undefined) return null;
  const [{ path, message }] = error.issues;
  return ['manifest', ...(path.length > 0 ? [path.join('.')] : []), message].join(': ');
};

/** A kernel that was written elsewhere, held to the vocabulary: in whatever form it answers, it gets a verdict, and where it throws, that says the place. */
export const shaped = (kernel: KernelUnderTest): KernelUnderTest => ({
  manifest: kernel.manifest,
  boot: (config) =>
    held(
      Seen,
      located(() => kernel.boot(config)),
      'what boot returns',
    ),
  step: (stimulus) =>
    held(
      Seen,
      located(() => kernel.step(stimulus)),
      'what step returns',
    ),
  ...(kernel.view !== undefined && {
    view: () =>
      held(
        WholeView,
        located(() => kernel.view?.()),
        'what view returns',
      ) ?? {},
  }),
});
