import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { behindWire } from '../../conformance/fixtures/behind-wire.js';
import { inFolder } from '../../conformance/fixtures/l4c.js';
import { schemaOf } from '../../conformance/report/schemas.js';
import type { SchemaName } from '../../conformance/report/schemas.js';
import { manifestOf } from '../../conformance/transports/replies.js';
import { judgeRecorded, readTranscript } from '../../conformance/transports/transcript.js';
import { CONTRACT, Reply, View } from '../../spec/vocabulary/index.js';

const guide = readFileSync(new URL('contract.md', import.meta.url), 'utf8');
/** The lines of the conversations, each with the sign of its side. */
const lines = [...guide.matchAll(/^([<>]) (\{.*\})$/gm)].map(([, side, text]) => ({ asks: side === '>', text }));
/** The whole conversation: all but the two lines about another version. */
const whole = lines.slice(0, -2);
const turns = whole.flatMap(({ asks, text }, at) => (asks ? [{ asked: text, answered: whole[at + 1].text }] : []));

describe('contract: the conversation', () => {
  test('each line of the suite has its answer, by number, and the numbers are counted from 0', () => {
    expect(whole.map(({ asks }) => asks)).toEqual(turns.flatMap(() => [true, false]));
    const numbers = turns.map(({ asked, answered }) =>
      [asked, answered].map((text) => (JSON.parse(text) as { n: number }).n),
    );
    expect(numbers).toEqual(turns.map((_, n) => [n, n]));
  });

  test('each line is valid by the schema of its side, for a reader that knows nothing of us', () => {
    const [request, reply] = (['request', 'reply'] as const).map((name) =>
      new Ajv2020({ strict: false }).compile(schemaOf(name)),
    );
    for (const { asked, answered } of turns) {
      expect([asked, request(JSON.parse(asked)), request.errors]).toEqual([asked, true, null]);
      expect([answered, reply(JSON.parse(answered)), reply.errors]).toEqual([answered, true, null]);
    }
  });

  test('it is what the specification answers behind the wire, and each view that is told is a part of its own', () => {
    const answer = behindWire();
    for (const { asked, answered } of turns) {
      const said = JSON.parse(answer(asked)) as Record<string, unknown>;
      const told = JSON.parse(answered) as Record<string, unknown>;
      const own = (said['view'] ?? {}) as Record<string, unknown>;
      delete said['view'];
      for (const [part, shown] of Object.entries((told['view'] ?? {}) as Record<string, unknown>))
        expect({ asked, [part]: own[part] }).toMatchObject({ asked, [part]: shown });
      delete told['view'];
      expect({ asked, ...told }).toEqual({ asked, ...said });
    }
  });

  test('the judge of recorded conversations finds the programs as the text says: dropped where the kernel cannot, broken where it gives up', () => {
    const { manifest, programs } = readTranscript(whole.map(({ text }) => text).join('\n'), 'contract.md');
    expect(programs.map((program) => judgeRecorded(manifest, program)[0].is)).toEqual(['cannot', 'conforms', 'broken']);
    const [first] = programs;
    const before = { boot: first.program.boot, stimuli: first.program.stimuli.slice(0, -1) };
    const cut = { program: before, n: first.n, answers: first.answers.slice(0, -1) };
    expect(judgeRecorded(manifest, cut)[0].is).toBe('conforms');
  });

  test('it shows every form of an answer, and every part of a view but the interrupt lines', () => {
    const replies = turns.slice(1).map(({ answered }) => Reply.parse(JSON.parse(answered)));
    const fields = new Set(replies.flatMap((reply) => Object.keys(reply)));
    const forms = ['n', 'running', 'result', 'loaded', 'stored', 'elapsedMs', 'ignored', 'view', 'cannot', 'error'];
    expect([...fields].sort()).toEqual(forms.sort());
    const parts = new Set(replies.flatMap((reply) => ('view' in reply ? Object.keys(reply.view ?? {}) : [])));
    expect([...parts, 'lines'].sort()).toEqual(Object.keys(View.unwrap().shape).sort());
  });
});

test('contract: another version is refused as is printed there, and the title names the version of this suite', () => {
  const [, answered] = lines.slice(-2);
  const says = guide.split('\n').find((line) => line.startsWith('speaks contract version')) ?? '';
  expect(() => manifestOf(answered.text, 'it')).toThrow(says);
  expect(says).not.toBe('');
  expect(guide).toMatch(new RegExp(`^# .*, version ${String(CONTRACT)}\n`));
});

/** Every key of an object and every word that stands for a value, anywhere in a schema. */
const wordsOf = (schema: unknown): readonly string[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap(wordsOf);
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'properties')
      return [...Object.keys(value as object), ...Object.values(value as object).flatMap(wordsOf)];
    if (key === 'enum') return value as string[];
    return key === 'const' && typeof value === 'string' ? [value] : wordsOf(value);
  });
};
/** What stands as code in the text, and not in the conversations. */
const named = new Set(
  [...guide.replaceAll(/```[^]*?```/g, '').matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code.match(/\w+/g) ?? []),
);

test.each(['manifest', 'boot', 'stimulus', 'reply'] as const satisfies readonly SchemaName[])(
  'contract: every field and every word of a %s is named',
  (name) => {
    const words = [...new Set(wordsOf(schemaOf(name)))];
    expect(words.length).toBeGreaterThan(5);
    expect(words.filter((word) => !named.has(word))).toEqual([]);
  },
);

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.warn('There is no python3: the adapter of docs/guides/contract.md is NOT tried.');

test.skipIf(!hasPython)('contract: the adapter in Python runs, and its first failure says what to write', () => {
  const { l4c, write } = inFolder();
  write('adapter.py', /```python\n([^]*?)```/.exec(guide)?.[1] ?? expect.fail('the guide has no adapter'));
  const { status, stdout } = l4c('run', '--kernel-cmd', 'python3 ./adapter.py', '--runs', '20', '--max-failures', '1');
  expect([status, stdout.split('\n')[0]]).toEqual([1, 'Rule broken: ipc/fails (F:3.2)']);
  expect(stdout).toContain('The kernel showed: 0.0 runs, its result: send nonExistent');
});
