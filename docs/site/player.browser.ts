import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { failureText } from '../../conformance/check/failure-file.js';
import { leftInTheMiddle } from '../../conformance/programs/errata.js';
import { addressOf, executable, visits } from './fixtures/visits.browser.js';

// The player of the site as `npm run docs` has built it, in a browser: npm run docs:browser

/** Run in a page: from now on the nodes of the player that change are counted, with all that is in what comes or goes. */
const COUNT_CHANGES = `window.changed = 0;
  const sizeOf = (node) => [...node.childNodes].reduce((sum, it) => sum + sizeOf(it), 1);
  const count = (list) => {
    for (const { addedNodes, removedNodes } of list)
      changed += Math.max(1, [...addedNodes, ...removedNodes].reduce((sum, it) => sum + sizeOf(it), 0));
  };
  window.observer = new MutationObserver(count);
  observer.observe(document.getElementById('player'), { subtree: true, childList: true, attributes: true, characterData: true });
  window.taken = () => { count(observer.takeRecords()); const all = changed; changed = 0; return all; }`;
/** Run in a page after that: the steps of the program, from its first, that change nothing or more than 300 nodes, and how many. */
const LARGE_STEPS = `(() => {
  const large = [];
  for (let step = 1; !document.querySelector('[aria-keyshortcuts=ArrowRight]').disabled; step++) {
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
    const nodes = taken();
    if (nodes === 0 || nodes > 300) large.push([step, nodes]);
  }
  return large;
})()`;

