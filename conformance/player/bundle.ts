import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { rootOfPackage } from '../package.js';

/** The player as one script, for a page that has programs to play: see page/main.ts. */
export const bundledPlayer = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('dist/conformance/player/page/main.js', rootOfPackage))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    logLevel: 'error',
  });
  return outputFiles[0].text;
};

/** The file of styles that the player shares with every page that has timelines. */
export const styleFile: URL = new URL('conformance/player/style.css', rootOfPackage);
