import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of Chromium: CHROMIUM_PATH, or one of Debian's usual paths. */
const chromiumPath: string | undefined = [process.env.CHROMIUM_PATH ?? '', ...USUAL].find(
  (path) => path && existsSync(path),
);

/**
 * The reason why the browser tests are skipped here; undefined when they run. In CI they must run: a missing browser is
 * a failure there.
 */
export const skipReason: string | undefined =
  chromiumPath || process.env.CI === 'true' ? undefined : 'no Chromium on this machine: set CHROMIUM_PATH';

export function launch(): Promise<Browser> {
  if (!chromiumPath) throw new Error('Chromium was not found. Install it, or set CHROMIUM_PATH.');
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
