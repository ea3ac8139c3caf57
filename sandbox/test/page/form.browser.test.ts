import { describe, expect, test } from 'vitest';
import { skipReason } from './chromium.ts';
import { leadForm } from './fake-live.ts';
import { fakePages } from './fake-pages.ts';
import { modal } from './visit.ts';

/** A form is filled in, refused, updated and submitted. */
describe.skipIf(skipReason)(`a form${skipReason ? ` (${skipReason})` : ''}`, { timeout: 60_000 }, () => {
  const pages = fakePages();

  const openForm = async () => {
    const page = await pages.at('as=U1&in=C1');
    pages.fake.modals.set('U1', [leadForm('V1')]);
    pages.fake.push({ type: 'modals', modals: [leadForm('V1')] }, 'U1');
    await modal(page).waitFor();
    return page;
  };

  test('sends every filled-in field', async () => {
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

    expect(pages.asked('submit_view')[0]?.state).toMatchObject({
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

  test('keeps the typed text when the app updates the form', async () => {
    const page = await openForm();
    await modal(page).getByRole('textbox', { name: 'Name' }).pressSequentially('Jane');
    const update = leadForm('V1', '2');
    const note = {
      type: 'section' as const,
      block_id: 'note',
      text: { type: 'mrkdwn' as const, text: 'Looked up.' },
    };
    pages.fake.push({ type: 'modals', modals: [{ ...update, blocks: [note, ...update.blocks] }] }, 'U1');
    await modal(page).getByText('Looked up.').waitFor();
    await page.keyboard.type(' Doe');
    expect(await modal(page).getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Jane Doe');
  });

  test('shows that it is being submitted, and is submitted once', async () => {
    const page = await openForm();
    await modal(page).getByRole('textbox', { name: 'Name' }).fill('Jane Doe');
    await modal(page).getByRole('textbox', { name: 'What do they need?' }).fill('Prices');
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    pages.fake.delay = (act) => (act.act === 'submit_view' ? released : undefined);
    const button = modal(page).getByRole('button', { name: /Pass on/ });
    await button.click();
    await modal(page).locator('.spinner').waitFor();
    await button.click({ force: true });
    await modal(page).getByRole('textbox', { name: 'Name' }).press('Enter');
    release();
    await modal(page).waitFor({ state: 'detached' });
    expect(pages.asked('submit_view')).toHaveLength(1);
  });

  test('shows why it was refused', async () => {
    pages.fake.answer = (act) =>
      act.act === 'submit_view' ? { ok: false, error: 'The app is not connected.' } : undefined;
    const page = await openForm();
    await modal(page).getByRole('textbox', { name: 'Name' }).fill('Jane Doe');
    await modal(page).getByRole('textbox', { name: 'What do they need?' }).fill('Prices');
    await modal(page).getByRole('button', { name: 'Pass on' }).click();
    await modal(page).getByRole('alert').getByText('The app is not connected.').waitFor();
    expect(await modal(page).getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Jane Doe');
  });

  test('shows the remaining characters of a field, and asks for options only after enough letters', async () => {
    const page = await openForm();
    await modal(page).getByRole('textbox', { name: 'Name' }).fill('x'.repeat(58));
    await modal(page).getByText('2 characters left').waitFor();
    const source = modal(page).getByRole('combobox', { name: 'Source' });
    await source.click();
    await source.pressSequentially('w');
    await page.getByText('Type at least 2 characters').waitFor();
    await page.keyboard.type('e');
    await page.getByRole('option', { name: 'Webinar' }).waitFor();
    expect(pages.asked('suggest').map(({ value }) => value)).toEqual(['we']);
  });
});
