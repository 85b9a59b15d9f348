import type { Program } from '../../../spec/vocabulary/index.js';
import { asLines } from '../reading.js';
import { element } from './element.js';

/** The program as text, to be edited and run. */
export interface Editor {
  readonly section: HTMLElement;
  show(program: Program): void;
}

export const editorOf = (run: (text: string) => void): Editor => {
  let shown: Program | null = null;
  const lines = element('textarea', { id: 'lines', rows: '10', spellcheck: 'false' });
  const button = element('button', { type: 'button' }, 'Run it');
  button.addEventListener('click', () => {
    run(lines.value);
  });
  const section = element(
    'details',
    { class: 'editor' },
    element('summary', {}, 'Edit the program'),
    element('label', { for: 'lines' }, 'The machine on the first line, then a stimulus a line, as JSON'),
    lines,
    button,
  );
  const fill = (): void => {
    if (section.open && shown !== null) lines.value = asLines(shown);
  };
  section.addEventListener('toggle', fill);
  return {
    section,
    // The same program on another kernel, or another way through it, leaves what is being written.
    show(program) {
      if (program === shown) return;
      shown = program;
      fill();
    },
  };
};
