// The tests that `npm run mutation` holds against each edit of model/explorer, what is quick and tells most first; bundled into one file as the others are.
import '../../conformance/mutation/scopes.test.ts';
import '../../model/explorer/explore.test.ts';
import '../../model/explorer/system/envelopes.test.ts';
import '../../model/explorer/symmetry.test.ts';
import '../../model/explorer/system/symmetry.test.ts';
