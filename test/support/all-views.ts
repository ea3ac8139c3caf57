import { globSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Every module of views/, by its path. */
export const allViews = (): Promise<[string, Record<string, unknown>][]> =>
  Promise.all(
    globSync('views/**/*.ts', { cwd: ROOT })
      .sort()
      .map(async (path): Promise<[string, Record<string, unknown>]> => [path, await import(join(ROOT, path))]),
  );
