import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { PAGE, sharedBundle, watchedBundle } from './page-bundle.ts';

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
