import { toldOnce } from '../told-once.js';
import { element, setClass, setText } from './element.js';

/** The rules of a step, each a link to where it is told of. */
export interface RuleLinks {
  readonly line: HTMLElement;
  show(names: readonly string[]): void;
}

/** More rules than this are not told. */
const RULES = 24;

export const ruleLinks = (linkOf: (rule: string) => string): RuleLinks => {
  const line = element('p', { class: 'by' });
  return {
    line,
    // The links are patched one by one: most steps have much the same rules.
    show(names) {
      const rules = toldOnce(names);
      rules.slice(0, RULES).forEach(({ name, told }, at) => {
        const link = line.children.item(at) ?? line.appendChild(element('a', { class: 'rule' }, told));
        if (link.getAttribute('href') !== linkOf(name)) link.setAttribute('href', linkOf(name));
        setText(link, told);
      });
      while (line.children.length > Math.min(rules.length, RULES)) line.lastElementChild?.remove();
      setClass(line, 'more', rules.length > RULES);
    },
  };
};
