/** Uses of items, answers about them, and the figures that marketing reads. */
import { describe, expect, test } from 'vitest';
import { historyOf } from '../../src/leads/queries.ts';
import { leads, winMarks } from '../../src/leads/table.ts';
import { addItem, type NewItem } from '../../src/library/add.ts';
import { mostUsed, shelfTable, unusedSince, usesByStage, usesOfItem, wonWith } from '../../src/library/figures.ts';
import { retireItem } from '../../src/library/review.ts';
import { contentKinds } from '../../src/library/settings.ts';
import {
  recordHelp,
  recordUse,
  sendItem,
  shareItem,
  useById,
  useCountsOf,
  useWithLead,
} from '../../src/library/usage.ts';
import { libraryUses } from '../../src/library/usage-table.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { actor, minutesAfter, MONDAY_9 as NOW, salesTeam } from '../leads/world.ts';

const PAGE = { limit: 9, offset: 0 };

async function shelf() {
  const made = await salesTeam();
  const { db, write } = made;
  const usual = { kind: 'deck', stage: null, tags: [], summary: null, ownerId: 'U1', reviewAt: null, by: 'U1' };
  const add = (given: Partial<NewItem> = {}, now = NOW) =>
    write((tx) => addItem(tx, { ...usual, title: 'A deck', link: 'https://example.com', ...given } as NewItem, now));
  const use = (given: Partial<Parameters<typeof recordUse>[1]>, now = NOW) =>
    write((tx) => recordUse(tx, { itemId: 1, kind: 'shared', userId: 'U1', ...given }, now));
  const won = async (name: string, now = NOW) => {
    const lead = await made.handOff(now, { name, email: `${name}@x.example` });
    db.update(leads).set({ status: 'won', updatedAt: now }).where(eq(leads.id, lead.id)).run();
    return lead.id;
  };
  const marked = () =>
    db
      .select()
      .from(winMarks)
      .all()
      .map(({ leadId }) => leadId);
  const messages = () =>
    db
      .select()
      .from(outbox)
      .all()
      .filter(({ kind }) => kind === 'library_passed');
  return { ...made, add, use, won, marked, messages };
}

describe('a use', () => {
  test('has the stage of the lead at that moment, else of the item', async () => {
    const { add, use, handOff, marked, db } = await shelf();
    await add({ stage: 'decision' });
    const { id } = await handOff(NOW, { stage: 'awareness' });
    const { id: unstaged } = await handOff(NOW, { name: 'Kai', email: 'kai@x.example' });
    expect((await use({})).stage).toBe('decision');
    expect((await use({ leadId: id })).stage).toBe('awareness');
    const last = await use({ leadId: unstaged });
    expect(last).toMatchObject({ stage: 'decision', at: NOW, kind: 'shared', userId: 'U1' });
    expect(useById(db, last.id)).toEqual(last);
    // A won deal may have had help.
    expect(marked()).toEqual([id, unstaged]);
  });

  test('in a channel or with a colleague is a message there', async () => {
    const { add, write, db, messages } = await shelf();
    const { id: itemId } = await add();
    const shared = await write((tx) => shareItem(tx, { itemId, userId: 'U1', channelId: 'C1' }, NOW));
    await write((tx) => sendItem(tx, { itemId, userId: 'U1', toId: 'U2', words: 'Look' }, NOW));
    expect(shared.id).toBe(itemId);
    expect(messages().map(({ orderingKey, payload }) => [orderingKey, payload])).toEqual([
      ['C1', { useId: 1 }],
      ['U2', { useId: 2 }],
    ]);
    expect(db.select().from(libraryUses).all()).toMatchObject([
      { kind: 'shared', channelId: 'C1', toId: null, words: null },
      { kind: 'sent', channelId: null, toId: 'U2', words: 'Look' },
    ]);
    await write((tx) => retireItem(tx, { itemId, by: 'U1' }, NOW));
    for (const act of [
      () => write((tx) => shareItem(tx, { itemId, userId: 'U1', channelId: 'C1' }, NOW)),
      () => write((tx) => sendItem(tx, { itemId, userId: 'U1', toId: 'U2', words: null }, NOW)),
    ])
      await expect(act()).rejects.toThrow('This item was retired.');
    expect(messages()).toHaveLength(2);
  });

  test('with a lead is in its history, and only for sales and marketing', async () => {
    const { add, write, handOff, db } = await shelf();
    const { id: itemId } = await add();
    const { id: leadId } = await handOff(NOW);
    const by = (who: Partial<ReturnType<typeof actor>>) =>
      write((tx) => useWithLead(tx, { itemId, leadId, actor: { ...actor('A'), ...who }, words: 'Sent it' }, NOW));
    await expect(by({ isSeller: false })).rejects.toThrow('Only the sales and marketing teams can do this.');
    expect(await by({})).toMatchObject({ item: { id: itemId }, lead: { id: leadId } });
    expect(historyOf(db, leadId, PAGE)[0]).toMatchObject({
      kind: 'content_used',
      actorId: 'A',
      details: { itemId, title: 'A deck', words: 'Sent it' },
    });
    expect(usesOfItem(db, itemId, PAGE)).toMatchObject({
      total: 1,
      uses: [{ kind: 'used', leadId, words: 'Sent it' }],
    });
  });
});

