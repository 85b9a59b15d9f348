// Stands in for vitest in the tests that `npm run mutation` bundles: they are registered, and the runner runs them by itself, as often as it likes.
// What a test expects is said with vitest's own matchers.
import { readFileSync } from 'node:fs';
import { format } from 'node:util';
import { JestAsymmetricMatchers, JestChaiExpect } from '@vitest/expect';
import * as chai from 'chai';

chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
chai.use(({ Assertion }) =>
  Assertion.addMethod('toMatchFileSnapshot', function (file) {
    if (this._obj !== readFileSync(file, 'utf8')) throw new Error(`not what ${file} says`);
  }),
);
export const { expect } = chai;

/** The tests, in their order; the name of each is its own. */
export const tests = [];
export const test = (title, run) => void tests.push({ id: `${tests.length} ${title}`, run });
test.each = (cases) => (title, run) => {
  for (const [at, of] of cases.entries()) {
    const values = Array.isArray(of) ? of : [of];
    test(/%/.test(title) ? format(title, ...values) : `${title} ${at}`, () => run(...values));
  }
};
