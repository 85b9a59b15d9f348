import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CannotReply,
  ErrorReply,
  MAX_BUFFER_WORDS,
  MAX_ITEMS,
  MAX_STRINGS,
  MAX_STRING_BYTES,
  MAX_TIMEOUT_MS,
  MAX_WORDS,
  Request,
} from '../../spec/vocabulary/index.js';
import { compile, compileWholeKernel, hasCompiler, talk } from '../fixtures/c-kernel.js';

/** A message with more in it than the header had to read before there were strings. */
const sends = (more: string): string =>
  `{"n":2,"do":"ipc","send":{"to":[0,0],"words":[],"items":[],"timeoutMs":0,${more}}}`;
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

  test('l4c_parse reads what of a message lies in memory, and inMemory is printed where it came whole', () => {
    // the first piece begins a string, whatever it says
    const lines = [
      boot,
      '{"n":2,"do":"lthread_ex_regs","lthread":1}',
      '{"n":3,"do":"store","address":4100,"value":67305985}',
      '{"n":4,"do":"ipc","receive":{"from":"any","timeoutMs":"never","buffer":{"address":8192,"words":2},"strings":[{"bytes":1,"address":8203},{"continues":true,"address":8200,"bytes":3}],"faultTimeoutMs":"never"}}',
      '{"n":5,"do":"ipc","send":{"to":[0,0],"words":[],"items":[],"timeoutMs":0,"strings":[{"address":4100,"bytes":4,"continues":true}],"buffer":{"address":4096,"words":2},"faultTimeoutMs":1}}',
      '{"n":6,"do":"load","address":8192}',
      '{"n":7,"do":"load","address":8196}',
      '{"n":8,"do":"load","address":8200}',
    ];
    const inMemory = { words: 2, strings: 1 };
    const result = { call: 'ipc', phase: 'receive', cause: 'ok', from: [0, 1], words: [], inMemory };
    expect(
      talk([binary], lines)
        .replies.slice(4)
        .map((reply): unknown => JSON.parse(reply)),
    ).toEqual([
      { n: 5, running: [0, 0], result },
      { n: 6, running: [0, 0], loaded: 1 },
      { n: 7, running: [0, 0], loaded: 0x04030201 },
      { n: 8, running: [0, 0], loaded: 0x01040302 },
    ]);
  });

  test.each(['{"do":"interrupt","line":15}', '{"ms":4294967296,"do":"tick"}', '{"do":"slice_end"}'])(
    'l4c_parse reads %s, which is announced for a copy',
    (event) => {
      expect(answer(`{"n":2,"do":"during","k":65535,"event":${event}}`)).toEqual({ n: 2, running: [0, 0] });
    },
  );

  test('l4c_parse reads the longest message that there is, and L4C_LINE has room for its line', () => {
    const piece = { address: 0xffff_ffff - MAX_STRING_BYTES, bytes: MAX_STRING_BYTES, continues: true };
    const fpage = { base: 0xf_ffff, sizeLog2: 0 };
    const memory = {
      buffer: { address: 2 ** 32 - 4 * MAX_BUFFER_WORDS, words: MAX_BUFFER_WORDS },
      strings: Array.from({ length: MAX_STRINGS }, () => piece),
      timeoutMs: MAX_TIMEOUT_MS,
      faultTimeoutMs: MAX_TIMEOUT_MS,
    };
    const item = { kind: 'grant', fpage, offset: 0xf_ffff, write: false };
    const words = Array.from({ length: MAX_WORDS }, () => 0xffff_ffff);
    const items = Array.from({ length: MAX_ITEMS }, () => item);
    const line = JSON.stringify({
      n: 0xffff_ffff,
      do: 'ipc',
      send: { ...memory, to: [2047, 127, 1023], words, items },
      receive: { ...memory, from: [2047, 127, 1023], window: fpage },
    });
    expect(Request.safeParse(JSON.parse(line)).error).toBeUndefined();
    expect(line.length + 2).toBeLessThan(Number(/define L4C_LINE (\d+)/.exec(header)?.[1]));
    expect(answer(line)).toMatchObject({ n: 0xffff_ffff, result: { phase: 'send', cause: 'nonExistent' } });
  });

  test.each([
    ['a call of another contract', '{"n":2,"do":"reboot","to":{"deep":[[null,true,-1.5e9]]}}'],
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
    ['a buffer between words', sends('"buffer":{"address":2,"words":1}')],
    ['a buffer of no words', sends('"buffer":{"address":0,"words":0}')],
    ['a buffer beyond 2^32', sends('"buffer":{"address":4294967288,"words":3}')],
    ['a string beyond 2^32', sends('"strings":[{"address":4294967295,"bytes":2}]')],
    ['a string of more than 4 MiB', sends('"strings":[{"address":0,"bytes":4194305}]')],
    ['a string without its length', sends('"strings":[{"address":0}]')],
    ['a piece that says it does not continue', sends('"strings":[{"address":0,"bytes":1,"continues":false}]')],
    ['32 strings', sends(`"strings":[${Array<string>(32).fill('{"address":0,"bytes":1}').join()}]`)],
    ['a page-fault timeout beyond 2^31', sends('"faultTimeoutMs":2147483649')],
    ['an event that comes in no copy', '{"n":2,"do":"during","k":1,"event":{"do":"trap","vector":1}}'],
    ['an event with the field of another', '{"n":2,"do":"during","k":1,"event":{"do":"slice_end","ms":1}}'],
    ['an event without its field', '{"n":2,"do":"during","k":1,"event":{"do":"interrupt"}}'],
    ['an event that comes too late', '{"n":2,"do":"during","k":65536,"event":{"do":"slice_end"}}'],
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