describe('“did it help?”', () => {
  test('counts once for each person, item and request, with the last answer', async () => {
    const { add, write, db } = await shelf();
    await add();
    await add();
    const say = (helped: boolean, requestId: number | null, userId = 'U1', itemId = 1) =>
      write((tx) => recordHelp(tx, { itemId, userId, helped, words: null, requestId }, NOW));
    await say(true, null);
    await say(false, null);
    await say(true, 7);
    await say(true, 7);
    await say(true, 8);
    await say(false, 7, 'U2');
    await say(true, 7, 'U1', 2);
    expect(useCountsOf(db, 1)).toEqual({ shared: 0, sent: 0, used: 0, helped: 2, not_helped: 2 });
    expect(useCountsOf(db, 2)).toMatchObject({ helped: 1, not_helped: 0 });
  });

  test('marks the deals of both answers, so that their wins are told again', async () => {
    const { add, write, handOff, marked, db } = await shelf();
    await add();
    const [one, other] = [await handOff(NOW), await handOff(NOW, { name: 'Kai', email: 'kai@x.example' })];
    const say = (leadId: number | null, words: string) =>
      write((tx) => recordHelp(tx, { itemId: 1, userId: 'U1', helped: true, words, leadId }, NOW));
    await say(null, 'first');
    expect(marked()).toEqual([]);
    await say(one.id, 'second');
    expect(marked()).toEqual([one.id]);
    db.delete(winMarks).run();
    await say(other.id, 'third');
    expect(marked().sort()).toEqual([one.id, other.id]);
    expect(db.select().from(libraryUses).all()).toMatchObject([{ leadId: other.id, words: 'third', kind: 'helped' }]);
  });
});

