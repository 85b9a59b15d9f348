// The tests that `npm run mutation` holds against each edit of model/explorer, what is quick and tells most first; bundled into one file as the others are.
// Those of symmetry take half a minute: the records of scopes that have one, with their orbits, stand for them.
import '../../conformance/mutation/scopes.test.ts';
import '../../model/explorer/explore.test.ts';
import '../../model/explorer/system/envelopes.test.ts';
