import { demapIdempotent, ownerRetains, takesNothingElse, takesTheDerived } from './demap.js';
import { isForest, sigmaZeroStays } from './forest.js';
import { derivedFollow, grantIsPrivate, granterLoses, takesThePlace } from './grant.js';
import { givesTheFrame, nothingToSend, ontoAncestor, overwrittenLeaves } from './handover.js';
import { isolation } from './isolation.js';
import { againAddsRights, changesTargetOnly, derivesFromSource, senderRetains, undoneByDemap } from './map.js';
import { sameFrameAddsRights } from './same-frame.js';
import type { SigmaProperty } from './property.js';
import { rightsAskedFor, rightsNeverGrow } from './rights.js';

/** Those that are claimed of dialects alone which say other than the reference. */
export const sigmaPropertiesOfDialects: readonly SigmaProperty[] = [sameFrameAddsRights];

/** The properties of address spaces: what the lecture promises of map, grant and demap (L.65-71). */
export const sigmaProperties: readonly SigmaProperty[] = [
  isForest,
  sigmaZeroStays,
  rightsNeverGrow,
  rightsAskedFor,
  givesTheFrame,
  nothingToSend,
  overwrittenLeaves,
  ontoAncestor,
  senderRetains,
  derivesFromSource,
  changesTargetOnly,
  againAddsRights,
  undoneByDemap,
  granterLoses,
  takesThePlace,
  derivedFollow,
  grantIsPrivate,
  takesTheDerived,
  takesNothingElse,
  ownerRetains,
  demapIdempotent,
  isolation,
];

export { isClaimedOf, judge } from './property.js';
export type { Demap, Handover, Operator, Property, SigmaProperty, Verdict } from './property.js';
export { framesOfTables, hardwareProperties, presentEntries } from './hardware/index.js';
export type { Breach, HardwareProperty, PresentEntries, ShownMachine } from './hardware/index.js';
