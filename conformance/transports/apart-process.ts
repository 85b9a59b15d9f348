import { exchangeWith } from '../check/check-program.js';
import { loadKernel } from '../kernels/load.js';
import type { FromApart, ToApart } from './apart.js';

// The process of a kernel from a file: it is told the name of the file first, and then, one after the other, what is said to the kernel.

const tell = (message: FromApart, then: () => void = () => undefined): void =>
  void process.send?.(message, undefined, undefined, then);

const serve = async (file: string): Promise<void> => {
  const kernel = await loadKernel(file);
  process.on('message', (message) => {
    const { said, step } = message as ToApart;
    tell({ heard: exchangeWith(kernel, said, step) });
  });
  tell({ manifest: kernel.manifest });
};

process.once('disconnect', () => process.exit()); // Ctrl-C reaches every process of the terminal, and ends this one wherever it is
process.once('message', (first) => {
  serve((first as { readonly kernel: string }).kernel).catch((error: unknown) => {
    tell({ cannot: error instanceof Error ? error.message : String(error) }, () => process.exit());
  });
});
