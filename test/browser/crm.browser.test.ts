import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Play, startPlay } from '../../play/start.ts';
import { launch, skipReason } from '../../sandbox/test/page/chromium.ts';
import { modal, send, type Visit, violations, visit } from '../../sandbox/test/page/visit.ts';
import { hubspot } from '../../src/crm/hubspot/kind.ts';
import { hubspotFake } from '../support/hubspot/fake.ts';
import { card } from './fixtures.ts';

/** An admin connects HubSpot, and reads only the text on the screen. */
describe.skipIf(skipReason)(`a CRM is connected in the browser${skipReason ? ` (${skipReason})` : ''}`, () => {
  // Each test opens windows, runs axe and plays the story.
  vi.setConfig({ testTimeout: 60_000 });
  let browser: Browser;
  let fake: Awaited<ReturnType<typeof hubspotFake>>;
  let play: Play;
  let open: Visit[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'baton-crm-'));

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  beforeEach(async () => {
    fake = await hubspotFake({ now: () => play.baton.deps.now() });
    const crm = { kinds: [hubspot], given: {}, address: fake.url };
    play = await startPlay({ databasePath: join(folder, 'baton.db'), port: 0, log: pino({ level: 'silent' }), crm });
  }, 60_000);
  afterEach(async () => {
    const faults = open.flatMap((made) => made.faults);
    await Promise.all(open.map(({ page }) => page.close()));
    open = [];
    await play.stop();
    await fake.close();
    expect(faults).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function windowOf(person: string, channel: string, scheme: 'light' | 'dark'): Promise<Page> {
    const made = await visit(browser, `${play.url}/?as=${person}&in=${play.slack.ids.channels[channel]}`, { scheme });
    open.push(made);
    return made.page;
  }
  const press = (place: Locator, name: string) => place.getByRole('button', { name, exact: true }).click();

  test.each(['light', 'dark'] as const)(
    'from the command to the first card, with one field to fill in, in %s colours',
    async (scheme) => {
      const qualified = { lifecyclestage: 'marketingqualifiedlead' };
      fake.people.addContact({ ...qualified, firstname: 'Ana', lastname: 'Reis', email: 'ana@porto.example' });
      const ada = await windowOf('ada', 'general', scheme);
      const top = modal(ada).last();
      let presses = 0;
      const next = async (name: string) => {
        await press(top, name);
        presses += 1;
      };

      await send(ada, '/baton crm');
      await next('Connect HubSpot');
      await top.getByLabel('Service key').fill(fake.key);
      await next('Test it');
      await top.getByText('The key works').waitFor();
      expect(await violations(ada)).toEqual([]);
      await next('Save');
      await top.getByText('Lifecycle Stage: Marketing Qualified Lead → Sales').waitFor();
      expect(await violations(ada)).toEqual([]);
      await press(top, 'Dry run');
      await top.getByText('a new lead').waitFor();
      await press(top, 'Back');
      await next('Switch on');
      await ada.getByRole('button', { name: 'Switch on' }).last().click();
      await top.getByText('On since').waitFor();
      expect(presses).toBe(4);

      const sam = await windowOf('sam', 'sales', scheme);
      await card(sam, 'Ana Reis').getByRole('link', { name: 'HubSpot' }).waitFor();
      expect(await violations(sam)).toEqual([]);
    },
  );
});
