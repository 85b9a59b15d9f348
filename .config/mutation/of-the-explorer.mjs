// The tests that `npm run mutation` holds against each edit of model/explorer, what is quick and tells most.
import '../../model/explorer/explore.test.ts';
import '../../model/explorer/scope.test.ts';
import '../../model/explorer/system/envelopes.test.ts';
import '../../model/explorer/system/renaming.test.ts';
import '../../model/explorer/system/shortest.test.ts';
import '../../conformance/mutation/explored.test.ts';
import '../../conformance/mutation/scopes.test.ts';
export { tests } from './in-process.mjs';
