/**
 * `npm run build`: Baton as production runs it, in dist/, which can be copied to wherever there is Node:
 * `node dist/start.js`, `node dist/cli.js`. It is for the system that it was built on, since SQLite is native.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { type BuildOptions, build as bundle, type Plugin } from 'esbuild';
import { lazily, lazyPackages, packagesLoadedByTheSources } from './lazily.ts';
import { rehearse } from './rehearse.ts';
import { ourSources } from './sources.ts';

const ROOT = join(import.meta.dirname, '..');
const INSTEAD = join(import.meta.dirname, 'instead');
const SQLITE = 'better-sqlite3';

const usual: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node22.18',
  // The same wherever it is built; the image has no tsconfig.json.
  tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  // Names stay, so that a stack trace can be read also without the maps.
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'linked',
  logLevel: 'warning',
};

/** Builds into `folder`, whatever was in it before. */
export async function build(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const asked = new Set<string>();
  const replaced = new Set<string>();
  const workers = new Set<string>();
  const inFolder: BuildOptions = {
    ...usual,
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    outdir: folder,
    format: 'esm',
    splitting: true,
    // The sandbox is not for production: start.js says so when it is not there.
    external: [SQLITE, './play/start.ts'],
    plugins: [instead(replaced), ourSources(workers), lazily(lazyPackages, asked)],
    banner: { js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);" },
  };
  await bundle({ ...inFolder, entryPoints: ['start.js', 'cli.js', 'src/app/main.ts'] });
  await bundle({ ...inFolder, entryPoints: [...workers] });
  mustBeNone(
    lazyPackages.filter((name) => !asked.has(name)),
    'is imported by nothing any more: take it off lazyPackages',
  );
  mustBeNone(
    filesIn(INSTEAD).filter((path) => !replaced.has(path)),
    'stands in for nothing any more: delete it',
  );
  const modules = join(folder, 'node_modules');
  for (const name of [...lazyPackages, ...packagesLoadedByTheSources]) {
    await bundle({ ...usual, entryPoints: [name], outfile: join(modules, name, 'index.js'), format: 'cjs' });
    // It is CommonJS, in a folder whose package.json says otherwise.
    writeFileSync(join(modules, name, 'package.json'), '{}\n');
  }
  copySqlite(join(modules, SQLITE));
  cpSync(join(ROOT, 'migrations'), join(folder, 'migrations'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  await rehearse(folder);
}

function mustBeNone(names: string[], fault: string): void {
  if (names.length > 0) throw new Error(names.map((name) => `${name} ${fault}.`).join('\n'));
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

/** A file in instead/ stands in for the one of the same path, which then is not part of the build. */
const instead = (replaced: Set<string>): Plugin => ({
  name: 'instead',
  setup({ onResolve }) {
    onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) => {
      const other = join(INSTEAD, relative(ROOT, join(resolveDir, path)));
      if (!existsSync(other)) return undefined;
      replaced.add(other);
      return { path: other };
    });
  },
});

/** Its code, and of its native binaries the one that this system loads. */
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

if (import.meta.main) await build(join(ROOT, 'dist'));