describe('the figures', () => {
  test('have the most used items first, with people, won deals and answers', async () => {
    const { add, use, won, write, db } = await shelf();
    const [rare, often, never] = [await add({ title: 'Rare' }), await add({ title: 'Often' }), await add({})];
    const leadId = await won('kai');
    const open = await use({ itemId: often.id, userId: 'U2' });
    await use({ itemId: often.id, kind: 'used', leadId });
    await use({ itemId: often.id, kind: 'sent', leadId, userId: 'U2' });
    await use({ itemId: rare.id });
    await use({ itemId: never.id }, minutesAfter(NOW, -60));
    for (const [helped, userId] of [
      [true, 'U1'],
      [true, 'U2'],
      [false, 'U3'],
    ] as const)
      await write((tx) => recordHelp(tx, { itemId: often.id, userId, helped, words: null }, NOW));
    expect(open.leadId).toBeNull();
    const { rows, total } = mostUsed(db, NOW, PAGE);
    expect(total).toBe(2);
    expect(rows.map(({ item, ...row }) => [item.title, row])).toEqual([
      ['Often', { uses: 3, people: 2, won: 1, helped: 2, notHelped: 1 }],
      ['Rare', { uses: 1, people: 1, won: 0, helped: 0, notHelped: 0 }],
    ]);
    expect(mostUsed(db, NOW, { limit: 1, offset: 1 }).rows.map(({ item }) => item.title)).toEqual(['Rare']);
    expect(mostUsed(db, NOW, { limit: 1, offset: 2 })).toEqual({ rows: [], total: 2 });
    expect(mostUsed(db, minutesAfter(NOW, 1), PAGE)).toEqual({ rows: [], total: 0 });
  });

  test('have older items that no one used', async () => {
    const { add, use, write, db } = await shelf();
    const old = minutesAfter(NOW, -10);
    const [unused, used, retired] = [await add({ title: 'Unused' }, old), await add({}, old), await add({}, old)];
    await add({}, NOW);
    await use({ itemId: used.id });
    await use({ itemId: unused.id }, minutesAfter(NOW, -1));
    await write((tx) => recordHelp(tx, { itemId: unused.id, userId: 'U1', helped: true, words: null }, NOW));
    await write((tx) => retireItem(tx, { itemId: retired.id, by: 'U1' }, NOW));
    expect(unusedSince(db, NOW, PAGE)).toMatchObject({ total: 1, items: [{ title: 'Unused' }] });
    expect(unusedSince(db, NOW, { limit: 1, offset: 1 })).toEqual({ total: 1, items: [] });
  });

  test('have uses by stage', async () => {
    const { add, use, write, db } = await shelf();
    const { id } = await add({ stage: 'decision' });
    const { id: any } = await add();
    for (const itemId of [id, id, any]) await use({ itemId });
    await use({ itemId: id }, minutesAfter(NOW, -1));
    await write((tx) => recordHelp(tx, { itemId: id, userId: 'U1', helped: true, words: null }, NOW));
    expect(usesByStage(db, NOW)).toEqual(
      new Map([
        ['decision', 2],
        [null, 1],
      ]),
    );
  });

  test('have won deals with the items in them, the newest first', async () => {
    const { add, use, won, handOff, db } = await shelf();
    const [first, second] = [await add({ title: 'First' }), await add({ title: 'Second' })];
    const earlier = await won('kai', minutesAfter(NOW, 1));
    const later = await won('lea', minutesAfter(NOW, 2));
    const old = await won('max', minutesAfter(NOW, -1));
    const { id: open } = await handOff(NOW);
    for (const leadId of [earlier, later, old, open]) await use({ itemId: first.id, kind: 'used', leadId });
    await use({ itemId: second.id, kind: 'used', leadId: earlier });
    await use({ itemId: second.id, kind: 'used', leadId: earlier });
    await use({ itemId: second.id, kind: 'sent', leadId: later });
    expect(wonWith(db, NOW, PAGE)).toEqual({
      total: 2,
      deals: [
        { leadId: later, items: ['First'] },
        { leadId: earlier, items: ['First', 'Second'] },
      ],
    });
    expect(wonWith(db, NOW, { limit: 1, offset: 1 }).deals.map(({ leadId }) => leadId)).toEqual([earlier]);
  });

  test('show the library as a table, with its holes', async () => {
    const { add, write, db } = await shelf();
    const kind = (key: string) => ({ key, label: key, noticeDays: 1, reviewMonths: 1 });
    for (const one of ['email', 'deck', 'deck', 'other'] as const) await add({ kind: one, stage: 'decision' });
    await add({ kind: 'video' });
    const value = [kind('email'), kind('deck'), kind('song'), kind('other')];
    await write((tx) => changeSetting(tx, { setting: contentKinds, value, by: 'U1' }, NOW));
    const table = shelfTable(db);
    expect(table.map(({ stage }) => stage)).toEqual(['awareness', 'consideration', 'decision', null]);
    expect(table[0]).toEqual({ stage: 'awareness', items: 0, kinds: [], holes: ['email', 'deck', 'song'] });
    expect(table[2]).toEqual({
      stage: 'decision',
      items: 4,
      kinds: [
        { kind: 'email', items: 1 },
        { kind: 'deck', items: 2 },
        { kind: 'other', items: 1 },
      ],
      holes: ['song'],
    });
    // A kind that left the list comes last, and fills no hole.
    await write((tx) =>
      changeSetting(tx, { setting: contentKinds, value: [kind('song'), kind('video')], by: 'U1' }, NOW),
    );
    expect(shelfTable(db)[3]).toEqual({ stage: null, items: 1, kinds: [{ kind: 'video', items: 1 }], holes: ['song'] });
    await write((tx) => changeSetting(tx, { setting: contentKinds, value: [kind('deck')], by: 'U1' }, NOW));
    expect(shelfTable(db)[2]?.kinds.map((one) => one.kind)[0]).toBe('deck');
  });
});
