import type { Place, Profile, Sigma, SigmaOperation, Source, Universe } from '../vocabulary/index.js';

/** Dialects, by parameters and their values (spec/dialects); a parameter that is not named may have any value. */
export type Where = Readonly<Record<string, readonly string[]>>;

/**
 * A property: a named, sourced claim about a state or a step, a theorem of the rules. Properties and rules are two texts of one
 * meaning, so a property is written from the lecture alone: it imports the vocabulary, and knows neither the rules nor their algebra.
 */
export interface Property {
  readonly name: string;
  readonly profile: Profile;
  readonly source: readonly Source[];
  /** One sentence that a textbook could print. */
  readonly says: string;
  /** What is claimed, in TeX, by the signs that the notation of the site explains. */
  readonly formula: string;
  /** The dialects of which it is claimed; all, unless given. */
  readonly where?: Where;
  /** Why it stays although there is no wrong rule that it alone catches. */
  readonly stays?: string;
}

/** Whether the property is claimed of the dialect, given as its parameters and their values. */
export const isClaimedOf = ({ where = {} }: Property, dialect: Readonly<Record<string, string>>): boolean =>
  Object.entries(where).every(([parameter, values]) => values.includes(dialect[parameter] ?? ''));

/** One page is mapped or granted from one place to another. */
export type Handover = Extract<SigmaOperation, { source: Place }>;
/** One page is demapped. */
export type Demap = Extract<SigmaOperation, { op: 'demap' }>;
export type Operator = SigmaOperation['op'];
/** The operation of that operator. */
export type OperationOf<Op extends Operator> = Op extends 'demap' ? Demap : Handover;

/** A property of the operations of address spaces, on one page each: if `when`, its premise, then `holds`, its conclusion. */
export interface SigmaProperty<Op extends Operator = Operator> extends Property {
  /** The operations of which it speaks. */
  readonly on: readonly Op[];
  when(before: Sigma, operation: OperationOf<Op>, universe: Universe): boolean;
  holds(before: Sigma, operation: OperationOf<Op>, after: Sigma, universe: Universe): boolean;
}
export const sigmaProperty = <Op extends Operator>(it: SigmaProperty<Op>): SigmaProperty<Op> => it;
/** A formula in TeX, as it is written. */
export const tex = String.raw;

export type Verdict = 'holds' | 'fails' | 'does not apply';

/** What the property says of one operation that led from `before` to `after`. */
export const judge = (
  property: SigmaProperty,
  before: Sigma,
  operation: SigmaOperation,
  after: Sigma,
  universe: Universe,
): Verdict => {
  if (!property.on.includes(operation.op) || !property.when(before, operation, universe)) return 'does not apply';
  return property.holds(before, operation, after, universe) ? 'holds' : 'fails';
};
