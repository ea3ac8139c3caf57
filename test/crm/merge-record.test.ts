/** A linked record after changes on either side: what the lead takes, what is ordered, and what the history says. */
import { describe, expect, test } from 'vitest';
import type { CrmPlan } from '../../src/crm/crm.ts';
import { linkOfLead } from '../../src/crm/links.ts';
import { mergeRecord } from '../../src/crm/merge-record.ts';
import { order, orderOf, updateOrder } from '../../src/crm/orders.ts';
import { UNKNOWN } from '../../src/crm/prints.ts';
import { sidesOf, syncFields } from '../../src/crm/sides.ts';
import type { Base } from '../../src/crm/types.ts';
import { requireLead, updateLead } from '../../src/leads/queries.ts';
import type { Lead } from '../../src/leads/table.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { MONDAY_9 } from '../leads/world.ts';
import { people, recordOf, smallWorld, type There } from './small-world.ts';
import { ana } from './world.ts';

interface Changes {
  own?: Partial<Lead>;
  there?: There;
  plan?: Partial<CrmPlan>;
  /** Besides what both sides agreed on. */
  base?: Base;
  /** A write whose outcome is not known. */
  begun?: Base;
}

const deal = { id: 'd1', stage: 'first', amount: 9, currency: 'EUR', closeOn: null };

/** An accepted lead and its record agree, and then either changes. Fingerprints are the values themselves. */
async function merged({ own = {}, there = {}, plan = {}, base = {}, begun }: Changes) {
  const { db, write, context, connectionId, accepted, link, now, lead, history } = await smallWorld(plan);
  const id = await accepted();
  const before = { ownerId: 'o1', status: 'Open' };
  const agreed: Base = {};
  for (const field of syncFields) {
    const sides = sidesOf(db, context, { lead: lead(id), record: recordOf(before), people }, field);
    if (sides) agreed[field] = [sides.baton ?? '', sides.crm ?? ''];
  }
  const linked = await link(id, { base: { ...agreed, ...base } });
  const of = { connectionId, leadId: id };
  const result = await write((tx) => {
    tx.delete(outbox).run();
    if (begun) {
      order(tx, { ...of, since: MONDAY_9 }, MONDAY_9);
      updateOrder(tx, of, { begun });
    }
    const changed = updateLead(tx, requireLead(tx, id), own, MONDAY_9);
    return mergeRecord(
      tx,
      context,
      { link: linked, record: recordOf({ ...before, ...there }), people, lead: changed },
      now,
    );
  });
  const last = history(id).at(-1);
  return {
    ...{ lead: lead(id), base: result.base, link: linkOfLead(db, connectionId, id), now },
    isOrdered: orderOf(db, of) !== undefined,
    cards: db
      .select()
      .from(outbox)
      .all()
      .filter(({ kind: of }) => of === 'lead_card').length,
    kind: last?.kind,
    news: last?.kind === 'synced' ? last.details : undefined,
  };
}

describe('nothing but', () => {
  test('agreement leaves all as it is, in step from now on', async () => {
    const { isOrdered, news, link, base, now } = await merged({});
    expect([isOrdered, news, link?.syncedAt, link?.seenAt]).toEqual([false, undefined, now, now]);
    expect(base.name).toEqual(['Ana Reis', 'Ana Reis']);
  });

  test('a deal and a match of the record are noted on the link', async () => {
    const { link } = await merged({ there: { deal, isMatch: false }, plan: { deals: null } });
    expect(link).toMatchObject({ dealId: 'd1', isMatch: false });
    expect((await merged({ there: { deal: null } })).link?.dealId).toBeNull();
  });

  test('a write that is under way is not in step', async () => {
    expect((await merged({ begun: {} })).link?.syncedAt).toEqual(MONDAY_9);
  });

  test('fields of the plan are compared', async () => {
    const { isOrdered, lead } = await merged({
      ...{ plan: { status: null, deals: null }, there: { status: 'Customer', deal } },
    });
    expect([isOrdered, lead.status]).toEqual([false, 'accepted']);
  });
});

