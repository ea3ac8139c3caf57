import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildContext, context, type OutputFile } from 'esbuild';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

export interface PageServer {
  /** Serves `/`, `/page.js`, `/page.css` and `/icon.svg`; mount it at the root. */
  app: Hono;
  /** Resolves once the page is bundled; rejects with esbuild's message if the page does not build. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

interface PageOptions {
  /** Rebuilds the page when one of its files changes, and reloads the browsers that show it. */
  dev?: boolean;
}

const PAGE = fileURLToPath(new URL('../page/', import.meta.url));

/**
 * Everything comes from this server. `connect-src 'self'` includes the live socket. Images may come from any HTTPS
 * address, because apps put public addresses into their image blocks.
 */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob: https:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * The page, bundled in memory at its first request (tests that never open it pay nothing), or at once with `ready()`.
 * Writes nothing to disk.
 */
export function createPageServer({ dev = false }: PageOptions = {}): PageServer {
  const bundle = dev ? watchedBundle() : sharedBundle();
  const app = new Hono();

  app.get('/', async (c) => {
    const nonce = randomBytes(16).toString('base64');
    const html = await readFile(`${PAGE}index.html`, 'utf8');
    const reloading = dev ? '    <script type="module" src="/page-reload.js"></script>\n  </body>' : '  </body>';
    c.header('Content-Security-Policy', policy(nonce));
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cache-Control', 'no-store');
    return c.html(html.replaceAll('%NONCE%', nonce).replace('  </body>', reloading));
  });
  app.get('/page.js', async (c) => c.body((await bundle.files()).js, 200, as('text/javascript')));
  app.get('/page.css', async (c) => c.body((await bundle.files()).css, 200, as('text/css')));
  app.get('/icon.svg', async (c) => c.body(await readFile(`${PAGE}icon.svg`, 'utf8'), 200, as('image/svg+xml')));
  if (dev) {
    app.get('/page-reload.js', (c) => c.body(RELOAD, 200, as('text/javascript')));
    app.get('/page-changes', (c) =>
      streamSSE(c, async (stream) => {
        const stop = bundle.onChange(() => void stream.writeSSE({ data: 'changed' }));
        await new Promise<void>((resolve) => stream.onAbort(resolve));
        stop();
      }),
    );
  }

  return {
    app,
    ready: async () => void (await bundle.files()),
    close: bundle.close,
  };
}

const RELOAD = "new EventSource('/page-changes').addEventListener('message', () => location.reload());\n";

const as = (type: string) => ({
  'Content-Type': `${type}; charset=utf-8`,
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
});

interface Files {
  js: string;
  css: string;
}

interface Bundle {
  files(): Promise<Files>;
  /** Returns a function that stops listening. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

let shared: Promise<Files> | undefined;

/** One bundle for all servers of the process: the tests start dozens of them. */
function sharedBundle(): Bundle {
  return {
    files: () => {
      shared ??= bundleOnce();
      return shared;
    },
    onChange: () => () => {},
    close: async () => {},
  };
}

async function bundleOnce(): Promise<Files> {
  const builder = await makeContext(false, () => {});
  try {
    const { outputFiles } = await builder.rebuild();
    return filesOf(outputFiles ?? []);
  } finally {
    await builder.dispose();
  }
}

function watchedBundle(): Bundle {
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
