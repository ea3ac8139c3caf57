/** The right to be forgotten, for a contact: which leads are theirs, and what is left of them. */
import { expect, test } from 'vitest';
import { cardKey, cardOf } from '../../src/leads/card-place.ts';
import { ERASED } from '../../src/leads/erase.ts';
import { historyOf, requireLead } from '../../src/leads/queries.ts';
import { winKey } from '../../src/leads/win-mark.ts';
import { auditLog } from '../../src/platform/audit/table.ts';
import { openErasureLog } from '../../src/platform/db/erasure-log.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { applyErasuresAgain } from '../../src/privacy/apply-again.ts';
import { type Contact, forgetContact, leadsOfContact } from '../../src/privacy/contact.ts';
import { isErased } from '../../src/privacy/erasures.ts';
import { leadIdOf, subjectOfLead, subjectOfThread } from '../../src/privacy/subjects.ts';
import { erasures } from '../../src/privacy/table.ts';
import { winsWorld } from '../wins/world.ts';

async function setUp() {
  const world = await winsWorld();
  const log = openErasureLog(':memory:', undefined);
  const ana = await world.handOff(world.now(), {
    name: 'Ana Reis',
    email: 'ana@porto.example',
    phone: '+351912345678',
  });
  return {
    ...{ ...world, log, ana },
    forget: (...ids: number[]) =>
      world.write((tx) =>
        forgetContact(
          tx,
          log,
          ids.map((id) => requireLead(tx, id)),
          'ADA',
          world.now(),
        ),
      ),
    erased: () => world.db.select().from(erasures).all(),
    audited: () =>
      world.db
        .select()
        .from(auditLog)
        .all()
        .filter(({ kind }) => kind === 'person.erased')
        .map(({ actor, subject, details }) => ({ actor, subject, details })),
  };
}

test('the leads of a contact are those of their mailbox or their number', async () => {
  const { db, handOff, now, ana } = await setUp();
  const sameNumber = await handOff(now(), { name: 'A. Reis', email: 'reis@elsewhere.example', phone: ana.phone });
  const sameMailbox = await handOff(now(), { name: 'Ana', email: 'Ana@Porto.example', phone: null });
  const other = await handOff(now(), { name: 'Ana Reis', email: 'other@porto.example', phone: null });
  const found = (contact: Contact) => leadsOfContact(db, contact).map(({ id }) => id);
  expect(found({ email: 'ANA@porto.example' })).toEqual([ana.id, sameMailbox.id]);
  expect(found({ phone: '+351912345678' })).toEqual([ana.id, sameNumber.id]);
  expect(found({ leadId: ana.id })).toEqual([ana.id, sameNumber.id, sameMailbox.id]);
  expect(found({ leadId: other.id })).toEqual([other.id]);
  expect(found({ email: 'no@one.example' })).toEqual([]);
  expect(found({})).toEqual([]);
});

test('an open lead ends, names no one, and waits for nothing', async () => {
  const { db, forget, ana, steps, log, erased, audited } = await setUp();
  expect(steps(ana.id)).not.toEqual([]);
  await forget(ana.id);
  expect(requireLead(db, ana.id)).toMatchObject({
    ...{ name: ERASED, email: null, phone: null, status: 'disqualified' },
    ...{ assigneeId: null, marketerId: null, dueAt: null, snoozedUntil: null, nurtureUntil: null },
  });
  expect(steps(ana.id)).toEqual([]);
  const last = historyOf(db, ana.id, { limit: 1, offset: 0 })[0];
  expect(last).toMatchObject({ kind: 'disqualified', actorId: null, details: { words: null } });
  const subject = subjectOfLead(ana);
  expect(log.entries().map((entry) => entry.subject)).toEqual([subject]);
  expect(erased()).toMatchObject([
    { subject, contact: { name: 'Ana Reis', email: 'ana@porto.example', phone: ana.phone }, channel: null },
  ]);
  expect(audited()).toEqual([{ actor: 'ADA', subject: `lead:${ana.id}`, details: null }]);
});

test('a lead that has ended keeps its end, and its posts are drawn again', async () => {
  const { db, win, keep, sent, write, forget, told, erased } = await setUp();
  const leadId = await win(5);
  await keep();
  await sent();
  await write((tx) => {
    savePosted(tx, cardKey(leadId), { channel: 'CSALES', ts: '1.1' });
    savePosted(tx, winKey(leadId), { channel: 'CWINS', ts: '2.1' });
  });
  await forget(leadId);
  expect(requireLead(db, leadId)).toMatchObject({ name: ERASED, status: 'won' });
  expect(told('lead_win')).toEqual([['CWINS', { leadId }]]);
  expect(erased()).toMatchObject([{ channel: 'CSALES', ts: '1.1' }]);
});

