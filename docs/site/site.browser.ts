import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dist, inFolder } from '../../conformance/fixtures/l4c.js';

// The site as `npm run docs` has built it, in a browser: npm run docs:browser

const site = fileURLToPath(new URL('../../.site/', import.meta.url));
const executable = ['chromium', 'chromium-browser']
  .flatMap((name) => (process.env['PATH'] ?? '').split(path.delimiter).map((folder) => path.join(folder, name)))
  .find((file) => existsSync(file));
if (executable === undefined) console.warn('SKIPPED: chromium is absent, the site is not tested in a browser');

const addressOf = (file: string): string => pathToFileURL(path.join(site, file)).href;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const files = existsSync(site) ? readdirSync(site, { recursive: true, encoding: 'utf8' }) : [];
/** The pages, of the API a sample. */
const pages = files.filter(
  (file) => file.endsWith('.html') && (!file.startsWith('api/') || /^api\/(index|modules\/[a-z_.]+)\.html$/.test(file)),
);

/** A sample that has every kind of page. */
const SHOWN = [
  'index.html',
  'rules/index.html',
  'rules/page.html',
  'rules/tick.html',
  'properties/spaces.html',
  'chart.html',
  'drawings.html',
  'cost.html',
  'dialects.html',
  'errata.html',
  'lecture.html',
  'trace/index.html',
  'trace/tests.html',
  'scenarios.html',
  'player.html',
  'faq.html',
  'commands.html',
  'guides/the-486-kernel.html',
  'decisions/0008-the-486-kernel.html',
];

/** Run in a page: what axe finds that is serious, with the first places of each. */
const SERIOUS = `axe.run().then(({ violations }) => violations
  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 120)).join(' | ')))`;
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

test('site: it is there, under 15 MB, and a page of rules is under 300 KB', () => {
  expect(pages.length).toBeGreaterThan(40);
  const sizes = new Map(files.map((file) => [file, statSync(path.join(site, file)).size]));
  expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(15_000_000);
  expect(pages.filter((file) => file.startsWith('rules/') && (sizes.get(file) ?? 0) > 300_000)).toEqual([]);
});

