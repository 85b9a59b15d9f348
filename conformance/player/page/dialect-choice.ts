import { DIALECTS, keyOf, namedBy, titleOf } from '../dialects.js';
import type { Named } from '../dialects.js';
import { element, setText } from './element.js';

/** The dialects to choose from, and one more for what a file or a kernel speaks that is none of them. */
export interface DialectChoice {
  readonly select: HTMLSelectElement;
  show(dialect: Named): void;
  /** The dialect that is chosen. */
  chosen(): Named;
}

export const dialectChoice = (onChange: (dialect: Named) => void): DialectChoice => {
  const select = element('select', { id: 'dialect' });
  for (const [label, list] of Object.entries(DIALECTS))
    select.append(
      element('optgroup', { label }, ...list.map((it) => element('option', { value: keyOf(it) }, titleOf(it)))),
    );
  const another = element('option');
  select.append(another);
  const keys = new Set(Object.values(DIALECTS).flatMap((list) => list.map(keyOf)));
  const chosen = (): Named => namedBy(select.value);
  select.addEventListener('change', () => {
    onChange(chosen());
  });
  return {
    select,
    show(dialect) {
      const key = keyOf(dialect);
      another.hidden = another.disabled = keys.has(key);
      if (!keys.has(key)) {
        another.value = key;
        setText(another, titleOf(dialect));
      }
      select.value = key;
    },
    chosen,
  };
};
