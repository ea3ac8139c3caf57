import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Act } from '../../src/protocol.ts';
import { launch, skipReason } from './chromium.ts';
import { type FakeSandbox, leadForm, startFakeSandbox } from './fake-live.ts';
import { message, modal, send, visit } from './visit.ts';

const NOW = Date.UTC(2026, 3, 2, 9, 30);

/** What the page asks of the server, and what it makes of its answers and pushes. */
describe.skipIf(skipReason)(
  `the page and its socket${skipReason ? ` (${skipReason})` : ''}`,
  { timeout: 60_000 },
  () => {
    let browser: Browser;
    let fake: FakeSandbox;
    let pages: Page[] = [];

    beforeAll(async () => {
      browser = await launch();
    }, 60_000);
    beforeEach(async () => {
      fake = await startFakeSandbox(NOW);
    }, 60_000);
    afterEach(async () => {
      await Promise.all(pages.map((page) => page.close()));
      pages = [];
      await fake.close();
    });
    afterAll(() => browser?.close());

    const at = async (query: string, options = {}): Promise<Page> => {
      const { page } = await visit(browser, `${fake.url}/?${query}`, options);
      pages.push(page);
      return page;
    };
    const asked = <T extends Act['act']>(act: T): Extract<Act, { act: T }>[] =>
      fake.asked.filter((one): one is Extract<Act, { act: T }> => one.act === act);
    const actions = () => asked('block_action').map(({ action }) => action);
    const said = (text: string, serial: number, more = {}) => ({
      channel: 'C1',
      ts: `${NOW / 1000}.${String(serial).padStart(6, '0')}`,
      user: 'U2',
      text,
      reactions: [],
      edited: false,
      replyCount: 0,
      ephemeral: false,
      ...more,
    });

    describe('elements of a message tell the app what was done', () => {
      test('buttons, with what the app attached to them', async () => {
        const page = await at('as=U1&in=C1');
        await message(page, 'Jane Doe').getByRole('button', { name: 'Log touch' }).click();
        await expect.poll(actions).toEqual([
          {
            type: 'button',
            block_id: 'acts',
            action_id: 'touch',
            text: { type: 'plain_text', text: 'Log touch' },
            value: 'L1',
          },
        ]);
        expect(asked('block_action')[0]?.container).toMatchObject({ type: 'message', channel: 'C1' });
      });

      test('a menu, with the item that was chosen', async () => {
        const page = await at('as=U1&in=C1');
        await message(page, 'Jane Doe').locator('.block-section').getByRole('button', { name: 'More actions' }).click();
        await page.getByRole('menuitem', { name: 'History' }).click();
        await expect
          .poll(actions)
          .toMatchObject([{ type: 'overflow', action_id: 'more', selected_option: { value: 'history' } }]);
      });

      test('selects, checkboxes and radio buttons, at once and with the state of the rest', async () => {
        const page = await at('as=U1&in=C2');
        await page.getByRole('combobox', { name: 'A section with a select' }).click();
        await page.getByRole('option', { name: 'Decision' }).click();
        await page.getByText('Phone', { exact: true }).click();
        await page.getByRole('radio', { name: 'Awareness' }).check({ force: true });
        await page.getByRole('combobox', { name: 'Who' }).pressSequentially('ines');
        await page.getByRole('option', { name: /Ines Duarte/ }).click();
        await expect.poll(actions).toMatchObject([
          { type: 'static_select', action_id: 'stage', selected_option: { value: 'decision' } },
          { type: 'checkboxes', action_id: 'boxes', selected_options: [{ value: 'phone' }] },
          { type: 'radio_buttons', action_id: 'radio', selected_option: { value: 'awareness' } },
          { type: 'users_select', action_id: 'who', selected_user: 'U3' },
        ]);
        expect(asked('block_action').at(-1)?.state).toMatchObject({
          b2: { stage: { selected_option: { value: 'decision' } } },
          b3: { boxes: { selected_options: [{ value: 'phone' }] } },
          b5: { day: { selected_date: '2026-03-29' } },
        });
      });

      test('a date and a time, in the form that Slack sends', async () => {
        const page = await at('as=U1&in=C2');
        await page.getByRole('group', { name: 'Day' }).getByRole('spinbutton', { name: /^day/ }).focus();
        await page.keyboard.type('07');
        await page.keyboard.press('Tab');
        expect(actions()).toEqual([]);
        await page.locator('main .composer textarea').focus();
        await expect
          .poll(actions)
          .toContainEqual({ type: 'datepicker', block_id: 'b5', action_id: 'day', selected_date: '2026-03-07' });
        await page.getByRole('group', { name: 'Time' }).getByRole('spinbutton', { name: /^hour/ }).press('ArrowUp');
        await page.locator('main .composer textarea').focus();
        await expect
          .poll(actions)
          .toContainEqual({ type: 'timepicker', block_id: 'b5', action_id: 'time', selected_time: '15:05' });
      });

      test('what the app refuses is said, and the button can be pressed again', async () => {
        fake.answer = (act) =>
          act.act === 'block_action' ? { ok: false, error: 'The app did not answer in time.' } : undefined;
        const page = await at('as=U1&in=C1');
        await message(page, 'Jane Doe').getByRole('button', { name: 'Accept' }).click();
        await page.getByRole('region', { name: 'Notices' }).getByText('The app did not answer in time.').waitFor();
        await message(page, 'Jane Doe').getByRole('button', { name: 'Accept' }).click();
        await expect.poll(() => actions().length).toBe(2);
      });
    });

    describe('a form', () => {
      const openForm = async () => {
        const page = await at('as=U1&in=C1');
        fake.modals.set('U1', [leadForm('V1')]);
        fake.push({ type: 'modals', modals: [leadForm('V1')] }, 'U1');
        await modal(page).waitFor();
        return page;
      };

      test('sends every field when it is filled in', async () => {
        const page = await openForm();
        const form = modal(page);
        await form.getByRole('textbox', { name: 'Name' }).fill('Jane Doe');
        await form.getByRole('textbox', { name: 'What do they need?' }).fill('Prices');
        await form.getByRole('textbox', { name: 'Email' }).fill('jane@acme.example');
        await form.getByRole('textbox', { name: 'Website' }).fill('https://acme.example');
        await form.getByRole('textbox', { name: 'Seats' }).fill('40');
        await form.getByRole('combobox', { name: 'Source' }).pressSequentially('ref');
        await page.getByRole('option', { name: 'Referral' }).click();
        await form.getByRole('combobox', { name: 'Team' }).click();
        await page.getByRole('group', { name: 'Americas' }).getByRole('option', { name: 'US East' }).click();
        await form.getByRole('combobox', { name: 'Tags' }).click();
        await page.getByRole('option', { name: 'Price' }).click();
        await page.getByRole('option', { name: 'Security' }).click();
        await page.keyboard.press('Escape');
        await form.getByText('Hot', { exact: true }).click();
        await form.getByText('Phone', { exact: true }).click();
        await form
          .getByRole('group', { name: 'Due' })
          .getByRole('spinbutton', { name: /^month/ })
          .focus();
        await page.keyboard.type('04172026');
        await form.getByRole('group', { name: 'At (optional)' }).getByRole('spinbutton', { name: /^hour/ }).focus();
        await page.keyboard.type('0230PM');
        await form.getByRole('textbox', { name: 'Story' }).fill('*Bold* <@U1>');
        const chooser = page.waitForEvent('filechooser');
        await form.getByRole('button', { name: /Add files/ }).click();
        await (await chooser).setFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') });
        await form.getByText('a.txt').waitFor();
        await form.getByRole('button', { name: 'Pass on' }).click();
        await modal(page).waitFor({ state: 'detached' });

        expect(asked('submit_view')[0]?.state).toMatchObject({
          name: { name: { type: 'plain_text_input', value: 'Jane Doe' } },
          needs: { needs: { value: 'Prices' } },
          email: { email: { type: 'email_text_input', value: 'jane@acme.example' } },
          site: { site: { value: 'https://acme.example' } },
          seats: { seats: { type: 'number_input', value: '40' } },
          stage: { stage: { selected_option: null } },
          source: { source: { type: 'external_select', selected_option: { value: 'Referral' } } },
          grouped: { grouped: { selected_option: { value: 'us_east' } } },
          tags: { tags: { selected_options: [{ value: 'price' }, { value: 'security' }] } },
          room: { room: { selected_conversation: 'C1' } },
          heat: { heat: { selected_option: { value: 'hot' } } },
          ways: { ways: { selected_options: [{ value: 'phone' }] } },
          due: { due: { type: 'datepicker', selected_date: '2026-04-17' } },
          at: { at: { type: 'timepicker', selected_time: '14:30' } },
          moment: { moment: { type: 'datetimepicker', selected_date_time: 1775100000 } },
          files: { files: { type: 'file_input', files: [{ name: 'a.txt' }] } },
          story: { story: { rich_text_value: { type: 'rich_text' } } },
        });
      });

      test('keeps what is being typed when the app updates it meanwhile', async () => {
        const page = await openForm();
        await modal(page).getByRole('textbox', { name: 'Name' }).pressSequentially('Jane');
        const update = leadForm('V1', '2');
        const note = {
          type: 'section' as const,
          block_id: 'note',
          text: { type: 'mrkdwn' as const, text: 'Looked up.' },
        };
        fake.push({ type: 'modals', modals: [{ ...update, blocks: [note, ...update.blocks] }] }, 'U1');
        await modal(page).getByText('Looked up.').waitFor();
        await page.keyboard.type(' Doe');
        expect(await modal(page).getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Jane Doe');
      });

      test('shows that it is being sent, and is sent once', async () => {
        const page = await openForm();
        await modal(page).getByRole('textbox', { name: 'Name' }).fill('Jane Doe');
        await modal(page).getByRole('textbox', { name: 'What do they need?' }).fill('Prices');
        const { promise: released, resolve: release } = Promise.withResolvers<void>();
        fake.delay = (act) => (act.act === 'submit_view' ? released : undefined);
        const button = modal(page).getByRole('button', { name: /Pass on/ });
        await button.click();
        await modal(page).locator('.spinner').waitFor();
        await button.click({ force: true });
        await modal(page).getByRole('textbox', { name: 'Name' }).press('Enter');
        release();
        await modal(page).waitFor({ state: 'detached' });
        expect(asked('submit_view')).toHaveLength(1);
      });

      test('says in itself why it was not taken', async () => {
        fake.answer = (act) =>
          act.act === 'submit_view' ? { ok: false, error: 'The app is not connected.' } : undefined;
        const page = await openForm();
        await modal(page).getByRole('textbox', { name: 'Name' }).fill('Jane Doe');
        await modal(page).getByRole('textbox', { name: 'What do they need?' }).fill('Prices');
        await modal(page).getByRole('button', { name: 'Pass on' }).click();
        await modal(page).getByRole('alert').getByText('The app is not connected.').waitFor();
        expect(await modal(page).getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Jane Doe');
      });

      test('counts down to the end of a field, and asks for options only after enough letters', async () => {
        const page = await openForm();
        await modal(page).getByRole('textbox', { name: 'Name' }).fill('x'.repeat(58));
        await modal(page).getByText('2 characters left').waitFor();
        await modal(page).getByRole('combobox', { name: 'Source' }).pressSequentially('w');
        await page.getByText('Type at least 2 characters').waitFor();
        await page.keyboard.type('e');
        await page.getByRole('option', { name: 'Webinar' }).waitFor();
        expect(asked('suggest').map(({ value }) => value)).toEqual(['we']);
      });
    });

    test('a lost connection is said, comes back by itself, and what was missed is there', async () => {
      const page = await at('as=U1&in=C1');
      const port = Number(new URL(fake.url).port);
      const missed = said('Said while you were away', 900);
      await fake.close();
      await page.getByText('The sandbox is not answering').waitFor();
      await send(page, 'Into the void');
      await page.locator('.composer-refusal').waitFor();

      fake = await startFakeSandbox(NOW, { port });
      fake.workspace.messages.push(missed);
      await message(page, 'Said while you were away').waitFor();
      await page.getByText('The sandbox is not answering').waitFor({ state: 'detached' });
      expect(await page.locator('main .composer textarea').inputValue()).toBe('Into the void');
    });

    test('hundreds of messages are shown in their order, older ones on demand, and the place is kept', async () => {
      fake.workspace.messages = Array.from({ length: 300 }, (_, index) => said(`Number ${index + 1}`, index + 1));
      const page = await at('as=U1&in=C1');
      const texts = () => page.locator('main .message .mrkdwn').allInnerTexts();
      expect((await texts()).at(0)).toBe('Number 241');
      await page.getByRole('button', { name: 'Show older messages' }).click();
      await message(page, /^.*Number 181$/).waitFor();
      await page.getByRole('button', { name: 'Show older messages' }).click();
      await message(page, /^.*Number 121$/).waitFor();
      expect(await texts()).toEqual(Array.from({ length: 180 }, (_, index) => `Number ${index + 121}`));
    });

    test('a link to a message leads to it, however far back, and to its thread', async () => {
      const old = said('Number 1', 1, { replyCount: 1 });
      const reply = said('The reply', 500, { threadTs: old.ts });
      const link = (ts: string, more = '') =>
        `<https://harbour.slack.com/archives/C1/p${ts.replace('.', '')}${more}|see it>`;
      fake.workspace.messages = [
        old,
        ...Array.from({ length: 150 }, (_, index) => said(`Number ${index + 2}`, index + 2)),
        reply,
        said(`The old one: ${link(old.ts)}`, 700, { channel: 'C2' }),
        said(`The reply: ${link(reply.ts, `?thread_ts=${old.ts}&cid=C1`)}`, 701, { channel: 'C2' }),
        said(`Gone: ${link('1600000000.000100')}`, 702, { channel: 'C2' }),
      ];
      const page = await at('as=U1&in=C2');
      await message(page, 'The old one').getByRole('link').click();
      await page.getByRole('heading', { level: 1, name: 'sales-emea' }).waitFor();
      await page.locator(`main .message[data-ts="${old.ts}"]:focus`).waitFor();

      await page.goBack();
      await message(page, 'The reply').getByRole('link').click();
      await page.locator('.thread .message:focus', { hasText: 'The reply' }).waitFor();

      await page.goBack();
      await page.goBack();
      await message(page, 'Gone').getByRole('link').click();
      await page.getByRole('region', { name: 'Notices' }).getByText('not there any more').waitFor();
    });

    test('what is said while one reads along scrolls into view, and does not while one reads above', async () => {
      fake.workspace.messages = Array.from({ length: 60 }, (_, index) => said(`Number ${index + 1}`, index + 1));
      const page = await at('as=U1&in=C1');
      const box = page.locator('main .messages');
      const fromEnd = () =>
        box.evaluate((element) => {
          const { scrollHeight, scrollTop, clientHeight } = element as unknown as Record<
            'scrollHeight' | 'scrollTop' | 'clientHeight',
            number
          >;
          return scrollHeight - scrollTop - clientHeight;
        });
      fake.push({ type: 'message', message: said('Just now', 800) });
      await message(page, 'Just now').waitFor();
      await expect.poll(fromEnd).toBeLessThan(5);
      await box.hover();
      await page.mouse.wheel(0, -600);
      await expect.poll(fromEnd).toBeGreaterThan(300);
      fake.push({ type: 'message', message: said('Later', 801) });
      await message(page, 'Later').waitFor();
      expect(await fromEnd()).toBeGreaterThan(300);
    });

    test('an address leads to its place, and the browser’s back leads to the one before', async () => {
      const root = fake.workspace.messages.find(({ replyCount }) => replyCount > 0);
      const page = await at(`as=U1&in=C1&thread=${root?.ts}`);
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
      const page = await at('as=U1&in=C1');
      fake.push({ type: 'notice', text: '/pass failed with the error "dispatch_failed"', level: 'error' }, 'U1');
      const notices = page.getByRole('region', { name: 'Notices' });
      await notices.getByText('dispatch_failed').waitFor();
      await notices.getByRole('button', { name: 'Dismiss' }).click();
      await notices.getByText('dispatch_failed').waitFor({ state: 'detached' });
    });

    test('dates are shown in the zone of the person who looks', async () => {
      const berlin = await at('as=U1&in=C1');
      const newYork = await at('as=U2&in=C1');
      await message(berlin, 'The fair opens at Apr 2, 2026 at 5:20 AM').waitFor();
      await message(newYork, 'The fair opens at Apr 1, 2026 at 11:20 PM').waitFor();
    });

    test('a channel that one is not in can be read and joined, an archived one is closed', async () => {
      const page = await at('as=U1&in=C5');
      await page.getByRole('button', { name: 'Join #random' }).click();
      await page.getByRole('textbox', { name: 'Message #random' }).waitFor();
      await page.getByRole('navigation').getByRole('button', { name: 'old-fair' }).click();
      await page.getByText('This channel is archived').waitFor();
      expect(await page.locator('main .composer').count()).toBe(0);
    });

    test('a status is set where one sees oneself, and Escape closes what was opened last', async () => {
      const page = await at('as=U1&in=C1');
      await page.locator('.thread-link').click();
      await page.getByRole('button', { name: 'Maya Lindqvist Marketer' }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Maya Lindqvist Marketer' }).click();
      await page.getByRole('menuitem', { name: 'Vacationing' }).click();
      await expect
        .poll(() => asked('set_status'))
        .toEqual([{ act: 'set_status', text: 'Vacationing', emoji: ':palm_tree:' }]);
      await page.locator('.thread textarea').press('Escape');
      await page.getByRole('complementary', { name: 'Thread' }).waitFor({ state: 'detached' });
    });

    test('the colours follow the machine until one chooses', async () => {
      const page = await at('as=U1&in=C1', { scheme: 'dark' });
      const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      const dark = await ground();
      await page.getByRole('button', { name: /^Colours: as this machine/ }).click();
      await page.getByRole('button', { name: /^Colours: light/ }).waitFor();
      expect(await ground()).not.toBe(dark);
      await page.reload();
      await page.getByRole('button', { name: /^Colours: light/ }).waitFor();
      expect(await ground()).toBe('rgb(255, 255, 255)');
    });
  },
);
