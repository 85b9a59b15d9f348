import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { dist, inFolder, main } from '../fixtures/l4c.js';

const { folder, l4c, write } = inFolder();

/** The arguments that choose a kernel which at the first ipc does what `body` says, in a process of the suite. */
const module = (name: string, body: string): readonly string[] => [
  '--kernel',
  write(
    `${name}.mjs`,
    `export default () => ({
       manifest: { l4c: 1, name: '${name}', profiles: ['ipc'] },
       boot: () => ({ running: [0, 0] }),
       step(x) { if (x.do === 'ipc') { ${body} } return { running: [0, 0], result: { call: 'task_new', made: [1, 0] } }; },
     });`,
  ),
];
/** The same of a kernel behind a pipe. */
const piped = (name: string, body: string): readonly string[] => [
  '--kernel-cmd',
  `'${process.execPath}' ${write(
    `${name}.cjs`,
    `const say = (x) => process.stdout.write(JSON.stringify(x) + '\\n');
     require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
       const x = JSON.parse(line);
       if (x.hello) say({ n: x.n, manifest: { l4c: 1, name: '${name}', profiles: ['ipc'] } });
       else if (x.do === 'ipc') { ${body} }
       else say({ n: x.n, running: [0, 0], ...(x.do ? { result: { call: 'task_new', made: [1, 0] } } : {}) });
     });`,
  )}`,
];

test.each([
  ['throws', module('throws', 'throw new Error("no luck")'), 'Error: no luck (throws.mjs:4:46)'],
  ['ends its process', module('exits', 'process.exit(9)'), 'it ended its process: exit code 9'],
  ['ends its process as if all were done', module('leaves', 'process.exit(0)'), 'it ended its process: exit code 0'],
  [
    'is killed',
    module('killed', 'process.kill(process.pid, "SIGKILL"); for (;;);'),
    'its process was killed by SIGKILL',
  ],
  ['never comes back', module('hangs', 'for (;;);'), 'it did not come back for 3 s (--patience)', 3],
  [
    'floods stdout and dies',
    module('floods', 'for (let i = 0; i < 2e4; i++) console.log("x".repeat(99)); process.exit(3);'),
    'exit code 3',
  ],
  [
    'floods stderr and dies',
    module('complains', 'for (let i = 0; i < 2e4; i++) console.error("x".repeat(99)); process.exit(3);'),
    'exit code 3',
  ],
  ['returns nothing', module('forgets', 'return;'), 'WrongShape: what step returns: '],
  ['returns a promise', module('promises', 'return Promise.resolve();'), 'a promise; a kernel answers at once'],
  [
    'returns what is no result',
    module('invents', "return { running: [0, 0], result: { call: 'ipc' } };"),
    'WrongShape: what step returns: result.phase: ',
  ],
  [
    'writes half a line and dies',
    piped('half', `process.stdout.write('{"n":'); process.exit(0)`),
    'rubbish (not JSON)',
  ],
  [
    'floods its pipe without a newline',
    piped('pours', 'const on = () => process.stdout.write("{" + "x".repeat(1e6), on); on();'),
    'without ending the line',
  ],
  [
    'answers what nobody asked',
    piped('babbles', 'const on = () => process.stdout.write(`{"n":${x.n}}\\n`.repeat(1e4), on); on();'),
    /rubbish|nobody sent/,
  ],
  [
    'answers too late',
    piped('late', 'setTimeout(() => say({ n: x.n, running: [0, 0] }), 60000)'),
    'said nothing for 3 s (--patience)',
    3,
  ],
])(
  'a kernel that %s has broken its contract: exit 3, and a report that names the stimulus',
  (_, kernel, says, patience = 20) => {
    const { status, stdout } = l4c('run', ...kernel, '--runs', '100', '--workers', '1', '--patience', String(patience));
    expect(status).toBe(3);
    expect(stdout).toMatch(/The kernel broke its contract at step \d+: ipc: /);
    expect(stdout).toMatch(says);
    expect(stdout).toMatch(/distinct failures?:\n(?: .*\n)*? +contract broken\n/);
  },
);

