/** Personal data leaves old leads, and figures stay. */
import { expect, test } from 'vitest';
import { noteLead } from '../../src/leads/acts/note.ts';
import { loseLead, qualifyLead, winLead } from '../../src/leads/acts/outcome.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { cardKey } from '../../src/leads/card-place.ts';
import { ERASED, eraseLead, eraseOld, keepEndedMonths, retentionJobs, withoutWords } from '../../src/leads/erase.ts';
import { unfurlLead } from '../../src/leads/links/unfurl.ts';
import { rateLead } from '../../src/leads/quality/rate.ts';
import { leadRatings } from '../../src/leads/quality/table.ts';
import { requireLead } from '../../src/leads/queries.ts';
import { leadSteps } from '../../src/leads/steps/table.ts';
import { waitForAcceptance } from '../../src/leads/steps/wait.ts';
import { erasedLeads, winMarks } from '../../src/leads/table.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { actor, MONDAY_9, salesTeam } from './world.ts';

const A = actor('A');
const A_YEAR_LATER = new Date('2027-06-01T09:01Z');

async function ended(how: 'won' | 'lost') {
  const world = await salesTeam();
  const { db, write } = world;
  const given = { phone: '+4930123456', role: 'CEO', source: 'Fair', email: 'jane@acme.example' };
  const { id: leadId } = await world.handOff(MONDAY_9, given);
  await write((tx) => {
    touchLead(tx, { leadId, actor: A, kind: 'call', outcome: null, words: 'Talked to Jane' }, MONDAY_9);
    noteLead(tx, { leadId, actor: A, words: 'Jane likes it' }, MONDAY_9);
    rateLead(tx, { leadId, actor: A, moment: 'touch', rating: 'good', words: 'Jane is nice' }, MONDAY_9);
    qualifyLead(tx, { leadId, actor: A, deal: { amount: 100, currency: 'EUR', closeOn: null } }, MONDAY_9);
    if (how === 'won') winLead(tx, { leadId, actor: A }, MONDAY_9);
    else loseLead(tx, { leadId, actor: A, reason: 'other', words: 'Jane left' }, MONDAY_9);
    tx.delete(outbox).run();
    tx.delete(winMarks).run();
  });
  return {
    ...world,
    leadId,
    keep: (months: number | null) =>
      write((tx) => changeSetting(tx, { setting: keepEndedMonths, value: months, by: 'ADMIN' }, MONDAY_9)),
    messages: () =>
      db
        .select()
        .from(outbox)
        .all()
        .map(({ kind }) => kind),
    name: () => requireLead(db, leadId).name,
  };
}

test.each(['won', 'lost'] as const)('a %s lead that is erased names no one, and keeps its figures', async (how) => {
  const { db, write, leadId, entries, messages } = await ended(how);
  await write((tx) => {
    savePosted(tx, cardKey(leadId), { channel: 'CSALES', ts: '1.1' });
    unfurlLead(tx, { channel: 'C1', ts: '2.2', url: 'https://baton.example/lead/1', leadId }, MONDAY_9);
    waitForAcceptance(tx, { executionId: 'Fx1', leadId }, MONDAY_9);
    tx.delete(outbox).run();
    eraseLead(tx, leadId, A_YEAR_LATER);
    eraseLead(tx, leadId, A_YEAR_LATER);
  });
  expect(requireLead(db, leadId)).toMatchObject({
    ...{ name: ERASED, company: ERASED, email: null, companyDomain: null, phone: null, role: null, need: ERASED },
    ...{ messageLink: null, source: 'Fair', amount: 100, status: how, updatedAt: MONDAY_9 },
  });
  expect(JSON.stringify([entries(leadId), db.select().from(leadRatings).all()])).not.toContain('Jane');
  expect(db.select().from(leadRatings).all()).toMatchObject([{ rating: 'good', words: null }]);
  expect(messages().sort()).toEqual(['lead_card', 'lead_step', 'lead_unfurl']);
  expect(db.select().from(leadSteps).all()).toEqual([]);
  expect(db.select().from(winMarks).all()).toHaveLength(how === 'won' ? 1 : 0);
  expect(db.select().from(erasedLeads).all()).toEqual([{ leadId }]);
});

test('a lead without a card gets none when it is erased', async () => {
  const { write, leadId, messages } = await ended('lost');
  await write((tx) => eraseLead(tx, leadId, A_YEAR_LATER));
  expect(messages()).toEqual([]);
});

test('leads are erased some months after they ended, if the company says so', async () => {
  const { db, write, leadId, keep, name, handOff } = await ended('lost');
  const open = await handOff(MONDAY_9);
  const erase = (now: Date) => write((tx) => eraseOld(tx, now));
  await erase(A_YEAR_LATER);
  expect([name(), retentionJobs(db).length]).toEqual(['Jane Doe', 0]);
  await keep(12);
  expect(keepEndedMonths.preview?.(db, 12, A_YEAR_LATER)).toMatchObject({ count: 1 });
  await erase(new Date('2027-06-01T09:00Z'));
  expect(name()).toBe('Jane Doe');
  const [job] = retentionJobs(db);
  await write((tx) => job?.run(tx, { at: A_YEAR_LATER, late: false }, A_YEAR_LATER));
  expect([name(), requireLead(db, open.id).name]).toEqual([ERASED, 'Jane Doe']);
  await write((tx) => tx.delete(erasedLeads).run());
  await erase(A_YEAR_LATER);
  expect(db.select().from(erasedLeads).all()).toEqual([]);
  expect(requireLead(db, leadId).email).toBeNull();
});

test.each([
  [null, null],
  ['old words', 'old words'],
  [
    { words: 'x', kind: 'call' },
    { words: ERASED, kind: 'call' },
  ],
  [{ words: null }, { words: null }],
  [
    { facts: 'x', need: 'x', question: 'x', answer: 'x' },
    { facts: ERASED, need: ERASED, question: ERASED, answer: ERASED },
  ],
  [
    { differs: { name: 'x' }, was: { name: 'x' }, lost: { name: 'x' }, took: ['name'] },
    { differs: {}, was: {}, lost: {}, took: ['name'] },
  ],
  [
    { messageLink: 'https://x.example', messageAt: 5 },
    { messageLink: null, messageAt: 5 },
  ],
])('of %j stays %j', (details, rest) => expect(withoutWords(details)).toEqual(rest));
