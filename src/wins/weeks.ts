/** One post a week for small wins, so that the channel stays readable. */
import { leadById } from '../leads/queries.ts';
import { eq, inArray, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Job } from '../platform/schedule/job.ts';
import { isFirstOfWeek } from '../scoreboard/weekly.ts';
import { isMorningOf, startOfWork } from '../teams/mornings.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { announceWeek, channelOfWin } from './post.ts';
import { type WinRow, waitsForWeek, wins, winWeeks } from './table.ts';

export interface Week {
  id: number;
  channelId: string;
  at: Date;
}

const byId = preparedRows(winWeeks, eq(winWeeks.id, sql.placeholder('id')));

export const weekById = (db: Db, id: number): Week | undefined => byId(db).get({ id });

const waiting = prepared((db) => db.select().from(wins).where(waitsForWeek).orderBy(wins.leadId).prepare());

/** On the first working day of a week of the oldest sales team, when its work begins. */
export function winJobs(db: Db): Job[] {
  const [team] = teamsOfKind(db, 'sales').toSorted((a, b) => a.id - b.id);
  if (!team) return [];
  return [
    {
      name: 'small wins',
      cron: startOfWork(team),
      zone: team.zone,
      run: (tx, slot, now) => {
        if (isMorningOf(team, slot, now) && isFirstOfWeek(team, now)) postWeek(tx, now);
      },
    },
  ];
}

/** Puts the wins that wait into a post for each channel. */
export function postWeek(tx: Tx, now: Date): void {
  const byChannel = Map.groupBy(waiting(tx).all(), (win) => channelOf(tx, win));
  for (const [channelId, ofChannel] of byChannel) {
    if (channelId === undefined) continue;
    const { id } = tx.insert(winWeeks).values({ channelId, at: now }).returning({ id: winWeeks.id }).get();
    const leadIds = ofChannel.map(({ leadId }) => leadId);
    tx.update(wins).set({ weekId: id }).where(inArray(wins.leadId, leadIds)).run();
    announceWeek(tx, { id, channelId }, now);
  }
}

function channelOf(tx: Tx, { leadId }: WinRow): string | undefined {
  const lead = leadById(tx, leadId);
  return lead && channelOfWin(tx, lead.teamId);
}
