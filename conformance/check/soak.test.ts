import { expect, test } from 'vitest';
import { CHOICES, soak } from './soak.js';

test('soak: the specification as a kernel is never refused, whatever it chooses, and shows its inside or hides it', async () => {
  const told: string[] = [];
  expect(
    await soak(150, ({ choice, isWhite, programs, failure }) => {
      told.push(`${choice} ${isWhite ? 'white' : 'black'} ${programs} ${failure?.explanation ?? 'sound'}`);
    }),
  ).toBe(true);
  expect(told).toEqual(
    Object.keys(CHOICES).flatMap((choice) => [`${choice} white 150 sound`, `${choice} black 150 sound`]),
  );
});
