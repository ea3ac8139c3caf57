import { expect, onTestFinished, test } from 'vitest';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { actOnSeveral } from '../../src/leads/acts/bulk.ts';
import { snoozeLead, wakeSnoozed } from '../../src/leads/acts/snooze.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { dueSteps, takeStep } from '../../src/leads/escalation/escalate.ts';
import { shownNow } from '../../src/leads/live.ts';
import { readNews } from '../../src/leads/reads/batch-news.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { openDatabase } from '../../src/platform/db/open.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { earlierDatabase } from '../support/earlier-database.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from './world.ts';

interface News {
  userId: string;
  entryIds: number[];
}

async function team() {
  const world = await salesTeam({ routing: 'one', oneSellerId: 'A' });
  const { db, write } = world;
  return {
    ...world,
    news: (): News[] =>
      db
        .select()
        .from(outbox)
        .where(eq(outbox.kind, 'lead_news'))
        .all()
        .map(({ payload }) => payload as News),
    takeDue: (now: Date) => write((tx) => dueSteps(tx, now, 100).map((step) => takeStep(tx, step, now))),
  };
}

test('an act on several leads is one message per person, and two acts are two', async () => {
  const { write, handOff, news } = await team();
  const first = [await handOff(MONDAY_9), await handOff(MONDAY_9)];
  const second = [await handOff(MONDAY_9), await handOff(MONDAY_9)];
  for (const leads of [first, second]) {
    const chosen = leads.map(({ id }) => ({ leadId: id, actor: actor('A'), refusal: null }));
    await write((tx) => actOnSeveral(tx, chosen, { kind: 'accept' }, MONDAY_9));
  }
  expect(news().map(({ userId, entryIds }) => [userId, entryIds.length])).toEqual([
    ['UMARKETER', 2],
    ['UMARKETER', 2],
  ]);
});

test('acts on single leads are separate messages', async () => {
  const { write, handOff, news } = await team();
  for (const { id } of [await handOff(MONDAY_9), await handOff(MONDAY_9)]) {
    await write((tx) => acceptLead(tx, { leadId: id, seller: actor('A'), by: 'button' }, MONDAY_9));
  }
  expect(news().map(({ entryIds }) => entryIds.length)).toEqual([1, 1]);
});

test('consecutive exhausted escalations are one message, until a person accepts', async () => {
  const { db, write, handOff, news, takeDue } = await team();
  const leads = [await handOff(MONDAY_9), await handOff(minutesAfter(MONDAY_9, 10))];
  for (let minutes = 120; minutes <= 480; minutes += 10) await takeDue(minutesAfter(MONDAY_9, minutes));
  const [told] = news();
  expect(news()).toEqual([{ userId: 'BOSS', entryIds: expect.any(Array) }]);
  const read = () => readNews(db, 'BOSS', told?.entryIds ?? [], shownNow(db, MONDAY_9));
  expect(read().map(({ lead, entry }) => [lead.id, entry.kind])).toEqual(leads.map(({ id }) => [id, 'routed']));
  const [{ id = 0 } = {}] = leads;
  await write((tx) => acceptLead(tx, { leadId: id, seller: actor('B'), by: 'button' }, minutesAfter(MONDAY_9, 480)));
  expect(read().map(({ lead }) => lead.id)).toEqual([leads[1]?.id]);
});

test('leads that wake are one message, without those that were worked on', async () => {
  const { db, write, handOff, news } = await team();
  const leads = [await handOff(MONDAY_9), await handOff(MONDAY_9)];
  for (const { id } of leads) {
    await write((tx) => snoozeLead(tx, { leadId: id, actor: actor('A'), span: 'tomorrow' }, MONDAY_9));
  }
  const tuesday = minutesAfter(MONDAY_9, 24 * 60);
  await write((tx) => wakeSnoozed(tx, tuesday));
  const [{ userId, entryIds } = { userId: '', entryIds: [] }] = news();
  expect(news()).toHaveLength(1);
  expect(userId).toBe('A');
  expect(readNews(db, userId, entryIds, shownNow(db, tuesday)).map(({ lead }) => lead.id)).toEqual(
    leads.map(({ id }) => id),
  );
  const touch = { leadId: leads[0]?.id ?? 0, actor: actor('A'), kind: 'call', outcome: null, words: null } as const;
  await write((tx) => touchLead(tx, touch, tuesday));
  expect(readNews(db, userId, entryIds, shownNow(db, tuesday)).map(({ lead }) => lead.id)).toEqual([leads[1]?.id]);
});

test('messages queued at an upgrade refer to the entries of their time', () => {
  const { path, insert } = earlierDatabase(18);
  const at = MONDAY_9.getTime();
  insert('teams', {
    ...{ id: 1, kind: 'sales', name: 'Sales', channel_id: 'C1', manager_id: 'BOSS', zone: 'UTC', work_days: '[1]' },
    ...{ works_from: '09:00', works_until: '17:00', holidays: '[]', updated_at: at, updated_by: 'test' },
  });
  for (const [id, owner_id, assignee_id] of [
    [1, 'A', null],
    [2, null, 'BOSS'],
  ]) {
    insert('leads', {
      ...{ id, owner_id, assignee_id, name: 'Jane', company: 'Acme', temperature: 'warm', need: 'n', status: 'new' },
      ...{ team_id: 1, handed_off_by: 'M', handed_off_at: at, updated_at: at },
    });
  }
  const entry = (id: number, lead_id: number, kind: string, later: number, details = '{}') =>
    insert('lead_history', { id, lead_id, kind, at: at + later, status_after: 'new', details });
  entry(1, 1, 'unsnoozed', -1);
  entry(2, 1, 'unsnoozed', 0);
  entry(3, 2, 'routed', 0, '{"why":"turn"}');
  entry(4, 2, 'routed', 1, '{"why":"fallback"}');
  const message = (kind: string, payload: object, dedupe_key: string | null = null) =>
    insert('outbox', {
      ...{ kind, payload: JSON.stringify(payload), dedupe_key, ordering_key: 'A', idempotency_id: kind },
      ...{ state: 'waiting', attempts: 0, not_before: at, created_at: at },
    });
  message('lead_news', { leadId: 1, entryId: 1, userId: 'M' });
  message('lead_batch', { userId: 'M', entryIds: [1, 3] });
  message('leads_awake', { userId: 'A', since: at }, 'awake:A');
  message('escalation_exhausted', { userId: 'BOSS', since: at }, 'escalation_exhausted:BOSS');
  const db = openDatabase(path);
  onTestFinished(() => void db.$client.close());
  expect(
    db
      .select()
      .from(outbox)
      .all()
      .map(({ kind, payload, dedupeKey }) => ({ kind, payload, dedupeKey })),
  ).toEqual([
    { kind: 'lead_news', payload: { userId: 'M', entryIds: [1] }, dedupeKey: null },
    { kind: 'lead_news', payload: { userId: 'M', entryIds: [1, 3] }, dedupeKey: null },
    { kind: 'lead_news', payload: { userId: 'A', entryIds: [2] }, dedupeKey: 'lead_news:A:awake' },
    { kind: 'lead_news', payload: { userId: 'BOSS', entryIds: [4] }, dedupeKey: 'lead_news:BOSS:exhausted' },
  ]);
});
