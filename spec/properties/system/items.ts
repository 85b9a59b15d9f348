import { facts, lecture } from '../../vocabulary/index.js';
import type { Fpage, Item, ShownMapping } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { isCopyFree, isSame, namedIn, systemProperty } from './property.js';
import type { SystemStep } from './property.js';
import { isDecided, waitOf } from './waits.js';

// Where the pages of an item land, and as what.

/** An item that is sent to a thread of another task which waits with a window, by a call that only sends. */
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
  if (item === undefined || t?.phase.is !== 'receiving' || t.fault !== null) return undefined;
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

/** A page of the sender has become one of the receiver, as the item says: mapped, or granted, which out of sigma-zero is the same (L.68). */
const hasCome = (
  { item, from }: Landing,
  page: number,
  was: ShownMapping,
  left: ShownMapping | null,
  got: ShownMapping | null,
): boolean => {
  const isGiven = item.kind === 'grant' && from !== 0;
  const [task, source] = isGiven ? was : [from, page];
  const hasRights = item.kind === 'grant' || (got?.[2] === 'rw') === (item.write && was[2] === 'rw');
  return got?.[0] === task && got[1] === source && hasRights && (left === null) === isGiven;
};

export const landsWhereItsOffsetSays = systemProperty({
  name: 'spaces/lands-where-its-offset-says',
  profile: 'sigma',
  source: [lecture(66), lecture(67), facts('3.3'), facts('A4')],
  says: 'An item lands whole where its offset says within a window that is large enough; of a larger one the part that its offset selects fills the window; mapped with those of the rights asked for that the sender has, or granted.',
  formula: tex`e = \text{ipc}(q, F) \land q : \text{receiving}(c \mid \text{any}) \land \tau_q = \infty \land \text{fault}(q) = \varnothing \land 0 \ne \text{task}(q) \ne \text{task}(c) \land (\text{copy-free} \lor c \rightsquigarrow q) \land (v, v') \in \text{lands}(F, \text{window}_q) \land \sigma_c(v) = (\sigma_k, u) \land \sigma_q(v') = \varnothing \Rightarrow (\text{map} \Rightarrow r_q'(v') = \rho \cap r_c(v)) \land (\text{map} \lor \text{task}(c) = 0 \Rightarrow \sigma_q'(v') = (\sigma_c, v) \land \sigma_c'(v) \ne \varnothing) \land (\text{grant} \land \text{task}(c) \ne 0 \Rightarrow \sigma_q'(v') = (\sigma_k, u) \land \sigma_c'(v) = \varnothing)`,
  when: (step) => landingIn(step) !== undefined && (isCopyFree(step) || isWhole(step)),
  holds: (step) => {
    const landing = landingIn(step);
    if (landing === undefined) return false;
    const [source, target, count] = partOf(landing);
    const [was, is] = [step.before.view.derivation, step.after.view.derivation];
    const limit = was[landing.to]?.length ?? 0;
    for (let i = 0; i < Math.min(count, limit - target); i++) {
      const held = was[landing.from]?.[source + i] ?? null;
      if (held === null || (was[landing.to]?.[target + i] ?? null) !== null) continue;
      const [left, got] = [is[landing.from]?.[source + i] ?? null, is[landing.to]?.[target + i] ?? null];
      if (!hasCome(landing, source + i, held, left, got)) return false;
    }
    return true;
  },
});
