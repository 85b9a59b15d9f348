/** A way to break the bundled 486 kernel: one edit of one file. */
export interface Mutant {
  readonly name: string;
  /** The rules that the edit breaks: a failure must be blamed on one of them. */
  readonly attacks: readonly string[];
  readonly story: string;
  /** The file below impl/, compiled. */
  readonly file: string;
  /** A text that occurs exactly once in it, and what takes its place. */
  readonly find: string;
  readonly replace: string;
}

export const mutants: readonly Mutant[] = [
  {
    name: 'granter-keeps-its-page',
    attacks: ['sigma/grant'],
    story: "The mapping database moves the node, but the entry in the granter's page table is not cleared.",
    file: 'kernel/items.js',
    find: 'changeEntry(k, from, source, 0);',
    replace: '',
  },
  {
    name: 'demap-misses-grandchildren',
    attacks: ['sigma/demap', 'sigma/demap-own', 'sigma/replace'],
    story: 'Revocation visits the children of a page and not theirs.',
    file: 'kernel/demap.js',
    find: 'node = nextDerived(k, top, node)) {',
    replace: 'node = k.memory.read(node, Node.next)) {',
  },
  {
    name: 'revoked-page-stays-in-the-tlb',
    attacks: [
      'sigma/demap-own',
      'sigma/restrict-own',
      'sigma/grant',
      'sigma/map-again',
      'sigma/replace',
      'sigma/demap',
      'sigma/restrict',
    ],
    story: 'An entry of the space in CR3 changes and the TLB keeps the old one (B6 of the facts).',
    file: 'kernel/page-table.js',
    find: 'k.machine.invalidatePage(page * PAGE_BYTES);',
    replace: '{}',
  },
  {
    name: 'rights-widened',
    attacks: ['sigma/map', 'sigma/map-again', 'sigma/grant'],
    story: 'A map that asks to write gives the right to write, whatever the sender has.',
    file: 'kernel/items.js',
    find: 'const rights = offered & requested;',
    replace: 'const rights = WRITE & requested;',
  },
  {
    name: 'item-escapes-the-window',
    attacks: ['sigma/item-exceeds'],
    story: 'All pages of an item are sent, however small the window (B3 of the facts).',
    file: 'kernel/items.js',
    find: 'const count = Math.min(pageCount(item), pageCount(window));',
    replace: 'const count = pageCount(item);',
  },
  {
    name: 'wrong-sender-id',
    attacks: ['ipc/deliver', 'fault/message', 'exceptions/message', 'ipc/transfer-cut'],
    story: "The receiver is told its own id as the sender's.",
    file: 'kernel/message.js',
    find: 'memory.write(receiver, Tcb.receivedFrom, memory.read(sender, Tcb.myself));',
    replace: 'memory.write(receiver, Tcb.receivedFrom, memory.read(receiver, Tcb.myself));',
  },
  {
    name: 'call-leaves-a-gap',
    attacks: ['ipc/enter-receive'],
    story:
      'After the send phase of a call that is to wait for its answer, the receiver runs and the caller does not wait yet.',
    file: 'kernel/ipc.js',
    find: 'const queued = receivePhase(k, sender);',
    replace:
      "const queued = k.memory.read(sender, Tcb.fault) === Fault.none && k.memory.read(sender, Tcb.receiveTimeout) !== 0 ? (end(k, sender, 'send', 'ok'), 0) : receivePhase(k, sender);",
  },
  {
    name: 'fault-word-without-write-bit',
    attacks: ['fault/message'],
    story: 'The pager is not told that the access was a write.',
    file: 'kernel/fault.js',
    find: '(address & ~3) | (code & WRITE)',
    replace: '(address & ~3)',
  },
];
