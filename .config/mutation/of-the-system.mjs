// The tests that `npm run mutation` holds against each edit of spec/ and model/ (but for its explorer), what is quick and tells most first. They are
// bundled into one file, for to import some hundred modules anew for each of thousands of edits takes longer than the tests.
import '../../conformance/mutation/lockstep.test.ts';
import '../../model/dialects.test.ts';
import '../../model/step.test.ts';
import '../../model/strings.test.ts';
import '../../model/blame/blame.test.ts';
import '../../spec/strings/plan.test.ts';
import '../../spec/strings/memory.test.ts';
import '../../conformance/mutation/blame.test.ts';
import '../../conformance/mutation/dialects.test.ts';
import '../../conformance/mutation/scopes.test.ts';
import '../../spec/vocabulary/program.test.ts';
import '../../spec/vocabulary/stimulus.test.ts';
import '../../spec/vocabulary/codecs/condition-code.test.ts';
import '../../spec/vocabulary/codecs/fault-timeout.test.ts';
import '../../spec/vocabulary/codecs/field.test.ts';
import '../../spec/vocabulary/codecs/fpage.test.ts';
import '../../spec/vocabulary/codecs/message-dope.test.ts';
import '../../spec/vocabulary/codecs/receive-descriptor.test.ts';
import '../../spec/vocabulary/codecs/schedule-parameter.test.ts';
import '../../spec/vocabulary/codecs/send-descriptor.test.ts';
import '../../spec/vocabulary/codecs/send-fpage.test.ts';
import '../../spec/vocabulary/codecs/string-dope.test.ts';
import '../../spec/vocabulary/codecs/thread-id.test.ts';
import '../../spec/vocabulary/codecs/timeout.test.ts';
import '../../spec/vocabulary/codecs/timeouts-word.test.ts';
