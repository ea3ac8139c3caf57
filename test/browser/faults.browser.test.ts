import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { launch, skipReason } from '../../sandbox/test/page/chromium.ts';
import { violations } from '../../sandbox/test/page/visit.ts';
import { card, openHandoff, type StoryWorkspace, startStoryWorkspace } from './fixtures.ts';

/** Faults of Slack that a person starts on the page. */
describe.skipIf(skipReason)(`faults made on the page${skipReason ? ` (${skipReason})` : ''}`, () => {
  // Each test opens windows, runs axe and plays the story.
  vi.setConfig({ testTimeout: 60_000 });
  let browser: Browser;
  let workspace: StoryWorkspace;

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  beforeEach(async () => {
    workspace = await startStoryWorkspace(browser);
  }, 60_000);
  afterEach(() => workspace.close());
  afterAll(() => browser?.close());

  test.each(['light', 'dark'] as const)(
    'after a 429 the card is posted once, and the traffic shows both calls, in %s colours',
    async (scheme) => {
      const mia = await workspace.windowOf('mia', 'marketing', { scheme });
      const sam = await workspace.windowOf('sam', 'sales', { scheme });
      await mia.getByRole('button', { name: 'Faults and traffic' }).click();
      const panel = mia.getByRole('complementary', { name: 'Faults and traffic' });
      await panel.getByLabel('Answer').selectOption('429 with Retry-After');
      await panel.getByLabel('Method').selectOption('chat.postMessage');
      await panel.getByLabel('Retry-After, seconds').fill('1');
      await panel.getByRole('button', { name: 'Fail the next call' }).click();
      await panel.getByText('429, Retry-After 1 on the next call of chat.postMessage').waitFor();
      expect(await violations(mia)).toEqual([]);

      const form = await openHandoff(mia, 'Hannah Krüger, Nordlicht Solar, hannah@nordlicht.example');
      await form.getByLabel('What do they need?').fill('A call');
      await form.getByRole('button', { name: 'Hand off', exact: true }).click();
      await card(sam, 'Hannah Krüger').waitFor();
      await panel.getByText('No faults. Slack works normally.').waitFor();

      await panel.getByRole('tab', { name: 'Traffic' }).click();
      await panel.getByRole('searchbox', { name: 'Filter by text' }).fill('postMessage Hannah');
      const rows = panel.getByRole('listitem').filter({ hasText: 'chat.postMessage' });
      await expect.poll(() => rows.count()).toBe(2);
      expect(await rows.first().innerText()).toContain('429 · wait 1');
      expect(await rows.first().innerText()).toContain('SIMULATED');
      await rows.last().getByRole('button').click();
      await rows.last().getByText('"channel":').first().waitFor();
      expect(await violations(mia)).toEqual([]);
      await workspace.play.settled();
      expect(await card(sam, 'Hannah Krüger').count()).toBe(1);
    },
  );

  test('a block that Slack would refuse is marked in the sent JSON', async () => {
    const page = await workspace.windowOf('mia', 'marketing');
    const { slack } = workspace.play;
    await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: slack.ids.channels.sales, text: 'x', blocks: [{ type: 'header' }] }),
    });
    await page.getByRole('button', { name: 'Faults and traffic' }).click();
    await page.getByRole('tab', { name: 'Traffic' }).click();
    await page.getByRole('checkbox', { name: 'Errors only' }).check();
    const row = page.getByRole('listitem').filter({ hasText: 'invalid_blocks' });
    await row.getByText('1 FAULT').waitFor();
    await row.getByRole('button').click();
    await row.locator('.traffic-fault', { hasText: '/blocks/0' }).waitFor();
    expect(await row.locator('mark').first().innerText()).toContain('{');
    expect(await row.innerText()).not.toContain(slack.botToken);
    expect(await violations(page)).toEqual([]);
  });

  test('one button restores an archived channel and a deactivated person, also on a phone', async () => {
    const page = await workspace.windowOf('mia', 'marketing', { width: 390, height: 844 });
    await page.getByRole('button', { name: 'Faults and traffic' }).click();
    const panel = page.getByRole('complementary', { name: 'Faults and traffic' });
    await panel.getByLabel('Channel').selectOption('#sales');
    await panel.getByRole('button', { name: 'Archive' }).click();
    await panel.getByText('#sales is archived').waitFor();
    await panel.getByLabel('Person').selectOption('Lena Vogt');
    await panel.getByRole('button', { name: 'Deactivate' }).click();
    await panel.getByText('Lena Vogt is deactivated').waitFor();
    expect(await violations(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Clear all' }).click();
    await panel.getByText('No faults. Slack works normally.').waitFor();
    await panel.getByRole('button', { name: 'Close faults and traffic' }).click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });
});
