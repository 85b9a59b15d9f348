import { expect, test } from 'vitest';
import { systemProperties } from '../../spec/properties/system/index.js';
import { claims } from './claims.js';
import { placesOf } from './places.js';
import { checkTold, propertyPages, speakingOn } from './property-pages.js';
import { familiesOf } from './rules.js';
import { files, textsOfRules } from './site.js';
import { sourcesOf } from './code.js';

const families = familiesOf(textsOfRules());

test('properties: each of a step speaks on the last step of a program, which is shown; the others say why there is none', () => {
  for (const { name: kind, properties } of claims)
    for (const { name } of properties) {
      const isOfAStep = kind !== 'runs' && kind !== 'hardware';
      expect([name, speakingOn(families, kind, name) !== null]).toEqual([name, isOfAStep]);
    }
  expect(() => speakingOn([], 'system-ipc', 'ipc/no-message-is-lost')).toThrow(
    'ipc/no-message-is-lost speaks on the last step of no program',
  );
});

test('properties: the run of the kernel is told of those that it checks, the 486 under it; the others of exploration', () => {
  const run = { kernel: 'i486', seed: 0, programs: 1, stimuli: 1 };
  const explored = new Map([['ipc/no-message-is-lost', { times: 3, scopes: ['ipc:2'] }]]);
  const evidence = { tests: [], exercise: { run, runs: new Map(), explored } };
  const pages = propertyPages(sourcesOf(files('spec/properties')), families, placesOf(families), evidence);
  const saying = (text: string) => pages.filter(({ content }) => content.html.includes(text)).map(({ path }) => path);
  expect(saying('never checked it')).toEqual(['properties/hardware.html']);
  expect(saying('It is checked by exploration.')).toEqual(['properties/system-ipc.html']);
  expect(saying('player.html#ids/stale-names-nobody')).toEqual(['properties/system-tasks.html']);
});

test('properties: one without a source, a sentence or a formula is refused', () => {
  const [property] = systemProperties;
  expect(() => checkTold({ ...property, source: [] })).toThrow('has no source');
  expect(() => checkTold({ ...property, says: ' ' })).toThrow('has no sentence');
  expect(() => checkTold({ ...property, formula: ' ' })).toThrow('no formula');
});
