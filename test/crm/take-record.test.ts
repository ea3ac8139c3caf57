/** A record that the CRM lists: a new lead, one that Baton has, or one that stays outside. */
import { describe, expect, test } from 'vitest';
import { followGone, followMerge, takeRecord } from '../../src/crm/come-in.ts';
import type { CrmPlan } from '../../src/crm/crm.ts';
import { keepRecord, keptRecords } from '../../src/crm/kept.ts';
import { endLink, lastLinkOf, linkOfLead, linkOfRecord } from '../../src/crm/links.ts';
import { orderOf } from '../../src/crm/orders.ts';
import { UNKNOWN } from '../../src/crm/prints.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { disqualifyLead } from '../../src/leads/acts/nurture.ts';
import { cardKey } from '../../src/leads/card-place.ts';
import { blockedDomains } from '../../src/leads/company-domain.ts';
import { OTHER } from '../../src/leads/types.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { teams } from '../../src/teams/table.ts';
import { MONDAY_9, minutesAfter } from '../leads/world.ts';
import { people, recordOf, smallWorld, type There } from './small-world.ts';
import { ana, seller } from './world.ts';

const DAYS = 24 * 60;

async function setUp(plan?: Partial<CrmPlan>) {
  const world = await smallWorld(plan);
  const { db, write, context, connectionId, accepted, link } = world;
  return {
    ...world,
    take: (there: There = {}, { isOfList = false, now = world.now } = {}) =>
      write((tx) => takeRecord(tx, context, { record: recordOf(there), people, isOfList }, now)),
    linkOf: (leadId: number) => linkOfLead(db, connectionId, leadId),
    isOrdered: (leadId: number) => orderOf(db, { connectionId, leadId }) !== undefined,
    kept: () => keptRecords(db, connectionId, { limit: 10, offset: 0 }).rows,
    /** A lead with a record that no longer matches the rule. */
    async linked({ isMatch = false } = {}) {
      const id = await accepted();
      await link(id, { isMatch });
      return id;
    },
    decline: (leadId: number) =>
      write((tx) => declineLead(tx, { leadId, actor: seller, reason: OTHER, words: 'A student' }, MONDAY_9)),
    end: (leadId: number) =>
      write((tx) => {
        declineLead(tx, { leadId, actor: seller, reason: OTHER, words: 'A student' }, MONDAY_9);
        disqualifyLead(tx, { leadId, actor: seller, words: null }, MONDAY_9);
      }),
    records: (leadId: number) =>
      world.history(leadId).flatMap(({ details }) => (details as { record?: string } | null)?.record ?? []),
  };
}

