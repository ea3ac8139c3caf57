/** A company with a team on each side, and a review that is open. */
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Write } from '../../src/platform/db/write.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { reviews } from '../../src/reviews/table.ts';
import { saveTeam, type TeamForm } from '../../src/teams/save.ts';
import { sharedChannel } from '../../src/teams/settings.ts';
import { memoryDatabase } from '../support/temp-database.ts';

export interface World {
  db: Db;
  write: Write;
}

const CHANNEL = 'C9';

export async function newWorld(now: Date, hours: Partial<TeamForm> = {}): Promise<World> {
  const db = memoryDatabase();
  const write = createWriter(db);
  const form = {
    ...{ userGroupId: null, managerId: 'UMAX', digestCron: null, holidays: [] },
    ...{ zone: 'Europe/Berlin', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00' },
    ...hours,
  };
  await write((tx) => {
    for (const [kind, channelId] of [
      ['sales', 'C1'],
      ['marketing', 'C2'],
    ] as const) {
      saveTeam(tx, { ...form, kind, name: kind, channelId }, { id: null, by: 'test' }, now);
    }
    changeSetting(tx, { setting: sharedChannel, value: CHANNEL, by: 'test' }, now);
  });
  return { db, write };
}

/** @returns its id. */
export const openReviewOf = ({ write }: World, month: string, openedAt: Date): Promise<number> =>
  write(
    (tx) =>
      tx
        .insert(reviews)
        .values({ month, status: 'open', dueAt: openedAt, openedAt })
        .returning({ id: reviews.id })
        .get().id,
  );
