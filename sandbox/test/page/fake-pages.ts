import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Act, Message } from '../../src/protocol.ts';
import { launch } from './chromium.ts';
import { type FakeSandbox, startFakeSandbox } from './fake-live.ts';
import { visit } from './visit.ts';

/** The time of the fake workspace's last message. */
export const NOW = Date.UTC(2026, 3, 2, 9, 30);

export interface FakePages {
  fake: FakeSandbox;
  /** Opens a window at this query. */
  at(query: string, options?: Parameters<typeof visit>[2]): Promise<Page>;
  /** The page's requests of this kind, oldest first. */
  asked<T extends Act['act']>(act: T): Extract<Act, { act: T }>[];
  actions(): Record<string, unknown>[];
}

/** Provides one browser per file, and a fake sandbox for each test of the calling describe. */
export function fakePages(): FakePages {
  let browser: Browser;
  let opened: Page[] = [];
  const pages = {
    at: async (query, options) => {
      const { page } = await visit(browser, `${pages.fake.url}/?${query}`, options);
      opened.push(page);
      return page;
    },
    asked: <T extends Act['act']>(act: T) =>
      pages.fake.asked.filter((one): one is Extract<Act, { act: T }> => one.act === act),
    actions: () => pages.asked('block_action').map(({ action }) => action),
  } as FakePages;

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  beforeEach(async () => {
    pages.fake = await startFakeSandbox(NOW);
  }, 60_000);
  afterEach(async () => {
    await Promise.all(opened.map((page) => page.close()));
    opened = [];
    await pages.fake.close();
  });
  afterAll(() => browser?.close());
  return pages;
}

/** A message of the second person; `serial` sets its place in the order. */
export const said = (text: string, serial: number, more: Partial<Message> = {}): Message => ({
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
