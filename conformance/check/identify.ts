import { departing, presets, tableOf } from '../../spec/index.js';
import type { Dialect, Parameter } from '../../spec/index.js';
import { DEFAULT_LATENESS_MS } from '../../spec/vocabulary/index.js';
import { valuesOf } from '../explorations/shortest.js';
import { signatureOf } from './check-program.js';
import type { Subject } from './check-program.js';
import { distinctionsFor } from './shortest-programs.js';
import { lotPrograms } from './source.js';
import { termsUnder } from './terms.js';

/** What is known of one parameter of a kernel's dialect. */
export interface Told {
  readonly parameter: Parameter;
  /** The value that explains most of what the kernel did. */
  readonly value: string;
  /** Other values that explain as much: no program told them apart. */
  readonly orElse: readonly string[];
}
/** Which dialect a kernel speaks. */
export interface Identity {
  readonly told: readonly Told[];
  readonly dialect: Dialect;
  readonly programs: number;
  /** How many of the programs the dialect explains; where it is not all, the kernel speaks no dialect of these. */
  readonly explained: number;
  /** The presets that no program told from the kernel. */
  readonly presets: readonly string[];
}

/** A kernel that breaks its contract speaks no dialect; how it does. */
export interface Broken {
  readonly broken: string;
}

const { reference } = presets;
const withValue = (dialect: Dialect, parameter: Parameter, value: string): Dialect =>
  departing({ ...dialect, [parameter]: value });

/** How often the parameters are gone through: what one of them explains may hang on another. */
const SWEEPS = 4;

/**
 * Says which dialect a kernel speaks, whatever its manifest says of that: from the preset that explains the most on, of the parameters, one after the other, the value is taken that explains the most,
 * until no other explains more: the most of the stored programs that tell two values apart, and of so many that are drawn.
 */
export const identify = async (
  subject: Subject,
  programCount: number,
  onProgress: (parameter: Parameter) => void,
): Promise<Identity | Broken> => {
  const { profiles, latenessMs = DEFAULT_LATENESS_MS, shows = null, opaque } = subject.manifest;
  const drawn = lotPrograms(0, 0, profiles, { count: programCount, able: subject.manifest });
  const programs = [...distinctionsFor(subject.manifest), ...drawn];
  const broken: string[] = [];
  const scores = new Map<string, number>();
  const explainedBy = async (dialect: Dialect): Promise<number> => {
    const key = JSON.stringify(dialect);
    const known = scores.get(key);
    if (known !== undefined) return known;
    const terms = termsUnder(tableOf(dialect), profiles, latenessMs, shows, opaque);
    let explained = 0;
    for (const program of programs) {
      const verdict = await subject.check(program, undefined, terms);
      if (signatureOf(verdict) === null) explained++;
      if (verdict.is !== 'broken') continue;
      broken.push(verdict.says);
      break;
    }
    scores.set(key, explained);
    return explained;
  };

  let dialect: Dialect = reference;
  for (const preset of Object.values(presets))
    if (broken.length === 0 && (await explainedBy(preset)) > (await explainedBy(dialect))) dialect = preset;
  if (broken.length > 0) return { broken: broken[0] };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const before = dialect;
    for (const parameter of Object.keys(reference) as Parameter[]) {
      onProgress(parameter);
      if ((await explainedBy(dialect)) === programs.length) break; // nothing can explain more
      for (const value of valuesOf(parameter)) {
        const other = withValue(dialect, parameter, value);
        if ((await explainedBy(other)) > (await explainedBy(dialect))) dialect = other;
      }
    }
    if (dialect === before) break;
  }
  const explained = await explainedBy(dialect);
  const told: Told[] = [];
  for (const parameter of Object.keys(reference) as Parameter[]) {
    const orElse: string[] = [];
    for (const value of valuesOf(parameter))
      if (value !== dialect[parameter] && (await explainedBy(withValue(dialect, parameter, value))) === explained)
        orElse.push(value);
    told.push({ parameter, value: dialect[parameter], orElse });
  }
  const fits = (preset: Dialect): boolean =>
    told.every(({ parameter, value, orElse }) => [value, ...orElse].includes(preset[parameter]));
  const names = Object.entries(presets).flatMap(([name, preset]) => (fits(preset) ? [name] : []));
  return { told, dialect, programs: programs.length, explained, presets: names };
};
