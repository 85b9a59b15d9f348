// npm run mutation: edits spec/ and model/ area by area, for code that is made ready to be edited runs at a third of its speed, and says what survived.
// npm run mutation -- spec/ipc: one area alone, a folder or a file.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const THRESHOLD = 80;
const areas = [
  ...['spec/*', 'spec/dialects', 'spec/faults', 'spec/interrupts', 'spec/ipc', 'spec/scheduling', 'spec/spaces'],
  ...['spec/strings', 'spec/tasks', 'spec/timeouts', 'spec/variants', 'spec/vocabulary'],
  ...[
    'model/history',
    'model/kernel',
    'model/opaque',
    'model/oracle',
    'model/part',
    'model/same',
    'model/shown-thread',
  ],
  ...['model/sight', 'model/step', 'model/view', 'model/blame', 'model/explorer'],
];
const chosen = process.argv.slice(2);
for (const area of chosen) if (!areas.includes(area)) throw new Error(`no area ${area}; there are ${areas.join(', ')}`);

/** One line for an edit that no test objects to. */
const lineOf = (file, source, { status, mutatorName, location: { start, end }, replacement = '' }) => {
  const line = source.split('\n')[start.line - 1];
  const was = line.slice(start.column - 1, start.line === end.line ? end.column - 1 : undefined);
  const clipped = (text) => (text.length > 80 ? `${text.slice(0, 80)}...` : text).replaceAll(/\s+/g, ' ');
  const why = status === 'NoCoverage' ? ', which no test executes' : '';
  return `${file}:${start.line}:${start.column} ${mutatorName}: ${clipped(was)} => ${clipped(replacement)}${why}`;
};

let [tried, caught] = [0, 0];
const survivors = [];
for (const area of chosen.length > 0 ? chosen : areas) {
  const MUTATION_TESTS = area === 'model/explorer' ? 'of-the-explorer' : 'of-the-system';
  const files = area.endsWith('*') || existsSync(`${area}.ts`) ? `${area}.ts` : `${area}/**/*.ts`;
  const stryker = spawnSync('stryker', ['run', '.config/stryker.config.json', '--mutate', `${files},!**/*.test.ts`], {
    env: { ...process.env, MUTATION_TESTS },
    stdio: ['ignore', 2, 2], // its progress is no report
  });
  if (stryker.status !== 0) throw new Error(`stryker failed on ${area}`);
  const report = JSON.parse(readFileSync('.stryker/report.json', 'utf8'));
  const edits = Object.entries(report.files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status))
      .map((mutant) => ({
        isCaught: ['Killed', 'Timeout'].includes(mutant.status),
        isSlow: mutant.status === 'Timeout',
        line: lineOf(file, source, mutant),
      })),
  );
  const found = edits.filter(({ isCaught }) => isCaught).length;
  tried += edits.length;
  caught += found;
  survivors.push(...edits.flatMap(({ isCaught, line }) => (isCaught ? [] : [line])));
  writeFileSync('.stryker/survivors.txt', survivors.map((line) => `${line}\n`).join(''));
  const slow = edits.filter(({ isSlow }) => isSlow).length;
  const percent = ((100 * found) / edits.length).toFixed(1);
  console.log(`${area}: ${found} of ${edits.length} edits caught, ${percent} %; ${slow} of them did not end in time`);
}
const score = (100 * caught) / tried;
console.log(
  `all: ${caught} of ${tried} edits caught, ${score.toFixed(1)} %; what survived is in .stryker/survivors.txt`,
);
if (score < THRESHOLD) process.exitCode = 1;
