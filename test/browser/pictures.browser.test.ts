import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { TOGETHER } from '../../play/workspace.ts';
import { launch, skipReason } from '../../sandbox/test/page/chromium.ts';
import { message, modal, send } from '../../sandbox/test/page/visit.ts';
import { type EmptyWorkspace, startEmptyWorkspace } from './empty-workspace.ts';
import { card, moveClock, openHandoff, type StoryWorkspace, startStoryWorkspace } from './fixtures.ts';

const IMAGES = join(import.meta.dirname, '../../docs/images');
const names = [
  'handoff',
  'handoff-form',
  'digest',
  'leads',
  'content',
  'request',
  'survey',
  'home-manager',
  'scoreboard',
  'scoreboard-charts',
  'routing',
  'introduction',
  'setup',
] as const;

test.each(names)('the picture %s.png of the docs is 1280 by 800', (name) => {
  const png = readFileSync(join(IMAGES, `${name}.png`));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1280, 800]);
});

/** With UPDATE_SCREENSHOTS=1, saves what the page shows; without, the steps to it are the test. */
async function picture(page: Page, name: (typeof names)[number]): Promise<void> {
  await page.mouse.move(640, 4);
  if (process.env.UPDATE_SCREENSHOTS) await page.screenshot({ path: join(IMAGES, `${name}.png`) });
}

/** Without the list of things to try. */
async function uncluttered(page: Page): Promise<Page> {
  await page.getByRole('button', { name: 'Hide the things to try' }).click();
  await page.getByRole('region', { name: 'Things to try' }).waitFor({ state: 'detached' });
  return page;
}

