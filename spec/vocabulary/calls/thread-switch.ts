import { z } from 'zod';
import { Nobody, ThreadId, renderThread } from '../ids.js';

/** `thread_switch`: gives the processor to `to` if it is ready; otherwise, and to `nobody`, to whoever is next. It returns nothing. */
export const ThreadSwitch = z.strictObject({ do: z.literal('thread_switch'), to: z.union([ThreadId, Nobody]) });
export type ThreadSwitch = z.infer<typeof ThreadSwitch>;

/** The call as reports print it. */
export const renderThreadSwitch = ({ to }: ThreadSwitch): string =>
  `thread_switch to ${to === 'nobody' ? to : renderThread(to)}`;
