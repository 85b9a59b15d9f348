// npm run mutation: edits spec/ and model/ and says, area by area, how many edits the quick tests tell, and what survived.
// npm run mutation -- spec/ipc: one area alone, a folder or a file.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const THRESHOLD = 80;
/** By the tests that are held against them: the areas. A name that ends in a file's is that file; the others are folders. */
const areas = {
  'of-the-specification': [
    ...['spec/*', 'spec/dialects', 'spec/faults', 'spec/interrupts', 'spec/ipc', 'spec/scheduling', 'spec/spaces'],
    ...['spec/strings', 'spec/tasks', 'spec/timeouts', 'spec/variants', 'spec/vocabulary'],
  ],
  'of-the-model': [
    ...['model/history', 'model/kernel', 'model/opaque', 'model/oracle', 'model/part', 'model/same'],
    ...['model/shown-thread', 'model/sight', 'model/step', 'model/view', 'model/blame'],
  ],
  'of-the-explorer': ['model/explorer'],
};
const chosen = process.argv.slice(2);
const known = Object.values(areas).flat();
for (const area of chosen) if (!known.includes(area)) throw new Error(`no area ${area}; there are ${known.join(', ')}`);

/** Where the files of an area are: the files right in `spec/`, a file, or whatever is in a folder. */
const isOf = (area) =>
  area.endsWith('/*')
    ? (file) => file.startsWith(area.slice(0, -1)) && file.split('/').length === area.split('/').length
    : (file) => file === `${area}.ts` || file.startsWith(`${area}/`);
const patternsOf = (area) => (area.endsWith('/*') ? [`${area}.ts`] : [`${area}.ts`, `${area}/**/*.ts`]);

/** One line for an edit that no test objects to. */
const lineOf = (file, source, { status, mutatorName, location: { start, end }, replacement = '' }) => {
  const line = source.split('\n')[start.line - 1];
  const was = line.slice(start.column - 1, start.line === end.line ? end.column - 1 : undefined);
  const clipped = (text) => (text.length > 80 ? `${text.slice(0, 80)}...` : text).replaceAll(/\s+/g, ' ');
  const why = status === 'NoCoverage' ? ', which no test executes' : '';
  return `${file}:${start.line}:${start.column} ${mutatorName}: ${clipped(was)} => ${clipped(replacement)}${why}`;
};
/** What Stryker says of the edits to some areas. */
const editsOf = (tests, list) => {
  const patterns = [...list.flatMap(patternsOf), '!**/*.test.ts'];
  const stryker = spawnSync('stryker', ['run', '.config/stryker.config.json', '--mutate', patterns.join()], {
    env: { ...process.env, MUTATION_TESTS: tests },
    stdio: ['ignore', 2, 2], // its progress is no report
  });
  if (stryker.status !== 0) throw new Error(`stryker failed on ${list.join(', ')}`);
  const report = JSON.parse(readFileSync('.stryker/report.json', 'utf8'));
  return Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status))
      .map((mutant) => ({
        file,
        isCaught: ['Killed', 'Timeout'].includes(mutant.status),
        isEndless: mutant.status === 'Timeout',
        line: lineOf(file, source, mutant),
      })),
  );
};
const countOf = (edits) => {
  const caught = edits.filter(({ isCaught }) => isCaught).length;
  return { caught, score: (100 * caught) / edits.length };
};

const all = [];
for (const [tests, ofTests] of Object.entries(areas)) {
  const list = ofTests.filter((area) => chosen.length === 0 || chosen.includes(area));
  if (list.length === 0) continue;
  const edits = editsOf(tests, list);
  all.push(...edits);
  for (const area of list) {
    const here = edits.filter(({ file }) => isOf(area)(file));
    const { caught, score } = countOf(here);
    const endless = here.filter(({ isEndless }) => isEndless).length;
    console.log(
      `${area}: ${caught} of ${here.length} edits caught, ${score.toFixed(1)} %; ${endless} of them by not ending`,
    );
  }
}
const survivors = all.filter(({ isCaught }) => !isCaught);
writeFileSync('.stryker/survivors.txt', survivors.map(({ line }) => `${line}\n`).join(''));
const { caught, score } = countOf(all);
console.log(
  `all: ${caught} of ${all.length} edits caught, ${score.toFixed(1)} %; what survived is in .stryker/survivors.txt`,
);
if (score < THRESHOLD) process.exitCode = 1;
