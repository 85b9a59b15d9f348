import { facts, lecture } from '../../vocabulary/index.js';
import { findIn, isSame, newResults, systemProperty } from './property.js';

export const oneOwnerOneLine = systemProperty({
  name: 'interrupts/one-owner-one-line',
  profile: 'interrupts',
  source: [lecture(27), facts('3.6')],
  says: 'The owner of a line is a thread that exists, and owns no other.',
  when: ({ after }) => after.view.lines.some(({ owner }) => owner !== 'nobody'),
  holds: ({ after }) =>
    after.view.lines.every(
      ({ owner }, line) =>
        owner === 'nobody' ||
        (findIn(after, owner) !== undefined &&
          after.view.lines.every((other, at) => at === line || !isSame(other.owner, owner))),
    ),
});

export const rememberedForAnOwner = systemProperty({
  name: 'interrupts/remembered-for-an-owner',
  profile: 'interrupts',
  source: [lecture(27), facts('A26')],
  says: 'No interrupt is remembered on a line that nobody has.',
  when: ({ after }) => after.view.lines.some(({ raised }) => raised),
  holds: ({ after }) => after.view.lines.every(({ owner, raised }) => !raised || owner !== 'nobody'),
});

export const awaitedIsDelivered = systemProperty({
  name: 'interrupts/awaited-is-delivered',
  profile: 'interrupts',
  source: [lecture(28), facts('3.6')],
  says: 'No interrupt is kept from a handler that waits for it.',
  when: ({ after }) => after.view.lines.some(({ raised }) => raised),
  holds: ({ after }) =>
    after.view.lines.every(({ owner, raised }, line) => {
      const phase = findIn(after, owner)?.phase;
      return !raised || phase?.is !== 'receiving' || (phase.from !== 'any' && !isSame(phase.from, { line }));
    }),
});

export const messageWasRaised = systemProperty({
  name: 'interrupts/message-was-raised',
  profile: 'interrupts',
  source: [lecture(28), facts('3.6')],
  says: 'The message of a line goes to its owner, after the line was raised, once for each time.',
  when: (step) => newResults(step).some(({ result: { from } }) => from !== undefined && 'line' in from),
  holds: (step) =>
    newResults(step).every(({ thread, result: { from } }) => {
      if (from === undefined || !('line' in from)) return true;
      const { before, after, stimulus } = step;
      const isNew = stimulus.do === 'interrupt' && stimulus.line === from.line;
      const [was, is] = [before, after].map(({ view }) => view.lines[from.line]);
      return isSame(is.owner, thread) && (isNew || was.raised) && !is.raised;
    }),
});
