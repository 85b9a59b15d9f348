/**
 * What 486 instructions take: clocks with all operands in the cache, and bytes of their encoding. A clock has its source or
 * is marked estimated. `F:` is a row of the collection of primary facts, with its mark of how sure it is; HelpPC are the tables
 * of that reference, column 486, of which there are copies (jnz.dk/helppc, stanislavs.org/helppc, wiki.nox-rhea.org).
 */
export interface Clock {
  readonly clocks: number;
  readonly bytes: number;
  /** Null: estimated, by the lecture's word that a typical instruction takes 1 or 2 (L.42). */
  readonly source: string | null;
}

const row = (clocks: number, bytes: number, source: string | null): Clock => ({ clocks, bytes, source });

export const CLOCKS = {
  'int n, to the inner ring': row(71, 2, 'F:4 (S)'),
  'iretd, to the outer ring': row(36, 1, 'F:4 (S)'),
  'mov cr3, r': row(4, 3, 'F:4 (R-mid)'),
  'rep movsd, once': row(12, 2, 'F:4 (R-mid)'),
  'rep movsd, each dword': row(3, 0, 'F:4 (R-mid), L.48'),
  'push r': row(1, 1, 'F:4 (R-mid)'),
  'pop r': row(1, 1, 'F:4 (R-mid)'),
  'jcc taken': row(3, 2, 'F:4 (R-hi)'),
  'jcc not taken': row(1, 2, 'F:4 (R-hi)'),
  'mov r, r': row(1, 2, 'HelpPC, mov'),
  'mov r, m': row(1, 3, 'HelpPC, mov'),
  'mov m, r': row(1, 3, 'HelpPC, mov'),
  'mov m, i': row(1, 7, 'HelpPC, mov'),
  'mov r, i': row(1, 5, 'HelpPC, mov'),
  'mov r, sreg': row(3, 2, 'HelpPC, mov'),
  'cmp r, r': row(1, 2, 'HelpPC, cmp'),
  'cmp r, i': row(1, 3, 'HelpPC, cmp'),
  'cmp m, r': row(2, 3, 'HelpPC, cmp'),
  'cmp m, i': row(2, 4, 'HelpPC, cmp'),
  'inc r': row(1, 1, 'HelpPC, inc'),
  'and r, i': row(1, 6, null),
  'add r, i': row(1, 6, null),
  'shr r, i': row(2, 3, null),
  'lea r, m': row(1, 3, null),
} as const satisfies Readonly<Record<string, Clock>>;

export type Instruction = keyof typeof CLOCKS;

/** A TLB miss: the lecture's figure, and the longest of Intel's, which sets the accessed bits (L.43, F:4). */
export const TLB_MISS = { least: 9, most: 28 } as const;

/**
 * A line of 16 bytes that the cache does not have: 5 clocks, for the burst bus of the 50 MHz part brings 160 MB/s at best (Intel, 486 DX
 * Microprocessor data sheet, October 1992, page 1). Memory with wait states takes longer: no figure for it is known to us.
 */
export const LINE_FILL = 5;
export const LINE_BYTES = 16;

/** Lines of the descriptor tables that a trap and the return from it read: gate, stack, two pairs of segments. Estimated. */
export const DESCRIPTOR_LINES = 4;

/** The clock rate of the lecture's 486-DX50 (L.42). */
export const MHZ = 50;
