import { expect, test } from 'vitest';
import { explore } from '../../model/explorer/index.js';
import { exploreSystem, systemScopeOf } from '../../model/explorer/system/index.js';
import { reference, withFamily } from '../../spec/index.js';
import type { Rules } from '../../spec/index.js';
import { map, sourceGone, grantFromSigmaZero } from '../../spec/spaces/link.js';
import { renderExploration } from './exploration.js';
import { renderSystemExploration } from './system-exploration.js';

test('explore: a grant that acts as a map is told as a property violated, with the operations that show it', () => {
  const retains = {
    name: 'sigma/grant',
    profile: map.profile,
    source: map.source,
    says: map.says,
    formula: map.formula,
    on: map.on,
    when: (...[s, w]: Parameters<typeof map.when>) => map.when(s, { ...w, grant: !w.grant }) && w.source >= 2,
    then: map.then.bind(map),
  };
  const family = [sourceGone, map, grantFromSigmaZero, retains] as unknown as (typeof reference)['link'];
  const text = renderExploration(
    explore('sigma:3x2', { rules: withFamily(reference, 'link', family), symmetry: false }),
  );
  expect(text).toContain(
    [
      'Property violated: grant/granter-does-not-retain (L.67, L.68)',
      '  The granter does not retain a granted page, unless the granter is sigma-zero.',
      '    1  map page 0 of space 0 to page 0 of space 1, rw',
      '>   2  grant page 0 of space 1 to page 0 of space 2, rw',
      '  before: page 0 of space 1 from page 0 of space 0 rw',
      '  after:  page 0 of space 1 from page 0 of space 0 rw; page 0 of space 2 from page 0 of space 1 rw',
    ].join('\n'),
  );
  expect(text).toMatch(/\n {2}\d+ properties violated: .*grant\/granter-does-not-retain.*$/);
});

test('explore: a property of the system that is violated is told with the stimuli that show it and what was seen', () => {
  const scope = systemScopeOf('ipc:2')!;
  const [queued] = reference.send.filter(({ name }) => name === 'ipc/send-queue');
  const never = { ...queued, when: () => false as const };
  const family = reference.send.map((rule) => (rule === queued ? never : rule)) as unknown as Rules['send'];
  const text = renderSystemExploration(exploreSystem(scope, { rules: withFamily(reference, 'send', family) }));
  expect(text).toMatch(/^Property violated: system\/receptive\n/);
  expect(text).toMatch(/ {4}1 {2}task_new 1, pager 0\.0; 0\.0 runs, its result: made 1\.0\n/);
  expect(text).toMatch(/\n {2}no rule says what becomes of send\n/);
  expect(text).toMatch(/\n {2}1 properties violated: system\/receptive$/);
});
