/** The write of a lead: the values that the CRM lacks, its fields of Baton, its deal and its notes. */
import { describe, expect, test } from 'vitest';
import type { CrmPlan, CrmRecord } from '../../src/crm/crm.ts';
import { noRecord, render } from '../../src/crm/render.ts';
import type { crmLinks } from '../../src/crm/table.ts';
import { noteLead } from '../../src/leads/acts/note.ts';
import { qualifyLead, reopenLead } from '../../src/leads/acts/outcome.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { recordPast } from '../../src/leads/history.ts';
import { updateLead } from '../../src/leads/queries.ts';
import { MONDAY_9 } from '../leads/world.ts';
import { people, recordOf, smallWorld, type There } from './small-world.ts';
import { ana, seller } from './world.ts';

interface Given {
  /** Undefined for a lead without a record. */
  there?: There;
  link?: Partial<typeof crmLinks.$inferInsert>;
  isRepeat?: boolean;
}

async function setUp(plan: Partial<CrmPlan> = { fields: {} }) {
  const world = await smallWorld(plan);
  const { write, context, lead, link } = world;
  const id = await world.accepted();
  return {
    ...{ ...world, id },
    note: (...actors: (string | null)[]) =>
      write((tx) => {
        for (const actorId of actors)
          recordPast(tx, lead(id), { kind: 'noted', actorId, details: { words: 'x' } }, MONDAY_9);
      }),
    lastEntry: () => world.history(id).at(-1)?.id ?? 0,
    async render({ there, link: linked, isRepeat = false }: Given) {
      const record: CrmRecord = there ? recordOf({ ownerId: 'o1', status: 'Open', ...there }) : noRecord;
      const of = linked && (await link(id, { notedEntryId: world.history(id).at(-1)?.id ?? 0, ...linked }));
      return await write((tx) =>
        render(tx, context, {
          lead: lead(id),
          link: of,
          record,
          people,
          nameOf: (user) => `Name of ${user}`,
          isRepeat,
        }),
      );
    },
  };
}

describe('a lead without a record', () => {
  test('is written with all that it has', async () => {
    const { render, write, lead, id, lastEntry } = await setUp();
    await write((tx) => updateLead(tx, lead(id), { country: 'DE' }, MONDAY_9));
    const rendered = await render({ isRepeat: true });
    expect(rendered?.write).toEqual({
      ...{ leadId: id, recordId: null, isRepeat: true, contact: { ...ana, country: 'Germany' } },
      ...{ status: 'Open', ownerId: 'o1', extra: {}, notes: [] },
    });
    expect(rendered?.begun).toMatchObject({
      ...{ name: ['Ana Reis', 'Ana Reis'], country: ['DE', 'Germany'] },
      ...{ owner: ['A', 'o1'], status: ['accepted', 'Open'] },
    });
    expect(Object.keys(rendered?.begun ?? {})).not.toContain('role');
    expect([rendered?.notedEntryId, rendered?.isCut]).toEqual([lastEntry(), false]);
  });

  test('is written even if it has nothing but notes that go nowhere', async () => {
    const { render } = await setUp({ fields: {}, status: null, writesOwner: false, writesNotes: false });
    expect((await render({ there: {} }))?.write).toMatchObject({ recordId: null, notes: [] });
  });
});

describe('a lead with a record', () => {
  const agreed = { base: { status: ['accepted', 'Open'], owner: ['A', 'o1'] } } as const;

  test('that has everything is not written', async () => {
    const { render } = await setUp();
    expect(await render({ there: {}, link: agreed })).toBeUndefined();
  });

  test('is written with what differs alone', async () => {
    const { render, write, lead, id } = await setUp();
    await write((tx) => updateLead(tx, lead(id), { role: 'CFO' }, MONDAY_9));
    const rendered = await render({ there: {}, link: agreed });
    expect(rendered?.write).toEqual({
      ...{ leadId: id, recordId: '101', isRepeat: false, contact: { role: 'CFO' }, extra: {}, notes: [] },
    });
    expect(rendered?.begun).toEqual({ role: ['CFO', 'CFO'] });
  });
});

