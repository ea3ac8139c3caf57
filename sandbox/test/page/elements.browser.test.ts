import { describe, expect, test } from 'vitest';
import { skipReason } from './chromium.ts';
import { fakePages } from './fake-pages.ts';
import { message } from './visit.ts';

/** Actions that the app receives when a person uses the elements of a message. */
describe.skipIf(skipReason)(`elements of a message${skipReason ? ` (${skipReason})` : ''}`, { timeout: 60_000 }, () => {
  const pages = fakePages();

  test('buttons send the value that the app attached', async () => {
    const page = await pages.at('as=U1&in=C1');
    await message(page, 'Jane Doe').getByRole('button', { name: 'Log touch' }).click();
    await expect.poll(pages.actions).toEqual([
      {
        type: 'button',
        block_id: 'acts',
        action_id: 'touch',
        text: { type: 'plain_text', text: 'Log touch' },
        value: 'L1',
      },
    ]);
    expect(pages.asked('block_action')[0]?.container).toMatchObject({ type: 'message', channel: 'C1' });
  });

  test('a menu sends the chosen item', async () => {
    const page = await pages.at('as=U1&in=C1');
    await message(page, 'Jane Doe').locator('.block-section').getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'History' }).click();
    await expect
      .poll(pages.actions)
      .toMatchObject([{ type: 'overflow', action_id: 'more', selected_option: { value: 'history' } }]);
  });

  test('selects, checkboxes and radio buttons send actions at once, with the state of all', async () => {
    const page = await pages.at('as=U1&in=C2');
    await page.getByRole('combobox', { name: 'A section with a select' }).click();
    await page.getByRole('option', { name: 'Decision' }).click();
    await page.getByText('Phone', { exact: true }).click();
    await page.getByRole('radio', { name: 'Awareness' }).check({ force: true });
    await page.getByRole('combobox', { name: 'Who' }).pressSequentially('ines');
    await page.getByRole('option', { name: /Ines Duarte/ }).click();
    await expect.poll(pages.actions).toMatchObject([
      { type: 'static_select', action_id: 'stage', selected_option: { value: 'decision' } },
      { type: 'checkboxes', action_id: 'boxes', selected_options: [{ value: 'phone' }] },
      { type: 'radio_buttons', action_id: 'radio', selected_option: { value: 'awareness' } },
      { type: 'users_select', action_id: 'who', selected_user: 'U3' },
    ]);
    expect(pages.asked('block_action').at(-1)?.state).toMatchObject({
      b2: { stage: { selected_option: { value: 'decision' } } },
      b3: { boxes: { selected_options: [{ value: 'phone' }] } },
      b5: { day: { selected_date: '2026-03-29' } },
    });
  });

  test('a date and a time are sent in Slack’s format', async () => {
    const page = await pages.at('as=U1&in=C2');
    await page.getByRole('group', { name: 'Day' }).getByRole('spinbutton', { name: /^day/ }).focus();
    await page.keyboard.type('07');
    await page.keyboard.press('Tab');
    expect(pages.actions()).toEqual([]);
    await page.locator('main .composer textarea').focus();
    await expect
      .poll(pages.actions)
      .toContainEqual({ type: 'datepicker', block_id: 'b5', action_id: 'day', selected_date: '2026-03-07' });
    await page.getByRole('group', { name: 'Time' }).getByRole('spinbutton', { name: /^hour/ }).press('ArrowUp');
    await page.locator('main .composer textarea').focus();
    await expect
      .poll(pages.actions)
      .toContainEqual({ type: 'timepicker', block_id: 'b5', action_id: 'time', selected_time: '15:05' });
  });

  test('an error of the app is shown, and the button can be pressed again', async () => {
    pages.fake.answer = (act) =>
      act.act === 'block_action' ? { ok: false, error: 'The app did not answer in time.' } : undefined;
    const page = await pages.at('as=U1&in=C1');
    await message(page, 'Jane Doe').getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('region', { name: 'Notices' }).getByText('The app did not answer in time.').waitFor();
    await message(page, 'Jane Doe').getByRole('button', { name: 'Accept' }).click();
    await expect.poll(() => pages.actions().length).toBe(2);
  });
});
