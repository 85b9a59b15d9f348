import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CannotReply, ErrorReply } from '../../spec/vocabulary/index.js';
import { compile, compileWholeKernel, hasCompiler, talk } from '../fixtures/c-kernel.js';

const header = readFileSync(new URL('l4c.h', import.meta.url), 'utf8');

/** What the header makes of a line, as the complete kernel in C answers it. */
describe.skipIf(!hasCompiler)('l4c.h', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'l4c-'));
  let binary = '';
  beforeAll(() => {
    binary = compileWholeKernel(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const boot = '{"n":1,"boot":{"frames":4,"pages":8,"tasks":3,"lthreads":3}}';
  const answer = (line: string): unknown => JSON.parse(talk([binary], [boot, line]).replies[1]);

  test.each([
    ['fields in any order', '{"address":12288,"do":"load","n":2}'],
    ['any white space', ' {"n" :\t2 , "do": "load"\t,"address" :12288 } \r'],
    ['a number with a fraction and an exponent', '{"n":2.0,"do":"load","address":12.288e+03}'],
    ['a number with a negative exponent', '{"n":20E-1,"do":"load","address":1228800e-2}'],
    ['strings with escapes', '{"n":2,"d\\u006f":"lo\\u0061d","address":12288}'],
  ])('l4c_parse reads %s', (_, line) => {
    expect(answer(line)).toEqual({ n: 2, running: [0, 0], loaded: 3 });
  });

  test('l4c_parse reads times of more than 32 bits, and the longest timeout', () => {
    const lines = [
      '{"n":1,"boot":{"frames":1,"pages":1,"tasks":1,"lthreads":1,"lines":16,"clockMs":1099511627776}}',
      '{"n":2,"do":"tick","ms":4294967296}',
      '{"n":3,"do":"ipc","receive":{"from":"nobody","timeoutMs":2147483648}}',
      '{"n":4,"do":"tick","ms":4294967296}',
    ];
    expect(talk([binary], lines).replies.map((reply): unknown => JSON.parse(reply))).toEqual([
      { n: 1, running: [0, 0] },
      { n: 2, running: [0, 0], elapsedMs: 2 ** 32 },
      { n: 3, running: 'idle' },
      { n: 4, running: [0, 0], elapsedMs: 2 ** 31, result: { call: 'ipc', phase: 'receive', cause: 'timeout' } },
    ]);
  });

  test.each([
    ['a call of another contract', '{"n":2,"do":"during","to":{"deep":[[null,true,-1.5e9]]}}'],
    ['a field of another contract', '{"n":2,"do":"load","address":0,"twice":true}'],
    ['a field too few', '{"n":2,"do":"store","address":0}'],
    ['a field of another call', '{"n":2,"do":"load","address":0,"value":0}'],
    ['an ipc without a phase', '{"n":2,"do":"ipc"}'],
    ['an address between words', '{"n":2,"do":"load","address":2}'],
    ['a word too large', '{"n":2,"do":"store","address":0,"value":4294967296}'],
    ['a word that is negative', '{"n":2,"do":"store","address":0,"value":-1}'],
    ['a fraction', '{"n":2,"do":"store","address":0,"value":0.5}'],
    ['an unaligned fpage', '{"n":2,"do":"fpage_unmap","fpage":{"base":1,"sizeLog2":1},"own":true,"readOnly":true}'],
    ['a timeout beyond 2^31', '{"n":2,"do":"ipc","receive":{"from":"any","timeoutMs":2147483649}}'],
    ['a tick of no time', '{"n":2,"do":"tick","ms":0}'],
    ['a priority of 256', '{"n":2,"do":"task_new","task":1,"pager":[0,0],"ip":0,"mcp":256}'],
    ['a clock beyond 2^40', '{"n":2,"boot":{"frames":1,"pages":1,"tasks":1,"lthreads":1,"clockMs":1099511627777}}'],
    ['three words', '{"n":2,"do":"ipc","send":{"to":[0,0],"words":[1,2,3],"items":[],"timeoutMs":0}}'],
    ['an id of one number', '{"n":2,"do":"thread_switch","to":[0]}'],
    ['a machine without threads', '{"n":2,"boot":{"frames":1,"pages":1,"tasks":1,"lthreads":0}}'],
  ])('l4c_parse finds %s unknown', (_, line) => {
    expect(CannotReply.parse(answer(line)).n).toBe(2);
  });

  test.each([
    ['an empty line', '', 0],
    ['an array', '[]', 0],
    ['a line without a number', '{"do":"load","address":0}', 0],
    ['a line whose number is a string', '{"n":"2","do":"load","address":0}', 0],
    ['an object without its end', '{"n":2,"do":"load","address":0', 2],
    ['an object with two ends', '{"n":2,"do":"load","address":0}}', 2],
    ['a comma before the end', '{"n":2,"do":"load","address":0,}', 2],
    ['a number with a leading zero', '{"n":2,"do":"load","address":00}', 2],
    ['a number that ends in a point', '{"n":2,"do":"load","address":4.}', 2],
    ['a key that comes twice', '{"n":2,"do":"load","address":4,"address":4}', 2],
    ['a string without its end', '{"n":2,"do":"load,"address":4}', 2],
    ['a word without quotes', '{"n":2,"do":load,"address":4}', 2],
    ['an escape that JSON does not have', '{"n":2,"do":"lo\\xad","address":4}', 2],
    ['an endless nest', `{"n":2,"do":"deep","to":${'['.repeat(1000)}${']'.repeat(1000)}}`, 2],
  ])('l4c_parse refuses %s', (_, line, n) => {
    expect(ErrorReply.parse(answer(line)).n).toBe(n);
  });

  test('the loop in the first comment compiles', () => {
    const [comment] = header.split('*/');
    const loop = [...comment.matchAll(/^ \* {5}(.*)$/gm)].map(([, code]) => code);
    const source = path.join(folder, 'loop.c');
    const lines = [
      '#include <stdio.h>',
      '#include "l4c.h"',
      'static l4c_manifest my_manifest;',
      'static void my_kernel(l4c_request *x, l4c_seen *seen) { (void)x, (void)seen; }',
      'int main(void) {',
      ...loop,
      'return 0;',
      '}',
    ];
    writeFileSync(source, lines.map((line) => `${line}\n`).join(''));
    expect(loop.length).toBe(11);
    expect(compile([source], path.join(folder, 'loop'))).toBe('');
  });
});

test('l4c.h includes nothing that needs a C library', () => {
  const included = [...header.matchAll(/^#include (.*)$/gm)].map(([, name]) => name);
  expect(included).toEqual(['<stddef.h>', '<stdint.h>']);
});
