import { expect, test } from 'vitest';
import { attach, send, switchTo, store, task, thread, tick, waitingTask } from '../spec/vocabulary/fixtures/stimuli.js';
import type { Stimulus } from '../spec/vocabulary/index.js';
import { after, small } from './fixtures/script.js';
import { changedParts, renderPart, samePart } from './index.js';

/** The parts that the last of some stimuli changes, for people. */
const changes = (...stimuli: readonly Stimulus[]): readonly string[] => {
  const before = after(stimuli.slice(0, -1));
  return changedParts(before, after(stimuli.slice(-1), before)).map((part) => renderPart(small, part));
};

test('part: each has a name by where it is', () => {
  const [pages, lthreads] = [small.pages, small.lthreads];
  expect(renderPart(small, { kind: 'page', at: 2 * pages + 3 })).toBe('page 3 of task 2');
  expect(renderPart(small, { kind: 'thread', at: 2 * lthreads + 1 })).toBe('thread 2.1');
  expect(renderPart(small, { kind: 'queue', at: 2 * lthreads + 1 })).toBe('queue of thread 2.1');
  expect(renderPart(small, { kind: 'frame', at: 3 })).toBe('frame 3');
  expect(renderPart(small, { kind: 'task', at: 3 })).toBe('task 3');
  expect(renderPart(small, { kind: 'line', at: 1 })).toBe('interrupt line 1');
  expect(renderPart(small, { kind: 'clock', at: 0 })).toBe('clock');
});

test('part: two are the same if they are of one kind and in one place', () => {
  const part = { kind: 'page', at: 1 } as const;
  expect(samePart(part, { ...part })).toBe(true);
  expect(samePart(part, { kind: 'frame', at: 1 })).toBe(false);
  expect(samePart(part, { kind: 'page', at: 2 })).toBe(false);
});

test('part: a step changes what it writes, and nothing else', () => {
  expect(changes(store(1, 7))).toEqual(['frame 1']);
  expect(changes(store(1, 7), store(1, 7))).toEqual([]);
  expect(changes(tick(3))).toEqual(['clock']);
  expect(changes(task(2))).toEqual(['thread 2.0', 'task 2']);
  expect(changes(thread(1, { ip: 4 }))).toEqual(['thread 0.1']);
  expect(changes(attach(1))).toEqual(['interrupt line 1']);
});

test('part: a sender that waits joins the queue of its receiver, and leaves it', () => {
  const waits = [task(1), switchTo([1, 0]), send([0, 0])] as const;
  expect(changes(...waits)).toEqual(['thread 0.0', 'thread 1.0', 'queue of thread 0.0']); // 0.0 runs again
  expect(changes(...waits, task(2))).toEqual(['thread 2.0', 'task 2']);
  expect(changes(...waits, task(1))).toEqual(expect.arrayContaining(['thread 1.0', 'queue of thread 0.0']));
  expect(changes(...waitingTask(1), send([1, 0]))).not.toContain('queue of thread 1.0');
});

test('part: of a state nothing differs from itself, and of a copy neither', () => {
  const s = after([task(1)]);
  expect(changedParts(s, s)).toEqual([]);
  expect(changedParts(s, structuredClone(s)).map(({ kind }) => kind)).not.toContain('thread');
  expect(changedParts(s, structuredClone(s)).map(({ kind }) => kind)).not.toContain('frame');
});
