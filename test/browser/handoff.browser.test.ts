import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { launch, skipReason } from '../../sandbox/test/page/chromium.ts';
import { message, modal, violations } from '../../sandbox/test/page/visit.ts';
import { card, doneTasks, moveClock, openHandoff, type StoryWorkspace, startStoryWorkspace } from './fixtures.ts';

/** People use the real page with the real Baton behind it. */
describe.skipIf(skipReason)(`a hand-off in the browser${skipReason ? ` (${skipReason})` : ''}`, () => {
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

  test('Mia hands off a lead and Sam accepts it with ✅, and each sees the other’s action in their own window', async () => {
    const mia = await workspace.windowOf('mia', 'marketing');
    const sam = await workspace.windowOf('sam', 'sales');

    const form = await openHandoff(mia, 'Hannah Krüger, Nordlicht Solar, hannah.krueger@nordlicht.example');
    expect(await form.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Hannah Krüger');
    await form.getByRole('textbox', { name: 'Phone' }).fill('+49 40 47110815');
    await form
      .getByLabel('What do they need?')
      .fill('A tool for their partner programme, about 30 users. Asks for a call.');
    await form.locator('label', { hasText: 'Hot' }).click();
    expect(await violations(mia)).toEqual([]);
    await form.getByRole('button', { name: 'Hand off', exact: true }).click();
    await form.getByText('was handed off to').waitFor();
    expect(await violations(mia)).toEqual([]);
    await form.getByRole('button', { name: 'Close' }).last().click();
    await form.waitFor({ state: 'detached' });

    const lead = card(sam, 'Hannah Krüger');
    await lead.hover();
    await lead.getByRole('button', { name: 'React with white check mark' }).click();
    await lead.getByText('owns this  ·  first contact').waitFor();
    await lead.getByText('first contact due').waitFor();
    await mia.getByRole('navigation').getByRole('button', { name: /Baton/ }).click();
    await message(mia, 'Hannah Krüger').getByText('accepted this lead').waitFor();
    await expect.poll(() => doneTasks(mia)).toEqual(['Accept a lead', 'Hand off a lead']);

    await lead.getByRole('button', { name: '1 reply' }).click();
    await sam.getByRole('complementary', { name: 'Thread' }).getByText('accepted this lead').waitFor();
    expect(await violations(sam)).toEqual([]);
  });

  test.each([
    [1280, 800],
    [390, 844],
  ])('a first visit at %i × %i opens at a lead, and the list leads on to the form', async (width, height) => {
    const page = await workspace.firstVisit({ width, height });
    const marked = page.locator('.message.next-step');
    await marked.getByText('Next step').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await violations(page)).toEqual([]);
    await marked.getByRole('button', { name: 'Accept' }).click();
    const isPhone = width < 720;
    const list = page.getByRole('region', { name: isPhone ? 'Next thing to try' : 'Things to try' });
    await list.getByRole('button', { name: 'Open the form' }).click();
    await modal(page).waitFor();
    expect(await modal(page).getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Hannah Krüger');
    await page.locator('.person.current', { hasText: 'Mia Torres' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('a message of the contact form becomes a lead, in dark colours', async () => {
    const mia = await workspace.windowOf('mia', 'website-leads', { scheme: 'dark' });
    const sam = await workspace.windowOf('sam', 'sales', { scheme: 'dark' });
    const said = message(mia, 'New message from the contact form');
    await said.hover();
    await said.getByRole('button', { name: 'More actions' }).click();
    await mia.getByRole('menuitem', { name: 'Hand off as lead' }).click();
    await modal(mia).waitFor();
    expect(await modal(mia).getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Hannah Krüger');
    expect(await modal(mia).getByRole('textbox', { name: 'Email' }).inputValue()).toBe(
      'hannah.krueger@nordlicht.example',
    );
    expect(await violations(mia)).toEqual([]);
    await modal(mia).getByRole('button', { name: 'Hand off', exact: true }).click();
    await card(sam, 'Hannah Krüger').getByRole('button', { name: 'Accept' }).click();
    await card(sam, 'Hannah Krüger').getByText('owns this  ·  first contact').waitFor();
    expect(await violations(sam)).toEqual([]);
  });

  test('an invalid phone number is refused at its field, and the typed text stays', async () => {
    const mia = await workspace.windowOf('mia', 'marketing');
    const form = await openHandoff(mia, 'Hannah Krüger, Nordlicht Solar');
    const phone = form.getByRole('textbox', { name: 'Phone' });
    await phone.fill('call me maybe');
    await form.getByLabel('What do they need?').fill('A demo');
    await form.getByRole('button', { name: 'Hand off', exact: true }).click();
    await form.locator('.invalid .field-error').first().waitFor();
    expect(await phone.getAttribute('aria-invalid')).toBe('true');
    expect(await form.locator('.invalid :focus').count()).toBe(1);
    expect(await form.getByLabel('What do they need?').inputValue()).toBe('A demo');
    expect(await violations(mia)).toEqual([]);

    await phone.fill('+49 40 47110815');
    await form.getByRole('button', { name: 'Hand off', exact: true }).click();
    await form.getByText('was handed off to').waitFor();
  });

  test('the form stays open when the person is switched and switched back', async () => {
    const page = await workspace.windowOf('mia', 'website-leads');
    await openHandoff(page, 'Hannah Krüger, Nordlicht Solar');
    await page.getByRole('button', { name: 'Sam Okafor Sales' }).click();
    await modal(page).waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'website-leads' }).waitFor();
    expect(new URL(page.url()).searchParams.get('in')).toBe(workspace.play.slack.ids.channels['website-leads']);
    await page.getByRole('button', { name: 'Mia Torres Marketing' }).click();
    await modal(page).waitFor();
    await page.keyboard.press('Escape');
    await modal(page).waitFor({ state: 'detached' });
  });

  test('an option and its emoji are on one line', async () => {
    const mia = await workspace.windowOf('mia', 'marketing');
    const form = await openHandoff(mia, '');
    const hot = await form.locator('.option-text', { hasText: 'Hot' }).boundingBox();
    expect(hot?.height).toBeLessThan(30);
    await mia.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
  });

  test.each(['light', 'dark'] as const)(
    'moving the clock brings the next morning’s digest, in %s colours',
    async (scheme) => {
      const sam = await workspace.windowOf('sam', 'sales', { scheme });
      const digests = message(sam, 'leads awaiting first contact');
      const before = await digests.count();
      await moveClock(sam, 'Next working morning');
      await expect.poll(() => digests.count()).toBe(before + 1);
      await sam.getByRole('button', { name: /^Clock: .* 9:00 AM$/ }).waitFor();
      expect(await digests.last().locator('.message-time').innerText()).toBe('9:00 AM');
      await expect.poll(() => doneTasks(sam)).toEqual(['Read the digest']);
      expect(await violations(sam)).toEqual([]);
    },
  );
});
