/** Sellers rate leads, and marketers read what they said. */
import { describe, expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { cardKey } from '../../../src/leads/card-place.ts';
import { madeIn } from '../../../src/leads/history.ts';
import { ratingOf } from '../../../src/leads/quality/queries.ts';
import {
  declineAndRate,
  type LeadRated,
  rateLead,
  touchAndAsk,
  touchAndRate,
} from '../../../src/leads/quality/rate.ts';
import { qualityWeeks } from '../../../src/leads/quality/table.ts';
import { marketersOfWeek, readQualityWeek } from '../../../src/leads/quality/week.ts';
import { qualityJobs, sendQuality } from '../../../src/leads/quality/weekly.ts';
import { savePosted } from '../../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import type { Directory } from '../../../src/platform/slack/directory.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

const A = actor('A');
const touch = { kind: null, outcome: null, words: null };
const WEEK = 7 * 24 * 60;

async function rated() {
  const world = await salesTeam();
  const { db, write } = world;
  const { id: leadId } = await world.handOff(MONDAY_9);
  return {
    ...world,
    leadId,
    rate: (more: Partial<LeadRated> = {}) =>
      write((tx) => rateLead(tx, { leadId, actor: A, moment: 'touch', rating: 'good', ...more }, MONDAY_9)),
    contact: (rating: 'good' | null = null) =>
      write((tx) => touchAndRate(tx, { leadId, actor: A, rating, ...touch }, MONDAY_9)),
    ratings: () => world.entries(leadId).filter(({ kind }) => kind === 'rated'),
    asked: () =>
      db
        .select()
        .from(outbox)
        .all()
        .filter(({ kind }) => kind === 'ask_quality'),
  };
}

describe('a rating', () => {
  test('needs a contact first, or a decline for that moment', async () => {
    const { rate, contact, ratings } = await rated();
    await expect(rate()).rejects.toThrow('once you have contacted or declined it');
    await contact();
    expect(ratings()).toEqual([]);
    await expect(rate({ moment: 'decline' })).rejects.toThrow('once you have contacted or declined it');
    await rate();
    expect(ratings()).toMatchObject([{ actorId: 'A', details: { moment: 'touch', rating: 'good', words: null } }]);
  });

  test('is of sales, and never of the person who handed the lead off', async () => {
    const { rate, contact, write, leadId } = await rated();
    await contact();
    await expect(rate({ actor: { ...actor('UMARKETER') } })).rejects.toThrow('You handed off this lead yourself');
    await expect(rate({ actor: { ...actor('X'), isSeller: false } })).rejects.toThrow('Only the sales team');
    await write((tx) => touchAndRate(tx, { leadId, actor: actor('B'), rating: 'poor', ...touch }, MONDAY_9));
  });

  test('replaces the one before, keeps its words if none are said, and is recorded only if it differs', async () => {
    const { db, rate, contact, ratings, leadId } = await rated();
    await contact('good');
    const now = () => {
      const { rating, words } = ratingOf(db, { leadId, userId: 'A', moment: 'touch' }) ?? {};
      return [rating, words, ratings().length];
    };
    expect(now()).toEqual(['good', null, 1]);
    await rate();
    expect(now()).toEqual(['good', null, 1]);
    await rate({ words: 'Knows what they want' });
    expect(now()).toEqual(['good', 'Knows what they want', 2]);
    await rate({ rating: 'so_so' });
    expect(now()).toEqual(['so_so', 'Knows what they want', 3]);
    await rate({ rating: 'so_so', words: null });
    expect(now()).toEqual(['so_so', null, 4]);
  });

  test('comes with a decline, if one was chosen', async () => {
    for (const rating of ['poor', null] as const) {
      const { write, leadId, ratings } = await rated();
      const act = { leadId, actor: A, reason: 'no_budget', words: 'None', rating };
      expect((await write((tx) => declineAndRate(tx, act, MONDAY_9))).status).toBe('returned');
      expect(ratings().map(({ details }) => details)).toEqual(
        rating === null ? [] : [{ moment: 'decline', rating: 'poor', words: null }],
      );
    }
  });
});

describe('a seller is asked for a rating', () => {
  const post = ({ write, leadId }: Awaited<ReturnType<typeof rated>>) =>
    write((tx) => savePosted(tx, cardKey(leadId), { channel: 'CSALES', ts: '1.1' }));
  const contact = ({ write, leadId }: Awaited<ReturnType<typeof rated>>, by = 'A') =>
    write((tx) => touchAndAsk(tx, { leadId, actor: actor(by), ...touch }, MONDAY_9));

  test('once, after the first contact', async () => {
    const world = await rated();
    await post(world);
    await contact(world);
    await contact(world);
    expect(world.asked()).toMatchObject([{ payload: { leadId: world.leadId, userId: 'A' }, orderingKey: 'A' }]);
  });

  test('not without a card to answer below', async () => {
    const world = await rated();
    expect((await contact(world)).status).toBe('working');
    expect(world.asked()).toEqual([]);
  });

  test('not about a lead of their own', async () => {
    const world = await rated();
    await post(world);
    await contact(world, 'UMARKETER');
    expect(world.asked()).toEqual([]);
  });
});

describe('the week of a marketer', () => {
  const MONDAY = minutesAfter(MONDAY_9, WEEK);

  test('has each opinion once, by source and campaign, the most first', async () => {
    const { db, write, handOff } = await salesTeam();
    const fair = { source: 'Fair', campaign: 'Spring' };
    const [one, two, three, four] = [
      await handOff(MONDAY_9, { source: 'Web' }),
      await handOff(MONDAY_9, fair),
      await handOff(MONDAY_9, fair),
      await handOff(MONDAY_9, { ...fair, by: 'MIA' }),
    ];
    const later = minutesAfter(MONDAY_9, 10);
    await write((tx) => {
      touchAndRate(tx, { leadId: one.id, actor: A, rating: 'good', ratingWords: 'Nice', ...touch }, later);
      const decline = { leadId: two.id, actor: A, reason: 'no_budget', words: 'None', rating: 'poor' as const };
      declineAndRate(tx, decline, later);
      rateLead(
        tx,
        { leadId: two.id, actor: A, moment: 'decline', rating: 'poor', words: 'Too small' },
        minutesAfter(later, 1),
      );
      const other = { leadId: three.id, actor: A, reason: 'other', words: 'Asked for a job', rating: null };
      declineAndRate(tx, other, minutesAfter(later, 2));
      touchAndRate(tx, { leadId: four.id, actor: A, rating: 'good', ...touch }, later);
    });
    expect(marketersOfWeek(db, MONDAY)).toEqual(new Set(['UMARKETER', 'MIA']));
    const week = readQualityWeek(db, 'UMARKETER', MONDAY);
    expect(week?.origins).toEqual([
      { ...fair, good: 0, so_so: 0, poor: 1, declines: { 'No budget': 1, 'Something else': 1 } },
      { source: 'Web', campaign: null, good: 1, so_so: 0, poor: 0, declines: {} },
    ]);
    const verdicts = week?.verdicts.map(({ lead, userId, moment, rating, reason, said, words }) => [
      ...[lead.id, userId, moment, rating, reason, said, words],
    ]);
    expect(verdicts).toEqual([
      [three.id, 'A', 'decline', null, 'Something else', 'Asked for a job', null],
      [two.id, 'A', 'decline', 'poor', 'No budget', 'No budget', 'None\nToo small'],
      [one.id, 'A', 'touch', 'good', null, null, 'Nice'],
    ]);
    expect(readQualityWeek(db, 'UMARKETER', MONDAY_9)).toBeUndefined();
  });

  test('is seven days, and a decline of the CRM has no person', async () => {
    const { db, write, handOff } = await salesTeam();
    const { id: leadId } = await handOff(MONDAY_9);
    const decline = { leadId, actor: A, reason: 'no_budget', words: null, rating: null };
    await write((tx) => madeIn(tx, 'HubSpot', () => declineAndRate(tx, decline, MONDAY_9)));
    expect(marketersOfWeek(db, minutesAfter(MONDAY_9, -1)).size).toBe(0);
    expect(marketersOfWeek(db, MONDAY_9).size).toBe(1);
    expect(marketersOfWeek(db, minutesAfter(MONDAY, -1)).size).toBe(1);
    expect(marketersOfWeek(db, MONDAY).size).toBe(0);
    expect(readQualityWeek(db, 'UMARKETER', MONDAY_9)?.verdicts).toMatchObject([{ userId: '', words: null }]);
  });
});

describe('the reports of a week', () => {
  const MONDAY = new Date('2026-06-08T08:00Z');
  /** Members of marketing, as Slack has them; `away` are no colleagues any more. */
  const slack = (members: Record<string, string[]>, away: string[] = []) =>
    ({
      members: ({ channelId }: { channelId: string }) => Promise.resolve(new Set(members[channelId] ?? [])),
      person: (id: string) => Promise.resolve({ id, isMember: !away.includes(id) }),
    }) as unknown as Directory;

  const reports = async (directory: Directory, by: string[], stop = new AbortController().signal) => {
    const world = await salesTeam();
    const { db, write } = world;
    const first = await world.addMarketing();
    for (const person of by) {
      const { id: leadId } = await world.handOff(MONDAY_9, { by: person });
      await write((tx) => acceptLead(tx, { leadId, seller: A, by: 'button' }, MONDAY_9));
      await write((tx) => touchAndRate(tx, { leadId, actor: A, rating: 'good', ...touch }, MONDAY_9));
    }
    const run = async (at: Date) => {
      const jobs = qualityJobs(db);
      await write((tx) => {
        for (const job of jobs) job.run(tx, { at } as Parameters<typeof job.run>[1], at);
      });
      await sendQuality({ db, write, directory, now: () => at }, stop);
      return db
        .select()
        .from(outbox)
        .all()
        .filter(({ kind }) => kind === 'quality_week')
        .map(({ payload }) => (payload as { userId: string }).userId);
    };
    return { ...world, first, run, due: () => db.select().from(qualityWeeks).all().length };
  };

  test('go to each marketer with rated leads, once, and to those outside of marketing too', async () => {
    const { run, due } = await reports(slack({ CMARKETING: ['MARIA'] }), ['MARIA', 'X']);
    expect(await run(MONDAY)).toEqual(['MARIA', 'X']);
    expect(await run(MONDAY)).toEqual(['MARIA', 'X']);
    expect(due()).toBe(0);
  });

  test('do not exist for a week without opinions', async () => {
    const { run } = await reports(slack({ CMARKETING: ['MARIA'] }), ['MARIA']);
    expect(await run(new Date('2026-06-15T10:00Z'))).toEqual([]);
  });

  test('do not go to people who left', async () => {
    const { run } = await reports(slack({ CMARKETING: ['MARIA'] }, ['MARIA']), ['MARIA', 'X']);
    expect(await run(MONDAY)).toEqual(['X']);
  });

  test('stay due when Baton stops, and when Slack cannot be asked', async () => {
    const stopped = await reports(slack({}), ['MARIA'], AbortSignal.abort());
    expect([await stopped.run(MONDAY), stopped.due()]).toEqual([[], 1]);
    const silent = { person: () => Promise.reject(new Error('down')) } as unknown as Directory;
    const down = await reports(silent, ['MARIA']);
    await expect(down.run(MONDAY)).rejects.toThrow('down');
    expect(down.due()).toBe(1);
  });
});
