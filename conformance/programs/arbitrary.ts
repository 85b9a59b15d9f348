import { Arbitrary, Stream, Value } from 'fast-check';
import type { Random as FastCheckRandom } from 'fast-check';
import { Program } from '../../spec/vocabulary/index.js';
import type { Profile } from '../../spec/vocabulary/index.js';
import { generate } from './generate.js';
import { randomBy } from './random.js';
import type { Random } from './random.js';
import { smallerPrograms } from './shrink.js';

/** The choices of fast-check, as the generator makes them. */
const randomOf = (source: FastCheckRandom): Random => randomBy((bound) => source.nextInt(0, bound - 1));

class Programs extends Arbitrary<Program> {
  constructor(private readonly profiles: readonly Profile[]) {
    super();
  }

  /** Programs have a bias of their own, toward threads that meet: the factor of fast-check, toward small values, is left out. */
  override generate(source: FastCheckRandom): Value<Program> {
    return new Value(generate(randomOf(source), this.profiles), undefined);
  }

  /** Every program shrinks by what it is alone, so that a stored one shrinks as a generated one does. */
  override canShrinkWithoutContext(value: unknown): value is Program {
    return Program.safeParse(value).success;
  }

  override shrink(program: Program): Stream<Value<Program>> {
    return new Stream(smallerPrograms(program)).map((smaller) => new Value(smaller, undefined));
  }
}

/** Programs for the profiles that a kernel claims, for properties of one's own in fast-check. */
export const programs = (profiles: readonly Profile[]): Arbitrary<Program> => new Programs(profiles);
