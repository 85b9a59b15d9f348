// npm run lint, after the build: what looks at the sources in different ways does so at the same time. Each says what it has to say in one piece,
// and all of it is said, whichever fails.
import { spawn } from 'node:child_process';

const PRETTIER =
  'prettier --config .config/prettier.json --ignore-path .gitignore --ignore-path .config/.prettierignore';
const commands = [
  'eslint --config .config/eslint.config.js .',
  'tsc -p .config/tsconfig.tests.json',
  `${PRETTIER} --check .`,
];

/** Runs a command of the project to its end, tells what it said, and whether all is well. */
const looks = (command) =>
  new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
      });
    child.on('close', (code, signal) => {
      const isWell = code === 0;
      console.log(`${isWell ? 'ok' : `FAILED (${signal ?? `exit ${code}`})`}: ${command}\n${said}`);
      resolve(isWell);
    });
  });

const all = await Promise.all(commands.map(looks));
process.exitCode = all.every((isWell) => isWell) ? 0 : 1;
