/** What a paper, a manual or the source of a kernel says, in our words. */
export interface Fact {
  readonly says: string;
  /** The part of it that was recalled and could not be read again. */
  readonly recalled?: string;
}

/**
 * The rows and sections of the collection of primary facts that something cites. The sources are Liedtke's kernel for
 * the 486 (assembly, GMD, 1996), his reference manual X.0 (1999), the kernels Hazelnut (2000-2002), Fiasco with the V2
 * interface (until 2011) and Pistachio (2002-2013), and "On micro-kernel construction" (SOSP 1995).
 */
export const primaryFacts: ReadonlyMap<string, Fact> = new Map<string, Fact>([
  [
    '1.2',
    {
      says: "Liedtke's 486 kernel: a send switches straight to its receiver, whatever the priorities, and so does an interrupt that finds its handler waiting; threads queue in the order of their sends, an interrupt before all of them and only once.",
    },
  ],
  [
    '1.3',
    {
      says: "Liedtke's 486 kernel: wakeups are in three classes by the size of the timeout; one that is due leaves a thread in a transfer alone; a thread that wakes runs at once only if its priority is higher than that of the running one.",
    },
  ],
  [
    '1.4',
    {
      says: "Liedtke's 486 kernel: sender and receiver of a long transfer are locked, and timeouts pass them by; a send to oneself, to nobody, or to a stale or never created thread has no partner; a timeout of 0 fails where the partner is not ready.",
    },
  ],
  [
    '2.1',
    {
      says: 'The paper of 1995: an entry of a space is a link to a page of another space; to replace it first flushes what was mapped onwards from it; a map makes a link to the page of the mapper, a grant hands on the link of the granter.',
      recalled: 'all of it; only the opening of the paper could be read',
    },
  ],
  [
    '3.1',
    {
      says: 'The manual X.0 and two headers of the V2 interface: the id of a thread has a version; the condition code has a bit for pages received; a message dope counts strings in five bits; the words in registers are never read from the buffer.',
    },
  ],
  [
    '3.2',
    {
      says: 'The manual X.0: no partner, timeout and cancellation end an IPC before its transfer and concern the caller alone; a cut, an abort and the timeouts of page faults end a running transfer for both; a failed send is followed by no receive.',
    },
  ],
  [
    '3.3',
    {
      says: 'The manual X.0 and four kernels: an item without a window cuts the message; an unmapped page is skipped; a page gets no right that its source lacks. Onto the same frame the 486 kernel and Hazelnut add the right to write; Fiasco does only where the target was mapped from the very page, and replaces it otherwise.',
    },
  ],
  [
    '3.4',
    {
      says: "The manual X.0 and Liedtke's 486 kernel: fpage_unmap removes what was derived from the pages of the caller, or makes it read-only, and the own pages too only where that is asked for; it skips what is not mapped and cannot fail.",
    },
  ],
  [
    '3.5',
    {
      says: 'The manual X.0: thread_switch to a ready thread donates the rest of the slice; thread_schedule is refused above the maximum of the caller; lthread_ex_regs creates a thread where there is none and ends its IPC; task_new is for the chief alone.',
    },
  ],
  [
    '3.6',
    {
      says: 'The manual X.0: a receive from a line with timeout 0 attaches, and its success is told as a timeout; a line that is taken or absent has no partner; a delivered interrupt stays masked until the handler receives again.',
    },
  ],
  [
    '3.7',
    {
      says: "Liedtke's 486 kernel and the manual X.0: the pager is sent the address and the instruction pointer, its answer is ignored but for the pages, and the access is tried again. A page that is still missing aborts a copy; a thread outside of one asks again for ever.",
    },
  ],
  [
    '4',
    {
      says: 'The hardware manual of the i486: a TLB of 32 entries in 8 sets of 4, flushed whole by every load of CR3. A right needs the bits of both levels.',
      recalled: 'how the bits of the two levels combine',
    },
  ],
  [
    '6.2',
    {
      says: 'Hazelnut, by its source and the diary of its developers: faults that were found, as of a thread thrown out of the IPC of a page fault into user mode with spoilt registers.',
    },
  ],
  [
    '6.4',
    {
      says: 'Fiasco, by its commits and its list of tasks: faults that were found, as senders queued at a dying thread, a waiter that is not released when its partner dies, and a timeout and a cancellation at once.',
    },
  ],
  [
    '6.5',
    {
      says: 'Our conclusion from the faults of all these kernels, as properties: each IPC has one outcome, rights only shrink along the derivation, a grant moves a page and its granter loses it at once, an error names the phase that ran.',
    },
  ],
  [
    'A1',
    {
      says: 'What a demap takes: by the prose of the lecture what was obtained from the owner, by its formula every page of the frame; by the paper of 1995 and the kernels only what was derived.',
      recalled: 'what the paper says',
    },
  ],
  [
    'A2',
    {
      says: 'Whether the owner keeps a demapped page: yes by the prose of the lecture, no by its formula; the manual X.0 has a flag that takes it as well.',
    },
  ],
  [
    'A3',
    {
      says: 'What becomes of pages derived from a granted one: flushed by the formula of the paper of 1995 and in the newer mapping database of Pistachio; kept below the page of the grantee by the note of the paper on its implementation, the 486 kernel, Hazelnut and Fiasco.',
      recalled: 'what the paper says',
    },
  ],
  [
    'A4',
    {
      says: "A page granted to be read only: read-only by the manual X.0, Hazelnut and Fiasco; Liedtke's 486 kernel ignores the restriction.",
    },
  ],
  [
    'A5',
    {
      says: 'A map onto a page that is there: the paper of 1995 flushes what came of the old page and puts the new one in its place, as do Fiasco and Pistachio; the 486 kernel and Hazelnut leave the old page.',
      recalled: 'what the paper says',
    },
  ],
  [
    'A6',
    {
      says: "An item from a task to itself: ignored by Liedtke's 486 kernel and Hazelnut; Fiasco unmaps the target and then maps. The lecture is silent.",
    },
  ],
  [
    'A7',
    {
      says: 'A map into the page that the source comes from: by the paper of 1995 flushing the target takes the source away; Pistachio looks at the source again and skips it.',
      recalled: 'what the paper says',
    },
  ],
  [
    'A8',
    {
      says: 'The rights of a page that is passed on: by the manual X.0 and the kernels those of its source that the item has too.',
    },
  ],
  [
    'A10',
    {
      says: 'An item whose source is not mapped: by the formula of the lecture nil is copied over the target; the kernels skip it, and the target stays.',
    },
  ],
  [
    'A14',
    {
      says: 'A cut message: by the manual X.0 both partners are told; in the 486 kernel and in Hazelnut the receiver alone, and the sender of a mere send is told that all is well.',
    },
  ],
  [
    'A15',
    {
      says: "Who runs after a rendez-vous: in Liedtke's 486 kernel the receiver, whatever its priority; in Hazelnut likewise, except that an interrupt looks at priorities; Fiasco always does.",
    },
  ],
  [
    'A18',
    {
      says: 'The region and threads of one space: the lecture does not flush between them; the 486 kernel clears the entries of the region and flushes exactly where the next thread is of the same task.',
    },
  ],
  [
    'A24',
    {
      says: 'When lthread_ex_regs cancels an IPC: always by the manual X.0; in the 486 kernel only with a new instruction pointer; in Hazelnut with a new instruction or stack pointer, and never that of the caller.',
    },
  ],
  [
    'A25',
    {
      says: 'An attempt to attach that fails: by the manual X.0 the old line stays; the 486 kernel and Hazelnut detach first.',
    },
  ],
  [
    'A26',
    {
      says: 'What detaching returns: the manual X.0 does not say; Hazelnut and Fiasco a timeout, the 486 kernel, as its source reads, that there is no partner.',
    },
  ],
  [
    'A27',
    {
      says: "The order of waiting senders: first come, first served in Liedtke's 486 kernel, interrupts before all; by priority in Fiasco.",
    },
  ],
  [
    'A28',
    {
      says: "A reply while another thread waits to send: in Liedtke's 486 kernel the IPC of the waiting thread starts before the one replied to continues.",
    },
  ],
  [
    'A29',
    {
      says: 'A deleted task: by the manual X.0 its clan is deleted with it; the 486 kernel, as its source reads, deletes the task alone.',
    },
  ],
  [
    'B1',
    {
      says: "A fault of Liedtke's 486 kernel, as its source reads, mended later: the right to write the own page is cleared through a wrong pointer.",
    },
  ],
  [
    'B3',
    {
      says: "A fault of Liedtke's 486 kernel, as its source reads: an item larger than the window is cut to a wrong size, and maps far beyond the window.",
    },
  ],
  [
    'B4',
    {
      says: "A fault of Liedtke's 486 kernel, as its source reads: the page-fault timeout of the receive phase is taken where that of the send phase is meant.",
    },
  ],
  [
    'B5',
    {
      says: "A fault of Liedtke's 486 kernel, as its source reads: an abort of a running transfer resets one partner twice and the other never.",
    },
  ],
  [
    'B7',
    {
      says: "A fault of Liedtke's 486 kernel: an attempt to attach detaches first, so that one that fails costs the line.",
    },
  ],
]);
