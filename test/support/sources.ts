import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

export interface Source {
  /** From the root of the project, with slashes. */
  path: string;
  text: string;
}

export interface Import {
  /** A path from the root of the project for a file of its own, otherwise the package and its path. */
  from: string;
  /** Types are stripped: nothing is loaded. */
  isType: boolean;
}

const NOT_OURS = new Set(['node_modules', '.git', 'migrations', 'data', 'dist', 'coverage']);

/** Every file with one of these endings in the project. */
export function sources(...endings: string[]): Source[] {
  const found: Source[] = [];
  const look = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!NOT_OURS.has(entry.name)) look(path);
      } else if (endings.some((ending) => entry.name.endsWith(ending))) {
        found.push({ path: relative(ROOT, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') });
      }
    }
  };
  look(ROOT);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The text without comments; text in quotes is unchanged. */
export const codeOf = (text: string): string =>
  text.replace(/('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '$1');

const STATEMENT = /^[ \t]*(?:import|export)\s+(type\s)?([^'";=()]*?)\bfrom\s*(['"])([^'"]+)\3/gm;
const BARE = /^[ \t]*import\s*(['"])([^'"]+)\1/gm;
const CALL = /(typeof\s+)?\b(?:import|require)\(\s*(['"])([^'"]+)\2/g;
/** `import('x').Type`, which is a type too. */
const TYPE_OF_CALL = /=\s*import\(\s*(['"])([^'"]+)\1\s*\)\./g;

export function importsOf({ path, text }: Source): Import[] {
  const code = codeOf(text);
  const found: Import[] = [];
  const add = (from: string, isType: boolean) => {
    const ours = from.startsWith('.') ? relative(ROOT, join(ROOT, dirname(path), from)).replaceAll('\\', '/') : from;
    found.push({ from: ours, isType });
  };
  for (const [, type, names = '', , from = ''] of code.matchAll(STATEMENT)) {
    add(from, type !== undefined || onlyTypes(names));
  }
  for (const [, , from = ''] of code.matchAll(BARE)) add(from, false);
  const types = new Set([...code.matchAll(TYPE_OF_CALL)].map(({ index, 0: whole }) => index + whole.indexOf('import')));
  for (const { index, 1: typeOf, 3: from = '' } of code.matchAll(CALL)) {
    add(from, typeOf !== undefined || types.has(index));
  }
  return found;
}

/** `{ type A, type B }`. */
function onlyTypes(names: string): boolean {
  const listed = /^\{([^}]*)\}\s*$/.exec(names.trim())?.[1]?.split(',') ?? [''];
  const given = listed.map((name) => name.trim()).filter(Boolean);
  return given.length > 0 && given.every((name) => name.startsWith('type '));
}
