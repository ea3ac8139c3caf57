/** The outcome of one write, on its order and its link. */
import { describe, expect, test } from 'vitest';
import { CrmError, type CrmNote, type CrmWritten } from '../../src/crm/crm.ts';
import { keptRecords } from '../../src/crm/kept.ts';
import { lastLinkOf, linkOfLead } from '../../src/crm/links.ts';
import { order, orderOf, updateOrder } from '../../src/crm/orders.ts';
import type { Rendered } from '../../src/crm/render.ts';
import { settleWritten } from '../../src/crm/settle.ts';
import type { CrmOrder } from '../../src/crm/table.ts';
import { historyOf, updateLead } from '../../src/leads/queries.ts';
import { MONDAY_9 } from '../leads/world.ts';
import { smallWorld } from './small-world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const noteAt = (entryId: number): CrmNote => ({
  ...{ key: `entry:${entryId}`, kind: 'note', at: MONDAY_9, text: 'x', ownerId: null },
});

async function settled(
  written: Partial<CrmWritten>,
  {
    waiting = {},
    isCut = false,
    hasOrder = true,
  }: { waiting?: Partial<CrmOrder>; isCut?: boolean; hasOrder?: boolean } = {},
) {
  const { db, write, context, connectionId, accepted, link, now } = await smallWorld();
  const leadId = await accepted();
  await link(leadId, { dealId: 'd1', base: { name: ['a', 'a'] }, notedEntryId: 10 });
  const of = { connectionId, leadId };
  const rendered: Rendered = {
    write: {
      ...{ leadId, recordId: '101', isRepeat: false, contact: {}, extra: {} },
      notes: [noteAt(11), noteAt(14), noteAt(17)],
    },
    ...{ begun: { role: ['CFO', 'CFO'] }, notedEntryId: 20, isCut },
  };
  await write((tx) => {
    if (hasOrder) {
      order(tx, { ...of, since: MONDAY_9 }, MONDAY_9);
      updateOrder(tx, of, { begunAt: MONDAY_9, begun: {}, attempts: 2, words: 'Before.', ...waiting });
    }
    settleWritten(tx, context, { rendered, written: { recordId: '101', dealId: null, notes: [], ...written } }, now);
  });
  return { link: linkOfLead(db, connectionId, leadId), order: orderOf(db, of), now };
}

/** The lead has no record yet. Another one has the record that the write tells. */
async function added(written: Partial<CrmWritten>, other?: 'accepted' | 'won') {
  const { db, write, context, connectionId, accepted, handOff, link, lead, now } = await smallWorld();
  const leadId = await accepted();
  const { id: otherId } = await handOff(MONDAY_9, { name: 'Bo Li', email: 'bo@li.example' });
  if (other) await write((tx) => updateLead(tx, lead(otherId), { status: other }, MONDAY_9));
  if (other) await link(otherId, { recordId: '101' });
  const of = { connectionId, leadId };
  const rendered: Rendered = {
    write: { leadId, recordId: null, isRepeat: false, contact: {}, extra: {}, notes: [] },
    ...{ begun: {}, notedEntryId: 20, isCut: false },
  };
  await write((tx) => {
    order(tx, { ...of, since: MONDAY_9 }, MONDAY_9);
    settleWritten(tx, context, { rendered, written: { recordId: '101', dealId: null, notes: [], ...written } }, now);
  });
  return {
    recordId: linkOfLead(db, connectionId, leadId)?.recordId,
    isOrdered: orderOf(db, of) !== undefined,
    kept: keptRecords(db, connectionId, { limit: 9, offset: 0 }).rows.map((row) => [row.reason, row.leadId === leadId]),
    last: historyOf(db, leadId, { limit: 1, offset: 0 })[0]?.details,
    others: linkOfLead(db, connectionId, otherId)?.recordId,
    otherEnd: lastLinkOf(db, otherId)?.endedWhy,
  };
}

describe('a write that adds a record', () => {
  const news = { crm: 'HubSpot', record: 'added' };

  test('links it, also after a failure on the way', async () => {
    expect(await added({})).toMatchObject({ recordId: '101', isOrdered: false, last: news, kept: [] });
    expect(await added({ error: new CrmError('away', 'x') })).toMatchObject({ recordId: '101', isOrdered: true });
  });

  test('without an answer links nothing, and is tried again', async () => {
    const away = await added({ recordId: null, error: new CrmError('away', 'x') });
    expect(away).toMatchObject({ recordId: undefined, isOrdered: true });
    expect(await added({ recordId: null })).toMatchObject({ recordId: undefined, isOrdered: false });
    const gone = await added({ recordId: null, error: new CrmError('gone', 'x') });
    expect(gone).toMatchObject({ recordId: undefined, isOrdered: false });
    const merged = await added({ recordId: null, error: new CrmError('merged', 'x', { into: '102' }) });
    expect(merged).toMatchObject({ recordId: undefined, isOrdered: true });
  });

  test('that another open lead has is left to it', async () => {
    const { recordId, isOrdered, kept, others, last } = await added({}, 'accepted');
    expect([recordId, isOrdered, kept, others]).toEqual([undefined, false, [['duplicate', true]], '101']);
    expect(last).not.toEqual(news);
  });

  test('that a lead of before has is taken over', async () => {
    expect(await added({}, 'won')).toMatchObject({
      recordId: '101',
      others: undefined,
      otherEnd: 'replaced',
      kept: [],
    });
  });
});

