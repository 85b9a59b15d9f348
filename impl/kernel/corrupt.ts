/** Words of kernel memory contradict each other: what the kernel knows cannot be told. */
export class CorruptKernelMemory extends Error {
  override readonly name = 'CorruptKernelMemory';

  constructor(what: string) {
    super(`kernel memory is corrupt: ${what}`);
  }
}
