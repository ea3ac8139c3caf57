import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Locator, Page } from 'playwright-core';

/** A window on the page, and what went wrong in it. */
export interface Visit {
  page: Page;
  /** Errors of scripts and of the content policy; a test that ends with any has failed. */
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
    // A picture whose address does not exist is the test's own doing.
    if (message.type() === 'error' && !message.text().includes('net::ERR_')) faults.push(message.text());
  });
  await page.goto(url);
  await page.locator('main :is(.message, .home, .empty, .beginning)').first().waitFor();
  return { page, faults };
}

/** Types into the channel's composer and sends it. */
export async function send(page: Page, text: string): Promise<void> {
  const composer = page.locator('main .composer textarea');
  await composer.fill(text);
  await composer.press('Enter');
}

export const message = (page: Page, text: string | RegExp): Locator => page.locator('main .message', { hasText: text });

export const modal = (page: Page): Locator => page.locator('.modal:not(.modal-small)');

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/**
 * What axe finds, one line for each, so that a failing test says what and where. What react-aria has just read out is
 * left out: it names a button by its id, and the button may be gone by then.
 */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResult>(
    'axe.run({ exclude: ["[data-live-announcer]"] }, { resultTypes: ["violations"] })',
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes
      // The keys of the search field above move in this list, which axe cannot know.
      .filter(({ html }) => id !== 'scrollable-region-focusable' || !html.includes('class="emoji-grid"'))
      .map(({ html, failureSummary }) => `${id}: ${help} ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
}
