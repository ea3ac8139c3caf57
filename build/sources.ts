import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { Plugin } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');
const WORKER = /new Worker\(\s*new URL\('(\.[\w./-]+)\.ts', import\.meta\.url\)/g;
/** The same, but of this one esbuild sees what is used, which is a quarter. */
const ZOD = ["import { z } from 'zod'", "import * as z from 'zod'"] as const;
const PLACE = /new URL\([^)]*import\.meta|import\.meta\.(?:dirname|filename)/;

/**
 * Reads our own sources. `workers` holds the files that they start as workers, which are built beside the rest; any other
 * file that they look for beside themselves needs a file in instead/.
 *
 * V8 keeps the text of a file in two bytes a letter when any letter needs them, and esbuild leaves those of regular
 * expressions as they are: so all are escaped.
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
        return { errors: [{ text: `What ${path} looks for lies elsewhere in a build: see build/sources.ts.` }] };
      }
      return { contents: placed.replace(...ZOD).replace(/[^\0-\x7f]/g, escaped), loader: 'ts' };
    });
  },
});

const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
