import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launch, skipReason } from './chromium.ts';
import { type LeadApp, startLeadApp } from './lead-app.ts';
import { isOnScreen, message, modal, send, type Visit, visit } from './visit.ts';

/** People use the real page of the real sandbox, with a real Bolt app behind it. */
describe.skipIf(skipReason)(`people on the page${skipReason ? ` (${skipReason})` : ''}`, { timeout: 60_000 }, () => {
  let browser: Browser;
  let leadApp: LeadApp;
  let open: Visit[] = [];

  const visitAs = async (key: string, channel?: string, options = {}) => {
    const made = await visit(browser, leadApp.pageAs(key, channel), options);
    open.push(made);
    return made.page;
  };

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  beforeEach(async () => {
    leadApp = await startLeadApp();
    leadApp.sandbox.as('ines').say('#sales-emea', 'Morning all.');
  }, 60_000);
  afterEach(async () => {
    const faults = open.flatMap((made) => made.faults);
    await Promise.all(open.map(({ page }) => page.close()));
    open = [];
    await leadApp.close();
    expect(faults).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
  });

  test('one person hands off a lead in a form, another accepts it, and both see it without reloading', async () => {
    const maya = await visitAs('maya');
    const sam = await visitAs('sam');

    await send(maya, '/pass');
    await modal(maya).getByRole('textbox', { name: 'Name' }).fill('Jane Doe');
    await modal(maya).getByLabel('What do they need?').fill('Prices for 40 seats');
    await modal(maya).getByRole('button', { name: 'Pass on' }).click();
    await modal(maya).waitFor({ state: 'detached' });

    const card = message(sam, 'Jane Doe');
    await card.getByRole('button', { name: 'Accept' }).click();
    await message(maya, 'Owned by @Sam Okafor').waitFor();
    await message(maya, 'Jane Doe').getByRole('button', { name: '1 reply' }).click();
    await maya.getByRole('complementary', { name: 'Thread' }).getByText('took the lead.').waitFor();
  });

  test('a reaction appears for the other person, and a second click removes it', async () => {
    const maya = await visitAs('maya');
    const sam = await visitAs('sam');
    await send(maya, 'Anyone free?');
    await message(sam, 'Anyone free?').hover();
    await message(sam, 'Anyone free?').getByRole('button', { name: 'React with white check mark' }).click();

    const seen = message(maya, 'Anyone free?').getByRole('button', { name: 'white check mark: 1, Sam Okafor' });
    await seen.waitFor();
    expect(leadApp.heard).toContain('reaction white_check_mark');
    await message(sam, 'Anyone free?').getByRole('button', { name: 'white check mark: 1, You' }).click();
    await seen.waitFor({ state: 'detached' });
  });

  test('the picker finds an emoji by its name', async () => {
    const maya = await visitAs('maya');
    await message(maya, 'Morning all.').hover();
    await message(maya, 'Morning all.').getByRole('button', { name: 'Find another reaction' }).click();
    await maya.getByRole('searchbox', { name: 'Search emoji' }).fill('palm');
    await maya.getByRole('option', { name: 'palm tree' }).click();
    await message(maya, 'Morning all.')
      .getByRole('button', { name: /^palm tree: 1/ })
      .waitFor();
  });

  test('one click switches the person and the author of messages', async () => {
    const page = await visitAs('maya');
    await page.getByRole('button', { name: 'Sam Okafor Seller' }).click();
    await page.getByRole('button', { name: 'Sam Okafor Seller', pressed: true }).waitFor();
    await send(page, 'It is me, Sam');
    expect(await message(page, 'It is me, Sam').innerText()).toContain('Sam Okafor');
    expect(new URL(page.url()).searchParams.get('as')).toBe(leadApp.sandbox.ids.people.sam);
  });

  test('an error is shown at its field, and the typed text stays', async () => {
    const page = await visitAs('maya');
    await send(page, '/pass');
    await modal(page).getByRole('textbox', { name: 'Name' }).fill('Test');
    await modal(page).getByLabel('What do they need?').fill('Nothing');
    await modal(page).getByRole('combobox', { name: 'Source' }).pressSequentially('web');
    await page.getByRole('option', { name: 'Webinar' }).click();
    await modal(page).getByRole('button', { name: 'Pass on' }).click();

    const name = modal(page).getByRole('textbox', { name: 'Name' });
    await modal(page).getByText('Test is not a person.').waitFor();
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    expect(await modal(page).locator('.invalid :focus').count()).toBe(1);
    expect(await modal(page).getByLabel('What do they need?').inputValue()).toBe('Nothing');
    expect(await modal(page).getByRole('combobox', { name: 'Source' }).inputValue()).toBe('Webinar');
    await modal(page).getByRole('button', { name: 'Close' }).click();
    await modal(page).waitFor({ state: 'detached' });
  });

  test('input that Slack’s client refuses does not reach the app', async () => {
    const page = await visitAs('maya');
    const before = leadApp.heard.length;
    await send(page, '/pass');
    await modal(page).getByRole('textbox', { name: 'Email' }).fill('not an address');
    await modal(page).getByRole('button', { name: 'Pass on' }).click();
    expect(await modal(page).locator('.field-error').allInnerTexts()).toEqual([
      'Please fill in this required field.',
      'Please fill in this required field.',
      'Enter an email address, like name@example.com.',
    ]);
    expect(leadApp.heard.slice(before)).toEqual([]);
    await page.keyboard.press('Escape');
    await modal(page).waitFor({ state: 'detached' });
    await expect.poll(() => leadApp.heard.slice(before)).toEqual(['closed cleared=false']);
  });

  test('a form below another form keeps its input, also through an update', async () => {
    const page = await visitAs('maya');
    await send(page, '/stack');
    await modal(page).getByRole('textbox', { name: 'Name' }).fill('Kept');
    await modal(page).getByRole('button', { name: 'Open another' }).click();
    await page.getByRole('heading', { name: 'Second form' }).waitFor();
    await modal(page).getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: 'First form' }).waitFor();
    expect(await modal(page).getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Kept');

    await modal(page).getByRole('button', { name: 'Refresh' }).click();
    await modal(page).getByText('Refreshed.').waitFor();
    expect(await modal(page).getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Kept');
    await modal(page).getByRole('button', { name: 'Close' }).click();
    await modal(page).waitFor({ state: 'detached' });
  });

  test('an ephemeral message is visible to one person only', async () => {
    const maya = await visitAs('maya');
    const sam = await visitAs('sam');
    await send(maya, '/ephemeral');
    await message(maya, 'Only visible to you').getByText('hear this.').waitFor();
    await send(maya, 'Said aloud');
    await message(sam, 'Said aloud').waitFor();
    expect(await message(sam, 'hear this.').count()).toBe(0);
  });

  test('a command that is never answered shows an error and stays in the composer', async () => {
    const page = await visitAs('maya');
    await send(page, '/never');
    await page.locator('.composer-refusal').waitFor();
    expect(await page.locator('.composer-refusal').innerText()).toContain('/never');
    expect(await page.locator('main .composer textarea').inputValue()).toBe('/never');
  });

  test('global and message shortcuts of the app open its forms', async () => {
    const page = await visitAs('maya');
    await page.locator('main').getByRole('button', { name: 'Shortcuts' }).click();
    await page.getByRole('menuitem', { name: 'New lead' }).click();
    await page.getByRole('heading', { name: 'New lead' }).waitFor();
    await page.keyboard.press('Escape');
    await modal(page).waitFor({ state: 'detached' });

    await message(page, 'Morning all.').hover();
    await message(page, 'Morning all.').getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Pass on as lead' }).click();
    await page.getByRole('heading', { name: 'From a message' }).waitFor();
    expect(leadApp.heard).toContain('passed Morning all.');
    await page.keyboard.press('Escape');
    await modal(page).waitFor({ state: 'detached' });
  });

  test('the app has a home and a messages tab', async () => {
    const page = await visitAs('maya');
    await page.getByRole('navigation').getByRole('button', { name: /Relay/ }).click();
    await page.getByRole('heading', { name: 'Your leads' }).waitFor();
    await page.getByRole('tab', { name: 'Messages' }).click();
    await page.locator('main .composer textarea').fill('Hello app');
    await page.locator('main .composer textarea').press('Enter');
    await message(page, 'Hello app').waitFor();
  });

  test('a confirmation comes before the action, and cancelling it does nothing', async () => {
    const page = await visitAs('maya');
    const before = leadApp.heard.length;
    await page.getByRole('navigation').getByRole('button', { name: /Relay/ }).click();
    await page.locator('.home').getByRole('button', { name: 'Not for us' }).click();
    await page.getByRole('alertdialog', { name: 'Give it back?' }).getByRole('button', { name: 'Keep' }).click();
    await page.locator('.home').getByRole('button', { name: 'Not for us' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Give back' }).click();
    await expect.poll(() => leadApp.heard.slice(before).length).toBe(1);
    expect(leadApp.heard.at(-1)).toContain('"action_id":"decline"');
  });

  test('hostile text is shown as plain text', async () => {
    const page = await visitAs('maya');
    const typed = '<!channel> <@U1> <b>x</b> <https://evil.test|Acme> & &amp;';
    await send(page, typed);
    await message(page, '<!channel>').waitFor();
    expect(await message(page, '<!channel>').locator('.mrkdwn').innerText()).toContain('<!channel> <@U1> <b>x</b>');
    expect(await message(page, '<!channel>').locator('.mention, b').count()).toBe(0);
  });

  test('a message is edited and deleted by its author', async () => {
    const page = await visitAs('maya');
    await send(page, 'A tpyo for @sam!');
    const mine = message(page, 'A tpyo');
    await mine.hover();
    await mine.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Edit message' }).click();
    const field = page.getByRole('textbox', { name: 'Edit message' });
    expect(await field.inputValue()).toBe('A tpyo for @sam!');
    await field.fill('No typo for @sam!');
    await field.press('Enter');
    const edited = message(page, 'No typo for @Sam Okafor!(edited)');
    await edited.hover();
    await edited.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete message…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await edited.waitFor({ state: 'detached' });
  });

  test('a file is uploaded with a message and can be downloaded', async () => {
    const page = await visitAs('maya');
    const chooser = page.waitForEvent('filechooser');
    await page.locator('main').getByRole('button', { name: 'Attach files' }).click();
    await (await chooser).setFiles({
      name: 'prices.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('seats,price\n40,9'),
    });
    await page.locator('.composer-files').getByText('prices.csv').waitFor();
    await send(page, 'The prices');
    const link = message(page, 'The prices').getByRole('link', { name: /prices\.csv/ });
    const address = new URL((await link.getAttribute('href')) ?? '', page.url());
    expect(await (await fetch(address)).text()).toBe('seats,price\n40,9');
  });

  test('new messages in another channel are marked until they are read', async () => {
    const page = await visitAs('maya');
    leadApp.sandbox.as('ines').say('#marketing', 'New figures are out.');
    const entry = page.getByRole('navigation').getByRole('button', { name: 'marketing 1 unread' });
    await entry.click();
    await message(page, 'New figures are out.').waitFor();
    await page.getByRole('navigation').getByRole('button', { name: 'marketing', exact: true }).waitFor();

    // A new message in the open channel is read at once.
    leadApp.sandbox.as('ines').say('#marketing', 'And corrected ones.');
    await message(page, 'And corrected ones.').waitFor();
    await page.getByRole('navigation').getByRole('button', { name: 'sales-emea' }).click();
    await page.getByRole('navigation').getByRole('button', { name: 'marketing', exact: true }).waitFor();
  });

  test('Escape closes the top modal alone, and the focus returns to the button that opened it', async () => {
    const maya = await visitAs('maya');
    await send(maya, '/stack');
    const more = modal(maya).getByRole('button', { name: 'Read more' });
    await more.press('Enter');
    await modal(maya).getByText('Only words.').waitFor();
    await expect.poll(() => maya.locator('.modal :focus').count()).toBe(1);
    await maya.keyboard.press('Escape');
    await modal(maya).getByText('Only words.').waitFor({ state: 'detached' });
    await expect.poll(() => maya.locator('.modal :focus').textContent()).toBe('Read more');
    await maya.keyboard.press('Escape');
    await modal(maya).waitFor({ state: 'detached' });
    await expect.poll(() => maya.locator('main .composer textarea:focus').count()).toBe(1);
  });

  test('Escape answers a question with no, leaves the form open, and the focus returns to its button', async () => {
    const maya = await visitAs('maya');
    await send(maya, '/stack');
    const forget = modal(maya).getByRole('button', { name: 'Forget' });
    await forget.press('Enter');
    await maya.getByRole('alertdialog').getByText('It is gone then.').waitFor();
    await maya.keyboard.press('Escape');
    await maya.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(await modal(maya).count()).toBe(1);
    await expect.poll(() => maya.locator('.modal :focus').textContent()).toBe('Forget');
    expect(leadApp.heard.filter((line) => line.includes('asked'))).toEqual([]);
    await forget.press('Enter');
    await maya.getByRole('button', { name: 'Forget it' }).press('Enter');
    await expect.poll(() => leadApp.heard.filter((line) => line.includes('asked')).length).toBe(1);
  });

  test('a command scrolls to its answer, also when the person has scrolled up', async () => {
    for (let index = 0; index < 40; index++) leadApp.sandbox.as('ines').say('#sales-emea', `Line ${index}`);
    const maya = await visitAs('maya');
    await message(maya, 'Line 39').waitFor();
    await message(maya, 'Line 0').first().scrollIntoViewIfNeeded();
    await send(maya, '/ephemeral');
    await message(maya, 'Only you hear this.').waitFor();
    await expect.poll(() => isOnScreen(message(maya, 'Only you hear this.'))).toBe(true);
  });

  test('a modal opens in the window of the command, and not in the person’s other window', async () => {
    const [one, other] = [await visitAs('maya'), await visitAs('maya')];
    await send(one, '/stack');
    await modal(one).getByRole('button', { name: 'Refresh' }).waitFor();
    expect(await modal(other).count()).toBe(0);
  });
});