describe('a new record', () => {
  test('is handed off to its owner, and the CRM is to learn of it', async () => {
    const { take, leads, linkOf, isOrdered, history, now, connectionId } = await setUp();
    expect(await take({ ownerId: 'o2', score: 91, need: 'A demo', source: 'Fair', status: 'Other' })).toBe('added');
    const [lead] = leads();
    const id = lead?.id ?? 0;
    expect(lead).toMatchObject({ ...ana, assigneeId: 'B', score: 91, need: 'A demo', source: 'Fair', status: 'new' });
    expect(history(id).map(({ kind, actorId, details }) => [kind, actorId, (details as { crm?: string }).crm])).toEqual(
      [['handed_off', 'MIA', 'HubSpot']],
    );
    expect(linkOf(id)).toMatchObject({
      ...{ connectionId, recordId: '101', url: 'https://crm.example/record/101', isMatch: true },
      ...{ linkedAt: now, syncedAt: now, seenAt: now, notedEntryId: history(id)[0]?.id },
    });
    expect(isOrdered(id)).toBe(true);
    expect(linkOf(id)?.base.email).toEqual([ana.email, ana.email]);
    expect(linkOf(id)?.base.status).toEqual([UNKNOWN, 'Other']);
  });

  test.each([null, 'o3', 'o9'])('of the owner %s, who is no seller, goes by the rules of the team', async (ownerId) => {
    const { take, leads, history, linkOf } = await setUp();
    await take({ ownerId });
    const { id = 0, assigneeId } = leads()[0] ?? {};
    expect(['A', 'B', 'C']).toContain(assigneeId);
    expect(history(id)[0]?.details).toMatchObject({ assigneeId: null });
    expect(linkOf(id)?.base.owner).toEqual(['', ownerId ?? '']);
  });

  test('is a lead without a score and with the country of its team, if it names none', async () => {
    const { take, leads, write } = await setUp();
    await write((tx) => tx.update(teams).set({ zone: 'Europe/Lisbon' }).run());
    await take({ score: null, contact: { phone: '912 345 678', role: '' } });
    expect(leads()[0]).toMatchObject({ score: null, role: null, phone: ana.phone });
  });

  test.each<[there: There, status: string]>([
    [{ status: 'Open' }, 'accepted'],
    [{ status: 'Qualified' }, 'qualified'],
    [{ status: 'Customer' }, 'new'],
    [{ status: 'Returned' }, 'new'],
    [{ status: null }, 'new'],
    [{ deal: { id: 'd', stage: 'demo', amount: 9, currency: 'EUR', closeOn: null } }, 'qualified'],
    [{ deal: { id: 'd', stage: 'won', amount: 9, currency: 'EUR', closeOn: null } }, 'new'],
    [{ deal: { id: 'd', stage: 'lost', amount: 9, currency: 'EUR', closeOn: null } }, 'new'],
  ])('with %j is %s', async (there, status) => {
    const { take, leads } = await setUp();
    await take({ ownerId: 'o1', ...there });
    expect(leads()[0]?.status).toBe(status);
  });

  test('has no deal and no status where the plan has none', async () => {
    const { take, leads, linkOf, isOrdered } = await setUp({ deals: null, status: null });
    const deal = { id: 'd', stage: 'demo', amount: 9, currency: 'EUR', closeOn: null };
    await take({ ownerId: 'o1', status: 'Open', deal });
    expect(leads()[0]?.status).toBe('new');
    expect(Object.keys(linkOf(leads()[0]?.id ?? 0)?.base ?? {})).not.toContain('status');
    expect(isOrdered(leads()[0]?.id ?? 0)).toBe(true);
  });

  test('of many has no card, is as it is there, and nothing is written back', async () => {
    const { take, leads, linkOf, isOrdered } = await setUp();
    expect(await take({ ownerId: 'o1', status: 'Open' }, { isOfList: true })).toBe('added');
    const [lead] = leads();
    expect(lead).toMatchObject({ status: 'new', isUnhurried: true, assigneeId: 'A' });
    expect([isOrdered(lead?.id ?? 0), linkOf(lead?.id ?? 0)?.base.status]).toEqual([false, ['new', 'Open']]);
  });

  test('without contact data is kept, and counted once', async () => {
    const { take, kept } = await setUp();
    const nothing = { contact: { email: null, phone: '12' } };
    expect([await take(nothing), await take(nothing)]).toEqual(['kept', undefined]);
    expect(kept()).toMatchObject([{ recordId: '101', reason: 'no_contact', leadId: null }]);
    expect(await take()).toBe('added');
    expect(kept()).toEqual([]);
  });

  test('for a team that was retired is kept with what a person would read', async () => {
    const { take, kept, write, team, leads } = await setUp();
    await write((tx) => tx.update(teams).set({ retiredAt: MONDAY_9 }).where(eq(teams.id, team.id)).run());
    expect([await take(), await take()]).toEqual(['kept', undefined]);
    expect(kept()).toMatchObject([{ reason: 'refused' }]);
    expect(leads()).toEqual([]);
  });
});

describe('a record outside of the rule', () => {
  test('stays outside, and is not kept any more', async () => {
    const { take, write, context, kept, leads, now } = await setUp();
    await write((tx) => keepRecord(tx, context, '101', { reason: 'no_contact', words: 'x' }, now));
    expect(await take({ isMatch: false })).toBeUndefined();
    expect([kept(), leads()]).toEqual([[], []]);
  });

  test('stays outside if the plan has no rule', async () => {
    const { take, leads } = await setUp({ rule: null });
    expect([await take(), leads()]).toEqual([undefined, []]);
  });

  test('of an erased lead comes in again only after it has left the rule', async () => {
    const { take, linked, linkOf, write, now, leads } = await setUp();
    const id = await linked({ isMatch: true });
    const link = linkOf(id);
    if (!link) throw new Error('There is no link.');
    await write((tx) => {
      endLink(tx, link, 'erased', now);
      tx.$client.prepare("update leads set email = null, phone = null, name = 'Erased'").run();
    });
    expect([await take(), leads().length]).toEqual([undefined, 1]);
    await take({ isMatch: false });
    expect([await take(), leads().length]).toEqual(['added', 2]);
  });

  test('of a lead that was linked before comes in', async () => {
    const { take, linked, linkOf, write, now } = await setUp();
    const link = linkOf(await linked({ isMatch: true }));
    if (!link) throw new Error('There is no link.');
    await write((tx) => endLink(tx, link, 'gone', now));
    expect(await take()).toBe('known');
  });
});