/** Each capability, as people see it. */
describe.skipIf(skipReason)(`pictures of the docs${skipReason ? ` (${skipReason})` : ''}`, () => {
  // Each test opens windows and plays the story.
  vi.setConfig({ testTimeout: 60_000 });
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  afterAll(() => browser?.close());

  describe('after the story', () => {
    let workspace: StoryWorkspace;
    beforeEach(async () => {
      workspace = await startStoryWorkspace(browser);
    }, 60_000);
    afterEach(() => workspace.close());

    test('the form of a hand-off, filled in from a message', async () => {
      const mia = await uncluttered(await workspace.windowOf('mia', 'website-leads'));
      const said = message(mia, 'New message from the contact form');
      await said.hover();
      await said.getByRole('button', { name: 'More actions' }).click();
      await mia.getByRole('menuitem', { name: 'Hand off as lead' }).click();
      await modal(mia).getByText('Hand off a lead').waitFor();
      await picture(mia, 'handoff-form');
    });

    test('the card of a lead that was accepted, and its thread', async () => {
      const mia = await uncluttered(await workspace.windowOf('mia', 'marketing'));
      const form = await openHandoff(mia, 'Hannah Krüger, Nordlicht Solar, hannah.krueger@nordlicht.example');
      await form.getByLabel('What do they need?').fill('A tool for their partner programme, about 30 users.');
      await form.locator('label', { hasText: 'Hot' }).click();
      await form.getByRole('button', { name: 'Hand off', exact: true }).click();
      await form.getByText('was handed off to').waitFor();
      const sam = await uncluttered(await workspace.windowOf('sam', 'sales'));
      const lead = card(sam, 'Hannah Krüger');
      await lead.hover();
      await lead.getByRole('button', { name: 'React with white check mark' }).click();
      await lead.getByRole('button', { name: '1 reply' }).click();
      await sam.getByRole('complementary', { name: 'Thread' }).getByText('accepted this lead').waitFor();
      await picture(sam, 'handoff');
      await mia.keyboard.press('Escape');
    });

    test('the digest of a morning', async () => {
      const sam = await uncluttered(await workspace.windowOf('sam', 'sales'));
      await moveClock(sam, 'Next working morning');
      await message(sam, 'awaiting first contact').last().waitFor();
      await picture(sam, 'digest');
    });

    test('a seller’s leads', async () => {
      const sam = await uncluttered(await workspace.windowOf('sam', 'sales'));
      await send(sam, '/leads');
      await modal(sam).getByText('Ravi Menon').first().waitFor();
      await picture(sam, 'leads');
    });

    test('content that was searched', async () => {
      const sam = await uncluttered(await workspace.windowOf('sam', 'sales'));
      await send(sam, '/content case study hosptal');
      await modal(sam).getByText('St. Brigid Hospital').first().waitFor();
      await picture(sam, 'content');
    });

    test('a request for content', async () => {
      const mia = await uncluttered(await workspace.windowOf('mia', 'marketing'));
      await message(mia, 'Answers to the usual security questions').last().waitFor();
      await picture(mia, 'request');
    });

    test('a survey', async () => {
      const mia = await uncluttered(await workspace.windowOf('mia', 'marketing'));
      await send(mia, '/ask-feedback Autumn webinar');
      await modal(mia).getByRole('button', { name: 'Use' }).first().click();
      await modal(mia).getByText('Who should answer?').waitFor();
      await picture(mia, 'survey');
    });

    test('the home of a manager', async () => {
      const { play } = workspace;
      const priya = await workspace.windowOf('priya', 'sales');
      await priya.goto(`${play.url}/?as=priya&app=${play.slack.appId}&tab=home`);
      await uncluttered(priya);
      await priya.getByRole('heading', { name: 'Hello, Priya' }).waitFor();
      await picture(priya, 'home-manager');
    });

    test('the scoreboard of last week, from Monday’s post', async () => {
      const sam = await uncluttered(await workspace.windowOf('sam', TOGETHER));
      await message(sam, 'Last week').getByRole('button', { name: 'Open scoreboard' }).click();
      await modal(sam).getByText('Deadlines, both ways').waitFor();
      await picture(sam, 'scoreboard');
    });

    test('the charts and the picture of a scoreboard', async () => {
      const sam = await uncluttered(await workspace.windowOf('sam', TOGETHER));
      await message(sam, 'Last week').getByRole('button', { name: 'Open scoreboard' }).click();
      await modal(sam).getByRole('button', { name: 'Send me charts' }).click();
      await sam.getByText('The charts and a picture come').waitFor();
      for (const title of ['On its way', 'Scoreboard']) {
        await sam.keyboard.press('Escape');
        await sam.getByRole('heading', { name: title, exact: true }).waitFor({ state: 'detached' });
      }
      await sam
        .getByRole('link', { name: /^Baton/ })
        .or(sam.getByRole('button', { name: /^Baton/ }))
        .first()
        .click();
      const drawn = sam.getByRole('img', { name: /^Scoreboard, .* Funnel: / });
      await drawn.scrollIntoViewIfNeeded();
      await picture(sam, 'scoreboard-charts');
    });

    test('the routing of a team', async () => {
      const priya = await uncluttered(await workspace.windowOf('priya', 'sales'));
      await send(priya, '/baton teams');
      await modal(priya).getByRole('button', { name: 'More actions' }).last().click();
      await priya.getByRole('menuitem', { name: 'Routing & response times' }).click();
      await modal(priya).getByText('Accept hot leads within').first().waitFor();
      await picture(priya, 'routing');
    });
  });

  describe('on the day of the install', () => {
    let workspace: EmptyWorkspace;
    beforeEach(async () => {
      workspace = await startEmptyWorkspace(browser);
    }, 60_000);
    afterEach(() => workspace.close());

    test('the checklist of the set-up', async () => {
      const ada = await uncluttered(await workspace.windowOf('ada'));
      await message(ada, 'Hello, I’m Baton.').getByRole('button', { name: 'Create both teams' }).waitFor();
      await picture(ada, 'setup');
    });

    test('the introduction in a channel', async () => {
      const ada = await workspace.windowOf('ada');
      await message(ada, 'Hello, I’m Baton.').getByRole('button', { name: 'Create both teams' }).click();
      const sam = await uncluttered(await workspace.windowOf('sam', 'sales'));
      await message(sam, 'Leads from marketing appear here').getByRole('button', { name: 'Try it' }).click();
      await message(sam, 'Practice lead.').getByRole('button', { name: 'Accept' }).waitFor();
      await picture(sam, 'introduction');
    });
  });
});
