import { numberOf } from '../names.js';
import { family, next, rule, tex } from '../rule.js';
import { makeReady } from '../change.js';
import { NOBODY, exists } from '../state.js';
import { facts } from '../vocabulary/index.js';

export const nearestSelf = rule({
  name: 'tasks/nearest-self',
  profile: 'ipc',
  source: [facts('3.5')],
  says: 'id_nearest of nobody tells a thread its own id.',
  formula: tex`\text{nearest}(p, \varnothing) = p`,
  on: 'id_nearest',
  when: (_, { of }) => of === 'nobody',
  then: (s, { thread }) =>
    next(makeReady(s, thread, { is: 'id_nearest', nearest: thread }), { do: 'dispatch', ran: thread }),
});

export const nearest = rule({
  name: 'tasks/nearest',
  profile: 'ipc',
  source: [facts('3.5')],
  says: 'Without clans a message reaches the thread that it names: the nearest is the thread itself.',
  formula: tex`q \in T \Rightarrow \text{nearest}(p, q) = q`,
  on: 'id_nearest',
  when: (s, { of }) => of !== 'nobody' && exists(s, numberOf(s, of)),
  then: (s, { thread, of }) =>
    next(makeReady(s, thread, { is: 'id_nearest', nearest: numberOf(s, of) }), { do: 'dispatch', ran: thread }),
});

export const nearestNobody = rule({
  name: 'tasks/nearest-nobody',
  profile: 'ipc',
  source: [facts('3.5')],
  says: 'Of an id that names no thread, nobody is the nearest.',
  formula: tex`q \notin T \Rightarrow \text{nearest}(p, q) = \varnothing`,
  on: 'id_nearest',
  when: (s, { of }) => of !== 'nobody' && !exists(s, numberOf(s, of)),
  then: (s, { thread }) =>
    next(makeReady(s, thread, { is: 'id_nearest', nearest: NOBODY }), { do: 'dispatch', ran: thread }),
});

export const nearests = family(nearestSelf, nearest, nearestNobody);
