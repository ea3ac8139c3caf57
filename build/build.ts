/**
 * `npm run build`: Baton as production runs it, in dist/, which can be copied to any machine with Node: `node
 * dist/start.js`, `node dist/cli.js`. It only runs on the system that it was built on, because SQLite is native.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { type BuildOptions, build as bundle, type Plugin } from 'esbuild';
import { drawingFiles } from '../src/platform/drawing/files.ts';
import { lazyPackages, loadLazily, packagesLoadedByTheSources } from './lazy-packages.ts';
import { ourSources } from './sources.ts';
import { warmUp } from './warm-up.ts';

const ROOT = join(import.meta.dirname, '..');
const REPLACEMENTS = join(import.meta.dirname, 'replacements');
const SQLITE = 'better-sqlite3';

const usual: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node22.18',
  // The same result wherever it is built; the image has no tsconfig.json.
  tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  // Names are kept, so that a stack trace can be read without the source maps.
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'linked',
  logLevel: 'warning',
};

/** Builds into `folder`, replacing its content. `more` are entry points for benchmarks of the build. */
export async function build(folder: string, more: string[] = []): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const asked = new Set<string>();
  const replaced = new Set<string>();
  const started = new Set<string>();
  const inFolder: BuildOptions = {
    ...usual,
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    outdir: folder,
    format: 'esm',
    splitting: true,
    // The sandbox is not for production: start.js reports that it is missing.
    external: [SQLITE, './play/start.ts'],
    plugins: [replaceFiles(replaced), ourSources(started), loadLazily(lazyPackages, asked)],
    banner: { js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);" },
  };
  await bundle({ ...inFolder, entryPoints: ['start.js', 'cli.js', 'src/app/main.ts', ...more] });
  await bundle({ ...inFolder, entryPoints: [...started] });
  escapeByteOrderMarks(folder);
  mustBeNone(
    lazyPackages.filter((name) => !asked.has(name)),
    'is no longer imported: remove it from lazyPackages',
  );
  mustBeNone(
    filesIn(REPLACEMENTS).filter((path) => !replaced.has(path)),
    'no longer replaces a file: delete it',
  );
  const modules = join(folder, 'node_modules');
  for (const name of [...lazyPackages, ...packagesLoadedByTheSources]) {
    // As a statement: esbuild gives a JSON file as entry point no exports.
    const stdin = { contents: `module.exports = require('${name}')`, resolveDir: ROOT };
    await bundle({ ...usual, stdin, outfile: join(modules, name, 'index.js'), format: 'cjs' });
    // This file is CommonJS, in a folder whose package.json declares modules.
    writeFileSync(join(modules, name, 'package.json'), '{}\n');
  }
  copySqlite(join(modules, SQLITE));
  copyDrawingFiles(join(folder, 'drawing'));
  // Without drizzle-kit's snapshots, which only the next migration needs.
  const filter = (path: string) => !path.endsWith('_snapshot.json');
  cpSync(join(ROOT, 'migrations'), join(folder, 'migrations'), { recursive: true, filter });
  cpSync(join(ROOT, 'manifest.yml'), join(folder, 'manifest.yml'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  await warmUp(folder);
}

/** esbuild escapes strings, and leaves regular expressions as they are. One such character doubles the memory of a whole file. */
function escapeByteOrderMarks(folder: string): void {
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.js'))) {
    const text = readFileSync(join(folder, name), 'utf8');
    if (text.includes('\ufeff')) writeFileSync(join(folder, name), text.replaceAll('\ufeff', '\\ufeff'));
  }
}

function mustBeNone(names: string[], fault: string): void {
  if (names.length > 0) throw new Error(names.map((name) => `${name} ${fault}.`).join('\n'));
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

/** A file in replacements/ replaces the file with the same path in the build. */
const replaceFiles = (replaced: Set<string>): Plugin => ({
  name: 'replacements',
  setup({ onResolve }) {
    onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) => {
      const other = join(REPLACEMENTS, relative(ROOT, join(resolveDir, path)));
      if (!existsSync(other)) return undefined;
      replaced.add(other);
      return { path: other };
    });
  },
});

/** The package's code, and only the native binary that this system loads. */
function copySqlite(folder: string): void {
  const require = createRequire(import.meta.url);
  const Database: typeof import('better-sqlite3') = require(SQLITE);
  new Database(':memory:').close();
  const from = dirname(require.resolve(`${SQLITE}/package.json`));
  const native = Object.keys(require.cache).find((path) => path.startsWith(from) && path.endsWith('.node'));
  if (!native) throw new Error(`${SQLITE} did not load a binary of its own.`);
  mkdirSync(folder, { recursive: true });
  for (const part of ['package.json', 'LICENSE', 'lib', relative(from, native)]) {
    cpSync(join(from, part), join(folder, part), { recursive: true });
  }
}

/** The fonts need their licenses. */
function copyDrawingFiles(folder: string): void {
  const require = createRequire(import.meta.url);
  for (const file of drawingFiles) {
    cpSync(require.resolve(file), join(folder, basename(file)));
    const [, font] = /^@fontsource\/([\w-]+)/.exec(file) ?? [];
    if (font) cpSync(require.resolve(`@fontsource/${font}/LICENSE`), join(folder, `LICENSE-${font}`));
  }
}

if (import.meta.main) await build(join(ROOT, 'dist'));
