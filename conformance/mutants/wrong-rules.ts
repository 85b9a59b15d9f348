import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { RECEPTIVE } from '../../model/explorer/system/index.js';
import { PROCESS_FLAGS } from '../check/young-generation.js';
import type { Catch } from './judge.js';
import type { Mutant } from './mutants.js';

/** How a wrong rule fared: the properties that caught it, none if it lives. */
export interface Tried {
  readonly wrong: Mutant;
  readonly caught: readonly Catch[];
}

const worker = fileURLToPath(new URL('../mutants/wrong-rule-worker.js', import.meta.url));
/** A trial that is not over by then goes on for ever. */
const PATIENCE_MS = 180_000;

type Answer = { readonly caught: readonly Catch[] } | { readonly error: string };
/** What the process answers; null if it does not in time. */
const ask = (child: ChildProcess, wrong: Mutant, isWhole: boolean): Promise<Answer | null> =>
  new Promise((resolve, reject) => {
    const end = (answer: Answer | null): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(answer);
    };
    const timer = setTimeout(() => {
      end(null);
    }, PATIENCE_MS);
    child.once('message', (answer: Answer) => {
      end(answer);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the process that tried ${wrong.name} ended with ${String(code)}`));
    });
    child.send({ wrong, isWhole });
  });

/** Tries wrong rules in `processes` processes; `tell` hears of each as it is done. In the order in which they were given. */
export const tryWrongRules = async (
  wrongs: readonly Mutant[],
  isWhole: boolean,
  processes: number,
  tell: (done: number) => void,
): Promise<readonly Tried[]> => {
  const tried: Tried[] = [];
  const start = (): ChildProcess => fork(worker, { execArgv: [...process.execArgv, ...PROCESS_FLAGS] });
  let [next, done] = [0, 0];
  const work = async (): Promise<void> => {
    let child = start();
    while (next < wrongs.length) {
      const at = next++;
      const wrong = wrongs[at];
      const answer = await ask(child, wrong, isWhole);
      if (answer === null) {
        child.kill('SIGKILL');
        child = start();
      } else if ('error' in answer) {
        child.kill();
        throw new Error(answer.error);
      }
      tried[at] = { wrong, caught: answer?.caught ?? [{ property: RECEPTIVE, on: 'a trial that did not end' }] };
      tell(++done);
    }
    child.kill();
  };
  await Promise.all(Array.from({ length: processes }, work));
  return tried;
};
