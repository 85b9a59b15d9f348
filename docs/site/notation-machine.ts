import { tex } from '../../spec/index.js';
import type { Signs } from './signs.js';

/** The signs of the 486 and its tables. */
export const ofMachine: Signs = {
  title: 'The 486',
  signs: [
    {
      sign: tex`\text{dir}_i, \; \text{dir}_i[v]; \; \text{table}_i(n)`,
      says: 'The page directory of i; its word for page v; the page table below its word n, where one is, outside the kernel half.',
    },
    { sign: tex`\text{CR3}`, says: 'The directory by which the machine translates.' },
    {
      sign: tex`\text{walk}(d, v)`,
      says: 'What a walk from directory d finds for page v: a frame and rights, of user code too; or nothing.',
    },
    {
      sign: tex`x \in \text{TLB}; \; \text{page}(x), \; \text{frame}(x)`,
      says: 'An entry of the TLB; its page, its frame.',
    },
    { sign: tex`x \le y`, says: 'Of entries: the same frame, no more rights.' },
    { sign: tex`\text{user}`, says: 'The right of user code to use an entry; a frame that user code may own.' },
    {
      sign: tex`f; \; \text{role}(f); \; \text{directory}, \; \text{table}`,
      says: 'A frame, and what it is used for.',
    },
    {
      sign: tex`\text{pages}, \; \text{kernelBase}, \; \text{regionBase}`,
      says: 'How many pages a space may have; the first page of the kernel half; of the IPC region.',
    },
    {
      sign: tex`\text{ring}_n, \; \text{ring}_k[n]`,
      says: 'The ready ring of a priority; who stands there at place n.',
    },
    { sign: tex`|W|_p`, says: 'How often p stands in that list.' },
    {
      sign: tex`W_n, \; W_{\text{list}(p)}`,
      says: 'The wakeup lists; the one in which the timer finds p when it is due: late in a later window (L.63), otherwise that of its scan, modulo their count.',
    },
    { sign: tex`\text{scan}`, says: 'The scan period of the timer.' },
  ],
};
