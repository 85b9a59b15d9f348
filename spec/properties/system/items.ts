import { facts, lecture } from '../../vocabulary/index.js';
import type { Fpage, Item } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { isCopyFree, isSame, namedIn, systemProperty } from './property.js';
import type { SystemStep } from './property.js';
import { isDecided, waitOf } from './waits.js';

// Where the pages of an item land.

/** An item that is mapped to a thread of another task which waits with a window, by a call that only sends. */
interface Landing {
  readonly item: Item;
  readonly window: Fpage;
  readonly from: number;
  readonly to: number;
}
const landingIn = ({ before, stimulus }: SystemStep): Landing | undefined => {
  if (stimulus.do !== 'ipc' || stimulus.receive !== undefined || before.running === 'idle') return undefined;
  const { items = [] } = stimulus.send ?? {};
  const item = items.length === 1 ? items[0] : undefined;
  const t = namedIn(before, stimulus.send?.to ?? 'nobody');
  if (item?.kind !== 'map' || t?.phase.is !== 'receiving' || t.fault !== null) return undefined;
  const accepts = t.phase.from === 'any' || isSame(t.phase.from, before.running);
  const window = waitOf(before.waits, t.thread)?.call?.receive?.window;
  const [from, to] = [before.running[0], t.thread[0]];
  const isOther = from !== to && to !== 0;
  return accepts && window !== undefined && isOther && isDecided(before.waits, t.thread)
    ? { item, window, from, to }
    : undefined;
};
/** The first page that is sent, the first on which it lands, and how many there are. */
const partOf = ({ item: { fpage, offset }, window }: Landing): readonly [number, number, number] => {
  const [sent, room] = [2 ** fpage.sizeLog2, 2 ** window.sizeLog2];
  return sent <= room
    ? [fpage.base, window.base + Math.floor((offset % room) / sent) * sent, sent]
    : [fpage.base + Math.floor((offset % sent) / room) * room, window.base, room];
};

/** The items of a message that lies in memory follow once all of it is copied, which its receiver is told. */
const isWhole = ({ before, newResults }: SystemStep): boolean =>
  newResults.some(
    ({ result: { cause, from } }) => cause === 'ok' && from !== undefined && isSame(from, before.running),
  );

export const landsWhereItsOffsetSays = systemProperty({
  name: 'spaces/lands-where-its-offset-says',
  profile: 'sigma',
  source: [lecture(66), facts('3.3')],
  says: 'An item lands whole where its offset says within a window that is large enough; of a larger one the part that its offset selects fills the window.',
  formula: tex`e = \text{ipc}(q, F) \land q : \text{receiving}(c \mid \text{any}) \land \tau_q = \infty \land \text{fault}(q) = \varnothing \land 0 \ne \text{task}(q) \ne \text{task}(c) \land (\text{copy-free} \lor c \rightsquigarrow q) \land (v, v') \in \text{lands}(F, \text{window}_q) \land \sigma_c(v) \ne \varnothing = \sigma_q(v') \Rightarrow \sigma_q'(v') = (\sigma_c, v)`,
  when: (step) => landingIn(step) !== undefined && (isCopyFree(step) || isWhole(step)),
  holds: (step) => {
    const landing = landingIn(step);
    if (landing === undefined) return false;
    const [source, target, count] = partOf(landing);
    const [was, is] = [step.before.view.derivation, step.after.view.derivation];
    const limit = was[landing.to]?.length ?? 0;
    for (let i = 0; i < Math.min(count, limit - target); i++) {
      const held = (was[landing.from]?.[source + i] ?? null) !== null;
      if (!held || (was[landing.to]?.[target + i] ?? null) !== null) continue;
      const got = is[landing.to]?.[target + i] ?? null;
      if (got?.[0] !== landing.from || got[1] !== source + i) return false;
    }
    return true;
  },
});
