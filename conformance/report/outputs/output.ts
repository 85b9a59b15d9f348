import { z } from 'zod';

// What every output for a program has in common. A result that the command knows as an interface has its schema annotated with it, so that the
// compiler sees a field that the schema lacks; a field that the interface lacks is seen by the test, which reads what the command prints.

/** By which a program knows what it reads. */
export const formatOf = <Name extends string>(name: Name) => ({
  format: z.literal(`l4c-${name}`),
  version: z.literal(1),
});

export const Count = z.int().min(0);
export const Text = z.string();
export const Texts = z.array(Text);