test('a kernel that takes its process with it is replayed in a process of its own', () => {
  const kernel = module('dies', 'process.exit(9)');
  const { stdout } = l4c('run', ...kernel, '--runs', '100', '--workers', '1');
  const file = /replay (\S*contract-broken\S*)/.exec(stdout)?.[1] ?? '';
  const again = l4c('replay', file, ...kernel);
  expect(again.status).toBe(3);
  expect(again.stdout).toContain('it ended its process: exit code 9');
});

test('a kernel whose module ends the process that imports it is one clear line, exit 2', () => {
  const file = write('gone.mjs', 'process.exit(5);');
  const { status, stderr } = l4c('run', '--kernel', file, '--runs', '100', '--workers', '1');
  expect([status, stderr]).toEqual([2, expect.stringContaining('exit code 5')]);
});

test('a kernel whose module takes longer to import than the patience is not taken to hang', () => {
  const waits = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 6000);';
  const plain = write(
    'slow-to-import.mjs',
    `${waits}
     export default () => ({
       manifest: { l4c: 1, name: 'slow-to-import', profiles: ['ipc'] },
       boot: () => ({ running: [0, 0] }),
       step() { throw new Error('no luck'); },
     });`,
  );
  const { status, stdout } = l4c('run', '--kernel', plain, '--runs', '1', '--workers', '1', '--patience', '5');
  expect([status, stdout]).toEqual([3, expect.stringContaining('Error: no luck')]);
});

/** A kernel as it should be, but for its view. */
const viewed = (name: string, view: string): readonly string[] => [
  '--kernel',
  write(
    `${name}.mjs`,
    `import { i486 } from ${JSON.stringify(path.join(dist, 'impl/index.js'))};
     export default () => {
       const kernel = i486();
       const manifest = { l4c: 1, name: '${name}', profiles: ['ipc'] };
       return { manifest, boot: (config) => kernel.boot(config), step: (x) => kernel.step(x), view: () => (${view}) };
     };`,
  ),
];
test.each([
  ['null', 3, 'WrongShape: what view returns: '],
  ["{ threads: 'all' }", 3, 'WrongShape: what view returns: threads: '],
  ['{ hardware: {} }', 3, 'WrongShape: what view returns: hardware.memory: '],
  ['{ registers: [] }', 3, 'Unrecognized key: "registers"'],
  ['{ frames: [[0]] }', 3, 'after boot the machine is not as the contract says'], // of one frame, whatever the machine has
  ['{ queues: [] }', 1, 'queue of thread 0.0: shown nobody waits; allowed 1.0 wait'], // it contradicts what is seen
])('a kernel whose view is %s gets a verdict, exit %i, and is told why', (view, code, says) => {
  const { status, stdout } = l4c('run', ...viewed('shows', view), '--runs', '100', '--workers', '1');
  expect([status, stdout]).toEqual([code, expect.stringContaining(says)]);
});

test('a kernel that leaks all its memory has broken its contract, and the suite has not', () => {
  const [, kernel] = module('leaks', 'const kept = []; for (;;) kept.push({ all: [1, 2, 3] });');
  const { status, stdout } = spawnSync(
    process.execPath,
    [main, 'run', '--kernel', kernel, '--workers', '1', '--patience', '20'],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], NO_COLOR: '1', NODE_OPTIONS: '--max-old-space-size=200' },
    },
  );
  expect([status, stdout]).toEqual([
    3,
    expect.stringMatching(/its process was killed by SIG|it ended its process: exit code/),
  ]);
});

test('what a kernel prints is no part of the report', () => {
  const { status, stdout, stderr } = l4c(
    ...['run', '--runs', '100', '--workers', '1', '--json'],
    ...viewed('prints', '(console.log("here"), {})'),
  );
  expect([status === 0 || status === 4, stderr.includes('here')]).toEqual([true, true]);
  expect(JSON.parse(stdout)).toMatchObject({ kernel: 'prints', programs: 100, failures: [] });
});
