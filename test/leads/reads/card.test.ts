/** A lead's card, its deadline, and the story of a lead that comes back. */
import { describe, expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { declineLead } from '../../../src/leads/acts/decline.ts';
import { handBackLead } from '../../../src/leads/acts/hand-back.ts';
import { handOff } from '../../../src/leads/acts/handoff.ts';
import { nurtureLead, wakeLead } from '../../../src/leads/acts/nurture.ts';
import { loseLead, qualifyLead } from '../../../src/leads/acts/outcome.ts';
import { reassignLead } from '../../../src/leads/acts/reassign.ts';
import { touchLead } from '../../../src/leads/acts/touch.ts';
import { cardKey } from '../../../src/leads/card-place.ts';
import { record } from '../../../src/leads/history.ts';
import { newestEntryOf, requireLead } from '../../../src/leads/queries.ts';
import { placeOf, readCard } from '../../../src/leads/reads/card.ts';
import { isOverdue } from '../../../src/leads/reads/due.ts';
import { listNurtured, nurtureJobs } from '../../../src/leads/reads/nurture-list.ts';
import { nurtureStory } from '../../../src/leads/reads/nurture-story.ts';
import type { Lead } from '../../../src/leads/table.ts';
import type { LeadStatus } from '../../../src/leads/types.ts';
import { savePosted } from '../../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { savePreferences } from '../../../src/preferences/save.ts';
import { leadIn } from '../leads.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

const A = actor('A');
const marketer = { ...actor('UMARKETER'), isSeller: false, isMarketer: true };
const touch = { kind: null, outcome: null, words: null };

describe('a card', () => {
  test('of a new lead has why its assignee was chosen, and their page to book a time', async () => {
    const { db, write, handOff } = await salesTeam();
    const { id } = await handOff(MONDAY_9);
    expect(readCard(db, id)).toEqual({ lead: requireLead(db, id), touches: 0, isPool: false, routeReason: 'turn' });
    const bookingLink = 'https://book.example/a';
    await write((tx) => savePreferences(tx, 'A', { bookingLink }, MONDAY_9));
    expect(readCard(db, id)).toMatchObject({ bookingLink });
    await write((tx) => acceptLead(tx, { leadId: id, seller: A, by: 'button' }, MONDAY_9));
    expect(readCard(db, id)).toMatchObject({ bookingLink });
    expect(readCard(db, id)).not.toHaveProperty('routeReason');
    expect(readCard(db, 99)).toBeUndefined();
  });

  test('of a pool says so', async () => {
    const { db, handOff } = await salesTeam({ routing: 'pool' });
    expect(readCard(db, (await handOff(MONDAY_9)).id)?.isPool).toBe(true);
  });

  test('has the last contact and how many there were, and the loss, but no page to book once it is over', async () => {
    const { db, write, handOff } = await salesTeam();
    const { id: leadId } = await handOff(MONDAY_9);
    await write((tx) => {
      savePreferences(tx, 'A', { bookingLink: 'https://book.example/a' }, MONDAY_9);
      touchLead(tx, { leadId, actor: A, ...touch }, MONDAY_9);
      touchLead(tx, { leadId, actor: actor('B'), ...touch, words: 'Again' }, MONDAY_9);
    });
    expect(readCard(db, leadId)).toMatchObject({
      ...{ touches: 2, lastTouch: { actorId: 'B', details: { words: 'Again' } } },
    });
    expect(readCard(db, leadId)).not.toHaveProperty('lastLoss');
    await write((tx) => {
      qualifyLead(tx, { leadId, actor: A, deal: { amount: null, currency: null, closeOn: null } }, MONDAY_9);
      loseLead(tx, { leadId, actor: A, reason: 'price', words: null }, MONDAY_9);
    });
    expect(readCard(db, leadId)).toMatchObject({ lastLoss: { details: { reason: 'price' } } });
    expect(readCard(db, leadId)).not.toHaveProperty('bookingLink');
  });

  test('has the decline while marketing has it, and then the answer', async () => {
    const { db, write, handOff } = await salesTeam();
    const { id: leadId } = await handOff(MONDAY_9);
    await write((tx) => {
      touchLead(tx, { leadId, actor: A, ...touch }, MONDAY_9);
      declineLead(tx, { leadId, actor: A, reason: 'no_budget', words: null }, MONDAY_9);
    });
    expect(readCard(db, leadId)).toMatchObject({ lastDecline: { actorId: 'A', details: { reason: 'no_budget' } } });
    expect(readCard(db, leadId)).not.toHaveProperty('lastAnswer');
    await write((tx) => handBackLead(tx, { leadId, actor: marketer, facts: 'They have one' }, MONDAY_9));
    expect(readCard(db, leadId)?.touches).toBe(0);
    expect(readCard(db, leadId)).toMatchObject({ lastAnswer: { details: { facts: 'They have one' } } });
    expect(readCard(db, leadId)).not.toHaveProperty('lastDecline');
    expect(readCard(db, leadId)).not.toHaveProperty('lastTouch');
  });

  test('of a second lead of the person leads to the first', async () => {
    const { db, write, team, handOff: hand } = await salesTeam();
    const first = await hand(MONDAY_9);
    const { name, company, email, phone, role, source, stage, temperature, need } = first;
    const form = { name, company, email, phone, role, source, stage, temperature, need };
    const again = { form, teamId: team.id, assigneeId: null, marketerId: 'MIA', messageLink: null };
    const { id } = await write((tx) => handOff(tx, { ...again, earlierLeadId: first.id }, MONDAY_9));
    expect(readCard(db, id)).not.toHaveProperty('earlier');
    await write((tx) => savePosted(tx, cardKey(first.id), { channel: 'C1', ts: '1.1' }));
    expect(readCard(db, id)?.earlier).toEqual({ channel: 'C1', ts: '1.1' });
  });
});

test('messages about a lead are where its card is, and an open one comes back to its team', async () => {
  const { db, write, handOff } = await salesTeam();
  await write((tx) => tx.delete(outbox).run());
  const lead = await handOff(MONDAY_9);
  expect(placeOf(db, lead)).toEqual({ channel: 'CSALES', orElse: ['BOSS', 'UMARKETER'], home: 'CSALES' });
  await write((tx) => savePosted(tx, cardKey(lead.id), { channel: 'COLD', ts: '1.1' }));
  expect(placeOf(db, lead)?.channel).toBe('COLD');
  expect(placeOf(db, { ...lead, status: 'won' })?.home).toBeUndefined();
  expect(placeOf(db, { ...lead, teamId: 99 })).toBeUndefined();
});

test.each<[LeadStatus, Partial<Lead>, boolean]>([
  ['new', { dueAt: MONDAY_9 }, true],
  ['new', { dueAt: minutesAfter(MONDAY_9, 1) }, false],
  // Its escalation is exhausted.
  ['new', { dueAt: null }, true],
  ['new', { dueAt: null, isUnhurried: true }, false],
  ['new', { dueAt: MONDAY_9, snoozedUntil: minutesAfter(MONDAY_9, 1) }, false],
  ['new', { dueAt: MONDAY_9, snoozedUntil: MONDAY_9 }, true],
  ['accepted', { dueAt: MONDAY_9 }, true],
  ['accepted', { dueAt: MONDAY_9, touchedAt: MONDAY_9 }, false],
  ['working', { dueAt: MONDAY_9 }, false],
  ['returned', { dueAt: MONDAY_9 }, true],
  ['returned', { dueAt: minutesAfter(MONDAY_9, 1) }, false],
  ['returned', { dueAt: null }, false],
])('a lead that is %s with %j is overdue: %s', (status, more, expected) => {
  expect(isOverdue(leadIn(status, more), MONDAY_9)).toBe(expected);
});

describe('leads in nurture', () => {
  const plan = { until: '2026-08-03', words: 'Send the story', content: { itemId: 1, title: 'A story' } };

  test('are listed with their plan, the earliest return first, each Monday', async () => {
    const world = await salesTeam();
    const { db, write, handOff } = world;
    const { id: marketing } = await world.addMarketing();
    const run = (now: Date) =>
      write((tx) => {
        for (const job of nurtureJobs(db)) job.run(tx, { at: now, late: false }, now);
        return tx
          .select()
          .from(outbox)
          .all()
          .filter(({ kind }) => kind === 'nurture_list');
      });
    const ids = [await handOff(MONDAY_9), await handOff(MONDAY_9)].map(({ id }) => id);
    expect(await run(MONDAY_9)).toEqual([]);
    await write((tx) => {
      nurtureLead(tx, { leadId: ids[0] ?? 0, actor: actor('BOSS'), ...plan }, MONDAY_9);
      nurtureLead(tx, { leadId: ids[1] ?? 0, actor: actor('BOSS'), until: '2026-07-06', words: null }, MONDAY_9);
    });
    const page = { limit: 9, offset: 0 };
    expect(listNurtured(db, page, MONDAY_9)).toMatchObject({
      total: 2,
      nurtured: [
        { lead: { id: ids[1] }, words: null, content: null },
        { lead: { id: ids[0] }, actorId: 'BOSS', words: 'Send the story', content: 'A story' },
      ],
    });
    expect(listNurtured(db, page, new Date('2026-07-06T09:00Z')).total).toBe(1);
    expect(await run(MONDAY_9)).toMatchObject([{ payload: { teamId: marketing }, orderingKey: 'CMARKETING' }]);
  });

  test('come back with their story: who had them, why they were declined, and the plan', async () => {
    const { db, write, handOff } = await salesTeam();
    const { id: leadId } = await handOff(MONDAY_9);
    const story = () => nurtureStory(db, { leadId, id: newestEntryOf(db, leadId) });
    await write((tx) => {
      nurtureLead(tx, { leadId, actor: A, until: '2026-08-03', words: null }, MONDAY_9);
      wakeLead(tx, { leadId, actor: marketer }, MONDAY_9);
    });
    expect(story()).toMatchObject({
      ...{ hadBy: null, declinedFor: null, nurtured: { actorId: 'A', words: null, content: null } },
    });
    await write((tx) => {
      acceptLead(tx, { leadId, seller: A, by: 'button' }, MONDAY_9);
      reassignLead(tx, { leadId, actor: A, to: 'C' }, MONDAY_9);
      declineLead(tx, { leadId, actor: actor('C'), reason: 'too_early', words: null }, MONDAY_9);
      nurtureLead(tx, { leadId, actor: marketer, ...plan }, MONDAY_9);
      wakeLead(tx, { leadId, actor: marketer }, MONDAY_9);
    });
    expect(story()).toEqual({
      ...{ hadBy: 'C', declinedFor: 'Too early' },
      nurtured: { actorId: 'UMARKETER', at: MONDAY_9, words: 'Send the story', content: 'A story' },
    });
    await write((tx) => {
      acceptLead(tx, { leadId, seller: A, by: 'button' }, MONDAY_9);
      nurtureLead(tx, { leadId, actor: A, until: '2026-09-01', words: null }, MONDAY_9);
      wakeLead(tx, { leadId, actor: marketer }, MONDAY_9);
    });
    expect(story()).toMatchObject({ hadBy: 'A', declinedFor: null });
  });

  test('have no story if they were never in nurture', async () => {
    const { db, write, handOff } = await salesTeam();
    const { id: leadId } = await handOff(MONDAY_9);
    await write((tx) =>
      record(tx, requireLead(tx, leadId), { kind: 'noted', actorId: 'A', details: { words: 'x' } }, MONDAY_9),
    );
    expect(nurtureStory(db, { leadId, id: newestEntryOf(db, leadId) })).toEqual({
      ...{ hadBy: null, declinedFor: null, nurtured: null },
    });
  });
});
