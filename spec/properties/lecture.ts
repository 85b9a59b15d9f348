/**
 * The pages of the lecture on L4 (L.38 to L.81) that no property cites, and why: page, reason. For every other page the properties that cite it
 * are its table.
 */
export const pagesWithoutProperty: readonly (readonly [number, string])[] = [
  [
    38,
    'That measures of kernels were read wrongly, and kernels had grown from large ones: a judgement, not what a kernel does.',
  ],
  [39, 'That a microkernel is written for its processor: how to write a kernel, not what it does.'],
  [41, 'Principles and methods of design: they say how to look for a kernel, not what it does.'],
  [43, 'Clock cycles of a message of zero bytes: a figure of the 486, which no caller sees.'],
  [44, 'The target and what was reached, in clock cycles: figures, as on L.43.'],
  [47, 'Memory objects by mapping are the pages of L.66 to L.71; strings by copy are the rules of profile strings.'],
  [48, 'What two copies cost: figures of another design.'],
  [52, 'Where the temporary mapping lies and what it costs: a technique, invisible but for the time.'],
  [
    55,
    'The steps of a copy with one thread in each space: a technique; the region is checked by tlb/ipc-clean and region/closed.',
  ],
  [
    56,
    'One region shared by the threads of a space: a technique, unsafe as printed; the hardware is held to tlb/ipc-clean.',
  ],
  [60, 'An array of wakeups, and what it costs: a technique; what wakeups do is L.59.'],
  [73, 'What two pagers do with map and demap: user-level policy over L.66 and L.70.'],
  [76, 'Swapping: user-level policy over L.70, L.74 and L.75.'],
  [77, 'What a file server keeps: user-level policy.'],
];
