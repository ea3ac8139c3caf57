/** Lists of items to review: whom they go to, and what their buttons may change. */
import { describe, expect, test } from 'vitest';
import {
  askForReviews,
  nextReviewOf,
  redrawReview,
  reviewIn,
  reviewJobs,
  reviewKey,
  sendReview,
} from '../../src/library/due-review.ts';
import { reviewsOf } from '../../src/library/history.ts';
import { textOf } from '../../src/library/queries.ts';
import { keepItem, nextReviewDate, restoreItem, retireItem } from '../../src/library/review.ts';
import { libraryReviewAsks } from '../../src/library/table.ts';
import { updateItem } from '../../src/library/update.ts';
import { changesSince, newestChange } from '../../src/platform/changes/changes.ts';
import { saveLive } from '../../src/platform/outbox/live-messages.ts';
import { liveMessages } from '../../src/platform/outbox/live-table.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import type { Directory } from '../../src/platform/slack/directory.ts';
import { allTeams } from '../../src/teams/queries.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { SALES } from '../leads/world.ts';
import { NOW, stock } from './stock.ts';

const day = (count: number) => new Date(NOW.getTime() + count * 86_400_000);

async function asking({ teams = ['CMARKETING'], gone = [] as string[], hears = [] as string[] } = {}) {
  const made = stock();
  const { db, write } = made;
  for (const channelId of teams) {
    const form = { ...SALES, kind: 'marketing' as const, name: channelId, channelId, managerId: `U${channelId}` };
    await write((tx) => saveTeam(tx, form, { id: null, by: 'test' }, NOW));
  }
  const directory = { person: async (id: string) => ({ id, isMember: !gone.includes(id) }) } as unknown as Directory;
  const job = (now = NOW) =>
    write((tx) => {
      for (const one of reviewJobs(tx)) one.run(tx, { at: now, late: false }, now);
    });
  const ask = (now = NOW, stop = new AbortController().signal) =>
    askForReviews({ db, write, directory, now: () => now, hearsOtherwise: (_, id) => hears.includes(id) }, stop);
  const lists = () =>
    db
      .select()
      .from(outbox)
      .all()
      .filter(({ kind }) => kind === 'library_review')
      .map(({ orderingKey, payload }) => [orderingKey, (payload as { ownerId: string }).ownerId]);
  const due = () =>
    db
      .select()
      .from(libraryReviewAsks)
      .all()
      .filter(({ dueAt }) => dueAt !== null)
      .map(({ ownerId }) => ownerId);
  return { ...made, job, ask, lists, due };
}

describe('the owners of items past their review date', () => {
  test('are asked at their working time, and only those', async () => {
    const { add, job, ask, lists, due } = await asking();
    await add({ reviewAt: NOW });
    await add({ ownerId: 'U2', reviewAt: day(1) });
    // After work on Thursday.
    await job(new Date('2026-11-19T20:00:00Z'));
    expect(due()).toEqual(['U1']);
    await ask(new Date('2026-11-20T08:59:59Z'));
    expect(lists()).toEqual([]);
    await ask(new Date('2026-11-20T09:00:00Z'));
    expect([lists(), due()]).toEqual([[['U1', 'U1']], []]);
  });

  test('are asked, if they left, through the manager of the oldest team of marketing', async () => {
    const { add, job, ask, lists } = await asking({ teams: ['CA', 'CB'], gone: ['U1'], hears: ['UCA'] });
    await add({ reviewAt: NOW });
    await job();
    await ask();
    expect(lists()).toEqual([['UCA', 'U1']]);
  });

  test('are asked once, however many teams there are, and no one without a team of marketing', async () => {
    const { add, job, ask, lists } = await asking({ teams: ['CA', 'CB'] });
    await add({ reviewAt: NOW });
    await job();
    await Promise.all([ask(), ask()]);
    await ask();
    expect(lists()).toEqual([['U1', 'U1']]);
    const none = await asking({ teams: [] });
    expect(reviewJobs(none.db)).toEqual([]);
  });

  test('hear of it in their morning message if they manage a team, and are not due any more', async () => {
    const { add, job, ask, lists, due } = await asking({ hears: ['U1'] });
    await add({ reviewAt: NOW });
    await job();
    await ask();
    expect([lists(), due()]).toEqual([[], []]);
  });

  test.each([
    [6, -1, 0],
    [6, 0, 1],
  ])('are asked again after %d days and %d ms: %d', async (days, ms, count) => {
    const { add, job, due, write } = await asking();
    await add({ reviewAt: NOW });
    await write((tx) => tx.insert(libraryReviewAsks).values({ ownerId: 'U1', dueAt: null, askedAt: NOW }).run());
    await job(new Date(day(days).getTime() + ms));
    expect(due()).toHaveLength(count);
  });

  test('stay due when Baton stops', async () => {
    const { add, job, ask, lists, due } = await asking();
    await add({ reviewAt: NOW });
    await job();
    const stopped = new AbortController();
    stopped.abort();
    await ask(NOW, stopped.signal);
    expect([lists(), due()]).toEqual([[], ['U1']]);
  });
});

