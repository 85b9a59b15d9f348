import { expect, test } from 'vitest';
import { renderPartner, renderThread } from './ids.js';

test('id: a thread is told with its count where the name has one, the first too, for whoever is there now may be another', () => {
  expect([renderThread([1, 0]), renderThread([1, 0, 1]), renderThread([1, 0, 2])]).toEqual(['1.0', '1.0v1', '1.0v2']);
  expect([renderPartner({ line: 3 }), renderPartner('any'), renderPartner([2, 1])]).toEqual(['line 3', 'any', '2.1']);
});
