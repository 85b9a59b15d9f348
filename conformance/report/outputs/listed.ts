import { z } from 'zod';
import { Profile } from '../../../spec/vocabulary/index.js';
import { kinds } from '../catalogue.js';
import type { Entry } from '../catalogue.js';
import { Text, Texts, formatOf } from './output.js';

// What `l4c list --json` prints.

const EntryOutput: z.ZodType<Entry> = z.strictObject({
  name: Text,
  says: Text,
  profile: Profile.exactOptional(),
  source: Texts.exactOptional(),
});
/** All that there is of one kind. */
export const ListOutput = z.strictObject({ ...formatOf('list'), of: z.enum(kinds), entries: z.array(EntryOutput) });
