/** A lead that was worked elsewhere comes with its past: in its history, and without a card. */
import { describe, expect, test } from 'vitest';
import { addPastLead } from '../../src/imports/add-past.ts';
import type { Past } from '../../src/imports/read-row.ts';
import { historyOf, requireLead } from '../../src/leads/queries.ts';
import { winMarks } from '../../src/leads/table.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { MONDAY_9, salesTeam } from '../leads/world.ts';
import { planFor } from './world.ts';

const at = (day: number) => new Date(Date.UTC(2026, 2, day, 12));
const NEW: Past = {
  ...{ status: 'new', ownerId: null, createdAt: at(1), contactedAt: null, closedAt: null },
  ...{ amount: null, currency: null, reason: null },
};

async function added(past: Partial<Past>) {
  const world = await salesTeam();
  const { db, write, team } = world;
  const form = { name: 'Ana Reis', company: 'Porto Foods', email: 'ana@porto.example', phone: null, role: null };
  const more = { source: null, campaign: null, stage: null, temperature: 'warm' as const, need: 'A demo' };
  const optional = { score: null, country: null, companySize: null };
  const { id } = await write((tx) =>
    addPastLead(
      tx,
      {
        of: { id: 7, startedBy: 'MIA' },
        plan: planFor(team.id, { isPast: true }),
        lead: { ...form, ...more, ...optional },
        past: { ...NEW, ...past },
      },
      MONDAY_9,
    ),
  );
  const entries = historyOf(db, id, { limit: 100, offset: 0 }).toReversed();
  return {
    lead: requireLead(db, id),
    history: entries.map(({ kind, at, statusAfter, actorId }) => [kind, at, statusAfter, actorId]),
    last: entries.at(-1),
    isMarked: db.select().from(winMarks).all().length > 0,
    told: db
      .select()
      .from(outbox)
      .all()
      .filter(({ kind }) => kind.startsWith('lead_')).length,
  };
}

const handedOff = ['handed_off', at(1), 'new', 'MIA'];

describe('a lead of the past', () => {
  test('that is new waits for its owner, or the fallback owner, without a deadline', async () => {
    const named = await added({ ownerId: 'B' });
    expect(named.lead).toMatchObject({ status: 'new', assigneeId: 'B', ownerId: null, dueAt: null, isUnhurried: true });
    expect(named.lead).toMatchObject({ handedOffAt: at(1), acceptedAt: null, touchedAt: null, handedOffBy: 'MIA' });
    expect(named.history).toEqual([handedOff]);
    expect((await added({})).lead.assigneeId).toBe('BOSS');
    expect(named.told).toBe(0);
  });

  test('that was contacted while it was new has its contact', async () => {
    const { lead, history } = await added({ ownerId: 'B', contactedAt: at(3) });
    expect(lead).toMatchObject({ status: 'new', touchedAt: at(3), updatedAt: at(3) });
    expect(history).toEqual([handedOff]);
  });

  test('that is accepted has no contact', async () => {
    const { lead, history } = await added({ status: 'accepted', ownerId: 'B' });
    expect(lead).toMatchObject({
      status: 'accepted',
      ownerId: 'B',
      acceptedAt: at(1),
      touchedAt: null,
      updatedAt: at(1),
    });
    expect(history).toEqual([handedOff, ['accepted', at(1), 'accepted', 'B']]);
  });

  test('that is in progress has its contact, on the day that it came if no other is known', async () => {
    const { lead, history } = await added({
      status: 'working',
      ownerId: 'B',
      contactedAt: at(2),
      amount: 5,
      currency: 'EUR',
    });
    expect(lead).toMatchObject({ status: 'working', touchedAt: at(2), updatedAt: at(2), amount: null, currency: null });
    expect(history).toEqual([handedOff, ['accepted', at(1), 'accepted', 'B'], ['touched', at(2), 'working', 'B']]);
    expect((await added({ status: 'working', ownerId: 'B' })).lead.touchedAt).toEqual(at(1));
  });

  test('that was contacted before it came counts from the day that it came', async () => {
    const past = { status: 'working', ownerId: 'B', createdAt: at(5), contactedAt: at(2) } as const;
    expect((await added(past)).lead).toMatchObject({ touchedAt: at(5), handedOffAt: at(5) });
  });

  test('that is qualified has its value', async () => {
    const { lead, history, isMarked } = await added({
      ...{ status: 'qualified', ownerId: 'B', contactedAt: at(2), amount: 5, currency: 'EUR' },
    });
    expect(lead).toMatchObject({ status: 'qualified', amount: 5, currency: 'EUR', ownerId: 'B' });
    expect(history.at(-1)).toEqual(['qualified', at(2), 'qualified', 'B']);
    expect(isMarked).toBe(false);
  });

  test('that is won is a win of before, which no one celebrates', async () => {
    const { lead, history, last, isMarked, told } = await added({
      ...{ status: 'won', ownerId: 'B', contactedAt: at(2), closedAt: at(9), amount: 5, currency: 'EUR' },
    });
    expect(lead).toMatchObject({ status: 'won', amount: 5, updatedAt: at(9) });
    expect(history.map(([kind]) => kind)).toEqual(['handed_off', 'accepted', 'touched', 'qualified', 'won']);
    expect(last).toMatchObject({ at: at(9), details: { amount: 5, currency: 'EUR', wasBefore: true } });
    expect([isMarked, told]).toEqual([true, 0]);
  });

  test.each([
    ['Price', 'Price'],
    [null, 'Before the import'],
  ])('that is lost for the reason %s says %s', async (reason, words) => {
    const { lead, last } = await added({ status: 'lost', ownerId: 'B', closedAt: at(9), reason });
    expect(lead).toMatchObject({ status: 'lost', touchedAt: at(1), updatedAt: at(9) });
    expect(last).toMatchObject({ kind: 'lost', actorId: 'B', at: at(9), details: { reason: 'other', words } });
  });

  test('that was disqualified has no owner', async () => {
    const { lead, history, last } = await added({ status: 'disqualified', closedAt: at(9), reason: 'A student' });
    expect(lead).toMatchObject({ status: 'disqualified', ownerId: null, assigneeId: null, acceptedAt: null });
    expect(history).toEqual([handedOff, ['disqualified', at(9), 'disqualified', null]]);
    expect(last).toMatchObject({ details: { words: 'A student' } });
  });

  test('that is in nurture comes back in two to four months, and keeps its contact', async () => {
    const { lead, history, last } = await added({
      status: 'nurturing',
      ownerId: 'B',
      contactedAt: at(2),
      reason: 'Later',
    });
    const until = lead.nurtureUntil?.getTime() ?? 0;
    expect(until).toBe(MONDAY_9.getTime() + (60 + (lead.id % 60)) * DAY_MS);
    expect(lead).toMatchObject({ status: 'nurturing', ownerId: null, touchedAt: at(2) });
    expect(history).toEqual([handedOff, ['touched', at(2), 'new', 'B'], ['nurtured', at(2), 'nurturing', null]]);
    expect(last).toMatchObject({ details: { until, words: 'Later' } });
  });
});
