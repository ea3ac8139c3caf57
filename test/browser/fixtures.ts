import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Play, startPlay } from '../../play/start.ts';
import { message, modal, send, type Visit, visit } from '../../sandbox/test/page/visit.ts';

type Person = 'mia' | 'sam' | 'lena' | 'priya';

/** Baton in its sandbox after the story, with windows open on it. */
export interface StoryWorkspace {
  play: Play;
  /** Opens a window of this person in this channel. */
  windowOf(person: Person, channel: string, options?: Parameters<typeof visit>[2]): Promise<Page>;
  /** Opens the address that the terminal shows. */
  firstVisit(options: Parameters<typeof visit>[2]): Promise<Page>;
  close(): Promise<void>;
}

export async function startStoryWorkspace(browser: Browser): Promise<StoryWorkspace> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-browser-'));
  const databasePath = join(folder, 'baton.db');
  const play = await startPlay({ databasePath, port: 0, log: pino({ level: 'silent' }) });
  const open: Visit[] = [];
  return {
    play,
    windowOf: async (person, channel, options) => {
      const made = await visit(browser, `${play.url}/?as=${person}&in=${play.slack.ids.channels[channel]}`, options);
      open.push(made);
      return made.page;
    },
    firstVisit: async (options) => {
      const made = await visit(browser, play.url, options);
      open.push(made);
      return made.page;
    },
    close: async () => {
      const faults = open.flatMap((made) => made.faults);
      await Promise.all(open.map(({ page }) => page.close()));
      await play.stop();
      rmSync(folder, { recursive: true });
      expect(faults).toEqual([]);
    },
  };
}

/** Opens the form by typing the command. */
export async function openHandoff(page: Page, words: string): Promise<Locator> {
  await send(page, `/handoff ${words}`.trim());
  await modal(page).waitFor();
  return modal(page);
}

export const card = (page: Page, name: string): Locator =>
  message(page, name).filter({ has: page.getByRole('button', { name: 'More actions' }) });

export async function moveClock(page: Page, to: string): Promise<void> {
  await page.getByRole('button', { name: /^Clock/ }).click();
  await page.getByRole('menuitem', { name: to }).click();
  await page.getByRole('progressbar', { name: 'Moving the clock…' }).waitFor({ state: 'detached' });
}

/** The titles of the finished tasks. */
export const doneTasks = async (page: Page): Promise<string[]> =>
  (await page.locator('.task.done .task-title').allTextContents()).map((text) => text.replace(/, done$/, ''));
