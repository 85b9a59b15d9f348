import { expect, test } from 'vitest';
import { differencesFrom, storedRecord } from '../explorations/records.js';
import { exploreScope } from '../explorations/scopes.js';

// Exhaustion sees what no single kernel shows: an outcome too many. The text of the specification may be another: an edit is only an edit where it matters.

test.each(['sigma:3x2', 'clans:3', 'limits:2', 'ipc:2', 'lazy-eager/timeouts:2'])(
  'records: exploring %s again finds what is stored',
  (scope) => {
    const differences = differencesFrom(storedRecord(scope), exploreScope(scope));
    expect(differences.filter((line) => !line.startsWith('spec: '))).toEqual([]);
  },
);