describe.skipIf(executable === undefined)('in a browser', () => {
  const { scratch, visit } = visits();

  /** Comes when the page has heard that the address names this program, and has opened it. */
  const opened = (page: Page, program: string): Promise<void> =>
    page.locator(`#program:has(option:checked[value="${program}"])`).waitFor();
  const shown = async (page: Page) => [
    await page.locator('.count').textContent(),
    await page.locator('.now').textContent(),
  ];

  test('player: forward and back by button and by key, with what changed marked and the rules named', async () => {
    const { page, troubles } = await visit('player.html', 'sigma/grant');
    expect((await shown(page))[0]).toBe('Step 0 of 7');
    await page.getByRole('button', { name: 'Forward' }).click();
    expect(await shown(page)).toEqual(['Step 1 of 7', 'task_new 1, pager 0.0: 0.0 runs, its result: made 1.0.']);
    expect(await page.locator('.panel .changed').count()).toBeGreaterThan(0);
    expect(await page.locator('#player .by .rule').allTextContents()).toContain('tasks/create');
    expect(await page.getByRole('status').textContent()).toContain('Changed: Threads (1.0); ');
    await page.getByRole('button', { name: 'Back' }).click();
    expect((await shown(page))[0]).toBe('Step 0 of 7');
    for (const [key, count] of [
      ['End', 'Step 7 of 7'],
      ['ArrowLeft', 'Step 6 of 7'],
      ['ArrowRight', 'Step 7 of 7'],
      ['Home', 'Step 0 of 7'],
    ]) {
      await page.keyboard.press(key);
      expect((await shown(page))[0]).toBe(count);
    }
    expect(troubles).toEqual([]);
  });

  test('player: the arrow keys step after a click into a panel or the timeline, and after a kernel was chosen', async () => {
    const { page } = await visit('player.html', 'sigma/grant');
    await page.locator('.panel .table').first().click();
    await page.keyboard.press('ArrowRight');
    expect((await shown(page))[0]).toBe('Step 1 of 7');
    await page.locator('.drawing').click();
    await page.keyboard.press('ArrowRight');
    expect((await shown(page))[0]).toBe('Step 2 of 7');
    await page.getByLabel('Kernel').focus();
    await page.getByLabel('Kernel').selectOption('i486');
    await page.keyboard.press('ArrowRight');
    expect((await shown(page))[0]).toBe('Step 3 of 7');
    expect(await page.getByLabel('Kernel').inputValue()).toBe('i486');
  });

  test('player: a stored failure is played on the kernel on which it failed', async () => {
    const { page } = await visit('player.html', 'access/load');
    const file = path.join(scratch, 'stored.json');
    writeFileSync(file, failureText('i486:tlb=lecture', 'tlb/ipc-clean', leftInTheMiddle));
    await page.getByLabel('Or a file').setInputFiles(file);
    await page.getByText('Step 0 of 7').waitFor();
    await page.keyboard.press('End');
    expect(await page.getByRole('alert').textContent()).toContain('tlb/ipc-clean');
  });

  test('player: a stored failure that is dropped on the page, from outside the browser, is played', async () => {
    const { page, troubles } = await visit('player.html', 'access/load');
    const file = path.join(scratch, 'dropped.json');
    writeFileSync(file, failureText('i486:tlb=lecture', 'tlb/ipc-clean', leftInTheMiddle));
    const hand = await page.context().newCDPSession(page);
    const data = { items: [], files: [file], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await hand.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
    await page.getByText(`Step 0 of ${String(leftInTheMiddle.stimuli.length)}`).waitFor();
    await page.keyboard.press('End');
    expect(await page.getByRole('alert').textContent()).toContain('tlb/ipc-clean');
    expect([page.url().split('#')[0], troubles]).toEqual([addressOf('player.html'), []]); // a file that the page does not take the browser opens itself
  });

  test('player: an address that names no program of the page is told, and the first program is shown', async () => {
    const { page } = await visit('player.html', 'sigma/mapp');
    expect(await page.getByRole('alert').textContent({ timeout: 2000 })).toBe('No program is called sigma/mapp.');
    await page.evaluate('location.hash = "access/store"');
    await opened(page, 'access/store');
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.evaluate('location.hash = "access/stores"');
    await page.getByText('No program is called access/stores.').waitFor();
  });

  test('player: on the 486 it shows the machine, and where a kernel is refused, why', async () => {
    const { page } = await visit('player.html', 'sigma/grant');
    await page.getByLabel('Kernel').selectOption('i486');
    await page.keyboard.press('End');
    await page.keyboard.press('End');
    expect(await page.getByRole('heading', { name: 'TLB' }).count()).toBe(1);
    await page.goto(addressOf('player.html') + '#' + encodeURIComponent('the TLB rule of L.57'));
    await opened(page, 'the TLB rule of L.57');
    await page.keyboard.press('End');
    expect(await page.getByRole('alert').textContent()).toContain('tlb/ipc-clean');
  });

  test('player: another allowed outcome is taken where there is a choice', async () => {
    const { page } = await visit('player.html', 'scheduling/slice-ends');
    await page.keyboard.press('End');
    for (const seen of ['0.0 runs, after 1 ms', '1.0 runs, after 1 ms']) {
      await page.getByRole('button', { name: seen }).first().click();
      expect(await shown(page)).toEqual(['Step 3 of 3', `tick 1 ms: ${seen}.`]);
    }
  });

  test('player: an edited program runs, and what is wrong with it is said', async () => {
    const { page } = await visit('player.html', 'access/load');
    await page.getByText('Edit the program').click();
    await page.waitForFunction('document.getElementById("lines").value !== ""');
    const lines = page.getByRole('textbox');
    const text = await lines.inputValue();
    await lines.fill(`${text}\n{"do":"store","address":0,"value":7}\n{"do":"load","address":0}`);
    await page.getByRole('button', { name: 'Forward' }).click();
    await page.getByRole('button', { name: 'Run it' }).click();
    expect((await shown(page))[0]).toBe('Step 1 of 3');
    await page.locator('.count').click();
    await page.keyboard.press('End');
    expect(await shown(page)).toEqual(['Step 3 of 3', 'load page 0: 0.0 runs, it loaded 7.']);
    await lines.fill(`${text}\nload`);
    await page.getByRole('button', { name: 'Run it' }).click();
    expect(await page.getByRole('alert').textContent()).toBe('line 3: not JSON');
    await page.locator('#program').selectOption('sigma/grant');
    await page.getByText('Step 0 of 7').waitFor();
    expect(await lines.inputValue()).toContain('"kind":"grant"');
  });

  test('player: a dialect is chosen, and a file is judged by the dialect that it names', async () => {
    const { page, troubles } = await visit('player.html', 'ontoOccupied: replace or keep');
    await page.getByLabel('Kernel').selectOption('i486');
    const alert = page.getByRole('alert');
    const atTheEnd = async (): Promise<string | null> => {
      await page.locator('.count').click();
      await page.keyboard.press('End');
      return (await alert.isVisible()) ? alert.textContent() : null;
    };
    expect(await atTheEnd()).toBeNull();
    await page.getByLabel('Dialect').selectOption('ontoOccupied: keep');
    expect(await atTheEnd()).toContain('Rule broken: sigma/keep-occupied');
    await page.getByText('Edit the program').click();
    await page.waitForFunction('document.getElementById("lines").value !== ""');
    const program = (await page.getByRole('textbox').inputValue()).split('\n').map((it) => JSON.parse(it) as unknown);
    const [boot, ...stimuli] = program;
    for (const [dialect, refusal] of [
      ['reference', null],
      [{ ontoOccupied: 'keep', senders: 'fifo' }, 'sigma/keep-occupied'],
    ] as const) {
      const file = path.join(scratch, `${typeof dialect}.json`);
      writeFileSync(file, JSON.stringify({ format: 'l4c-failure', dialect, program: { boot, stimuli } }));
      await page.getByLabel('Or a file').setInputFiles(file);
      await page.getByText('Step 0 of').waitFor();
      const told = await atTheEnd();
      if (refusal === null) expect(told).toBeNull();
      else expect(told).toContain(refusal);
    }
    const chosen = await page.getByLabel('Dialect').locator('option:checked').textContent();
    expect(chosen).toBe('ontoOccupied: keep, senders: fifo');
    await page.getByRole('button', { name: 'Run it' }).click();
    expect(await page.getByLabel('Dialect').locator('option:checked').textContent()).toBe(chosen);
    expect(troubles).toEqual([]);
  });

  const largeSteps = async (page: Page): Promise<unknown> => {
    await page.locator('.count').click();
    await page.keyboard.press('Home');
    await page.evaluate(COUNT_CHANGES);
    return page.evaluate(LARGE_STEPS);
  };
  const LARGEST: readonly (readonly [string, string])[] = [
    ['scenario paging', 'model'],
    ['scenario scheduler', 'model'],
    ['sigma/grant', 'i486'],
    ['grantOnward: children follow or flushed', 'i486'],
    ['strings/cut', 'model'],
    ['strings/page-answered', 'i486'],
    ['scheduling/slice-ends', 'model'],
  ];
  test.concurrent.each(LARGEST)('player: no step of %s on %s changes more than 300 nodes', async (name, kernel) => {
    const { page } = await visit('player.html', name);
    expect(await page.locator('#program').inputValue()).toBe(name);
    await page.getByLabel('Kernel').selectOption(kernel);
    expect(await largeSteps(page)).toEqual([]);
    await page.close();
  });

  const MAPPED = [10, 6, 5, 4].flatMap((sizeLog2) =>
    (['model', 'i486'] as const).map((kernel) => [2 ** sizeLog2, kernel] as const),
  );
  test.concurrent.each(MAPPED)(
    'player: one message that maps %i pages on %s changes at most 300 nodes, and tells each rule once',
    async (pages, kernel) => {
      const { page } = await visit('player.html');
      const item = { kind: 'map', fpage: { base: 0, sizeLog2: Math.log2(pages) }, offset: 0, write: true };
      const stimuli = [
        { do: 'task_new', task: 1, pager: [0, 0], ip: 0 },
        { do: 'ipc', receive: { from: 'any', window: { base: 0, sizeLog2: 20 }, timeoutMs: 'never' } },
        { do: 'load', address: 0 },
        { do: 'ipc', send: { to: [1, 0], words: [], items: [item], timeoutMs: 0 } },
      ];
      const file = path.join(scratch, `mapped-${kernel}-${String(pages)}.json`);
      writeFileSync(file, JSON.stringify({ boot: { frames: pages, pages, tasks: 3, lthreads: 2 }, stimuli }));
      await page.getByLabel('Kernel').selectOption(kernel);
      await page.getByLabel('Or a file').setInputFiles(file);
      await page.getByText('Step 0 of 4').waitFor();
      expect(await largeSteps(page)).toEqual([]);
      expect(await page.locator('#player .by .rule').allTextContents()).toContain(`sigma/map × ${String(pages)}`);
      await page.close();
    },
  );

  test.concurrent.each(['model', 'i486'])(
    'player: a file of 20 000 stimuli on %s, a step of which changes at most 300 nodes',
    async (kernel) => {
      const boot = { frames: 2, pages: 2, tasks: 2, lthreads: 2 };
      const stimuli = Array.from({ length: 20_000 }, (_, i) =>
        i % 2 === 0 ? { do: 'store', address: 0, value: i } : { do: 'load', address: 0 },
      );
      const file = path.join(scratch, `long-${kernel}.json`);
      writeFileSync(file, JSON.stringify({ boot, stimuli }));
      const { page, troubles } = await visit('player.html');
      await page.getByLabel('Kernel').selectOption(kernel);
      await page.getByLabel('Or a file').setInputFiles(file);
      await page.getByText('Step 0 of 20000').click();
      await page.keyboard.press('End');
      await page.getByText('Step 20000 of 20000').waitFor({ timeout: 60_000 });
      await page.evaluate(COUNT_CHANGES);
      await page.keyboard.press('ArrowLeft');
      expect((await shown(page))[0]).toBe('Step 19999 of 20000');
      const changed = await page.evaluate('taken()');
      expect(changed).toBeGreaterThan(0);
      expect(changed).toBeLessThanOrEqual(300);
      expect(troubles).toEqual([]);
      await page.close();
    },
  );
});
