import { momentOf } from '../../conformance/check/runs.js';
import type { Frame } from '../../conformance/player/frame.js';
import { viewOf } from '../../model/index.js';
import type { Application } from '../../model/index.js';
import { hardwareProperties, sigmaProperties } from '../../spec/properties/index.js';
import type { Property, SigmaProperty } from '../../spec/properties/index.js';
import { runProperties } from '../../spec/properties/runs/index.js';
import { momentAfter, systemProperties, systemStep } from '../../spec/properties/system/index.js';
import type { WholeView } from '../../spec/properties/system/index.js';
import { Profile } from '../../spec/vocabulary/index.js';
import type { SigmaOperation } from '../../spec/vocabulary/index.js';

/** A kind of properties: those that speak of the same. */
export interface Claims {
  readonly name: string;
  readonly title: string;
  readonly properties: readonly Property[];
}
export const claims: readonly Claims[] = [
  { name: 'spaces', title: 'Properties of map, grant and demap', properties: sigmaProperties },
  ...Profile.options.map((profile) => ({
    name: `system-${profile}`,
    title: `Properties of a step of the whole system: ${profile}`,
    properties: systemProperties.filter((it) => it.profile === profile),
  })),
  { name: 'runs', title: 'Properties of two runs', properties: runProperties },
  { name: 'hardware', title: 'Properties of the 486 under a kernel', properties: hardwareProperties },
];

/** The work of an application as an operation on one page, where it is one. */
const operationOf = ({ work, before }: Application): SigmaOperation | null => {
  if (work.do === 'demap') return { op: 'demap', place: work.place, own: work.own, readOnly: work.readOnly };
  if (work.do !== 'page') return null;
  const target = work.task * before.world.pages + work.page;
  return { op: work.grant ? 'grant' : 'map', source: work.source, target, write: work.write };
};
const speaksOf = (property: SigmaProperty, applied: Application): boolean => {
  const operation = operationOf(applied);
  const { sigma, world } = applied.before;
  const universe = { spaces: world.tasks, pages: world.pages };
  return operation !== null && property.on.includes(operation.op) && property.when(sigma, operation, universe);
};

/** The properties whose premise holds on the last step of a run: what the step must not break. */
export const speakingOfLast = (frames: readonly Frame[], latenessMs: number): readonly Property[] => {
  let moment = momentOf(frames[0].state);
  const system = new Set<Property>();
  for (const [at, { stimulus, seen, state }] of frames.entries()) {
    if (stimulus === null) continue;
    const after = momentAfter(moment, stimulus, seen, viewOf(state) as WholeView);
    const taken = systemStep(moment, stimulus, seen, after, latenessMs);
    if (at === frames.length - 1) for (const it of systemProperties) if (it.when(taken)) system.add(it);
    moment = after;
  }
  const { applied } = frames[frames.length - 1];
  const spaces = sigmaProperties.filter((it) => applied.some((application) => speaksOf(it, application)));
  return [...spaces, ...system];
};
