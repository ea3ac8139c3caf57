import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Bundle } from '../src/page-bundle.ts';

/** Takes the place of page-bundle.ts of the sources in the package, which carries the bundled page instead of its sources. */
export const PAGE = fileURLToPath(new URL('../page/', import.meta.url));

export const sharedBundle = (): Bundle => ({
  files: async () => ({
    js: await readFile(`${PAGE}page.js`, 'utf8'),
    css: await readFile(`${PAGE}page.css`, 'utf8'),
  }),
  onChange: () => () => {},
  close: async () => {},
});

export function watchedBundle(): Bundle {
  throw new Error('Only the sources of the sandbox can rebuild the page: start it without --watch-page.');
}