describe.skipIf(executable === undefined)('in a browser', () => {
  let browser: Browser;
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'l4c-'));
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executable ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(scratch, { recursive: true });
  });

  interface Visited {
    readonly page: Page;
    /** Errors, and requests that leave the site. */
    readonly troubles: readonly string[];
  }
  const watched = async (
    width = 1100,
    colorScheme: 'light' | 'dark' = 'light',
    own = addressOf(''),
  ): Promise<Visited> => {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    page.on('requestfailed', (request) => troubles.push(`failed: ${request.url()}`));
    page.on('request', (request) => {
      const isOwn = /^(data|blob):/.test(request.url()) || request.url().startsWith(own);
      if (!isOwn) troubles.push(request.url());
    });
    return { page, troubles };
  };
  const visit = async (file: string, anchor = ''): Promise<Visited> => {
    const visited = await watched();
    await visited.page.goto(addressOf(file) + (anchor === '' ? '' : `#${encodeURIComponent(anchor)}`));
    return visited;
  };

  test('site: every page loads without an error and without a request off the site', async () => {
    const { page, troubles } = await watched();
    for (const file of pages) {
      await page.goto(addressOf(file));
      await page.evaluate('document.fonts.ready.then(() => true)'); // a font that still loads when the page is left would count as failed
      expect([file, troubles]).toEqual([file, []]);
    }
  });

  test('site: formulas and drawings are there, and are as wide as they should be', async () => {
    const { page } = await visit('rules/page.html');
    for (const what of ['.katex-html', 'math', 'svg.timeline', 'pre code .k'])
      expect([what, (await page.locator(what).count()) > 6]).toEqual([what, true]);
    const box = await page.locator('svg.timeline').first().boundingBox();
    expect(box?.width).toBeGreaterThan(100);
    expect(await page.evaluate('document.fonts.check("16px KaTeX_Main")')).toBe(true);
  });

  test('site: narrow pages do not scroll sideways', async () => {
    const { page } = await watched(360);
    for (const file of SHOWN) {
      await page.goto(addressOf(file));
      expect([file, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([file, true]);
    }
  });

  test('site: axe finds no serious violation, light and dark', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page } = await watched(1100, scheme);
      for (const file of SHOWN) {
        await page.goto(addressOf(file));
        await page.evaluate(axe);
        const found = await page.evaluate(SERIOUS);
        expect([file, scheme, found]).toEqual([file, scheme, []]);
      }
    }
  }, 180_000);

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

  test('player: on the 486 it shows the machine, and where a kernel is refused, why', async () => {
    const { page } = await visit('player.html', 'sigma/grant');
    await page.getByLabel('Kernel').selectOption('i486');
    await page.keyboard.press('End');
    await page.keyboard.press('End');
    expect(await page.getByRole('heading', { name: 'TLB' }).count()).toBe(1);
    await page.goto(addressOf('player.html') + '#' + encodeURIComponent('the TLB rule of L.57'));
    await page.locator('.count').click();
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
    await page.getByRole('button', { name: 'Run it' }).click();
    expect((await shown(page))[0]).toBe('Step 0 of 3');
    await page.locator('.count').click();
    await page.keyboard.press('End');
    expect(await shown(page)).toEqual(['Step 3 of 3', 'load page 0: 0.0 runs, it loaded 7.']);
    await lines.fill(`${text}\nload`);
    await page.getByRole('button', { name: 'Run it' }).click();
    expect(await page.getByRole('alert').textContent()).toBe('line 3: not JSON');
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
  test('player: no step of a program of the site changes more than 300 nodes, on the specification or on the 486', async () => {
    for (const [name, kernel] of [
      ['sigma/grant', 'i486'],
      ['grantOnward: children follow or flushed', 'i486'],
      ['strings/cut', 'model'],
      ['strings/page-answered', 'i486'],
      ['scheduling/slice-ends', 'model'],
      ['scenario scheduler', 'model'],
      ['scenario paging', 'model'],
    ]) {
      const { page } = await visit('player.html', name);
      expect(await page.locator('#program').inputValue()).toBe(name);
      await page.getByLabel('Kernel').selectOption(kernel);
      expect([name, kernel, await largeSteps(page)]).toEqual([name, kernel, []]);
      await page.close();
    }
  });

  test('player: one message that maps many pages changes at most 300 nodes, and tells each rule once', async () => {
    for (const sizeLog2 of [4, 5, 6, 10])
      for (const kernel of ['model', 'i486']) {
        const [{ page }, pages] = [await visit('player.html'), 2 ** sizeLog2];
        const item = { kind: 'map', fpage: { base: 0, sizeLog2 }, offset: 0, write: true };
        const stimuli = [
          { do: 'task_new', task: 1, pager: [0, 0], ip: 0 },
          { do: 'ipc', receive: { from: 'any', window: { base: 0, sizeLog2: 20 }, timeoutMs: 'never' } },
          { do: 'load', address: 0 },
          { do: 'ipc', send: { to: [1, 0], words: [], items: [item], timeoutMs: 0 } },
        ];
        const file = path.join(scratch, 'mapped.json');
        writeFileSync(file, JSON.stringify({ boot: { frames: pages, pages, tasks: 3, lthreads: 2 }, stimuli }));
        await page.getByLabel('Kernel').selectOption(kernel);
        await page.getByLabel('Or a file').setInputFiles(file);
        await page.getByText('Step 0 of 4').waitFor();
        expect([pages, kernel, await largeSteps(page)]).toEqual([pages, kernel, []]);
        expect(await page.locator('#player .by .rule').allTextContents()).toContain(`sigma/map × ${String(pages)}`);
        await page.close();
      }
  });

  test('player: a file of 20 000 stimuli, a step of which changes at most 300 nodes', async () => {
    const boot = { frames: 2, pages: 2, tasks: 2, lthreads: 2 };
    const stimuli = Array.from({ length: 20_000 }, (_, i) =>
      i % 2 === 0 ? { do: 'store', address: 0, value: i } : { do: 'load', address: 0 },
    );
    const file = path.join(scratch, 'long.json');
    writeFileSync(file, JSON.stringify({ boot, stimuli }));
    for (const kernel of ['model', 'i486']) {
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
    }
  }, 180_000);

  /** The 486 kernel under a name that is a script, wrong in what it stores. */
  const EVIL = `import { i486 } from ${JSON.stringify(path.join(dist, 'impl/index.js'))};
    export default () => {
      const kernel = i486();
      const manifest = { l4c: 1, name: '<script>alert(1)</script>', profiles: ['sigma', 'ipc'] };
      const step = (x) => (x.do === 'store' && x.value > 9 ? { running: [0, 0], stored: true } : kernel.step(x));
      return { manifest, boot: (config) => kernel.boot(config), step, view: () => kernel.view() };
    };`;
  test('report: of a run that passed and of one that failed, the page opens anywhere, asks for nothing, and plays the failure', async () => {
    const { folder, l4c, write } = inFolder();
    const runs = [
      ['well.html', 0, ['--runs', '200']],
      ['failed.html', 1, ['--kernel', write('evil.mjs', EVIL), '--runs', '100']],
    ] as const;
    for (const [name, code, args] of runs) {
      expect([name, l4c('run', ...args, '--html', name).status]).toEqual([name, code]);
      const file = path.join(folder, name);
      const address = pathToFileURL(file).href;
      expect(statSync(file).size).toBeLessThan(2_000_000);
      for (const [width, scheme] of [
        [1100, 'light'],
        [1100, 'dark'],
        [360, 'light'],
      ] as const) {
        const { page, troubles } = await watched(width, scheme, address);
        await page.goto(address);
        expect([name, width, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([
          name,
          width,
          true,
        ]);
        if (code !== 0) {
          expect(await page.locator('h1').textContent()).toBe('<script>alert(1)</script>');
          await page.getByRole('link', { name: 'Step through it' }).first().click();
          await page.keyboard.press('End');
          expect(await page.getByRole('alert').textContent()).toMatch(/^Rule broken: /);
          await page.locator('#player .by a').first().click();
          expect(await page.locator('tr:target').isVisible()).toBe(true);
        }
        await page.evaluate(axe);
        expect([name, width, scheme, await page.evaluate(SERIOUS), troubles]).toEqual([name, width, scheme, [], []]);
        await page.close();
      }
    }
  }, 180_000);
});
