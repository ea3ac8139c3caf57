import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is: CHROMIUM_PATH, or a usual place of Debian's. */
export const chromiumPath: string | undefined = [process.env.CHROMIUM_PATH ?? '', ...USUAL].find(
  (path) => path && existsSync(path),
);

/**
 * Why the browser tests do not run here; undefined when they do. On the runner they must: there a missing browser is a
 * failure and not a reason.
 */
export const skipReason: string | undefined =
  chromiumPath || process.env.CI === 'true' ? undefined : 'no Chromium on this machine: set CHROMIUM_PATH';

export function launch(): Promise<Browser> {
  if (!chromiumPath) throw new Error('There is no Chromium. Install it, or say where it is in CHROMIUM_PATH.');
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