describe('a change', () => {
  test.each<[what: string, changes: Changes, lead: Partial<Lead>, isOrdered: boolean, news: object | undefined]>([
    ['here', { own: { role: 'CFO' } }, { role: 'CFO' }, true, undefined],
    ['there', { there: { contact: { role: 'CEO' } } }, { role: 'CEO' }, false, { took: ['role'] }],
    [
      'there, of a value that was another',
      { there: { contact: { name: 'Ana Silva' } } },
      { name: 'Ana Silva' },
      false,
      { took: ['name'], was: { name: 'Ana Reis' } },
    ],
    [
      'of both to the same',
      { own: { role: 'CEO' }, there: { contact: { role: 'CEO ' } } },
      { role: 'CEO' },
      false,
      undefined,
    ],
    [
      'of both, where the CRM decides',
      { own: { role: 'CFO' }, there: { contact: { role: 'CEO' } } },
      { role: 'CEO' },
      false,
      { took: ['role'], was: { role: 'CFO' } },
    ],
    [
      'of both, where Baton decides',
      { own: { role: 'CFO' }, there: { contact: { role: 'CEO' } }, plan: { masters: { role: 'baton' } } },
      { role: 'CFO' },
      true,
      { lost: { role: 'CEO' } },
    ],
    [
      'of both, where Baton decides, to nothing there',
      { own: { name: 'Ana Silva' }, there: { contact: { name: null } }, plan: { masters: { name: 'baton' } } },
      { name: 'Ana Silva' },
      true,
      undefined,
    ],
    [
      'there that no lead can have',
      { there: { contact: { phone: 'ask Ana' } } },
      { phone: ana.phone },
      false,
      { differs: { phone: 'ask Ana' } },
    ],
    [
      'of both, where the CRM has what no lead can have',
      { own: { phone: '+351911111111' }, there: { contact: { phone: 'ask Ana' } } },
      { phone: '+351911111111' },
      true,
      { lost: { phone: 'ask Ana' } },
    ],
    ['of the status to an unknown one', { there: { status: 'Other' } }, { status: 'accepted' }, false, undefined],
  ])('%s', async (_, changes, lead, isOrdered, news) => {
    const found = await merged(changes);
    expect(found.lead).toMatchObject(lead);
    expect(found.isOrdered).toBe(isOrdered);
    expect(found.news).toEqual(news && { crm: 'HubSpot', ...news });
  });

  test('that loses a conflict counts as open until it is written', async () => {
    const { base } = await merged({
      ...{ own: { role: 'CFO' }, there: { contact: { role: 'CEO' } }, plan: { masters: { role: 'baton' } } },
    });
    expect(base.role).toEqual([UNKNOWN, 'CEO']);
  });

  test('of both to the same is agreed from then on', async () => {
    const { base } = await merged({ own: { role: 'CEO' }, there: { contact: { role: 'CEO' } } });
    expect(base.role).toEqual(['CEO', 'CEO']);
  });

  test('that a lead takes redraws its card, and one that it does not take leaves it', async () => {
    expect((await merged({ there: { contact: { role: 'CEO' } } })).cards).toBe(1);
    expect((await merged({ there: { contact: { phone: 'ask Ana' } } })).cards).toBe(0);
  });

  test('of both to what neither side can have is what each has now', async () => {
    const { base } = await merged({ own: { phone: null }, there: { contact: { phone: 'ask Ana' } } });
    expect(base.phone).toEqual(['', 'ask Ana']);
  });

  test('that no lead can have is the base of the CRM, so that it is told once', async () => {
    expect((await merged({ there: { contact: { phone: 'ask Ana' } } })).base.phone).toEqual([ana.phone, 'ask Ana']);
  });
});

