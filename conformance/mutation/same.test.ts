import { expect, test } from 'vitest';
import { concrete, differences, sameSeen, sameState, seenOf, stepOnce, viewOf } from '../../model/index.js';
import type { Outcome } from '../../model/index.js';
import { boot } from '../../spec/index.js';
import type { State } from '../../spec/index.js';
import type { Seen, View } from '../../spec/vocabulary/index.js';
import { oneOther } from '../fixtures/one-other.js';
import { storedShortest } from '../explorations/shortest.js';

// The oracle follows states that are the same as one: what they are compared by must leave out nothing that the rules read.

/**
 * What makes no other state: the machine itself, what is known only within a step, what follows from the rest (a thread's task from its id), and the counts of turns, of which only
 * the order counts (model/envelope.test.ts).
 */
const LEFT_OUT = ['world', 'met', 'task', 'plan', 'turns', 'since', 'turn', 'undecided'];

/** Values of the wrong sort may be met with an error. */
const isBlind = (looks: () => boolean): boolean => {
  try {
    return looks();
  } catch {
    return false;
  }
};

/** The steps of the shortest programs of all rules, each in its first way. */
const outcomes = (): readonly Outcome[] =>
  storedShortest().rules.flatMap(({ boot: config, latenessMs, stimuli }) => {
    let s = boot(config, latenessMs);
    return stimuli.map((x) => {
      const outcome = stepOnce(s, x);
      s = outcome.state;
      return outcome;
    });
  });

test('same: a state is the same as its copy, and another wherever a single value is another', () => {
  const paths = new Set<string>();
  const blind = new Set<string>();
  for (const { state } of outcomes()) {
    expect(sameState(state, structuredClone(state))).toBe(true);
    for (const [path, other] of oneOther(state, LEFT_OUT)) {
      const kind = path.replaceAll(/\.\d+/g, '');
      paths.add(kind);
      if (isBlind(() => sameState(state, other as State))) blind.add(kind);
    }
  }
  expect([...blind]).toEqual([]);
  expect(paths.size).toBeGreaterThan(60);
});

test('shown: a kernel that shows the state differs nowhere, and one that shows another value in any place differs there', () => {
  const paths = new Set<string>();
  const blind = new Set<string>();
  for (const { state } of outcomes()) {
    const view = viewOf(state);
    expect(differences(state, view)).toEqual([]);
    for (const [path, other] of oneOther(view)) {
      const kind = path.replaceAll(/\.\d+/g, '');
      paths.add(kind);
      if (isBlind(() => differences(state, other as View).length === 0)) blind.add(kind);
    }
  }
  // a list may leave out what is blank at its end, a line may be left blank, and of a word that is undefined nothing is said
  expect([...blind].toSorted()).toEqual(['.derivation.length', '.frames', '.frames.length', '.lines', '.lines.length']);
  expect(paths.size).toBeGreaterThan(20);
});

test('seen: what is to be seen is what is seen, and another value in any place is not', () => {
  const blind = new Set<string>();
  for (const { state, sight } of outcomes()) {
    const seen = seenOf(state, sight);
    expect(sameSeen(state, seen, concrete(seen))).toBe(true);
    for (const [path, other] of oneOther(concrete(seen)))
      if (isBlind(() => sameSeen(state, seen, other as Seen))) blind.add(path.replaceAll(/\.\d+/g, ''));
  }
  expect([...blind]).toEqual([]);
});
