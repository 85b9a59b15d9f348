import { expect, test } from 'vitest';
import {
  FAULT_ROOM,
  HALTED,
  IDLE,
  NOBODY,
  NO_TASK,
  enterPhase,
  makeReady,
  next,
  pass,
  receiving,
  reference,
  shows,
  withFamily,
  withLine,
  withTask,
} from '../../../spec/index.js';
import type { Kind, Next, Rule, Rules, State, Work } from '../../../spec/index.js';
import type { Stimulus } from '../../../spec/vocabulary/index.js';
import { seenOf } from '../../sight.js';
import { step } from '../../step.js';
import { RECEPTIVE, exploreSystem, systemKey, systemScopeOf, systemScopes } from './index.js';
import type { SystemScope } from './index.js';
import { stringScopes } from './string-scopes.js';

const scopeOf = (name: string): SystemScope => {
  const scope = systemScopeOf(name);
  if (scope === undefined) throw new Error(`no scope ${name}`);
  return scope;
};

test('explore: a search that is stopped says so', () => {
  expect(exploreSystem(scopeOf('ipc:3'), { stateBound: 100 })).toMatchObject({ complete: false, stateBound: 100 });
});

const successors = (s: State, x: Stimulus): readonly string[] =>
  [...new Set(step(s, x).map(({ state, sight }) => systemKey(state) + JSON.stringify(seenOf(state, sight))))].sort();

test.each(systemScopes.map((scope) => [scope.name, scope] as const))(
  'key: two states of %s with the same key have outcomes of the same keys, and show the same',
  (_, scope) => {
    let [met, pairs] = [0, 0];
    exploreSystem(scope, {
      stateBound: 500,
      properties: [],
      symmetry: false,
      onSame: (kept, other) => {
        if (kept === other || met++ % 3 !== 0) return;
        pairs++;
        for (const x of scope.stimuli) expect(successors(other, x)).toEqual(successors(kept, x));
      },
    });
    expect(pairs).toBeGreaterThan(1);
  },
);

test('explore: where messages lie in memory every property holds', () => {
  expect(stringScopes.flatMap((scope) => exploreSystem(scope, { stateBound: 1200 }).violations)).toEqual([]);
});

/** The reference with one rule changed: what it concludes is edited, or when it applies. */
const edited = <K extends Kind>(kind: K, name: string, edit: (rule: Rule<K>) => Partial<Rule<K>>): Rules => {
  const family = reference[kind] as unknown as readonly Rule<K>[];
  if (!family.some((rule) => rule.name === name)) throw new Error(`no rule ${name}`);
  const wrong = family.map((rule) => (rule.name === name ? { ...rule, ...edit(rule) } : rule));
  return withFamily(reference, kind, wrong as unknown as Rules[K]);
};
/** What the rule concludes, in other states. */
const inState = <K extends Kind>(kind: K, name: string, change: (s: State, w: Work<K>) => State): Rules =>
  edited(kind, name, (rule) => ({
    then: (s, w, found) => {
      const all = rule.then(s, w, found);
      const changed = (it: Next): Next => ({ ...it, state: change(it.state, w) });
      return 'state' in all ? changed(all) : all.map(changed);
    },
  }));
const instead = <K extends Kind>(kind: K, name: string, then: Rule<K>['then']): Rules =>
  edited(kind, name, () => ({ then }));

