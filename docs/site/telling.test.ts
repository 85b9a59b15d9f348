import { expect, test } from 'vitest';
import { storedShortest } from '../../conformance/explorations/shortest.js';
import { placesOf } from './places.js';
import { familiesOf } from './rules.js';
import { textsOfRules } from './site.js';
import { telling } from './telling.js';

const places = placesOf(familiesOf(textsOfRules()));
const [distinction] = storedShortest().distinctions;
const { parameter, value, other, stimuli } = distinction;

test('dialects: the stored program that tells two values apart is shown, with what only one of them allows', () => {
  const { html } = telling(distinction, 'dialects.html', places);
  expect(html).toContain(`<q>${value}</q> and <q>${other}</q> are told apart by ${String(stimuli.length)} stimuli`);
});

test('dialects: a stored program that no longer tells two values apart is refused, by the parameter and the values', () => {
  expect(() => telling({ ...distinction, stimuli: stimuli.slice(0, -1) }, 'dialects.html', places)).toThrow(
    `the stored program no longer tells ${parameter} ${value} from ${other}`,
  );
});
