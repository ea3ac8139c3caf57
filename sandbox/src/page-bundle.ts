import { fileURLToPath } from 'node:url';
import { type BuildContext, context, type OutputFile } from 'esbuild';

/** The folder of the page's files. */
export const PAGE = fileURLToPath(new URL('../page/', import.meta.url));

export interface Files {
  js: string;
  css: string;
}

export interface Bundle {
  files(): Promise<Files>;
  /** Returns a function that stops listening. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

let shared: Promise<Files> | undefined;

/** One bundle for all servers of the process: the tests start dozens of them. */
export function sharedBundle(): Bundle {
  return {
    files: () => {
      shared ??= bundleOnce();
      return shared;
    },
    onChange: () => () => {},
    close: async () => {},
  };
}

/** The page, bundled by esbuild from its sources. */
export async function bundleOnce(): Promise<Files> {
  const builder = await makeContext(false, () => {});
  try {
    const { outputFiles } = await builder.rebuild();
    return filesOf(outputFiles ?? []);
  } finally {
    await builder.dispose();
  }
}

export function watchedBundle(): Bundle {
  const listeners = new Set<() => void>();
  let latest: Files | undefined;
  const builder = makeContext(true, (files) => {
    latest = files;
    for (const listener of listeners) listener();
  });
  const first = builder.then(async (made) => {
    const { outputFiles } = await made.rebuild();
    await made.watch();
    return filesOf(outputFiles ?? []);
  });
  // A broken build is reported to page requests; it must not end the process before one arrives.
  first.catch(() => {});
  return {
    files: async () => latest ?? (await first),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => (await builder).dispose(),
  };
}

function makeContext(dev: boolean, onBuild: (files: Files) => void): Promise<BuildContext> {
  return context({
    entryPoints: { page: `${PAGE}main.tsx`, style: `${PAGE}page.css` },
    outdir: '/',
    external: ['/icon.svg'],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    jsx: 'automatic',
    minify: true,
    // The source map is five times as large as the page; only developers of the page need it.
    sourcemap: dev ? 'inline' : false,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
    plugins: [
      {
        name: 'remember',
        setup: (build) => {
          build.onEnd(({ outputFiles, errors }) => {
            if (errors.length === 0) onBuild(filesOf(outputFiles ?? []));
          });
        },
      },
    ],
  });
}

function filesOf(outputs: OutputFile[]): Files {
  const textOf = (name: string) => outputs.find(({ path }) => path.endsWith(name))?.text ?? '';
  return { js: textOf('page.js'), css: textOf('style.css') };
}
