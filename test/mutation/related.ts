/** The tests that import a source file: at once, or through others. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const IMPORT = /(?:from|import) '(\.[^']+\.ts)'/g;
const known = new Map<string, string[]>();

function importsOf(file: string): string[] {
  const found =
    known.get(file) ??
    [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, path = '']) => join(dirname(file), path));
  known.set(file, found);
  return found;
}

function reaches(file: string, wanted: string, seen = new Set<string>()): boolean {
  if (file === wanted) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  return importsOf(file).some((one) => reaches(one, wanted, seen));
}

/** Tests of a folder in two groups: those that import the file itself, and the others that reach it. */
export function relatedTests(folder: string, file: string): string[][] {
  const tests = globSync(`${folder}/**/*.test.ts`).filter((test) => !/\.(long|browser)\.test\.ts$/.test(test));
  const near = tests.filter((test) => importsOf(test).includes(file));
  const far = tests.filter((test) => !near.includes(test) && reaches(test, file));
  return [near, far].filter((group) => group.length > 0);
}
