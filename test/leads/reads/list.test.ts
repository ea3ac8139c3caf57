import { expect, test } from 'vitest';
import { cardKey } from '../../../src/leads/card-place.ts';
import { leadById } from '../../../src/leads/queries.ts';
import { listLeads, MOST_FOUND, openCards } from '../../../src/leads/reads/list.ts';
import { leads } from '../../../src/leads/table.ts';
import { insertRow } from '../../../src/platform/db/rows.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { savePosted } from '../../../src/platform/outbox/posted-messages.ts';
import { teams } from '../../../src/teams/table.ts';
import { tempDatabase } from '../../support/temp-database.ts';

const minute = (number: number) => new Date(Date.UTC(2026, 2, 2) + number * 60_000);
const calendar = { zone: 'UTC', workDays: [1], worksFrom: '09:00', worksUntil: '17:00', holidays: [] };

async function withLeads(rows: Partial<typeof leads.$inferInsert>[]) {
  const { db } = tempDatabase();
  await createWriter(db)((tx) => {
    const team = { kind: 'sales', name: 'A', channelId: 'C1', managerId: 'U1', ...calendar } as const;
    const { id: teamId } = insertRow(tx, teams, { ...team, updatedAt: minute(0), updatedBy: 'U1' });
    for (const [number, row] of rows.entries()) {
      const of = { teamId, status: 'new', temperature: 'warm', need: 'n', handedOffBy: 'U1' } as const;
      const times = { handedOffAt: minute(number), updatedAt: minute(0) };
      insertRow(tx, leads, {
        ...of,
        ...times,
        name: `Jane ${number}`,
        company: 'Acme',
        email: 'j@acme.example',
        ...row,
      });
    }
  });
  return db;
}

test('a search finds the newest leads, and stops counting at a limit', async () => {
  const rows = Array.from({ length: MOST_FOUND + 1 }, () => ({}));
  const db = await withLeads([{ handedOffBy: 'ME' }, ...rows]);
  const search = { show: 'search', words: 'jane', sight: { userId: 'ADA', teamIds: 'every' } } as const;
  const { leads: found, total } = listLeads(db, search, { limit: 2, offset: 0 });
  expect(total).toBe(MOST_FOUND);
  expect(found.map(({ name }) => name)).toEqual([`Jane ${MOST_FOUND + 1}`, `Jane ${MOST_FOUND}`]);
  // A person who sees few of them finds an older one.
  const own = { ...search, sight: { userId: 'ME', teamIds: [] } };
  expect(listLeads(db, own, { limit: 2, offset: 0 }).leads.map(({ name }) => name)).toEqual(['Jane 0']);
});

test('reactions are checked on unclaimed leads first, then on other open ones, newest first', async () => {
  const db = await withLeads([
    { status: 'new' },
    { status: 'accepted' },
    { status: 'lost' },
    { status: 'new' },
    { status: 'new' },
    { status: 'qualified' },
  ]);
  await createWriter(db)((tx) => {
    for (const { id, name } of tx.select().from(leads).all())
      if (name !== 'Jane 3') savePosted(tx, cardKey(id), { channel: 'C1', ts: `${id}.1` });
  });
  const names = (limit: number) => openCards(db, limit).map(({ subjectId }) => leadById(db, subjectId)?.name);
  expect(names(10)).toEqual(['Jane 4', 'Jane 0', 'Jane 5', 'Jane 1']);
  expect(names(3)).toEqual(['Jane 4', 'Jane 0', 'Jane 5']);
});