describe('the fields of Baton', () => {
  const fields = { contacts: 'baton_contacts', reason: 'baton_reason' };

  test.each<[what: string, base: Record<string, readonly [string, string]>, extra: object | undefined]>([
    ['before the first write', {}, { contacts: 0 }],
    ['as they are there', { 'extra contacts': ['0', ''] }, undefined],
    ['as they were before', { 'extra contacts': ['3', ''] }, { contacts: 0 }],
    ['that are to be emptied', { 'extra contacts': ['0', ''], 'extra reason': ['Price', ''] }, { reason: null }],
  ])('%s', async (_, base, extra) => {
    const { render } = await setUp({ fields });
    const agreed = { status: ['accepted', 'Open'], owner: ['A', 'o1'] } as const;
    const rendered = await render({ there: {}, link: { base: { ...agreed, ...base } } });
    expect(rendered?.write.extra).toEqual(extra);
    if (extra && 'contacts' in extra) expect(rendered?.begun['extra contacts']).toEqual(['0', '']);
    if (extra && 'reason' in extra) expect(rendered?.begun['extra reason']).toEqual(['', '']);
  });
});

describe('a deal', () => {
  const value = { amount: 5, currency: 'EUR', closeOn: null };
  const qualified = async () => {
    const world = await setUp();
    await world.write((tx) => {
      touchLead(tx, { leadId: world.id, actor: seller, kind: 'call', outcome: null, words: null }, MONDAY_9);
      qualifyLead(tx, { leadId: world.id, actor: seller, deal: value }, MONDAY_9);
    });
    return world;
  };

  test('is the one of the link where the record was read without it', async () => {
    const { render } = await qualified();
    const rendered = await render({ there: {}, link: { dealId: 'd7' } });
    expect(rendered?.write.deal).toMatchObject({ id: 'd7', stage: 'first', amount: 5 });
    expect(rendered?.begun.deal).toEqual(['["qualified",5,"EUR",null]', '["first",5,"EUR",null]']);
    const { render: another } = await qualified();
    expect((await another({ there: {}, link: {} }))?.write.deal?.id).toBeNull();
  });

  test('of a reopened lead stands there alone', async () => {
    const { render, write, id } = await qualified();
    await write((tx) => reopenLead(tx, { leadId: id, actor: seller }, MONDAY_9));
    const deal = { id: 'd1', stage: 'won', amount: 5, currency: 'EUR', closeOn: null };
    const rendered = await render({ there: { deal }, link: { base: { deal: ['x', '["won",5,"EUR",null]'] } } });
    expect(rendered?.write.deal).toMatchObject({ id: 'd1', stage: 'first' });
    expect(rendered?.begun.deal).toEqual(['', '["first",5,"EUR",null]']);
  });
});

describe('notes', () => {
  test('are those after the last one, each with its person in the CRM', async () => {
    const { render, note, history, id, lastEntry } = await setUp();
    await note('A');
    const from = lastEntry();
    await note('A', 'C', null);
    const rendered = await render({ there: {}, link: { notedEntryId: from } });
    expect(rendered?.write.notes.map(({ ownerId }) => ownerId)).toEqual(['o1', null, null]);
    expect(rendered?.write.notes.map(({ key }) => key)).toEqual(
      history(id)
        .slice(-3)
        .map((entry) => `entry:${entry.id}`),
    );
    expect([rendered?.notedEntryId, rendered?.isCut]).toEqual([lastEntry(), false]);
  });

  test('are twenty at once', async () => {
    const { render, note, lastEntry } = await setUp();
    await note(...Array.from({ length: 21 }, () => 'A'));
    const rendered = await render({ there: {}, link: { notedEntryId: 0 } });
    expect(rendered?.write.notes).toHaveLength(20);
    expect([rendered?.notedEntryId, rendered?.isCut]).toEqual([lastEntry() - 1, true]);
  });

  test('of the CRM itself, or where the plan wants none, are left out', async () => {
    const { render, write, lead, id, lastEntry } = await setUp();
    const from = lastEntry();
    await write((tx) =>
      recordPast(
        tx,
        lead(id),
        { kind: 'noted', actorId: null, details: { words: 'x', in: 'HubSpot' } as never },
        MONDAY_9,
      ),
    );
    expect((await render({ there: {}, link: { notedEntryId: from } }))?.write.notes ?? []).toEqual([]);
    const without = await setUp({ fields: {}, writesNotes: false });
    await without.write((tx) => noteLead(tx, { leadId: without.id, actor: seller, words: 'x' }, MONDAY_9));
    expect((await without.render({ there: {}, link: { notedEntryId: 0 } }))?.write.notes ?? []).toEqual([]);
  });
});
