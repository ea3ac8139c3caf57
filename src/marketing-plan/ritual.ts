import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { ritual } from '../rituals/ritual.ts';
import type { Cycle } from '../rituals/table.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { isHere } from '../teams/standing.ts';
import { entriesFrom, entriesOf } from './queries.ts';
import type { PlanEntry } from './table.ts';
import { weekOf } from './week.ts';

/** The entries that an owner is asked about: those that run, come, or ended in the week before. */
export const entriesToCheck = (db: Db, ownerId: string, now: Date): PlanEntry[] =>
  entriesFrom(db, weekOf(db, now, -1).from).filter((entry) => entry.ownerId === ownerId);

const openedAt = ({ openedAt: at, dueAt }: Cycle): Date => at ?? dueAt;

/** Thursdays: owners bring the plan up to date until Friday evening; on Monday morning sales reads the week. */
export const planRitual = ritual({
  key: 'plan',
  name: 'Marketing plan',
  purpose: 'Owners bring their entries up to date, and sales reads the week.',
  usually: { rhythm: 'weekly', day: { weekday: 4, week: 1, month: 1 } },
  asks: {
    why: 'Sales reads next week’s plan on Monday morning, and what to do for it.',
    button: 'Check my entries',
    fields: { choices: 1, texts: 0 },
    workingDays: 1,
    isAnonymous: false,
    hasAnswered: ({ db }, cycle, userId) =>
      entriesToCheck(db, userId, openedAt(cycle)).every(({ checkedAt }) => checkedAt >= openedAt(cycle)),
  },
  people: async ({ db }) => ownersIn(entriesFrom(db, ''), db).map((userId) => ({ userId, side: 'marketing' as const })),
  begin: (tx, { now }) =>
    entriesFrom(tx, weekOf(tx, now, -1).from).length > 0 ? undefined : { skip: 'Nothing is planned.' },
  publishes: 'next morning',
  publish: (tx, { now }) => publishWeek(tx, now),
  preview: (db, people, now) => {
    const next = entriesOf(db, weekOf(db, now, 1));
    return [
      `Owners who are asked: ${people.length}.`,
      ...(next.length === 0 ? ['Nothing is planned for next week, so nothing would be posted.'] : []),
      ...next.map(({ title, startsOn, endsOn }) => `${title}: ${startsOn} to ${endsOn}`),
    ];
  },
});

const ownersIn = (entries: readonly PlanEntry[], db: Db): string[] =>
  [...new Set(entries.map(({ ownerId }) => ownerId))].filter((userId) => isHere(db, userId));

/** In the channel of each sales team, if something is planned. */
export function publishWeek(tx: Tx, now: Date): void {
  const week = weekOf(tx, now);
  if (entriesOf(tx, week).length === 0) return;
  for (const { id: teamId, channelId } of teamsOfKind(tx, 'sales')) {
    const dedupeKey = `plan_week:${teamId}`;
    enqueue(tx, 'plan_week', { teamId, ...week }, { orderingKey: channelId, dedupeKey }, now);
  }
}
