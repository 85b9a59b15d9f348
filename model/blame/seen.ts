import { findThread, numberOf, restated, withFamily } from '../../spec/index.js';
import type { Rule, Rules, State, Tid, Work } from '../../spec/index.js';
import type { Seen, Stimulus, TimeoutMs } from '../../spec/vocabulary/index.js';
import { lastApplication } from '../history.js';
import type { Dated, Moment } from '../history.js';
import { OUTCOME_BOUND } from '../oracle.js';
import type { Observation } from '../oracle.js';
import { sameName, sameResult, sameSeen, seenOf, shownOf } from '../sight.js';
import { step } from '../step.js';
import type { Application } from '../step.js';
import { differences, settledAsShown } from '../view.js';
import { blameAccess } from './access.js';
import { blameGap, derivationOf, firstOf, here, slotOf, threadAt, writesPhase } from './suspects.js';

// The kernel showed what no lawful outcome shows; its inside, where that is shown, tells which of the explanations can be.

/** Only the `nth` piece of work of the rule's kind is concluded by `rule`, whether its premise holds or not. */
const departing = (rules: Rules, rule: Rule, nth: number): Rules => {
  let met = 0;
  const lawful = rules[rule.on] as unknown as readonly Rule[];
  const due = lawful.map((other) =>
    restated(other, (s, work) => {
      if (other === lawful[0]) met++;
      if (met - 1 !== nth) return other.when(s, work);
      if (other !== rule) return false;
      const found = other.when(s, work);
      return found === false ? {} : found;
    }),
  );
  return withFamily(rules, rule.on, due as unknown as Rules[typeof rule.on]);
};

/** Whether by these rules the step may show what the kernel showed, and leave its inside as it shows that. */
const showsWith = (from: Moment, stimulus: Stimulus, rules: Rules, { seen, view }: Observation): boolean => {
  try {
    return step(from.state, stimulus, rules, false, OUTCOME_BOUND).some(
      ({ state, sight }) =>
        sameSeen(state, seenOf(state, sight), seen) &&
        (view === undefined || differences(settledAsShown(state, view), view).length === 0),
    );
  } catch {
    return false; // a conclusion without its premise may make no sense
  }
};

/** Whether a send or a receive departs from the model only in how long it waits: `other` would hold with the other timeout. */
const differsInTimeout = ({ work, before }: Application, rule: Rule): boolean => {
  if (work.do !== 'send' && work.do !== 'receive') return false;
  const other = ({ timeoutMs }: { readonly timeoutMs: TimeoutMs }): TimeoutMs => (timeoutMs === 0 ? 'never' : 0);
  const otherwise: Work =
    work.do === 'send'
      ? { do: 'send', from: work.from, to: work.to, message: work.message, timeoutMs: other(work), then: work.then }
      : { do: 'receive', thread: work.thread, from: work.from, room: work.room, timeoutMs: other(work) };
  return rule.when(before, otherwise) !== false;
};

/** The partner whose state the decision of a send or a receive depends on; of a message to oneself, nobody. */
const counterpart = (decision: Application, derivation: readonly Application[]): Tid | null => {
  if (decision.work.do === 'send') return decision.work.to === decision.work.from ? null : decision.work.to;
  const transfer = derivation.find(({ parent, work }) => parent === decision && work.do === 'transfer');
  return transfer?.work.do === 'transfer' ? transfer.work.from : null;
};

/**
 * The kernel decided a send or a receive as if another rule of the family held: then it has the partner in another state than the model,
 * and the last rule that wrote that state is to blame; or, in the partner's first state, the decision itself. So it is where the partner's
 * state does not matter: the kernel only mistook the timeout, or the thread is its own partner.
 */
const blameDecision = (nearest: Moment, stimulus: Stimulus, observation: Observation, rules: Rules): Dated | null => {
  const from = nearest.before;
  if (from === null) return null;
  const derivation = derivationOf(nearest);
  for (const kind of ['send', 'receive'] as const) {
    const decisions = derivation.filter(({ rule }) => rule.on === kind);
    for (const [nth, decision] of decisions.entries())
      for (const other of rules[kind] as unknown as readonly Rule[]) {
        if (other.name === decision.rule.name || !showsWith(from, stimulus, departing(rules, other, nth), observation))
          continue;
        // where the kernel shows its threads they stood before the step as they should
        const isHidden = observation.view?.threads === undefined;
        const partner = isHidden && !differsInTimeout(decision, other) ? counterpart(decision, derivation) : null;
        const writer =
          partner === null || partner < 0 ? null : lastApplication(from, writesPhase(slotOf(from.state, partner)));
        return writer ?? here(nearest, decision);
      }
  }
  return null;
};

/** The rule that made what the running thread shows. */
const blameShown = (nearest: Moment): Dated | null => {
  const sight = nearest.outcome?.sight;
  if (sight === undefined || sight.shows === null) return null;
  const slot = slotOf(nearest.state, sight.running);
  return lastApplication(
    nearest,
    ({ before, after }) =>
      threadAt(after, slot)?.pending === sight.shows && threadAt(before, slot)?.pending !== sight.shows,
  );
};

/** One of the two of a copy that is over for both runs, and shows what it should: the kernel chose the other one, no more. */
const isOtherSide = ({ state }: Moment, { work, before }: Application, { running, result }: Seen): boolean => {
  if (work.do !== 'copy' || running === 'idle') return false;
  const t = findThread(state, numberOf(state, running));
  const sides = [work.from, findThread(before, work.from)?.transfer?.partner];
  if (t?.phase.is !== 'ready' || t.pending === null || !sides.includes(t.id)) return false;
  const due = shownOf(state, t.pending);
  return 'result' in due && sameResult(state, due.result, result);
};

