import { family, next, rule, shows, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { forgetMet, run, withFault } from '../change.js';
import { threadOf } from '../state.js';
import type { Fault, State, Tid } from '../state.js';
import { goOn } from '../strings/transfer.js';
import { facts, lecture } from '../vocabulary/index.js';

const faultedAccess = (s: State, thread: Tid): Extract<Fault, { is: 'access' }> | false => {
  const { fault } = threadOf(s, thread);
  return fault?.is === 'access' ? fault : false;
};

export const resumes = rule({
  name: 'schedule/resume',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'The thread runs user code: its last call returns, and the machine asks it for an instruction.',
  formula: tex`\text{running} := p`,
  on: 'resume',
  when: (s, { thread }) => threadOf(s, thread).phase.is !== 'transferring' && faultedAccess(s, thread) === false,
  then: (s, { thread }) => shows(run(s, thread), thread, threadOf(s, thread).pending, false),
});

export const retry = rule({
  name: 'fault/retry',
  profile: 'ipc',
  source: [lecture(74), facts('3.7')],
  says: 'A thread that faulted executes its access again before it is asked for an instruction.',
  formula: tex`p : \text{faulted}(a) \Rightarrow \text{access}(p, a)`,
  on: 'resume',
  when: (s, { thread }) => faultedAccess(s, thread),
  then: (s, { thread }, { address, store }) => {
    const access: Work<'load' | 'store'> =
      store === null ? { do: 'load', thread, address } : { do: 'store', thread, address, value: store };
    return next(withFault(forgetMet(s), thread, null), access);
  },
});

export const resumptions = family(resumes, retry, goOn);
