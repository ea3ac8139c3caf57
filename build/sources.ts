import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { Plugin } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');
const WORKER = /new Worker\(\s*new URL\('(\.[\w./-]+)\.ts', import\.meta\.url\)/g;
/** Lets esbuild see which exports of zod are used, about a quarter. */
const ZOD = ["import { z } from 'zod'", "import * as z from 'zod'"] as const;
const PLACE = /new URL\([^)]*import\.meta|import\.meta\.(?:dirname|filename)/;

/**
 * Reads our own sources. `workers` collects the files that they start as workers, which are built too; any other file
 * that they load by path needs a replacement in replacements/.
 *
 * V8 stores a file in two bytes per character if any character needs it, and esbuild does not escape those in regular
 * expressions: so all of them are escaped here.
 */
export const ourSources = (workers: Set<string>): Plugin => ({
  name: 'our sources',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (!/^(?:src|commands|views)[/\\]/.test(relative(ROOT, path))) return undefined;
      const text = await readFile(path, 'utf8');
      const placed = text.replace(WORKER, (_, worker: string) => {
        workers.add(join(dirname(path), `${worker}.ts`));
        return `new Worker(new URL('./${basename(worker)}.js', import.meta.url)`;
      });
      if (PLACE.test(placed.replaceAll(/new Worker\(new URL\([^)]*\)/g, ''))) {
        return {
          errors: [{ text: `${path} loads a file by a path that does not exist in a build. See build/sources.ts.` }],
        };
      }
      return { contents: placed.replace(...ZOD).replace(/[^\0-\x7f]/g, escaped), loader: 'ts' };
    });
  },
});

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
