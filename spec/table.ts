import { reference as referenceDialect } from './dialects/index.js';
import type { Dialect, Parameter } from './dialects/index.js';
import { restated } from './rule.js';
import type { Kind, Rule, Rules } from './rule.js';
import { reference, withFamily } from './rules.js';
import {
  demapEveryAlias,
  grantFlushes,
  grantFlushesKeepsWrite,
  grantKeepsWrite,
  keepOccupied,
  otherFrameKept,
  otherFrameReplaced,
  sameFrameWidened,
  nilSourceCopied,
  withinTaskLinked,
} from './variants/spaces.js';
import {
  attachLoses,
  cancelWithIp,
  cutTellsReceiver,
  deleteAlone,
  exchangeWaiting,
  partnerByPriority,
  partnerOrSender,
} from './variants/threads.js';
import {
  deliverAnyhow,
  deliverByPriority,
  faultNoAnswerInOrder,
  lineFirst,
  receiveFirstSender,
  sendQueueInOrder,
} from './variants/order.js';
import { abortWithIp, cutUnnoticed, faultAgain } from './variants/strings.js';

/** In a family, what takes the place of what. */
interface Replacement {
  readonly kind: Kind;
  readonly gone: readonly string[];
  readonly come: readonly unknown[];
}
const replaces = (kind: Kind, gone: readonly string[], ...come: readonly unknown[]): Replacement => ({
  kind,
  gone,
  come,
});

/** How a dialect departs from the reference. */
const replacementsOf = (dialect: Dialect): readonly Replacement[] => {
  const has = <P extends Parameter>(parameter: P, value: Dialect[P]): boolean => dialect[parameter] === value;
  const flushed = has('grantOnward', 'flushed');
  const keepsWrite = has('readOnlyGrant', 'keeps write');
  const granted = flushed ? (keepsWrite ? grantFlushesKeepsWrite : grantFlushes) : grantKeepsWrite;
  const widens = has('sameSource', 'same frame');
  const onto = has('ontoOccupied', 'keep') ? otherFrameKept : otherFrameReplaced;
  return [
    ...(has('demapScope', 'every alias')
      ? [replaces('demap', ['sigma/demap', 'sigma/demap-own'], demapEveryAlias)]
      : []),
    // only to replace a page, or to pass one within a task, takes the source of a link
    ...((has('ontoOccupied', 'keep') || widens) && has('withinTask', 'ignored')
      ? [replaces('link', ['sigma/source-gone'])]
      : []),
    ...(flushed || keepsWrite ? [replaces('link', ['sigma/grant'], granted)] : []),
    ...(has('ontoOccupied', 'keep') && !widens ? [replaces('page', ['sigma/replace'], keepOccupied)] : []),
    ...(widens ? [replaces('page', ['sigma/map-again', 'sigma/replace'], sameFrameWidened, onto)] : []),
    ...(has('unmappedSource', 'copies nil') ? [replaces('page', ['sigma/nil-source'], nilSourceCopied)] : []),
    ...(has('withinTask', 'allowed') ? [replaces('page', ['sigma/within-task'], withinTaskLinked)] : []),
    ...(has('cutTells', 'receiver')
      ? [replaces('transfer', ['ipc/transfer-cut'], cutTellsReceiver), replaces('copy', ['strings/cut'], cutUnnoticed)]
      : []),
    ...(has('failedAttach', 'loses') ? [replaces('receive', ['interrupts/attach-refused'], attachLoses)] : []),
    ...(has('exRegsCancels', 'new ip')
      ? [replaces('lthread_ex_regs', ['tasks/cancel', 'strings/abort'], cancelWithIp, abortWithIp, exchangeWaiting)]
      : []),
    ...(has('clanOfDeleted', 'kept') ? [replaces('delete', ['tasks/delete'], deleteAlone)] : []),
    ...(has('switchTo', 'by priority') ? [replaces('dispatch', ['schedule/partner'], partnerByPriority)] : []),
    ...(has('switchTo', 'any') ? [replaces('dispatch', ['schedule/partner'], partnerOrSender)] : []),
    ...(has('interruptSwitch', 'by priority')
      ? [replaces('interrupt', ['interrupts/deliver'], deliverByPriority)]
      : []),
    ...(has('interruptSwitch', 'any') ? [replaces('interrupt', ['interrupts/deliver'], deliverAnyhow)] : []),
    ...(has('senders', 'fifo')
      ? [
          replaces('send', ['ipc/send-queue', 'fault/no-answer'], sendQueueInOrder, faultNoAnswerInOrder),
          replaces(
            'receive',
            ['ipc/receive-queued-sender', 'interrupts/line-or-sender'],
            receiveFirstSender,
            lineFirst,
          ),
        ]
      : []),
    ...(has('pageStillMissing', 'faults again') ? [replaces('copy', ['strings/page-still-missing'], faultAgain)] : []),
  ];
};

/** The rule, where no other thread is undecided of whom the family reads: the first rule of such a family says what happens then. */
const decided = (family: readonly Rule[], come: Rule): Rule => {
  const split = family[0];
  return split.isInference === true ? restated(come, (s, w) => split.when(s, w) === false && come.when(s, w)) : come;
};

const withReplacement = (rules: Rules, { kind, gone, come }: Replacement): Rules => {
  const family = rules[kind] as readonly unknown[] as readonly Rule[];
  const kept = family.filter(({ name }) => !gone.includes(name));
  if (kept.length !== family.length - gone.length) throw new Error(`${kind} has not all of ${gone.join(', ')}`);
  const all = [...kept, ...(come as readonly Rule[]).map((rule) => decided(family, rule))];
  return withFamily(rules, kind, all as unknown as Rules[typeof kind]);
};

/** The table of a dialect. */
export const tableOf = (dialect: Dialect = referenceDialect): Rules =>
  replacementsOf(dialect).reduce(withReplacement, reference);
