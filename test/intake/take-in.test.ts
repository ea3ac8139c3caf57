import fc from 'fast-check';
import { expect, test } from 'vitest';
import { discardKept, takeInKept } from '../../src/intake/acts/kept.ts';
import { setMapping } from '../../src/intake/acts/sources.ts';
import { keepBody, pruneIntake } from '../../src/intake/kept.ts';
import { formOf } from '../../src/intake/lead-form.ts';
import { leadFields } from '../../src/intake/mapping/mapping.ts';
import { keptBody, keptOf, requireSource, unreadBySource } from '../../src/intake/queries.ts';
import { takeIn } from '../../src/intake/take-in.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { leadLimits } from '../../src/leads/lead-fields.ts';
import { historyOf, leadById } from '../../src/leads/queries.ts';
import { leads } from '../../src/leads/table.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/platform/time/units.ts';
import { forgetContact, leadsOfContact } from '../../src/privacy/contact.ts';
import { eraseOtherTexts } from '../../src/privacy/mentions.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { actor } from '../leads/world.ts';
import { ADMIN, after, NOW, world } from './world.ts';

const ANA = { name: 'Ana Reis', email: 'ana@porto-foods.example', company: 'Porto Foods', need: 'A demo' };

async function taking() {
  const given = await world();
  const { db, write, source } = given;
  return {
    ...given,
    take: (body: unknown, at = NOW) => write((tx) => takeIn(tx, requireSource(tx, source.id), body, at)),
    all: () => db.select().from(leads).all(),
  };
}

test('a body in Baton’s own words is a lead of the source’s marketer, with the source as its source', async () => {
  const { take, all } = await taking();
  expect(await take(ANA)).toMatchObject({ isNew: true });
  expect(all()).toMatchObject([
    { ...ANA, source: 'Contact form', handedOffBy: 'UMIA', temperature: 'warm', status: 'new', assigneeId: 'A' },
  ]);
});

test('an address alone is enough, and half a form that is followed by all of it is one lead', async () => {
  const { take, all, db } = await taking();
  await take({ email: ANA.email });
  expect(all()).toMatchObject([{ name: ANA.email, company: 'porto-foods.example' }]);
  expect(await take({ ...ANA, phone: '030 901820' }, after(MINUTE_MS))).toMatchObject({ isNew: false });
  expect(all()).toMatchObject([{ name: ANA.name, company: ANA.company, phone: '+4930901820' }]);
  expect(historyOf(db, 1, { limit: 1, offset: 0 })[0]?.details).toMatchObject({ filled: ['name', 'company', 'phone'] });
});

test('half a form after the whole one says nothing new', async () => {
  const { take, all, db } = await taking();
  await take(ANA);
  await take({ email: ANA.email.toUpperCase() }, after(MINUTE_MS));
  expect(all()).toMatchObject([ANA]);
  expect(historyOf(db, 1, { limit: 1, offset: 0 })[0]?.details).toMatchObject({ filled: [], differs: {} });
});

test('another person behind the same address of a role is a lead of their own', async () => {
  const { take, all } = await taking();
  await take({ ...ANA, email: 'info@porto-foods.example' });
  await take({ ...ANA, name: 'Bruno Dias', email: 'info@porto-foods.example' });
  expect(all().map(({ name }) => name)).toEqual(['Ana Reis', 'Bruno Dias']);
});

test('a declined contact who writes again comes back once, and is a new lead after that', async () => {
  const { take, all, write } = await taking();
  const decline = (leadId: number) =>
    write((tx) => declineLead(tx, { leadId, actor: actor('A'), reason: 'no_budget', words: null }, NOW));
  await take(ANA);
  await decline(1);
  expect(await take(ANA, after(MINUTE_MS))).toMatchObject({ isNew: false, lead: { id: 1, status: 'new' } });
  await decline(1);
  expect(await take(ANA, after(HOUR_MS))).toMatchObject({ isNew: true, lead: { id: 2 } });
  expect(all().map(({ status }) => status)).toEqual(['returned', 'new']);
});

test('a number without a valid address still reaches the person, and what was typed is in the words', async () => {
  const { take, all } = await taking();
  await take({
    name: 'Ana',
    email: 'ana@',
    phone: '+351 912 345 678',
    score: 91,
    country: 'Portugal',
    companySize: '51-200',
  });
  expect(all()).toMatchObject([
    { email: null, phone: '+351912345678', temperature: 'hot', score: 91, country: 'PT', companySize: '51-200' },
  ]);
  expect(all()[0]?.need).toBe('No message. Sent by Contact form.\nEmail as typed: ana@');
});

test('long and invisible text is cut to what a lead holds', async () => {
  const { take, all } = await taking();
  await take({ ...ANA, name: `A\u0000\u202e\nna ${'😀'.repeat(60)}`, need: `one\ntwo ${'x'.repeat(9_000)}` });
  const [lead] = all();
  expect(lead?.name).toMatch(/^A na (?:😀)+…$/u);
  expect(lead?.name.length).toBeLessThanOrEqual(80);
  expect(lead?.need).toMatch(/^one\ntwo x+…$/);
});

