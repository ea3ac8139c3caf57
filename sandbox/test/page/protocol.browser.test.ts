import { describe, expect, test } from 'vitest';
import { skipReason } from './chromium.ts';
import { startFakeSandbox } from './fake-live.ts';
import { fakePages, NOW, said } from './fake-pages.ts';
import { message, send } from './visit.ts';

/** The page's reaction to answers and pushes of the server. */
describe.skipIf(skipReason)(
  `the page and its socket${skipReason ? ` (${skipReason})` : ''}`,
  { timeout: 60_000 },
  () => {
    const pages = fakePages();

    test('a lost connection is shown and restored, and missed messages appear', async () => {
      const page = await pages.at('as=U1&in=C1');
      const port = Number(new URL(pages.fake.url).port);
      const missed = said('Said while you were away', 900);
      await pages.fake.close();
      await page.getByText('The sandbox is not answering').waitFor();
      await send(page, 'Into the void');
      await page.locator('.composer-refusal').waitFor();

      pages.fake = await startFakeSandbox(NOW, { port });
      pages.fake.workspace.messages.push(missed);
      await message(page, 'Said while you were away').waitFor();
      await page.getByText('The sandbox is not answering').waitFor({ state: 'detached' });
      expect(await page.locator('main .composer textarea').inputValue()).toBe('Into the void');
    });

    test('hundreds of messages are shown in order, older ones on demand, and the scroll position stays', async () => {
      pages.fake.workspace.messages = Array.from({ length: 300 }, (_, index) => said(`Number ${index + 1}`, index + 1));
      const page = await pages.at('as=U1&in=C1');
      const texts = () => page.locator('main .message .mrkdwn').allInnerTexts();
      expect((await texts()).at(0)).toBe('Number 241');
      await page.getByRole('button', { name: 'Show older messages' }).click();
      await message(page, /^.*Number 181$/).waitFor();
      await page.getByRole('button', { name: 'Show older messages' }).click();
      await message(page, /^.*Number 121$/).waitFor();
      expect(await texts()).toEqual(Array.from({ length: 180 }, (_, index) => `Number ${index + 121}`));
    });

    test('a link opens an old message or its thread', async () => {
      const old = said('Number 1', 1, { replyCount: 1 });
      const reply = said('The reply', 500, { threadTs: old.ts });
      const link = (ts: string, more = '') =>
        `<https://harbour.slack.com/archives/C1/p${ts.replace('.', '')}${more}|see it>`;
      pages.fake.workspace.messages = [
        old,
        ...Array.from({ length: 150 }, (_, index) => said(`Number ${index + 2}`, index + 2)),
        reply,
        said(`The old one: ${link(old.ts)}`, 700, { channel: 'C2' }),
        said(`The reply: ${link(reply.ts, `?thread_ts=${old.ts}&cid=C1`)}`, 701, { channel: 'C2' }),
        said(`Gone: ${link('1600000000.000100')}`, 702, { channel: 'C2' }),
      ];
      const page = await pages.at('as=U1&in=C2');
      await message(page, 'The old one').getByRole('link').click();
      await page.getByRole('heading', { level: 1, name: 'sales-emea' }).waitFor();
      await page.locator(`main .message[data-ts="${old.ts}"]:focus`).waitFor();

      await page.goBack();
      await message(page, 'The reply').getByRole('link').click();
      await page.locator('.thread .message:focus', { hasText: 'The reply' }).waitFor();

      await page.goBack();
      await page.goBack();
      await message(page, 'Gone').getByRole('link').click();
      await page.getByRole('region', { name: 'Notices' }).getByText('was deleted').waitFor();
    });

    test('a new message scrolls into view, but not while the person reads older messages', async () => {
      pages.fake.workspace.messages = Array.from({ length: 60 }, (_, index) => said(`Number ${index + 1}`, index + 1));
      const page = await pages.at('as=U1&in=C1');
      const box = page.locator('main .messages');
      const fromEnd = () =>
        box.evaluate((element) => {
          const { scrollHeight, scrollTop, clientHeight } = element as unknown as Record<
            'scrollHeight' | 'scrollTop' | 'clientHeight',
            number
          >;
          return scrollHeight - scrollTop - clientHeight;
        });
      pages.fake.push({ type: 'message', message: said('Just now', 800) });
      await message(page, 'Just now').waitFor();
      await expect.poll(fromEnd).toBeLessThan(5);
      await box.hover();
      await page.mouse.wheel(0, -600);
      await expect.poll(fromEnd).toBeGreaterThan(300);
      pages.fake.push({ type: 'message', message: said('Later', 801) });
      await message(page, 'Later').waitFor();
      expect(await fromEnd()).toBeGreaterThan(300);
    });

    test('an address opens its place, and the browser’s back button opens the previous one', async () => {
      const root = pages.fake.workspace.messages.find(({ replyCount }) => replyCount > 0);
      const page = await pages.at(`as=U1&in=C1&thread=${root?.ts}`);
      await page.getByRole('complementary', { name: 'Thread' }).getByText('I can, until eight.').waitFor();
      await page
        .getByRole('navigation')
        .getByRole('button', { name: /marketing/ })
        .click();
      await page.getByRole('heading', { level: 1, name: 'marketing' }).waitFor();
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'sales-emea' }).waitFor();
      await page.getByRole('complementary', { name: 'Thread' }).waitFor();
    });

    test('a notice of the server is shown until it is dismissed', async () => {
      const page = await pages.at('as=U1&in=C1');
      pages.fake.push({ type: 'notice', text: '/pass failed with the error "dispatch_failed"', level: 'error' }, 'U1');
      const notices = page.getByRole('region', { name: 'Notices' });
      await notices.getByText('dispatch_failed').waitFor();
      await notices.getByRole('button', { name: 'Dismiss' }).click();
      await notices.getByText('dispatch_failed').waitFor({ state: 'detached' });
    });

    test('dates are shown in the viewer’s zone', async () => {
      const berlin = await pages.at('as=U1&in=C1');
      const newYork = await pages.at('as=U2&in=C1');
      await message(berlin, 'The fair opens at Apr 2, 2026 at 5:20 AM').waitFor();
      await message(newYork, 'The fair opens at Apr 1, 2026 at 11:20 PM').waitFor();
    });

    test('a public channel can be read and joined, and an archived one is read-only', async () => {
      const page = await pages.at('as=U1&in=C5');
      await page.getByRole('button', { name: 'Join #random' }).click();
      await page.getByRole('textbox', { name: 'Message #random' }).waitFor();
      await page.getByRole('navigation').getByRole('button', { name: 'old-fair' }).click();
      await page.getByText('This channel is archived').waitFor();
      expect(await page.locator('main .composer').count()).toBe(0);
    });

    test('the person’s own avatar sets a status, and Escape closes the last opened element', async () => {
      const page = await pages.at('as=U1&in=C1');
      await page.locator('.thread-link').click();
      await page.getByRole('button', { name: 'Maya Lindqvist Marketer' }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Maya Lindqvist Marketer' }).click();
      await page.getByRole('menuitem', { name: 'Vacationing' }).click();
      await expect
        .poll(() => pages.asked('set_status'))
        .toEqual([{ act: 'set_status', text: 'Vacationing', emoji: ':palm_tree:' }]);
      await page.locator('.thread textarea').press('Escape');
      await page.getByRole('complementary', { name: 'Thread' }).waitFor({ state: 'detached' });
    });

    test('the colours follow the system until the person chooses', async () => {
      const page = await pages.at('as=U1&in=C1', { scheme: 'dark' });
      const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      const dark = await ground();
      await page.getByRole('button', { name: /^Colours: system/ }).click();
      await page.getByRole('button', { name: /^Colours: light/ }).waitFor();
      expect(await ground()).not.toBe(dark);
      await page.reload();
      await page.getByRole('button', { name: /^Colours: light/ }).waitFor();
      expect(await ground()).toBe('rgb(255, 255, 255)');
    });
  },
);