test('a fault of Baton is not hidden, and without a manager they stay due', async () => {
  const { add, job, ask, lists, due, write, db } = await asking({ gone: ['U1'] });
  await add({ reviewAt: NOW });
  await job();
  const broken = { person: () => Promise.reject(new TypeError('a bug')) } as unknown as Directory;
  const asked = { db, write, directory: broken, now: () => NOW, hearsOtherwise: () => false };
  await expect(askForReviews(asked, new AbortController().signal)).rejects.toThrow('a bug');
  const [team] = allTeams(db);
  if (team) await write((tx) => retireTeam(tx, team, 'test', NOW));
  await ask();
  expect([lists(), due()]).toEqual([[], ['U1']]);
});

describe('a list of items', () => {
  test('is sent on request, if there is anything in it', async () => {
    const { add, write, lists } = await asking();
    await add({ ownerId: 'U2', reviewAt: NOW });
    await write((tx) => sendReview(tx, 'U1', NOW));
    expect(lists()).toEqual([]);
    await write((tx) => sendReview(tx, 'U2', NOW));
    await write((tx) => sendReview(tx, 'U2', NOW));
    expect(lists()).toEqual([
      ['U2', 'U2'],
      ['U2', 'U2'],
    ]);
  });

  test('is drawn again, and known, only for the person who got it', async () => {
    const { db, write, lists } = await asking();
    const place = { channel: 'D1', ts: '1.1' };
    const list = { messageId: 7, ownerId: 'U1', to: 'U2', page: 1 };
    await write((tx) => redrawReview(tx, list, NOW));
    expect(lists()).toEqual([]);
    await write((tx) => savePosted(tx, reviewKey(list), place));
    await write((tx) => redrawReview(tx, list, NOW));
    expect(lists()).toEqual([['U2', 'U1']]);
    expect(reviewIn(db, place, 'U2')).toBe(7);
    expect([reviewIn(db, place, 'U1'), reviewIn(db, undefined, 'U2')]).toEqual([undefined, undefined]);
    expect(reviewIn(db, { ...place, ts: '1.2' }, 'U2')).toBeUndefined();
    await write((tx) =>
      savePosted(tx, { kind: 'review', subjectId: 1, recipient: 'U2' }, { channel: 'D1', ts: '2.2' }),
    );
    expect(reviewIn(db, { channel: 'D1', ts: '2.2' }, 'U2')).toBeUndefined();
  });
});

test('the next review of a person is that of their items alone', async () => {
  const { add, db, write } = await asking();
  await add({ reviewAt: NOW });
  const retired = await add({ reviewAt: day(1) });
  await add({ reviewAt: day(3) });
  await add({ ownerId: 'U2', reviewAt: day(2) });
  await write((tx) => retireItem(tx, { itemId: retired.id, by: 'U1' }, NOW));
  expect([nextReviewOf(db, 'U1', NOW), nextReviewOf(db, 'U3', NOW)]).toEqual([day(3), undefined]);
});

