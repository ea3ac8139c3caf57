import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@baton/sandbox';
import pino from 'pino';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Visit, visit } from '../../sandbox/test/page/visit.ts';
import { startBaton } from '../../src/app/boot.ts';
import { manifest } from '../support/test-app.ts';

export interface EmptyWorkspace {
  slack: Sandbox;
  /** Opens a window of this person, at the messages with Baton or in a channel. */
  windowOf(person: string, channel?: string, scheme?: 'light' | 'dark'): Promise<Page>;
  close(): Promise<void>;
}

/** A company on the day that it installs Baton: people and channels, but no teams yet. */
export async function startEmptyWorkspace(browser: Browser): Promise<EmptyWorkspace> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-empty-'));
  const tz = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const slack = await startSandbox({
    manifest,
    workspace: {
      name: 'Fernhill',
      domain: 'fernhill',
      people: {
        ada: { realName: 'Ada Brandt', title: 'IT, workspace admin', tz, admin: true },
        mia: { realName: 'Mia Torres', title: 'Marketing', tz },
        sam: { realName: 'Sam Okafor', title: 'Sales', tz },
      },
      channels: {
        general: {},
        'sales-wins': {},
        sales: { members: ['sam', 'ada'] },
        'team-marketing': { members: ['mia', 'ada'] },
      },
    },
    page: true,
  });
  const baton = await startBaton({
    connection: { mode: 'socket', appToken: slack.appToken },
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    databasePath: join(folder, 'baton.db'),
    now: () => new Date(),
    log: pino({ level: 'silent' }),
    posting: { paceMs: 0 },
  });
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
      await baton.stop();
      await slack.close();
      rmSync(folder, { recursive: true });
      expect(faults).toEqual([]);
    },
  };
}
