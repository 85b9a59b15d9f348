import { pageOf } from '../../../spec/vocabulary/index.js';
import { mapPage, serve, yieldTo } from '../runtime/thread.js';
import type { Answer, Message, Thread } from '../runtime/thread.js';
import { requestAnyPage, taskOf } from './sigma0.js';

/** The word of a fault message without the bit that says a write: the address. */
export const faultAddress = (word: number): number => word - (word % 4);
/** Whether the access that faulted was a store (L.74). */
export const isWrite = (word: number): boolean => word % 4 === 2;
/** The thread of its task that faulted; a line, or nobody, does not. */
export const lthreadOf = ({ from }: Message): number => {
  if (from === 'nobody' || 'line' in from) throw new Error('a fault comes from a thread');
  return from[1];
};

/**
 * The answers of a pager whose memory is never too short: for each page on which a task of its faults, it has the initial pager give one, and maps it
 * on, to each thread of the task the same. A fault to which there is no page is never answered.
 */
export const plainAnswers = (): ((fault: Message) => Thread<Answer>) => {
  const given = new Map<string, number>();
  return function* (fault) {
    const page = pageOf(fault.words[0]);
    const place = `${String(taskOf(fault))}:${String(page)}`;
    const own = given.get(place) ?? (yield* requestAnyPage());
    if (own === null) return 'later';
    given.set(place, own);
    return { words: [], items: [mapPage(own, page)] }; // σ2(v) = σ1(v′): the pager is 1, and the task 2
  };
};

/** A pager that does nothing else. Before it answers it gives the others so many turns. */
export function* simplePager(turns = 0): Thread {
  const answer = plainAnswers();
  yield* serve(function* (fault) {
    const answered = yield* answer(fault);
    for (let turn = 0; turn < turns; turn++) yield* yieldTo();
    return answered;
  });
}
