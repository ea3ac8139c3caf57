/** Whether a file imports another one: at once, or through others. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const IMPORT = /(?:from|import) '(\.[^']+\.ts)'/g;
const imports = new Map<string, string[]>();
const reached = new Map<string, Set<string>>();

function importsOf(file: string): string[] {
  const found =
    imports.get(file) ??
    [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, path = '']) => join(dirname(file), path));
  imports.set(file, found);
  return found;
}

export function reaches(file: string, wanted: string): boolean {
  const all = reached.get(file) ?? new Set([file]);
  if (!reached.has(file)) for (const one of all) for (const path of importsOf(one)) all.add(path);
  reached.set(file, all);
  return all.has(wanted);
}