describe('a person whom Baton knows', () => {
  test('is linked, and each side gets what it lacks', async () => {
    const { take, handOff, lead, linkOf, isOrdered, records, write } = await setUp();
    const { id } = await handOff(MONDAY_9, { ...ana, phone: null, role: 'CFO' });
    await write((tx) => {
      savePosted(tx, cardKey(id), { channel: 'CSALES', ts: '1.1' });
      tx.delete(outbox).run();
    });
    expect(await take({ status: 'Other' })).toBe('known');
    expect(lead(id).phone).toBe(ana.phone);
    expect([linkOf(id)?.recordId, isOrdered(id), records(id)]).toEqual(['101', true, ['linked']]);
  });

  test('shows the link on the card that is posted', async () => {
    const { take, handOff, write, db } = await setUp({ status: null, deals: null });
    const cards = () =>
      db
        .select()
        .from(outbox)
        .all()
        .filter(({ kind }) => kind === 'lead_card').length;
    const known = async (isPosted: boolean) => {
      const { id } = await handOff(MONDAY_9, { ...ana, email: `${isPosted}@porto.example`, phone: null });
      await write((tx) => {
        if (isPosted) savePosted(tx, cardKey(id), { channel: 'CSALES', ts: '1.1' });
        tx.delete(outbox).run();
      });
      const contact = { email: `${isPosted}@porto.example`, phone: null };
      expect(await take({ id: `r${isPosted}`, contact })).toBe('known');
      return cards();
    };
    expect([await known(false), await known(true)]).toEqual([0, 1]);
  });

  test('is kept as a duplicate with a second record', async () => {
    const { take, linked, kept } = await setUp();
    const id = await linked({ isMatch: true });
    expect([await take({ id: '102' }), await take({ id: '102' })]).toEqual(['kept', undefined]);
    expect(kept()).toMatchObject([{ recordId: '102', reason: 'duplicate', leadId: id }]);
  });

  test.each<[what: string, contact: object]>([
    ['someone else at the same number', { name: 'Bo Li', company: 'Li', email: null }],
    ['a namesake elsewhere', { email: 'ana@li.example', phone: null }],
  ])('is not %s', async (_, contact) => {
    const { take, accepted, leads } = await setUp();
    await accepted();
    expect([await take({ contact }), leads().length]).toEqual(['added', 2]);
  });

  test.each([
    [89, 'known', 1],
    [90, 'added', 2],
  ])('whose lead ended %i days ago is %s', async (days, outcome, count) => {
    const { take, accepted, end, leads } = await setUp();
    await end(await accepted());
    expect([await take({}, { now: minutesAfter(MONDAY_9, days * DAYS) }), leads().length]).toEqual([outcome, count]);
  });

  test('whose lead ended long ago stays as it is if their domain is blocked', async () => {
    const { take, accepted, end, write, leads, linkOf } = await setUp();
    const id = await accepted();
    await end(id);
    await write((tx) => changeSetting(tx, { setting: blockedDomains, value: ['porto.example'], by: 'A' }, MONDAY_9));
    const now = minutesAfter(MONDAY_9, 100 * DAYS);
    expect([await take({}, { now }), leads().length, linkOf(id)?.recordId]).toEqual(['known', 1, '101']);
    const other = await setUp();
    const otherId = await other.accepted();
    await other.end(otherId);
    await other.link(otherId);
    await other.write((tx) =>
      changeSetting(tx, { setting: blockedDomains, value: ['porto.example'], by: 'A' }, MONDAY_9),
    );
    expect(await other.take({ id: '102' }, { now })).toBe('kept');
    expect(other.kept()).toMatchObject([{ reason: 'duplicate', leadId: otherId }]);
  });
});

