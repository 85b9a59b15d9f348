import { renderDifference, renderPart, seenOf, differences } from '../../model/index.js';
import type { Observation } from '../../model/index.js';
import { isEvent, renderPartner, renderSeen, renderSource, renderStimulus } from '../../spec/vocabulary/index.js';
import type { Program } from '../../spec/vocabulary/index.js';
import type { Verdict } from '../check/check-program.js';
import { machineOf } from './machine.js';

const line = (at: number, program: Program): string => (at < 0 ? 'boot' : renderStimulus(program.stimuli[at]));

/** Which thread executes each stimulus, by what was seen before it; nobody executes an event. */
const executors = ({ stimuli }: Program, observations: readonly Observation[]): readonly string[] => {
  const names = stimuli.map((x, at) => {
    if (isEvent(x)) return '';
    const running = at === 0 ? ([0, 0] as const) : (observations.at(at - 1)?.seen.running ?? '');
    return typeof running === 'string' ? running : renderPartner(running);
  });
  const width = Math.max(...names.map((name) => name.length));
  return names.map((name) => name.padEnd(width));
};

/** A verdict told to a person: the program, the step that broke the rule, the step where it shows, what was allowed and why. */
export const explain = (program: Program, verdict: Verdict): string => {
  const head = `a machine of ${machineOf(program.boot)}`;
  switch (verdict.is) {
    case 'conforms':
      return `${head}\n${program.stimuli.map((_, at) => `  ${String(at + 1).padStart(3)}  ${line(at, program)}`).join('\n')}\nThe kernel does what the specification allows.`;
    case 'unspecified':
      return `The specification does not speak of this program yet: ${verdict.says}.`;
    case 'undecided':
      return `Nothing is said of this program from step ${String(verdict.step + 1)} on: ${verdict.says}.`;
    case 'cannot':
      return `The kernel cannot run this program: ${verdict.says}.`;
    case 'broken': {
      const { step, says, due } = verdict;
      const stimuli = program.stimuli.slice(0, step + 1);
      const by = due === undefined ? [] : executors({ ...program, stimuli }, due.observations);
      return [
        `The kernel broke its contract at step ${String(step + 1)}: ${line(step, program)}`,
        head,
        ...stimuli.map((_, at) =>
          [
            at === step ? '>' : ' ',
            String(at + 1).padStart(3),
            ...by.slice(at, at + 1).map((it) => ` ${it}`),
            ` ${line(at, program)}`,
          ].join(' '),
        ),
        `  ${says}`,
        ...(due === undefined
          ? []
          : [
              `One of what was allowed: ${renderSeen(seenOf(due.outcome.state, due.outcome.sight))}`,
              `By these rules: ${due.outcome.rules.join(' > ')}`,
            ]),
      ].join('\n');
    }
    case 'diverges': {
      const { blame, observations, refusal } = verdict;
      const { nearest, showsAt, step, rule, broken, since } = blame;
      const mark = (at: number): string => (at === step ? '>' : at === showsAt ? '!' : at === since?.step ? '?' : ' ');
      const observation = observations.at(showsAt);
      const by = executors({ ...program, stimuli: program.stimuli.slice(0, showsAt + 1) }, observations);
      return [
        `Rule broken: ${rule}${broken === null ? '' : ` (${broken.source.map(renderSource).join(', ')})`}`,
        ...(broken === null ? [] : [`  ${broken.says}`]),
        ...(since === null
          ? []
          : [
              `Or, at step ${String(since.step + 1)}: ${since.rule.name} (${since.rule.source.map(renderSource).join(', ')})`,
              `  ${since.rule.says}`,
            ]),
        head,
        ...program.stimuli
          .slice(0, showsAt + 1)
          .map((_, at) => `${mark(at)} ${String(at + 1).padStart(3)}  ${by[at]}  ${line(at, program)}`),
        [
          `  > the step that broke the rule${step === showsAt ? ', where it also shows' : ''}`,
          ...(since === null || since.step === showsAt ? [] : ['? or this one']),
          ...(step === showsAt ? [] : ['! the step where it shows']),
        ].join('   '),
        ...(observation === undefined ? [] : [`The kernel showed: ${renderSeen(observation.seen)}`]),
        ...(nearest.outcome === null
          ? []
          : [`Nearest of what was allowed: ${renderSeen(seenOf(nearest.state, nearest.outcome.sight))}`]),
        ...(refusal.kind === 'property' ? [`Property broken: ${refusal.property}: ${refusal.says}`] : []),
        ...(refusal.kind === 'view' && observation?.view !== undefined
          ? [
              'Its inside differs:',
              ...differences(nearest.state, observation.view).map((d) => `  ${renderDifference(program.boot, d)}`),
            ]
          : []),
        ...(blame.part === null ? [] : [`What the refusal is about: ${renderPart(program.boot, blame.part)}`]),
        `By these rules: ${(nearest.outcome?.rules ?? []).join(' > ')}`,
      ].join('\n');
    }
  }
};
