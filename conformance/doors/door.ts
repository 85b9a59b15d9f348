import { Unspecified, first, modelKernel } from '../../model/index.js';
import type { Kind, Rule, Rules, State, Work } from '../../spec/index.js';
import { CONTRACT } from '../../spec/vocabulary/index.js';
import type { BootConfig, KernelUnderTest, Profile } from '../../spec/vocabulary/index.js';

/** The rule, which first tells the kernel behind a door. */
export const telling = <K extends Kind>(rule: Rule<K>, tell: (s: State, work: Work<K>) => void): Rule<K> => ({
  ...rule,
  when: (s, work) => rule.when(s, work),
  then: (s, work, found) => {
    tell(s, work);
    return rule.then(s, work, found);
  },
});

/** An ordinary kernel, to be judged like any other: the model, with a table of which some families ask the kernel behind the door. */
export const kernelBehind = (
  name: string,
  profile: Profile,
  rules: Rules,
  boot: (config: BootConfig) => void,
): KernelUnderTest => {
  const rest = modelKernel(first, rules);
  return {
    manifest: { l4c: CONTRACT, name, profiles: [profile] },
    boot: (config) => {
      boot(config);
      return rest.boot(config);
    },
    step: (stimulus) => {
      try {
        return rest.step(stimulus);
      } catch (error) {
        // The oracle drops the program here, whatever is shown.
        if (error instanceof Unspecified) return { running: 'idle' };
        throw error;
      }
    },
  };
};