/** A copy that stopped short, at a missing page, at the cut or at an answer that did not help: whoever runs instead depends on that. */
const blameCopy = (nearest: Moment, seen: Seen): Dated | null => {
  const goesOn: readonly string[] = ['strings/copy', 'strings/copied', 'strings/arrives'];
  const stopped = derivationOf(nearest).findLast(({ rule }) => rule.on === 'copy' && !goesOn.includes(rule.name));
  return stopped === undefined || isOtherSide(nearest, stopped, seen) ? null : here(nearest, stopped);
};

/** The kernel shows a message of a line that the model did not deliver: the rule that says what becomes of an interrupt. */
const blameLine = (nearest: Moment, { result }: Seen): Dated | null => {
  const isOfLine = result?.call === 'ipc' && typeof result.from === 'object' && 'line' in result.from;
  const decided = derivationOf(nearest).findLast(({ rule }) => rule.on === 'interrupt');
  return isOfLine && decided !== undefined ? here(nearest, decided) : null;
};

const CHOOSING: readonly Rule['on'][] = ['dispatch', 'pick', 'thread_switch', 'interrupt', 'alarm', 'slice'];
/** The wrong thread runs: one that the model has waiting, or one in whose place another waits there; or else the choice itself was wrong. */
const blameChoice = (nearest: Moment, expected: Seen, { seen, view }: Observation): Dated => {
  const decided = derivationOf(nearest).findLast(({ rule }) => CHOOSING.includes(rule.on));
  const choice = decided === undefined ? firstOf(nearest) : here(nearest, decided);
  const phaseOf = (running: Seen['running']): Dated | null =>
    running === 'idle'
      ? null
      : lastApplication(nearest, writesPhase(slotOf(nearest.state, Math.max(0, numberOf(nearest.state, running)))));
  const isWaiting = view?.threads?.some(
    ({ thread, phase }) => sameName(nearest.state, thread, expected.running) && phase.is !== 'ready',
  );
  if (seen.running === 'idle' || isWaiting === true) return phaseOf(expected.running) ?? choice;
  const chosen = findThread(nearest.state, numberOf(nearest.state, seen.running));
  return chosen?.phase.is === 'ready' ? choice : (phaseOf(seen.running) ?? choice);
};

/**
 * A tick ended at another moment. Later than lawful: whoever should have ended it is to blame. Earlier: what let it go on at the moment at
 * which the kernel ended it, for a thread that has just woken or for the end of a slice; or what says that no timeout fires yet.
 */
const blameTick = (nearest: Moment, expected: Seen, seen: Seen): Dated | null => {
  const derivation = derivationOf(nearest);
  const [lawful, shown] = [expected.elapsedMs ?? 0, seen.elapsedMs ?? 0];
  const decides = ({ rule }: Application): boolean => rule.on === 'alarm' || rule.on === 'slice';
  const hasWoken = seen.result?.call === 'ipc' && seen.result.cause === 'timeout';
  const id = seen.running === 'idle' ? -1 : numberOf(nearest.state, seen.running);
  const found =
    shown > lawful
      ? derivation.findLast(decides)
      : (derivation.find(
          ({ rule, work }) => rule.on === (hasWoken ? 'alarm' : 'slice') && 'elapsed' in work && work.elapsed === shown,
        ) ?? derivation.find(({ work }) => work.do === 'expire' && work.thread === id));
  return found === undefined ? null : here(nearest, found);
};

const seenKind = (s: State, expected: Seen, seen: Seen): string => {
  if (expected.elapsedMs !== seen.elapsedMs) return 'elapsed';
  if (!sameName(s, expected.running, seen.running)) return 'running';
  if (!sameResult(s, expected.result, seen.result)) return 'result';
  return expected.loaded !== seen.loaded ? 'loaded' : expected.stored !== seen.stored ? 'stored' : 'ignored';
};

export const blameSeen = (
  nearest: Moment,
  stimulus: Stimulus,
  observation: Observation,
  rules: Rules,
): { readonly dated: Dated; readonly since: Dated | null; readonly kind: string } => {
  const { seen } = observation;
  const sight = nearest.outcome?.sight;
  const expected = sight === undefined ? seen : seenOf(nearest.state, sight);
  const kind = seenKind(nearest.state, expected, seen);
  const sameEnd =
    expected.result?.call === 'ipc' &&
    seen.result?.call === 'ipc' &&
    expected.result.cause === seen.result.cause &&
    expected.result.phase === seen.result.phase;
  const access = blameAccess(nearest, expected, observation);
  const dated =
    access?.dated ??
    (kind === 'result' ? blameGap(nearest, sight?.running, expected.result, seen.result) : null) ??
    (kind === 'result' && sameEnd ? blameShown(nearest) : null) ??
    blameDecision(nearest, stimulus, observation, rules) ??
    (kind === 'elapsed' ? blameTick(nearest, expected, seen) : null) ??
    (kind === 'running' || kind === 'elapsed'
      ? (blameLine(nearest, seen) ?? blameCopy(nearest, seen) ?? blameChoice(nearest, expected, observation))
      : (blameShown(nearest) ?? firstOf(nearest)));
  return { dated, since: access?.since ?? null, kind };
};