describe('a record that comes back into the rule', () => {
  test('brings its lead back from marketing', async () => {
    const { take, linked, decline, lead, linkOf, now } = await setUp();
    const id = await linked();
    await decline(id);
    expect(await take({ status: 'Returned', contact: { role: 'CEO' } })).toBeUndefined();
    expect(lead(id)).toMatchObject({ status: 'new', role: 'CEO' });
    expect(linkOf(id)).toMatchObject({ isMatch: true, seenAt: now, recordId: '101' });
  });

  test('is a new lead after the end of its lead, which keeps the history alone', async () => {
    const { take, linked, end, leads, linkOf, isOrdered, db } = await setUp();
    const id = await linked();
    await end(id);
    expect(await take({ status: 'Other' })).toBe('added');
    const second = leads()[1]?.id ?? 0;
    expect([linkOf(id), linkOf(second)?.recordId, isOrdered(second)]).toEqual([undefined, '101', true]);
    expect(lastLinkOf(db, id)?.endedWhy).toBe('replaced');
    expect(linkOf(second)?.base.status).toEqual([UNKNOWN, 'Other']);
  });

  test('is a new lead with the work of its owner there, and with the fields that an admin chose', async () => {
    const { take, linked, end, leads } = await setUp();
    await end(await linked());
    await take({ status: 'Open', ownerId: 'o1' });
    expect(leads()[1]).toMatchObject({ status: 'accepted', ownerId: 'A' });
    const other = await setUp({ status: null, deals: null });
    await other.end(await other.linked());
    await other.take();
    expect(other.isOrdered(other.leads()[1]?.id ?? 0)).toBe(true);
  });

  test('is left alone if the person is another lead by now, with a record of its own', async () => {
    const { take, linked, end, handOff, link, leads, linkOf } = await setUp();
    const id = await linked();
    await end(id);
    const { id: other } = await handOff(MONDAY_9, ana);
    await link(other, { recordId: '102' });
    expect([await take(), leads().length]).toEqual([undefined, 2]);
    expect([linkOf(id)?.recordId, linkOf(other)?.recordId]).toEqual(['101', '102']);
  });

  test('changes nothing for a lead that sales has, without contact data, or without a rule', async () => {
    const { take, linked, lead, leads } = await setUp();
    const id = await linked();
    await take({ ownerId: 'o1', status: 'Open' });
    expect([lead(id).status, leads().length]).toEqual(['accepted', 1]);
    const other = await setUp();
    const otherId = await other.linked();
    await other.decline(otherId);
    expect(await other.take({ contact: { email: null, phone: null } })).toBeUndefined();
    expect([other.lead(otherId).status, other.linkOf(otherId)?.isMatch]).toEqual(['returned', true]);
    const without = await setUp({ rule: null });
    const withoutId = await without.linked();
    await without.decline(withoutId);
    await without.take({ status: 'Returned' });
    expect(without.lead(withoutId).status).toBe('returned');
  });

  test('still matches: its changes are taken, and its lead stays with marketing', async () => {
    const { take, linked, decline, lead } = await setUp();
    const id = await linked({ isMatch: true });
    await decline(id);
    await take({ status: 'Returned', contact: { role: 'CEO' } });
    expect(lead(id)).toMatchObject({ status: 'returned', role: 'CEO' });
  });

  test('of a team that was retired is neither a lead nor kept', async () => {
    const { take, linked, decline, write, kept, lead } = await setUp();
    const id = await linked();
    await decline(id);
    await write((tx) => tx.update(teams).set({ retiredAt: MONDAY_9 }).run());
    expect([await take(), kept(), lead(id).status]).toEqual([undefined, [], 'returned']);
  });
});

describe('a record that was merged or deleted', () => {
  const linkIn = ({ linkOf }: Awaited<ReturnType<typeof setUp>>, id: number) => {
    const link = linkOf(id);
    if (!link) throw new Error('There is no link.');
    return link;
  };

  test.each([
    [undefined, 'merged'],
    [true as const, 'converted'],
  ])('is followed (converted: %s)', async (isConverted, word) => {
    const world = await setUp();
    const id = await world.linked();
    const into = { merged: '102', ...(isConverted && { isConverted }) };
    await world.write((tx) => {
      keepRecord(tx, world.context, '102', { reason: 'duplicate', words: 'x' }, MONDAY_9);
      followMerge(tx, world.context, linkIn(world, id), into, world.now);
    });
    expect(linkIn(world, id)).toMatchObject({
      recordId: '102',
      url: 'https://crm.example/record/102',
      seenAt: world.now,
    });
    expect([world.records(id), world.kept()]).toEqual([[word], []]);
    // The same news again.
    await world.write((tx) => followMerge(tx, world.context, linkIn(world, id), into, world.now));
    expect(world.records(id)).toEqual([word]);
  });

  test('into that of another lead is left to it', async () => {
    const world = await setUp();
    const id = await world.linked();
    const other = await world.handOff(MONDAY_9, { name: 'Bo Li', email: 'bo@li.example' });
    await world.link(other.id, { recordId: '102' });
    await world.write((tx) => followMerge(tx, world.context, linkIn(world, id), { merged: '102' }, world.now));
    expect([lastLinkOf(world.db, id)?.endedWhy, linkOfRecord(world.db, world.connectionId, '102')?.leadId]).toEqual([
      ...['replaced', other.id],
    ]);
    expect(world.records(id)).toEqual(['merged']);
  });

  test('is gone, which the history says', async () => {
    const world = await setUp();
    const id = await world.linked();
    await world.write((tx) => followGone(tx, world.context, linkIn(world, id), world.now));
    expect([lastLinkOf(world.db, id)?.endedWhy, world.records(id)]).toEqual(['gone', ['gone']]);
  });
});