const wrongs: readonly (readonly [property: string, scope: string, rules: Rules])[] = [
  [
    'schedule/idle-only-if-nobody-ready',
    'ipc:2',
    instead('pick', 'schedule/round-robin', (s) => shows({ ...s, running: IDLE }, IDLE, null, false)),
  ],
  [
    'schedule/running-is-ready',
    'ipc:2',
    instead('dispatch', 'schedule/leave', (s, { ran }) => next(s, { do: 'resume', thread: ran })),
  ],
  [
    'schedule/only-these-run',
    'interrupts:2',
    instead('interrupt', 'interrupts/unattached', (s) => next(s, { do: 'pick' })),
  ],
  [
    'schedule/highest-priority',
    'scheduling:3',
    instead('pick', 'schedule/round-robin', (s) =>
      s.threads.flatMap((t) => (t?.phase.is === 'ready' ? [next(s, { do: 'resume', thread: t.id })] : [])),
    ),
  ],
  ['schedule/ignored-changes-nothing', 'ipc:2', inState('ignored', 'schedule/ignored', (s) => pass(s, 1))],
  [
    'scheduling/only-thread-schedule-changes-a-share',
    'scheduling:2',
    inState('thread_switch', 'schedule/yield', (s) => ({
      ...s,
      threads: s.threads.map((t) => t && { ...t, share: { priority: 1, sliceMs: 1 } }),
    })),
  ],
  [
    'ipc/no-matching-pair-waits',
    'ipc:2',
    instead('receive', 'ipc/receive-queued-sender', (s, w) =>
      next(enterPhase(s, w.thread, receiving(w.from, FAULT_ROOM, -1))),
    ),
  ],
  ['ipc/ended-waits-nowhere', 'ipc:2', inState('deliver', 'ipc/deliver', (s, w) => enterPhase(s, w.to, HALTED))],
  [
    'ipc/result-phase',
    'ipc:2',
    inState('fail', 'ipc/fails', (s, { thread, phase, cause }) =>
      makeReady(s, thread, { is: 'ipc', phase, cause, from: thread, words: [], inMemory: null }),
    ),
  ],
  [
    'ipc/sender-is-who-sent',
    'ipc:2',
    inState('deliver', 'ipc/deliver', (s, w) =>
      makeReady(s, w.to, {
        is: 'ipc',
        phase: 'receive',
        cause: 'ok',
        from: w.to,
        words: w.message.words,
        inMemory: null,
      }),
    ),
  ],
  [
    'ipc/words-arrive-as-sent',
    'faults:2x2',
    inState('deliver', 'fault/message', (s, w) =>
      makeReady(s, w.to, { is: 'ipc', phase: 'receive', cause: 'ok', from: w.from, words: [0, 0, 0], inMemory: null }),
    ),
  ],
  [
    'ipc/closed-receive',
    'interrupts:2',
    instead('interrupt', 'interrupts/remember', (s, w) =>
      next(
        makeReady(s, s.lines[w.line].owner, {
          is: 'ipc',
          phase: 'receive',
          cause: 'ok',
          from: -16 - w.line,
          words: [],
          inMemory: null,
        }),
        { do: 'dispatch', ran: s.running },
      ),
    ),
  ],
  [
    'timeouts/zero-never-waits',
    'ipc:2',
    instead('send', 'ipc/send-poll', (s, w) =>
      next(
        enterPhase(s, w.from, {
          is: 'sending',
          to: w.to,
          message: w.message,
          then: w.then,
          due: -1,
          undecided: -1,
          place: 0,
        }),
      ),
    ),
  ],
  [
    'timeouts/never-before',
    'timeouts:2',
    instead('expire', 'timeouts/not-before', (s, w) =>
      s.threads.some((t) => t?.id === w.thread && t.phase.is !== 'ready')
        ? next(s, { do: 'fire', thread: w.thread })
        : next(s),
    ),
  ],
  ['timeouts/never-after', 'timeouts:2', instead('expire', 'timeouts/must-fire', (s) => next(s))],
  ['timeouts/only-ticks-take-time', 'ipc:2', inState('thread_switch', 'schedule/yield', (s) => pass(s, 1))],
  [
    'fault/halted-only-by-fault',
    'ipc:2',
    inState('fail', 'ipc/fails', (s, { thread }) => enterPhase(s, thread, HALTED)),
  ],
  [
    'fault/waits-for-its-pager',
    'faults:2x2',
    inState('sent', 'fault/await-answer', (s, { from }) => enterPhase(s, from, receiving(NOBODY, FAULT_ROOM, -1))),
  ],
  [
    'fault/access-before-instruction',
    'faults:2x2',
    instead('resume', 'fault/retry', (s, { thread }) => shows({ ...s, running: thread }, thread, null, false)),
  ],
  [
    'tasks/no-thread-of-a-free-task',
    'tasks:2',
    inState('task_new', 'tasks/create', (s, { task }) => withTask(s, task, NO_TASK, 0)),
  ],
  [
    'tasks/nobody-waits-for-the-gone',
    'tasks:2',
    edited('kill', 'tasks/kill', (rule) => ({ then: (s, w, found) => next((rule.then(s, w, found) as Next).state) })),
  ],
  [
    'tasks/nobody-goes-by-another-call',
    'ipc:2',
    inState('thread_switch', 'schedule/yield', (s) => ({ ...s, threads: [s.threads[0], null] })),
  ],
  [
    'interrupts/one-owner-one-line',
    'interrupts:2',
    edited('receive', 'interrupts/attach', () => ({
      then: (s, { thread, from }) =>
        next(withLine(s, -16 - from, thread, false), { do: 'fail', thread, phase: 'receive', cause: 'timeout' }),
    })),
  ],
  [
    'interrupts/remembered-for-an-owner',
    'interrupts:2',
    inState('interrupt', 'interrupts/unattached', (s, { line }) => withLine(s, line, NOBODY, true)),
  ],
  [
    'interrupts/awaited-is-delivered',
    'interrupts:2',
    instead('interrupt', 'interrupts/deliver', (s, { line }) =>
      next(withLine(s, line, s.lines[line].owner, true), { do: 'dispatch', ran: s.running }),
    ),
  ],
  [
    'interrupts/message-was-raised',
    'interrupts:2',
    edited('receive', 'interrupts/poll', () => ({
      then: (s, { thread, from }) =>
        next(makeReady(s, thread, { is: 'ipc', phase: 'receive', cause: 'ok', from, words: [], inMemory: null })),
    })),
  ],
  [RECEPTIVE, 'ipc:2', edited('send', 'ipc/send-queue', () => ({ when: () => false }))],
];
test.each(wrongs)('%s is broken in %s by a rule with one edit', (property, scope, rules) => {
  const { violations } = exploreSystem(scopeOf(scope), { rules, stateBound: 3000 });
  expect(violations.map((violation) => violation.property)).toContain(property);
});
