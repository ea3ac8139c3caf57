/** The process dies by kill -9 at random requests, while both sides change: nothing is lost, and nothing is in the CRM twice. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { connectCrm, keepCheck, setPlan, switchOn } from '../../../src/crm/connection.ts';
import { backlogOf } from '../../../src/crm/orders.ts';
import { choosePerson, peopleOf, savePeople } from '../../../src/crm/people.ts';
import { sidesOf, syncFields } from '../../../src/crm/sides.ts';
import { crmLinks, crmOrders } from '../../../src/crm/table.ts';
import { handOffByProgram } from '../../../src/intake/hand-off.ts';
import { leadById } from '../../../src/leads/queries.ts';
import { leads } from '../../../src/leads/table.ts';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { UserError } from '../../../src/platform/errors.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { SALES } from '../../leads/world.ts';
import { startChild } from '../../support/child.ts';
import { hubspotFake } from '../../support/hubspot/fake.ts';
import { newDatabaseFile, tempDatabase, tempFolder } from '../../support/temp-database.ts';
import { plan } from '../hubspot/scene.ts';
import { actInSlack, dice, formOf, personOf } from '../player.ts';
import { openSync, readAll, testClient } from './open.ts';

const SEED = Number(process.env.SYNC_SEED ?? 1);
const DEATHS = Number(process.env.SYNC_DEATHS ?? 25);
const STATUS = {
  field: 'hs_lead_status',
  values: { new: 'NEW', accepted: 'OPEN', working: 'IN_PROGRESS', qualified: 'CONNECTED', returned: 'UNQUALIFIED' },
};

test(`both sides agree after ${DEATHS} deaths: seed ${SEED}`, { timeout: 600_000 }, async () => {
  const roll = dice(SEED);
  let now = new Date('2026-11-02T09:00:00Z');
  const fake = await hubspotFake({ now: () => now });
  onTestFinished(() => fake.close());
  fake.people.addProperty('baton_lead_id', 'string', { hasUniqueValue: true });
  // A value that the account does not have ends as a refused order, if it is the last one of its lead.
  const { statusFields } = await (await testClient(fake, () => now)).offers();
  const known = statusFields.flatMap(({ options }) => options?.map(({ id }) => id) ?? []);
  expect(known).toEqual(expect.arrayContaining(Object.values(STATUS.values)));
  const { db, path } = tempDatabase(newDatabaseFile(join(tempFolder(), 'baton.db')));
  const write = createWriter(db);
  const keys = createKeys(path);
  const { connection, team } = await write((tx) => {
    const team = saveTeam(tx, SALES, { id: null, by: 'test' }, now);
    connectCrm(tx, keys, { kind: 'hubspot', credentials: { key: fake.key }, by: 'ADA' }, now);
    keepCheck(tx, { account: 'Acme', missing: [], notes: [] }, now);
    setPlan(tx, { plan: plan({ teamId: team.id, marketerId: 'MIA', status: STATUS, fields: {} }), by: 'ADA' }, now);
    return { connection: switchOn(tx, { by: 'ADA' }, now), team };
  });
  await write((tx) => {
    savePeople(tx, connection.id, [{ id: '71', name: 'Sam Silva', email: null, isActive: true }]);
    choosePerson(tx, { connectionId: connection.id, ownerId: '71', userId: 'A' }, now);
  });

  const play = async () => {
    const all = db.select().from(leads).all();
    const contacts = fake.people.all('contacts');
    const number = roll.below(200);
    const what = roll.below(6);
    if (what === 0 || all.length === 0) {
      const { name, company, email, phone } = personOf(number);
      const [firstname = '', lastname = ''] = name.split(' ');
      const isThere = contacts.some(({ values }) => values.email === email);
      if (!isThere)
        fake.people.addContact({
          firstname,
          lastname,
          company,
          email,
          phone,
          lifecyclestage: 'marketingqualifiedlead',
        });
    } else if (what === 1) {
      await write((tx) =>
        handOffByProgram(tx, { form: formOf(roll, number), teamId: team.id, marketerId: 'MIA' }, now),
      );
    } else if (what === 2 && contacts.length > 0) {
      const { id } = roll.pick(contacts);
      fake.people.edit('contacts', id, { jobtitle: roll.pick(['CEO', 'CFO', 'COO']) });
    } else {
      const lead = roll.pick(all);
      await write((tx) => actInSlack(tx, roll, lead, now)).catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
      });
    }
  };

  const diedAt = { reads: 0, writes: 0 };
  for (let death = 0; death < DEATHS; death += 1) {
    for (let act = 0; act < 6; act += 1) await play();
    const child = startChild(join(import.meta.dirname, 'sync.child.ts'), {
      ...{ DATABASE: path, FAKE: fake.url, START: String(now.getTime()) },
    });
    await child.says('runs');
    // At any request or at a write, before it is stored or after: the process hears of neither.
    const isAny = roll.below(2) === 0;
    let left = 1 + roll.below(isAny ? 16 : 4);
    const dies = new Promise<void>((resolve) => {
      fake.trouble(({ method, path: at }) => {
        const isWrite = method !== 'GET' && !/\/(?:search|read)$/.test(at);
        if (isAny || isWrite) left -= 1;
        if (left > 0) return undefined;
        diedAt[isWrite ? 'writes' : 'reads'] += 1;
        resolve();
        return roll.below(3) ? 'silent after' : 'silent before';
      });
    });
    await Promise.race([dies, child.says('done 3')]);
    await child.kill();
    fake.trouble(undefined);
    // The plan fits the account. A later change of a lead would hide a refusal.
    expect(backlogOf(db, connection.id).failed).toBe(0);
    now = new Date(now.getTime() + 10 * 60_000);
  }

  // Of few deaths, all may be of one kind.
  const least = DEATHS < 20 ? 0 : DEATHS / 5;
  expect(diedAt.reads).toBeGreaterThanOrEqual(least);
  expect(diedAt.writes).toBeGreaterThanOrEqual(least);

  const syncer = openSync({ db, write, path, fake: fake.url, now: () => now });
  for (let round = 0; round < 14; round += 1) {
    now = new Date(now.getTime() + (round < 7 ? 24 * 3600_000 : 6 * 60_000));
    await syncer.run(new AbortController().signal);
  }
  expect(
    db
      .select()
      .from(crmOrders)
      .all()
      .map(({ leadId, words }) => `${leadId} ${words}`),
  ).toEqual([]);
  const links = db
    .select()
    .from(crmLinks)
    .all()
    .filter(({ endedAt }) => endedAt === null);
  expect(links.length).toBeGreaterThan(DEATHS / 2);
  const context = await syncer.contextOf(connection, connection.plan ?? plan());
  const people = peopleOf(db, connection.id);
  const crm = await testClient(fake, () => now);
  const found = await readAll(
    crm,
    context.plan,
    links.map(({ recordId }) => recordId),
  );
  for (const { leadId, recordId, base } of links) {
    const one = found.get(recordId);
    const lead = leadById(db, leadId);
    if (!lead || !one || !('record' in one)) throw new Error(`Lead ${leadId} has no record ${recordId}.`);
    for (const field of syncFields) {
      const sides = sidesOf(db, context, { lead, record: one.record, people }, field);
      const mayDiffer = !sides?.canGive || !sides.canTake || base[`refused ${field}`] !== undefined;
      if (!mayDiffer) expect({ field, leadId, ...sides }).toMatchObject({ isSame: true });
    }
  }
  // Each e-mail once, and each activity once, by its last line.
  const emails = fake.people.all('contacts').flatMap(({ values }) => values.email ?? []);
  expect(new Set(emails).size).toBe(emails.length);
  const keysOf = (['notes', 'calls', 'meetings', 'emails'] as const).flatMap((type) =>
    fake.people.all(type).flatMap(({ values }) => JSON.stringify(values).match(/Added by Baton: [\w:.-]+/)?.[0] ?? []),
  );
  expect(keysOf.length).toBeGreaterThan(Math.min(DEATHS, 10));
  expect(new Set(keysOf).size).toBe(keysOf.length);
  expect(fake.created().deals ?? 0).toBe(fake.people.all('deals').length);
  const deals = links.map(({ recordId }) => fake.people.linked(recordId, 'deals').length);
  expect(Math.max(...deals)).toBeLessThanOrEqual(1);
});
