/** Two teams with their members, for introductions. */
import { introduceNewcomers } from '../../src/introductions/introduce.ts';
import { noticeNewcomers } from '../../src/introductions/notice.ts';
import { introductions } from '../../src/introductions/table.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Write } from '../../src/platform/db/write.ts';
import type { Directory, Person } from '../../src/platform/slack/directory.ts';
import { saveMembers } from '../../src/teams/members.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { saveTeam, type TeamForm } from '../../src/teams/save.ts';
import { memoryDatabase } from '../support/temp-database.ts';

export const HOURS = { zone: 'Europe/Berlin', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00' };

export interface World {
  db: Db;
  write: Write;
  /** By channel. */
  members: Record<string, string[]>;
  people: Record<string, Partial<Person>>;
  now: Date;
  /** Moves the clock, as on a working morning: reads the teams, notices who is new, and introduces them. */
  morning(at: Date): Promise<void>;
  /** `newcomer meets counterpart`, oldest first. */
  met(): string[];
}

export async function newWorld(sizes: { sales: number; marketing: number }, now: Date): Promise<World> {
  const db = memoryDatabase();
  const write = createWriter(db);
  const named = (letter: string, count: number) => Array.from({ length: count }, (_, n) => `U${letter}${n + 1}`);
  const members: World['members'] = { C1: named('S', sizes.sales), C2: named('M', sizes.marketing) };
  const people: World['people'] = {};
  const directory = {
    members: async ({ channelId }: { channelId: string }) => new Set(members[channelId]),
    person: async (id: string) => ({ id, isMember: true, statusEmoji: null, ...people[id] }),
    people: async (ids: Iterable<string>) =>
      [...ids].map((id) => ({ id, isMember: true, statusEmoji: null, ...people[id] })),
  } as unknown as Directory;
  const teamIds = await write((tx) => {
    const form = { ...HOURS, userGroupId: null, digestCron: null, holidays: [], routing: 'pool' as const };
    const team = (more: Pick<TeamForm, 'kind' | 'name' | 'channelId' | 'managerId'>) =>
      saveTeam(tx, { ...form, ...more }, { id: null, by: 'test' }, now).id;
    return [
      team({ kind: 'sales', name: 'Sales', channelId: 'C1', managerId: 'UBOSS' }),
      team({ kind: 'marketing', name: 'Marketing', channelId: 'C2', managerId: 'UHEAD' }),
    ];
  });
  const world: World = {
    ...{ db, write, members, people, now },
    morning: async (at) => {
      world.now = at;
      await write((tx) => {
        for (const id of teamIds) {
          const team = requireTeam(tx, id);
          saveMembers(tx, team, { userIds: new Set(members[team.channelId]), error: null }, at);
          noticeNewcomers(tx, team, at);
        }
      });
      await introduceNewcomers({ db, write, directory, now: () => at }, new AbortController().signal);
    },
    met: () =>
      db
        .select()
        .from(introductions)
        .all()
        .map(({ newcomerId, counterpartId }) => `${newcomerId} meets ${counterpartId}`),
  };
  return world;
}