describe('a change of an item', () => {
  test('redraws the homes of its owners if it is past its review date, before or after', async () => {
    const { add, db, write } = await asking();
    const { id: itemId } = await add({ reviewAt: NOW });
    const redrawn = async (act: Parameters<typeof write>[0]) => {
      const seen = newestChange(db);
      await write(act);
      return [...changesSince(db, seen).people].sort();
    };
    expect(await redrawn((tx) => updateItem(tx, { itemId, by: 'U1', ownerId: 'U2' }, NOW))).toEqual(['U1', 'U2']);
    expect(await redrawn((tx) => keepItem(tx, { itemId, by: 'U2' }, NOW))).toEqual(['U2']);
    expect(await redrawn((tx) => updateItem(tx, { itemId, by: 'U1', title: 'New' }, NOW))).toEqual([]);
  });

  test('redraws the lists in which it is', async () => {
    const { add, db, write } = await asking();
    const { id: itemId } = await add({ reviewAt: NOW });
    await write((tx) => {
      sendReview(tx, 'U1', NOW);
      const row = tx.select().from(outbox).all().at(-1);
      saveLive(tx, row?.id ?? 0, { payload: {}, subjects: [reviewsOf('U1')] });
    });
    await write((tx) => keepItem(tx, { itemId, by: 'U1' }, NOW));
    expect(db.select().from(liveMessages).all()).toMatchObject([{ isStale: true }]);
  });

  test('leaves the text of its document, unless the document changes', async () => {
    const { add, db, write } = await asking();
    const file = { sha256: 'a', name: 'a.pdf', mimetype: 'application/pdf', bytes: 1 };
    const { id: itemId } = await add({ file });
    db.$client.exec("update library_texts set state = 'read'");
    await write((tx) => updateItem(tx, { itemId, by: 'U1', title: 'New' }, NOW));
    expect(textOf(db, itemId)?.state).toBe('read');
    await write((tx) => updateItem(tx, { itemId, by: 'U1', file: { ...file, sha256: 'b' } }, NOW));
    expect(textOf(db, itemId)?.state).toBe('waiting');
  });

  test('that retires or restores it twice is made once', async () => {
    const { add, write } = await asking();
    const { id: itemId } = await add({});
    const act = (run: typeof retireItem, by: string) => write((tx) => run(tx, { itemId, by }, NOW));
    expect(await act(restoreItem, 'U9')).toMatchObject({ retiredAt: null, updatedBy: 'U1' });
    expect(await act(retireItem, 'U2')).toMatchObject({ retiredAt: NOW, updatedBy: 'U2' });
    expect(await act(retireItem, 'U3')).toMatchObject({ updatedBy: 'U2' });
    expect(await act(restoreItem, 'U4')).toMatchObject({ retiredAt: null, updatedBy: 'U4' });
  });

  test('to a kind that left the list is refused, and its review is after a year', async () => {
    const { add, write, db } = await asking();
    const { id: itemId } = await add({});
    await expect(write((tx) => updateItem(tx, { itemId, by: 'U1', kind: 'song' }, NOW))).rejects.toThrow(
      'no longer exists',
    );
    expect(nextReviewDate(db, 'song', NOW)).toEqual(new Date('2027-11-19T09:00:00Z'));
  });

  test('from a link to a file, and back, keeps one of them', async () => {
    const { add, write } = await asking();
    const { id: itemId } = await add({ summary: ' About ' });
    const file = { sha256: 'a', name: 'a.pdf', mimetype: 'application/pdf', bytes: 1 };
    const update = (more: object) => write((tx) => updateItem(tx, { itemId, by: 'U2', ...more }, NOW));
    expect(await update({ file })).toMatchObject({ file, link: null, summary: 'About', version: 2 });
    expect(await update({ link: 'https://example.com/b', summary: ' ' })).toMatchObject({ file: null, summary: null });
    expect(await update({ title: ' A deck ', stage: undefined })).toMatchObject({ version: 3, title: 'A deck' });
    expect(await update({ version: 3, stage: 'decision' })).toMatchObject({ version: 4, stage: 'decision' });
  });
});
