import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { launch, skipReason } from '../../sandbox/test/page/chromium.ts';
import { message, modal, violations } from '../../sandbox/test/page/visit.ts';
import { type EmptyWorkspace, startEmptyWorkspace } from './empty-workspace.ts';
import { card } from './fixtures.ts';

/** A new admin who only reads the text on the screen. */
describe.skipIf(skipReason)(`Baton is set up in the browser${skipReason ? ` (${skipReason})` : ''}`, () => {
  // Each test opens windows, runs axe and starts a workspace.
  vi.setConfig({ testTimeout: 60_000 });
  let browser: Browser;
  let workspace: EmptyWorkspace;

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  beforeEach(async () => {
    workspace = await startEmptyWorkspace(browser);
  }, 60_000);
  afterEach(() => workspace.close());
  afterAll(() => browser?.close());

  test('from the first message to the first real lead, in as many steps as the docs promise', async () => {
    const steps: string[] = [];
    const step = async (what: string, act: Promise<unknown>) => {
      await act;
      steps.push(what);
    };
    const ada = await workspace.windowOf('ada', 'general');
    const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

    await step('open the message', ada.getByRole('navigation').getByRole('button', { name: /Baton/ }).click());
    const greeting = message(ada, 'Hello, I’m Baton.');
    await greeting.getByText('Sales team: suggested').waitFor();
    expect(await violations(ada)).toEqual([]);
    await step('make the teams', press(ada, 'Create both teams'));
    await greeting.getByText('I’m in all of them').waitFor();
    await step('open the form', press(ada, 'Hand off a lead'));
    const form = modal(ada);
    await form.waitFor();
    await step(
      'fill it in and hand off',
      (async () => {
        await form.getByRole('textbox', { name: 'Name' }).fill('Hannah Krüger');
        await form.getByRole('textbox', { name: 'Company' }).fill('Nordlicht Solar');
        await form.getByRole('textbox', { name: 'Email' }).fill('hannah@nordlicht.example');
        await form.getByLabel('What do they need?').fill('A tool for 30 partners.');
        await form.getByRole('button', { name: 'Hand off', exact: true }).click();
      })(),
    );

    const sam = await workspace.windowOf('sam', 'sales');
    await card(sam, 'Hannah Krüger').getByRole('button', { name: 'Accept' }).click();
    await card(sam, 'Hannah Krüger').getByText('owns this  ·  first contact').waitFor();
    await ada.keyboard.press('Escape');
    await greeting.getByText('First hand-off: done').waitFor();
    const docs = readFileSync(join(import.meta.dirname, '../../docs/install.md'), 'utf8');
    expect(docs).toContain(`${['no', 'one', 'two', 'three', 'four', 'five'][steps.length]} steps`);
  });

  test.each(['light', 'dark'] as const)(
    'a practice lead is handed off, and leaves no trace, in %s colours',
    async (scheme) => {
      const ada = await workspace.windowOf('ada', undefined, scheme);
      const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
      await press(ada, 'Create both teams');
      await press(ada, 'Try a practice lead');
      const sam = await workspace.windowOf('sam', 'sales', scheme);
      const pretend = message(sam, 'Practice lead.');
      await pretend.getByRole('button', { name: 'Accept' }).click();
      await pretend.getByText('owns this').waitFor();
      expect(await violations(sam)).toEqual([]);
      await pretend.getByRole('button', { name: 'Log contact' }).click();
      await pretend.getByText('All done. Hand off').waitFor();
      await pretend.getByRole('button', { name: 'End practice' }).click();
      await pretend.waitFor({ state: 'detached' });
      await message(ada, 'First hand-off: done').waitFor();
      expect(await violations(ada)).toEqual([]);
    },
  );
});
