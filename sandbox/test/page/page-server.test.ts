import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPageServer, type PageServer } from '../../src/page-server.ts';

let page: PageServer;
const files = () => readdirSync(fileURLToPath(new URL('../../page/', import.meta.url)), { recursive: true }).sort();
const before = files();

beforeAll(async () => {
  page = createPageServer();
  await page.ready();
}, 60_000);
afterAll(() => page.close());

const get = (path: string): Promise<Response> => Promise.resolve(page.app.request(path));

test('every file of the page is served with its content type', async () => {
  const html = await (await get('/')).text();
  const named = [...html.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
  expect(named.sort()).toEqual(['/icon.svg', '/page.css', '/page.js']);
  for (const path of named) expect((await get(path)).status).toBe(200);
  expect((await get('/page.js')).headers.get('content-type')).toContain('text/javascript');
  expect((await get('/page.css')).headers.get('content-type')).toContain('text/css');
});

test('only the page’s own script runs, and no other page can frame it', async () => {
  const policy = (await get('/')).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
});

test('the page has a new nonce for styles on each request', async () => {
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const response = await get('/');
      const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
      expect(await response.text()).toContain(`nonce="${nonce}"`);
      return nonce;
    }),
  );
  expect(new Set(nonces).size).toBe(2);
});

test('the bundle stays in memory', () => {
  expect(files()).toEqual(before);
});

test('only a development server reloads the page', async () => {
  expect(await (await get('/')).text()).not.toContain('page-reload');
  expect((await get('/page-changes')).status).toBe(404);
});