test('a lead without a post of its win gets none', async () => {
  const { win, keep, sent, forget, told } = await setUp();
  const leadId = await win(5);
  await keep();
  await sent();
  await forget(leadId);
  expect(told('lead_win')).toEqual([]);
});

test('a lead that was erased before is left as it is', async () => {
  const { forget, ana, log, audited } = await setUp();
  await forget(ana.id);
  await forget(ana.id);
  expect([log.entries().length, audited().length]).toEqual([1, 1]);
});

test('after a restore the lead is erased again, by its number and the moment of its hand-off', async () => {
  const { db, write, ana, log, now, audited, erased } = await setUp();
  const card = { channel: 'CSALES', ts: '1.1' };
  log.append({ subject: subjectOfLead(ana), at: now().toISOString(), card });
  log.append({ subject: `lead:${ana.id}:1`, at: now().toISOString() });
  expect(await write((tx) => applyErasuresAgain(tx, log, now()))).toBe(2);
  expect(requireLead(db, ana.id)).toMatchObject({ name: ERASED, status: 'disqualified' });
  expect(audited()).toEqual([{ actor: 'Baton', subject: `lead:${ana.id}`, details: { again: true } }]);
  expect(erased()).toMatchObject([
    { channel: 'CSALES', ts: '1.1' },
    { channel: null, contact: null },
  ]);
  // The card is known by its place, so that it is not posted again.
  expect(cardOf(db, ana.id)).toEqual(card);
  expect(await write((tx) => applyErasuresAgain(tx, log, now()))).toBe(0);
  expect(audited()).toHaveLength(1);
});

test('a card that the restored copy knows stays where it is', async () => {
  const { db, write, ana, log, now } = await setUp();
  await write((tx) => savePosted(tx, cardKey(ana.id), { channel: 'CSALES', ts: '2.1' }));
  const entry = { subject: subjectOfLead(ana), at: now().toISOString() };
  log.append({ ...entry, card: { channel: 'CSALES', ts: '1.1' } });
  // The first try was not committed.
  log.append(entry);
  expect(await write((tx) => applyErasuresAgain(tx, log, now()))).toBe(1);
  expect(cardOf(db, ana.id)).toEqual({ channel: 'CSALES', ts: '2.1' });
});

test('an entry without a card makes none', async () => {
  const { db, write, ana, log, now, erased } = await setUp();
  log.append({ subject: subjectOfLead(ana), at: now().toISOString() });
  await write((tx) => applyErasuresAgain(tx, log, now()));
  expect(cardOf(db, ana.id)).toBeUndefined();
  const empty = openErasureLog(':memory:', undefined);
  await write((tx) => applyErasuresAgain(tx, empty, now()));
  expect(empty.entries()).toEqual([{ subject: subjectOfLead(ana), at: now().toISOString(), card: undefined }]);
  expect(erased()).toHaveLength(1);
});

test('the log gets the entries that it lost', async () => {
  const { write, now, ana, forget, erased } = await setUp();
  await write((tx) => savePosted(tx, cardKey(ana.id), { channel: 'CSALES', ts: '1.1' }));
  await forget(ana.id);
  const empty = openErasureLog(':memory:', undefined);
  expect(await write((tx) => applyErasuresAgain(tx, empty, now()))).toBe(0);
  const entry = { subject: subjectOfLead(ana), at: now().toISOString(), card: { channel: 'CSALES', ts: '1.1' } };
  expect(empty.entries()).toEqual([entry]);
  await write((tx) => applyErasuresAgain(tx, empty, now()));
  expect([empty.entries().length, erased().length]).toEqual([1, 1]);
});

test.each([
  ['lead:12:99', 12],
  ['lead:12', undefined],
  ['colleague:12:99', undefined],
  [subjectOfThread({ channel: 'C1', ts: '1.1' }), undefined],
])('the subject %s is of the lead %s', (subject, leadId) => {
  expect(leadIdOf(subject)).toBe(leadId);
});

test('an erasure is known by its subject alone', async () => {
  const { db, forget, ana } = await setUp();
  await forget(ana.id);
  expect([isErased(db, subjectOfLead(ana)), isErased(db, `lead:${ana.id}:1`)]).toEqual([true, false]);
});
