import { tex } from '../../spec/index.js';
import type { Signs } from './signs.js';

/** The signs that only rules have: what changes, and the work that is still to be done. */
export const ofRules: Signs = {
  title: 'In the rules',
  signs: [
    { sign: tex`p; \; i, j`, says: 'The thread of whose work the rule speaks; its task, and that of its partner.' },
    { sign: tex`x := y, \; \top`, says: 'What is x is y from now on; it is so.' },
    { sign: tex`x \to y, \; \mathbin{;}`, says: 'The work x is done by doing y; one after the other.' },
    { sign: tex`x \mid y`, says: 'One of the two: what is not decided.' },
    {
      sign: tex`\text{ipc}(s, r)`,
      says: 'An IPC with this send phase and this receive phase, either of which there may not be.',
    },
    {
      sign: tex`\text{send}(p, q), \; \text{receive}(p, q), \; \text{transfer}(p, q), \; \text{item}_n, \; \text{deliver}(q), \; \text{sent}(p), \; \text{fail}(p, \kappa)`,
      says: 'The phases of a call; what follows when the two have met: the items, what the receiver is told, what the sender does then; a phase that fails.',
    },
    { sign: tex`p : \text{ready}(\text{phase}, \text{cause})`, says: 'It is ready, and is to be told that.' },
    {
      sign: tex`m, \; b; \; \text{words}, \; \text{items}, \; \text{window}`,
      says: 'The message, the buffers; parts of both.',
    },
    {
      sign: tex`\text{step}_i, \; \text{armed}`,
      says: 'A step of a copy, with the bytes of it; the event that is to come after so many, and how many.',
    },
    {
      sign: tex`\text{answered}(p), \; \text{faultTimeout}_q`,
      says: 'The pager of p has answered; the page-fault timeout for a page of q.',
    },
    {
      sign: tex`\text{link}, \; \text{demap}(i, v)`,
      says: 'The page comes to name its source, as the rules of `link` say; page v is demapped.',
    },
    {
      sign: tex`s, w, o; \; b_s, b_w; \; \lfloor x \rfloor, \; \bmod`,
      says: 'Of an item, of a window, the size as a power of two; the offset of the item; their first pages; rounded down, the rest of a division.',
    },
    { sign: tex`V; \; F`, says: 'All pages of a space; those of an fpage.' },
    {
      sign: tex`\text{access}(p, a), \; \text{faulted}(a), \; p : \text{faulting}`,
      says: 'A load or store of p; one that faulted; p has a fault.',
    },
    { sign: tex`\text{chief}(j), \; \text{delete}(j)`, says: 'The task that made j; j is deleted.' },
    { sign: tex`\text{nearest}(p, q)`, says: 'Whom p has to name to reach q.' },
    { sign: tex`\text{pick}, \; \text{head}`, says: 'Whose turn it is runs; who is first in a queue.' },
    { sign: tex`\text{start}, \; \tau; \; d`, says: 'When a wait began, and its timeout; the time that passes.' },
    {
      sign: tex`p : \text{undecided}, \; \text{woken}; \; \text{fire}(p)`,
      says: 'Its timeout may have fired, or not; it has in this step; it does.',
    },
  ],
};
