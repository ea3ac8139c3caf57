/** An installation without a fault, for the doctor. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@baton/sandbox';
import { onTestFinished } from 'vitest';
import { runCommand } from '../../src/cli/run.ts';
import { recordAudit } from '../../src/platform/audit/record.ts';
import { lockDatabase } from '../../src/platform/db/lock.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { saveTeam, type TeamForm } from '../../src/teams/save.ts';
import { sharedChannel } from '../../src/teams/settings.ts';
import { newDatabaseFile, tempDatabase } from '../support/temp-database.ts';
import { manifest, workspace } from '../support/test-app.ts';

const NOW = new Date();
export interface Planted {
  env: Record<string, string | undefined>;
  db: Db;
  path: string;
  folder: string;
  /** Lets Baton's lock go. */
  stopBaton(): void;
  now: Date;
}

export const startSlack = (asked: unknown = manifest): Promise<Sandbox> =>
  startSandbox({ manifest: asked, workspace, deliver: { mode: 'socket' } });

const team = (slack: Sandbox, kind: 'sales' | 'marketing', manager: string): TeamForm => ({
  ...{ kind, name: kind, channelId: slack.ids.channels[kind] ?? '', managerId: slack.ids.people[manager] ?? '' },
  ...{ userGroupId: kind === 'sales' ? (slack.ids.userGroups.sellers ?? '') : null, zone: 'Europe/Berlin' },
  ...{ workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00', holidays: [], digestCron: null },
});

export async function sound(slack: Sandbox): Promise<Planted> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { db, path } = tempDatabase(newDatabaseFile(join(folder, 'baton.db')));
  await createWriter(db)((tx) => {
    saveTeam(tx, team(slack, 'sales', 'max'), { id: null, by: 'test' }, NOW);
    saveTeam(tx, team(slack, 'marketing', 'ada'), { id: null, by: 'test' }, NOW);
    changeSetting(tx, { setting: sharedChannel, value: slack.ids.channels.sales ?? '', by: 'test' }, NOW);
    recordAudit(tx, { kind: 'data.exported', actor: 'test', subject: 'library' }, NOW);
  });
  const backups = join(folder, 'backups');
  mkdirSync(join(backups, NOW.toISOString().slice(0, 10)), { recursive: true });
  const release = lockDatabase(path, NOW);
  let isStopped = false;
  const stopBaton = () => {
    if (!isStopped) release();
    isStopped = true;
  };
  onTestFinished(stopBaton);
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_PATH: path,
    BACKUP_DIR: backups,
  };
  return { env, db, path, folder, stopBaton, now: NOW };
}

interface Told {
  faults: number;
  warnings: number;
  parts: Record<string, { words: string; fix: string }[]>;
}

/** Runs the command. */
export async function doctor({ env, now }: Pick<Planted, 'env' | 'now'>, ...options: string[]) {
  const out: string[] = [];
  const say = (line: string) => void out.push(line);
  const code = await runCommand(['doctor', ...options], { env, now: () => now, out: say, err: say, isWatched: false });
  return { code, out: out.join('\n') };
}

export async function examine(planted: Planted): Promise<Told & { code: number; all: string[] }> {
  const { code, out } = await doctor(planted, '--json');
  const told = JSON.parse(out) as Told;
  return { ...told, code, all: Object.values(told.parts).flatMap((found) => found.map(({ words }) => words)) };
}
