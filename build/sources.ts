import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { Plugin } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');
const STARTED = /(new Worker\(\s*|fork\(\s*fileURLToPath\()new URL\('(\.[\w./-]+)\.ts', import\.meta\.url\)/g;
/** Lets esbuild see which exports of zod are used, about a quarter. */
const ZOD = ["import { z } from 'zod'", "import * as z from 'zod'"] as const;
const PLACE = /new URL\([^)]*import\.meta|import\.meta\.(?:dirname|filename)/;

/**
 * Reads our own sources. `started` collects the files that they start as workers or processes, which are built too; any other file
 * that they load by path needs a replacement in replacements/.
 *
 * V8 stores a file in two bytes per character if any character needs it, and esbuild does not escape those in regular
 * expressions: so all of them are escaped here.
 */
export const ourSources = (started: Set<string>): Plugin => ({
  name: 'our sources',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (!/^(?:src|commands|views)[/\\]/.test(relative(ROOT, path))) return undefined;
      const text = await readFile(path, 'utf8');
      const withoutStarts = text.replace(STARTED, '');
      const placed = text.replace(STARTED, (_, start: string, file: string) => {
        started.add(join(dirname(path), `${file}.ts`));
        return `${start}new URL('./${basename(file)}.js', import.meta.url)`;
      });
      if (PLACE.test(withoutStarts)) {
        return {
          errors: [{ text: `${path} loads a file by a path that does not exist in a build. See build/sources.ts.` }],
        };
      }
      return { contents: placed.replace(...ZOD).replace(/[^\0-\x7f]/g, escaped), loader: 'ts' };
    });
  },
});

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
