import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '@baton/sandbox';
import pino from 'pino';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { startPlay } from '../../play/start.ts';
import { type Visit, visit } from '../../sandbox/test/page/visit.ts';

export interface EmptyWorkspace {
  slack: Sandbox;
  /** Opens a window of this person, at the messages with Baton or in a channel. */
  windowOf(person: string, channel?: string, scheme?: 'light' | 'dark'): Promise<Page>;
  close(): Promise<void>;
}

/** A company on the day that it installs Baton: people and channels, but no teams yet. */
export async function startEmptyWorkspace(browser: Browser): Promise<EmptyWorkspace> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-empty-'));
  const databasePath = join(folder, 'baton.db');
  const play = await startPlay({ databasePath, port: 0, log: pino({ level: 'silent' }), isEmpty: true });
  const { slack } = play;
  const open: Visit[] = [];
  return {
    slack,
    windowOf: async (person, channel, scheme = 'light') => {
      const place = channel ? `in=${slack.ids.channels[channel]}` : `app=${slack.appId}&tab=messages`;
      const made = await visit(browser, `${slack.url}/?as=${person}&${place}`, { scheme });
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
