/** Sellers rate leads. */
import { describe, expect, test } from 'vitest';
import { cardKey } from '../../../src/leads/card-place.ts';
import { ratingOf } from '../../../src/leads/quality/queries.ts';
import {
  declineAndRate,
  type LeadRated,
  rateLead,
  touchAndAsk,
  touchAndRate,
} from '../../../src/leads/quality/rate.ts';
import { savePosted } from '../../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { actor, MONDAY_9, salesTeam } from '../world.ts';

const A = actor('A');
const touch = { kind: null, outcome: null, words: null };

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
    expect(world.asked()).toHaveLength(1);
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
