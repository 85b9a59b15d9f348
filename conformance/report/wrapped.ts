import { Help } from '@commander-js/extra-typings';

const HANGING = 4;
const LEAST_COLUMNS = 20;

/** A text in lines of at most so many columns, where words allow it; what a line continues on is indented more than its beginning. */
export const wrapped = (text: string, columns: number): string => {
  if (columns === Infinity) return text;
  const help = Object.assign(new Help(), { minWidthToWrap: LEAST_COLUMNS });
  return text
    .split('\n')
    .map((line) => {
      const words = line.trimStart();
      const indent = ' '.repeat(line.length - words.length);
      const lines = help.boxWrap(words, Math.max(LEAST_COLUMNS, columns - indent.length - HANGING));
      return indent + lines.replaceAll('\n', `\n${indent}${' '.repeat(HANGING)}`);
    })
    .join('\n');
};
