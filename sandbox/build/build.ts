/**
 * `npm run build -w sandbox`: the sandbox as a package of its own, in its folder dist. `npm pack ./sandbox/dist` makes the
 * file that others install. Its code is bundled, so that it needs no package but zod, for its types.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build as bundle, type Plugin } from 'esbuild';
import { bundleOnce } from '../src/page-bundle.ts';

const SANDBOX = join(import.meta.dirname, '..');

const prebuiltPage: Plugin = {
  name: 'prebuilt-page',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/page-bundle\.ts$/ }, () => ({ path: join(import.meta.dirname, 'prebuilt-page.ts') })),
};

function packageJson(): object {
  const own = JSON.parse(readFileSync(join(SANDBOX, 'package.json'), 'utf8'));
  const { name, version, description, license, type, engines, devDependencies } = own;
  return {
    name,
    version,
    description,
    license,
    type,
    engines,
    bin: { 'slack-sandbox': 'lib/sandbox.js' },
    exports: { '.': { types: './lib/src/index.d.ts', default: './lib/index.js' } },
    dependencies: { zod: devDependencies.zod },
  };
}

/** Builds into `folder`, replacing its content. */
export async function build(folder: string): Promise<void> {
  const [lib, page] = [join(folder, 'lib'), join(folder, 'page')];
  rmSync(folder, { recursive: true, force: true });
  for (const each of [lib, page]) mkdirSync(each, { recursive: true });
  await bundle({
    absWorkingDir: SANDBOX,
    entryPoints: { index: 'src/index.ts', sandbox: 'bin/sandbox.js' },
    outdir: lib,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.18',
    external: ['zod'],
    plugins: [prebuiltPage],
    // Bundled packages in CommonJS ask for Node's own modules by `require`.
    banner: { js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);" },
    logLevel: 'warning',
  });
  const { js, css } = await bundleOnce();
  writeFileSync(join(page, 'page.js'), js);
  writeFileSync(join(page, 'page.css'), css);
  for (const file of ['index.html', 'icon.svg']) cpSync(join(SANDBOX, 'page', file), join(page, file));
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const types = [
    '--noEmit',
    'false',
    '--declaration',
    '--emitDeclarationOnly',
    '--outDir',
    lib,
    '--incremental',
    'false',
  ];
  execFileSync(process.execPath, [tsc, '-p', join(import.meta.dirname, 'tsconfig.json'), ...types], {
    stdio: 'inherit',
  });
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(packageJson(), null, 2)}\n`);
  for (const file of ['README.md', 'COMPARED.md']) cpSync(join(SANDBOX, file), join(folder, file));
  cpSync(join(SANDBOX, '../LICENSE'), join(folder, 'LICENSE'));
}

if (import.meta.main) await build(join(SANDBOX, 'dist'));