describe('an owner', () => {
  test.each<[own: string, there: string, owner: string, base: readonly [string, string], isOrdered: boolean]>([
    ['A', 'o2', 'B', ['B', 'o2'], false],
    ['B', 'o1', 'B', ['A', 'o1'], true],
    // C is no one in the CRM.
    ['C', 'o1', 'C', ['A', 'o1'], false],
    ['C', 'o2', 'B', ['B', 'o2'], false],
    ['C', 'o9', 'C', ['A', 'o9'], false],
    ['A', 'o9', 'A', ['A', 'o9'], false],
    // The owner there is not in the team.
    ['A', 'o3', 'A', ['A', 'o3'], false],
  ])('of %s here and of %s there is %s', async (own, there, owner, base, isOrdered) => {
    const found = await merged({ own: { ownerId: own }, there: { ownerId: there } });
    expect(found.lead.ownerId).toBe(owner);
    expect(found.base.owner).toEqual(base);
    expect(found.isOrdered).toBe(isOrdered);
  });

  test('is named in the history as the CRM names them', async () => {
    expect((await merged({ there: { ownerId: 'o9' } })).news).toMatchObject({ differs: { owner: 'Name of o9' } });
    expect((await merged({ there: { ownerId: 'o3' } })).news).toMatchObject({
      ...{ differs: { owner: 'Name of o3' }, why: expect.stringContaining('is not in the sales team') },
    });
    expect((await merged({ there: { ownerId: 'o2' } })).kind).toBe('reassigned');
  });
});

describe('a status or a deal', () => {
  test('of the CRM is an act, which is on record by itself', async () => {
    const { lead, kind, base } = await merged({ there: { status: 'Qualified' } });
    expect([lead.status, kind, base.status]).toEqual(['qualified', 'qualified', ['qualified', 'Qualified']]);
  });

  test('that the lifecycle refuses goes back once, with the reason', async () => {
    const changes: Changes = { own: { status: 'returned' }, there: { status: 'Customer' } };
    const refused = { ...changes, base: { status: ['returned', 'Returned'] as const } };
    const first = await merged(refused);
    expect(first.news).toEqual({
      ...{ crm: 'HubSpot', lost: { status: 'Label of Customer' }, why: 'Marketing has this lead.' },
    });
    expect([first.base.status, first.base['refused status'], first.isOrdered]).toEqual([
      ...[[UNKNOWN, 'Customer'], ['', 'Customer'], true],
    ]);
    const again = await merged({ ...refused, base: { ...refused.base, 'refused status': ['', 'Customer'] } });
    expect([again.news, again.base.status, again.isOrdered]).toEqual([undefined, ['returned', 'Customer'], false]);
  });

  test('that the lifecycle refuses stays there if the CRM has no word for that of the lead', async () => {
    const refused: Changes = { own: { status: 'disqualified' }, base: { status: ['disqualified', ''] } };
    const { news, base, isOrdered } = await merged({ ...refused, there: { status: 'Customer' } });
    expect(news).toEqual({
      ...{ crm: 'HubSpot', differs: { status: 'Label of Customer' } },
      why: 'This lead was disqualified for good.',
    });
    expect([base.status, isOrdered]).toEqual([[UNKNOWN, 'Customer'], false]);
  });

  test('that is refused names the stage of a deal', async () => {
    const { news } = await merged({
      ...{ own: { status: 'returned' }, base: { status: ['returned', 'Open'] }, there: { deal } },
    });
    expect(news).toMatchObject({ differs: { deal: 'Label of first' }, why: 'Marketing has this lead.' });
  });

  test('fills the value that a qualified lead lacks, before the two are compared', async () => {
    const own = { status: 'qualified', amount: null, currency: null } as const;
    expect((await merged({ own, there: { deal } })).lead).toMatchObject({ amount: 9, currency: 'EUR' });
    expect((await merged({ own, there: { deal }, plan: { deals: null } })).lead.amount).toBeNull();
  });
});

describe('a write of ours whose outcome is not known', () => {
  test('is agreed where it is found, so that a later change here is no conflict', async () => {
    const { lead, isOrdered, news } = await merged({
      ...{ own: { role: 'CEO' }, there: { contact: { role: 'CFO' } }, begun: { role: ['CFO', 'CFO'] } },
    });
    expect([lead.role, isOrdered, news]).toEqual(['CEO', true, undefined]);
  });

  test('is not agreed where the CRM has something else', async () => {
    const { lead } = await merged({
      ...{ own: { role: 'CEO' }, there: { contact: { role: 'COO' } }, begun: { role: ['CFO', 'CFO'] } },
    });
    expect(lead.role).toBe('COO');
  });

  test('of a field that the plan no longer has is ignored', async () => {
    const { base } = await merged({ plan: { status: null }, begun: { status: ['working', 'Open'] } });
    expect(base.status).toBeUndefined();
  });
});
