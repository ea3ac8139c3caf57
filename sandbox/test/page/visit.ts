import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Locator, Page } from 'playwright-core';

/** A window on the page, with the errors that occurred in it. */
export interface Visit {
  page: Page;
  /** Script and content policy errors; a test that ends with any of them fails. */
  faults: string[];
}

interface VisitOptions {
  scheme?: 'light' | 'dark';
  width?: number;
  height?: number;
}

export async function visit(
  browser: Browser,
  url: string,
  { scheme = 'light', width = 1280, height = 800 }: VisitOptions = {},
): Promise<Visit> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme, reducedMotion: 'reduce' });
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A test may use an image address that does not exist.
    if (message.type() === 'error' && !message.text().includes('net::ERR_')) faults.push(message.text());
  });
  await page.goto(url);
  await page.locator('main :is(.message, .home, .empty, .beginning)').first().waitFor();
  return { page, faults };
}

/** Types into the channel's composer and sends the message. */
export async function send(page: Page, text: string): Promise<void> {
  const composer = page.locator('main .composer textarea');
  await composer.fill(text);
  await composer.press('Enter');
}

export const message = (page: Page, text: string | RegExp): Locator => page.locator('main .message', { hasText: text });

export const modal = (page: Page): Locator => page.locator('.modal:not(.modal-small)');

/** Whether the whole of it lies above the composer of the channel. */
export async function isOnScreen(place: Locator): Promise<boolean> {
  const [box, composer] = await Promise.all([
    place.boundingBox(),
    place.page().locator('main .composer').boundingBox(),
  ]);
  return box !== null && composer !== null && box.y >= 0 && box.y + box.height <= composer.y + 1;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/**
 * Violations found by axe, one line each. Live announcements of react-aria are excluded: they refer to a button by its
 * id, and the button may already be gone.
 */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResult>(
    'axe.run({ exclude: ["[data-live-announcer]"] }, { resultTypes: ["violations"] })',
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes
      // The search field's keys move the focus in this list, which axe cannot detect.
      .filter(({ html }) => id !== 'scrollable-region-focusable' || !html.includes('class="emoji-grid"'))
      .map(({ html, failureSummary }) => `${id}: ${help} ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
}
