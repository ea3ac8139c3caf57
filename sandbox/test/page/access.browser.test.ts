import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch, skipReason } from './chromium.ts';
import { type FakeSandbox, startFakeSandbox } from './fake-live.ts';
import { message, modal, send, violations, visit } from './visit.ts';

/** Accessibility of the page by axe and by keyboard, with every block and element on it. */
describe.skipIf(skipReason)(
  `accessibility of the page${skipReason ? ` (${skipReason})` : ''}`,
  { timeout: 60_000 },
  () => {
    let browser: Browser;
    let fake: FakeSandbox;

    beforeAll(async () => {
      browser = await launch();
    }, 60_000);
    beforeEach(async () => {
      fake = await startFakeSandbox();
    }, 60_000);
    afterEach(() => fake.close());
    afterAll(() => browser?.close());

    const at = async (query: string, options = {}): Promise<Page> =>
      (await visit(browser, `${fake.url}/?${query}`, options)).page;

    describe.each(['light', 'dark'] as const)('axe finds no violation in %s colours', (scheme) => {
      test('in a channel with an open thread and the toolbar of a message', async () => {
        const page = await at('as=U1&in=C1', { scheme });
        await page.locator('.thread-link').click();
        await page.locator('.thread .message').nth(2).waitFor();
        await message(page, 'Jane Doe').hover();
        expect(await violations(page)).toEqual([]);
        await page.close();
      });

      test('in a channel with every block', async () => {
        const page = await at('as=U1&in=C2', { scheme });
        await page.getByText('The end of the list').waitFor();
        expect(await violations(page)).toEqual([]);
        await page.close();
      });

      test('in a form with every element, before and after an error', async () => {
        const page = await at('as=U1&in=C1', { scheme });
        await send(page, '/blocks');
        await modal(page).waitFor();
        expect(await violations(page)).toEqual([]);
        await modal(page).getByRole('button', { name: 'Pass on' }).click();
        await page.locator('.field-error').first().waitFor();
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.close();
      });

      test('in an app’s home', async () => {
        const page = await at('as=U1&app=A1&tab=home', { scheme });
        expect(await violations(page)).toEqual([]);
        await page.close();
      });

      test('in the emoji picker, the completion list and a menu', async () => {
        const page = await at('as=U1&in=C1', { scheme });
        await page.locator('main .composer textarea').fill('/');
        expect(await violations(page)).toEqual([]);
        await page.locator('main .composer textarea').fill('');
        await page.locator('main').getByRole('button', { name: 'Insert emoji' }).click();
        await page.getByRole('dialog', { name: 'Emoji' }).waitFor();
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await message(page, 'Jane Doe').hover();
        await message(page, 'Jane Doe').locator('.block-section').getByRole('button', { name: 'More actions' }).click();
        await page.getByRole('menuitem', { name: 'History' }).waitFor();
        expect(await violations(page)).toEqual([]);
        await page.close();
      });
    });

    test('axe finds no violation at the width of a phone, also with the drawer open', async () => {
      const page = await at('as=U1&in=C1', { width: 390, height: 844 });
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Open conversations' }).click();
      await page.getByRole('navigation').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.close();
    });

    test('on a phone nothing is wider than the screen, and a thread covers the channel', async () => {
      const page = await at('as=U1&in=C2', { width: 390, height: 844 });
      await page.getByText('The end of the list').waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      await page.getByRole('button', { name: 'Open conversations' }).click();
      await page.getByRole('navigation').getByRole('button', { name: 'sales-emea' }).click();
      await page.locator('.thread-link').click();
      const thread = await page.getByRole('complementary', { name: 'Thread' }).boundingBox();
      expect(thread?.width).toBe(390);
      await page.close();
    });

    test('a form can be filled in and submitted by keyboard, and the focus returns to where it was', async () => {
      const page = await at('as=U1&in=C1');
      await page.locator('main .composer textarea').focus();
      await page.keyboard.type('/pa');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await modal(page).waitFor();
      await page.keyboard.type('Jane Doe');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Prices');
      for (let tab = 0; tab < 4; tab += 1) await page.keyboard.press('Tab');
      await page.keyboard.type('dec');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      expect(await modal(page).getByRole('combobox', { name: 'Stage' }).inputValue()).toBe('Decision');
      await modal(page).getByRole('textbox', { name: 'Name' }).press('Enter');
      await modal(page).waitFor({ state: 'detached' });
      const sent = fake.asked.findLast(({ act }) => act === 'submit_view');
      expect(sent).toMatchObject({ state: { stage: { stage: { selected_option: { value: 'decision' } } } } });
      await expect.poll(() => page.locator('main .composer textarea:focus').count()).toBe(1);
      await page.close();
    });

    test('the arrow keys move between messages, and Tab moves into the toolbar of the focused one', async () => {
      const page = await at('as=U1&in=C1');
      await page.locator('main .composer textarea').focus();
      const newest = page.locator('main .message').last();
      await newest.focus();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      const card = message(page, 'Jane Doe');
      expect(await page.locator('.message:focus', { hasText: 'Jane Doe' }).count()).toBe(1);
      await card.getByRole('button', { name: 'React with white check mark' }).focus();
      await page.keyboard.press('Enter');
      await card.getByRole('button', { name: /^white check mark: 1/ }).waitFor();
      await page.close();
    });
  },
);
