import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { listings } from '../../impl/index.js';

/** A part of the project: how many files, and lines of code in them. */
export interface Part {
  readonly name: string;
  readonly files: number;
  readonly lines: number;
}

/** Lines that are neither blank nor of a comment. */
export const codeLines = (text: string): number =>
  text
    .replaceAll(/^\s*\/\*.*?\*\/$/gms, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trimStart().startsWith('//')).length;

const root = fileURLToPath(new URL('../../', import.meta.url));
const isCode = (file: string): boolean =>
  /\.(ts|js)$/.test(file) && !/\.(test|d)\.(ts|js)$/.test(file) && !/(^|\/)fixtures\//.test(file);

const partOf = (name: string, folders: readonly string[]): Part => {
  const files = folders.flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
      .filter(isCode)
      .map((file) => `${root}${folder}/${file}`),
  );
  const lines = files.reduce((sum, file) => sum + codeLines(readFileSync(file, 'utf8')), 0);
  return { name, files: files.length, lines };
};

/** The folders of the families of rules: all of spec/ but what rules are written in, and what is claimed of them. */
const ruleFolders = (): readonly string[] =>
  readdirSync(`${root}spec`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['vocabulary', 'properties', 'dialects'].includes(entry.name))
    .map(({ name }) => `spec/${name}`);

/** The parts whose size the lecture's is put beside, and the code of our listings. */
export const benchSize = () => {
  const path = [...listings.ENTER_LEAVE, ...listings.RENDEZVOUS, ...listings.SPACE];
  return {
    parts: [
      partOf('the 486 kernel', ['impl/kernel']),
      partOf('its machine', ['impl/machine']),
      partOf('the rules', ruleFolders()),
    ],
    path: { instructions: path.flatMap(({ code }) => code).length, bytes: listings.sumOf(path).bytes },
  };
};

export const renderSize = ({ parts, path }: ReturnType<typeof benchSize>): string =>
  [
    'lines of code as it runs, without comments and blank lines:',
    ...parts.map(
      ({ name, files, lines }) =>
        `  ${name.padEnd(16)} ${lines.toLocaleString('en').padStart(6)} in ${String(files)} files`,
    ),
    `the path of a message in registers, as listed: ${String(path.instructions)} instructions, ${String(path.bytes)} bytes`,
    "the lecture's L4: 12 KB of 486 code, and Mach 300 KB (L.40)",
  ].join('\n');