test('any texts are a lead that fits, or reasons', async () => {
  const { db, source } = await world();
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom(ANA.email, '+351912345678', 'x'.repeat(5_000), '😀'.repeat(900), ' \u202e\n ', '\ud800x'),
  );
  fc.assert(
    fc.property(
      fc.record(Object.fromEntries(leadFields.map((name) => [name, text])), { requiredKeys: [] }),
      (fields) => {
        const read = formOf(db, fields, { source, country: undefined });
        if ('reasons' in read) {
          expect(read.reasons).not.toEqual([]);
          return;
        }
        for (const [name, limit] of Object.entries(leadLimits)) {
          const value = String(read.form[name as keyof typeof leadLimits] ?? '');
          expect(value.length).toBeLessThanOrEqual(limit);
          expect(value.isWellFormed()).toBe(true);
        }
        expect([read.form.name, read.form.company, read.form.need]).not.toContain('');
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  [{ name: 'Ana' }, 'It has no email address and no phone number.'],
  [{ email: 'ana' }, 'The email address is not valid.'],
  [{ phone: '12' }, 'The phone number is not valid.'],
  [{ ...ANA, 'First Name': 'Ana' }, '“First Name” is not mapped yet.'],
  ['text', 'The body has no fields.'],
  [[ANA, ANA], 'The body has no fields.'],
])('%j is no lead, and the reason says why', async (body, reason) => {
  const { take, all } = await taking();
  expect(await take(body)).toEqual({ reasons: [expect.stringContaining(reason)] });
  expect(all()).toEqual([]);
});

test('a body for a retired team is no lead, and a fault of Baton is not hidden', async () => {
  const { take, write, team, db } = await taking();
  await write((tx) => retireTeam(tx, team, 'UADA', NOW));
  expect(await take(ANA)).toEqual({ reasons: [expect.any(String)] });
  const broken = await taking();
  broken.db.$client.exec('alter table lead_history rename to gone');
  await expect(broken.take(ANA)).rejects.toThrow('lead_history');
  expect(db.select().from(leads).all()).toEqual([]);
});

test('values that are no text and no number are left out', async () => {
  const { take, all } = await taking();
  await take({ email: ANA.email, need: null, role: ['CEO'], companySize: true, score: 91 });
  expect(all()).toMatchObject([
    { need: 'No message. Sent by Contact form.', role: null, companySize: null, score: 91 },
  ]);
});

test('a kept body becomes a lead once the mapping is mended', async () => {
  const { db, write, source } = await world();
  const keptId = await write((tx) =>
    keepBody(tx, { sourceId: source.id, kind: 'unread', body: { 'E-Mail': ANA.email }, reasons: ['No.'] }, NOW),
  );
  expect(unreadBySource(db)).toEqual([{ source: 'Contact form', bodies: 1 }]);
  expect(await write((tx) => takeInKept(tx, keptId, NOW))).toMatchObject({ reasons: [expect.any(String)] });
  expect(keptBody(db, keptId)).toBeDefined();
  await write((tx) => setMapping(tx, source.id, { fields: { email: { places: [{ path: ['E-Mail'] }] } } }, ADMIN, NOW));
  const taken = await write((tx) => takeInKept(tx, keptId, NOW));
  expect(taken).toMatchObject({ isNew: true, lead: { email: ANA.email } });
  expect(unreadBySource(db)).toEqual([]);
  await expect(write((tx) => takeInKept(tx, keptId, NOW))).rejects.toThrow('was taken in already');
});

test('five examples are kept for an hour, and what could not be read for thirty days', async () => {
  const { db, write, source } = await world();
  const keep = (kind: 'example' | 'unread', body: unknown) =>
    write((tx) => keepBody(tx, { sourceId: source.id, kind, body, reasons: [] }, NOW));
  for (const number of [1, 2, 3, 4, 5, 6, 7]) await keep('example', number);
  const bodies = (at: Date) => keptOf(db, source.id, at).map(({ body }) => body);
  expect(bodies(NOW)).toEqual([7, 6, 5, 4, 3]);
  const unreadId = await keep('unread', 'u');
  expect(bodies(NOW)).toEqual(['u', 7, 6, 5, 4, 3]);
  expect(bodies(after(HOUR_MS))).toEqual(['u']);
  await write((tx) => pruneIntake(tx, after(30 * DAY_MS)));
  expect(keptBody(db, unreadId)).toBeDefined();
  await write((tx) => pruneIntake(tx, after(30 * DAY_MS + 1)));
  expect(keptBody(db, unreadId)).toBeUndefined();
  const spam = await keep('unread', 'spam');
  await write((tx) => discardKept(tx, spam, 'UADA', NOW));
  expect(keptBody(db, spam)).toBeUndefined();
});

test('a kept body goes with its contact', async () => {
  const { db, write, take, source } = await taking();
  await take(ANA);
  const body = { mail: 'Ana@Porto-Foods.example', message: 'Call me' };
  await write((tx) => keepBody(tx, { sourceId: source.id, kind: 'unread', body, reasons: [] }, NOW));
  await write((tx) =>
    keepBody(tx, { sourceId: source.id, kind: 'unread', body: { mail: 'b@c.example' }, reasons: [] }, NOW),
  );
  const log = { append: () => {}, entries: () => [], copy: () => {} } as unknown as Parameters<typeof forgetContact>[1];
  await write((tx) => forgetContact(tx, log, leadsOfContact(db, { email: ANA.email }), 'UADA', NOW));
  await eraseOtherTexts({ db, write, now: () => NOW });
  expect(leadById(db, 1)?.email).toBeNull();
  expect(keptOf(db, source.id, NOW).map((kept) => kept.body)).toEqual([{ mail: 'b@c.example' }]);
});
