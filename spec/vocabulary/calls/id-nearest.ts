import { z } from 'zod';
import { Nobody, ThreadId, renderThread } from '../ids.js';

/** `id_nearest`: the thread that a message to `of` would reach; of `nobody`, the caller itself (clans are left out). */
export const IdNearest = z.strictObject({ do: z.literal('id_nearest'), of: z.union([ThreadId, Nobody]) });
export type IdNearest = z.infer<typeof IdNearest>;

/** The id asked for, or `nobody` where no thread is. */
export const IdNearestResult = z
  .strictObject({ call: z.literal('id_nearest'), nearest: z.union([ThreadId, Nobody]) })
  .readonly();
export type IdNearestResult = z.infer<typeof IdNearestResult>;

/** The call as reports print it. */
export const renderIdNearest = ({ of }: IdNearest): string =>
  `id_nearest of ${of === 'nobody' ? of : renderThread(of)}`;
/** Its result as reports print it. */
export const renderIdNearestResult = ({ nearest }: IdNearestResult): string =>
  `nearest is ${nearest === 'nobody' ? nearest : renderThread(nearest)}`;
