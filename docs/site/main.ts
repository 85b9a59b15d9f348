import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rootOfPackage } from '../../conformance/package.js';
import { bundledPlayer, styleFile } from '../../conformance/player/bundle.js';
import { writeApi } from './api.js';
import { brokenLinks } from './links.js';
import { document } from './page.js';
import type { Page } from './page.js';
import { pagesOfSite } from './site.js';

// Writes the site: npm run docs

const out = fileURLToPath(new URL('.site/', rootOfPackage));
const tell = (text: string): void => void process.stderr.write(`${text}\n`);
const store = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(out, file)), { recursive: true });
  writeFileSync(path.join(out, file), text);
};

/** So many broken links are told. */
const TOLD = 20;

/** The pages; if something that has to be told is missing, that is said, and the site is not written. */
const madeOrTold = async (): Promise<readonly Page[]> => {
  try {
    return await pagesOfSite();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    tell(`the site is not built: ${error.message}`);
    tell(error.stack ?? '');
    process.exit(1);
  }
};
const pages = await madeOrTold();
rmSync(out, { recursive: true, force: true });
for (const page of pages) store(page.path, document(page));
const sheets = [styleFile, new URL('docs/site/site.css', rootOfPackage)];
store('assets/site.css', sheets.map((file) => readFileSync(file, 'utf8')).join(''));
store('assets/player.js', await bundledPlayer());

const katex = fileURLToPath(new URL('node_modules/katex/dist/', rootOfPackage));
/** KaTeX's sheet, of each font only the format that every browser of today reads. */
const sheet = readFileSync(path.join(katex, 'katex.min.css'), 'utf8').replaceAll(
  /,url\([^)]*\.(?:woff|ttf)\) format\("[a-z]+"\)/g,
  '',
);
store('assets/katex.css', sheet);
for (const font of readdirSync(path.join(katex, 'fonts')).filter((file) => file.endsWith('.woff2')))
  cpSync(path.join(katex, 'fonts', font), path.join(out, 'assets/fonts', font));

const isDocumented = await writeApi(path.join(out, 'api'));

const stored = readdirSync(out, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
const files = stored.map((it) => path.relative(out, path.join(it.parentPath, it.name)));
const broken = brokenLinks(
  new Map(
    files.map(
      (file) => [file, /\.(html|css)$/.test(file) ? readFileSync(path.join(out, file), 'utf8') : null] as const,
    ),
  ),
);
for (const { from, to, says } of broken.slice(0, TOLD)) tell(`${from}: ${to}: ${says}`);
tell(`${String(pages.length)} pages, ${String(files.length)} files in ${out}`);
if (broken.length > 0) tell(`${String(broken.length)} broken links: each stands above, with the page that has it`);
if (!isDocumented)
  tell(
    'the exports are not all documented, or their documents refer to what is not there: TypeDoc has told which, above',
  );
if (broken.length > 0 || !isDocumented) process.exitCode = 1;
