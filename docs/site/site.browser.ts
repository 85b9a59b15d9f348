import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { dist, inFolder } from '../../conformance/fixtures/l4c.js';
import { addressOf, executable, site, visits } from './fixtures/visits.browser.js';
import type { Visited } from './fixtures/visits.browser.js';

// The site as `npm run docs` has built it, in a browser: npm run docs:browser

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const files = existsSync(site) ? readdirSync(site, { recursive: true, encoding: 'utf8' }) : [];
/** The pages, of the API a sample. */
const pages = files.filter(
  (file) => file.endsWith('.html') && (!file.startsWith('api/') || /^api\/(index|modules\/[a-z_.]+)\.html$/.test(file)),
);

/** Of pages that are made alike, from the same few parts, axe visits these; of all others, each. */
const SAMPLES = [
  ...['rules/page.html', 'rules/copy.html', 'properties/index.html', 'properties/system-timeouts.html'],
  ...['properties/hardware.html', 'properties/wrong-rules.html', 'decisions/index.html'],
  ...['decisions/0008-the-486-kernel.html', 'api/index.html', 'api/modules/conformance_vitest.html'],
];
const isForAxe = (file: string): boolean => SAMPLES.includes(file) || !/^(rules|properties|decisions|api)\//.test(file);

/** Run in a page: what axe finds that is serious, with the first places of each; by all of its rules, or by that of contrast alone. */
const seriousBy = (rules: '' | "runOnly: ['color-contrast']"): string =>
  `axe.run({ preload: false, resultTypes: ['violations'], ${rules} }).then(({ violations }) => violations
  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 120)).join(' | ')))`;
// A page from a file cannot ask for its own style sheets, so that axe need not try to.
const SERIOUS = seriousBy('');
/** In the dark a page has other colors, and nothing else is other. */
const SERIOUS_IN_COLORS = seriousBy("runOnly: ['color-contrast']");
/** Run in a page: it is no wider than the window. */
const FITS = 'document.documentElement.scrollWidth <= innerWidth';
/** Run in a page: the formulas and signs that are wider than there is room for. */
const WIDER = `[...document.querySelectorAll('.formula, .signs dt')]
  .filter((it) => it.scrollWidth > it.clientWidth + 1)
  .map((it) => (it.closest('.one')?.id ?? it.textContent) + ': ' + (it.scrollWidth - it.clientWidth))`;
/** Run in a page: which labels and standings of a graph lie on one another, two by two. */
const MEETING_LABELS = `(() => {
  const all = [...document.querySelectorAll('.graph .labels text, .graph .node path')];
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return all.flatMap((one, at) => all.slice(at + 1)
    .filter((other) => meets(one.getBoundingClientRect(), other.getBoundingClientRect()))
    .map((other) => [one.textContent, other.textContent]));
})()`;
/** Run in a page: `heard` comes when all who listen have been told that the address names another place of the page. */
const HEARD = `window.heard = new Promise((tell) => addEventListener('hashchange', () => tell(true), { once: true })), 0`;
test('site: it is there, under 15 MB, and a page of rules is under 300 KB', () => {
  expect(pages.length).toBeGreaterThan(40);
  expect(SAMPLES.filter((file) => !pages.includes(file))).toEqual([]);
  const sizes = new Map(files.map((file) => [file, statSync(path.join(site, file)).size]));
  expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBeLessThan(15_000_000);
  expect(pages.filter((file) => file.startsWith('rules/') && (sizes.get(file) ?? 0) > 300_000)).toEqual([]);
});

describe.skipIf(executable === undefined)('in a browser', () => {
  const { watched, visit } = visits();

  /** What axe finds in a page that is loaded, light and dark. */
  const seriousIn = async (page: Page): Promise<readonly unknown[]> => {
    await page.setViewportSize({ width: 1100, height: 900 });
    await page.evaluate(axe);
    const light = await page.evaluate(SERIOUS);
    await page.emulateMedia({ colorScheme: 'dark' });
    return [light, await page.evaluate(SERIOUS_IN_COLORS)];
  };
  /** Windows that are open and wait for their next page: to open one takes longer than most pages do. */
  const free: Visited[] = [];
  // A page is loaded once for all that is asked of it, and next to another one: most of the time goes into loading and axe.
  test.concurrent.each(pages)(
    'site: %s loads without an error and without a request off the site, fits a narrow window with all its formulas and signs, and axe, where it visits, finds nothing serious, light and dark',
    async (file) => {
      const visited = free.pop() ?? (await watched());
      const { page, troubles } = visited;
      const before = troubles.length;
      await page.setViewportSize({ width: 360, height: 900 });
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(addressOf(file));
      await page.evaluate('document.fonts.ready.then(() => true)'); // a font that still loads when the page is left would count as failed
      const [fits, wider] = [await page.evaluate(FITS), await page.evaluate(WIDER)];
      const [light, dark] = isForAxe(file) ? await seriousIn(page) : [[], []];
      free.push(visited);
      expect({ troubles: troubles.slice(before), fits, wider, light, dark }).toEqual({
        troubles: [],
        fits: true,
        wider: [],
        light: [],
        dark: [],
      });
    },
  );

  test('site: formulas and drawings are there, and are as wide as they should be', async () => {
    const { page } = await visit('rules/page.html');
    for (const what of ['.katex-html', 'math', 'svg.timeline', 'pre code .k'])
      expect([what, (await page.locator(what).count()) > 6]).toEqual([what, true]);
    const box = await page.locator('svg.timeline').first().boundingBox();
    expect(box?.width).toBeGreaterThan(100);
    expect(await page.evaluate('document.fonts.check("16px KaTeX_Main")')).toBe(true);
  });

  test('chart: no number of an edge lies on another, or on a standing', async () => {
    const { page } = await visit('chart.html');
    expect(await page.locator('.graph .labels text').count()).toBeGreaterThan(20);
    expect(await page.evaluate(MEETING_LABELS)).toEqual([]);
  });

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
        expect([name, width, await page.evaluate(FITS)]).toEqual([name, width, true]);
        if (code !== 0) {
          expect(await page.locator('h1').textContent()).toBe('<script>alert(1)</script>');
          // The program that the link names begins anew when the page hears of it, and only then keys are for good.
          await page.evaluate(HEARD);
          await page.getByRole('link', { name: 'Step through it' }).first().click();
          await page.evaluate('heard');
          await page.keyboard.press('End');
          const alert = page.getByRole('alert');
          expect(await alert.textContent()).toMatch(/^Rule broken: /);
          await page.locator('#player .by a').first().click();
          await page.locator('tr:target').waitFor();
        }
        await page.evaluate(axe);
        expect([name, width, scheme, await page.evaluate(SERIOUS), troubles]).toEqual([name, width, scheme, [], []]);
        await page.close();
      }
    }
  }, 180_000);
});