const away = new CrmError('away', 'No answer.');

describe('a write that worked', () => {
  test('is agreed, and its order is done', async () => {
    const { link, order, now } = await settled({ dealId: 'd2' });
    expect(order).toBeUndefined();
    expect(link).toMatchObject({
      ...{ base: { name: ['a', 'a'], role: ['CFO', 'CFO'] }, syncedAt: now, notedEntryId: 20, dealId: 'd2' },
    });
    expect((await settled({})).link?.dealId).toBe('d1');
  });

  test.each([
    [{ waiting: { isAgain: true } }, true],
    [{ isCut: true }, true],
    [{}, false],
  ])('leaves an order for what came meanwhile: %j, %s', async (more, isLeft) => {
    const { order, now } = await settled({}, more);
    expect(order !== undefined).toBe(isLeft);
    if (isLeft)
      expect(order).toMatchObject({
        ...{ begunAt: null, begun: null, isAgain: false, attempts: 0, words: null, since: now, notBefore: now },
      });
  });

  test('whose order is gone changes nothing', async () => {
    const { link } = await settled({ dealId: 'd2' }, { hasOrder: false });
    expect(link).toMatchObject({ dealId: 'd1', notedEntryId: 10, syncedAt: MONDAY_9 });
  });
});

describe('a write without an answer', () => {
  test.each([
    [0, 1.5 * MINUTE_MS],
    [1, 3 * MINUTE_MS],
    [2, 10 * MINUTE_MS],
    [3, 30 * MINUTE_MS],
    [4, 2 * HOUR_MS],
    [5, 5 * HOUR_MS],
    [6, 10 * HOUR_MS],
    [7, 14 * HOUR_MS],
    [8, 18 * HOUR_MS],
    [9, 22 * HOUR_MS],
  ])('after %i tries waits for %i ms, and a tenth more or less', async (attempts, ms) => {
    const { order, now } = await settled({ error: away }, { waiting: { attempts } });
    expect(order).toMatchObject({ attempts: attempts + 1, words: 'No answer.', failedAt: null });
    const pause = (order?.notBefore.getTime() ?? 0) - now.getTime();
    expect(pause).toBeGreaterThanOrEqual(Math.floor(0.9 * ms));
    expect(pause).toBeLessThanOrEqual(1.1 * ms);
  });

  test('is not tried any more after ten tries', async () => {
    const { order, now } = await settled({ error: away }, { waiting: { attempts: 10 } });
    expect(order).toMatchObject({ failedAt: now, attempts: 11 });
  });

  test.each<[notes: number[], notedEntryId: number]>([
    [[], 10],
    [[11], 11],
    [[11, 14], 14],
    [[11, 14, 17], 20],
    // The second one is not there: those after it are looked for again.
    [[11, 17], 11],
  ])('with the notes %j keeps those that stand there', async (ids, notedEntryId) => {
    const { link } = await settled({ error: away, notes: ids.map((id) => `entry:${id}`) });
    expect(link).toMatchObject({ notedEntryId, dealId: 'd1', base: { name: ['a', 'a'] }, syncedAt: MONDAY_9 });
  });

  test('keeps the deal that it added', async () => {
    expect((await settled({ error: away, dealId: 'd2' })).link?.dealId).toBe('d2');
  });
});

describe('a write that failed', () => {
  test('as refused is for an admin', async () => {
    const { order, now, link } = await settled({ error: new CrmError('refused', 'No industry.') });
    expect(order).toMatchObject({ failedAt: now, words: 'No industry.', attempts: 2 });
    expect(link).toBeDefined();
  });

  test.each(['limit', 'key', 'right'] as const)('for a %s leaves its order as it is', async (fault) => {
    const { order } = await settled({ error: new CrmError(fault, 'Later.') });
    expect(order).toMatchObject({ failedAt: null, words: 'Before.', attempts: 2, notBefore: MONDAY_9 });
  });

  test('since the record is gone ends the link and the order', async () => {
    for (const error of [new CrmError('gone', 'Deleted.'), new CrmError('merged', 'Merged.')])
      expect(await settled({ error })).toMatchObject({ link: undefined, order: undefined });
  });

  test('since the record was merged goes on with the other one at once', async () => {
    const { link, order, now } = await settled({ error: new CrmError('merged', 'Merged.', { into: '102' }) });
    expect([link?.recordId, order?.notBefore]).toEqual(['102', now]);
  });
});
