/** Requests outlive their owners and teams, lose their texts in time, and are in the lists of those who asked. */
import { expect, test } from 'vitest';
import { retireItem } from '../../src/library/review.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { webhookEvents } from '../../src/platform/webhooks/table.ts';
import { claimRequest } from '../../src/requests/acts/claim.ts';
import { cancelRequest, reopenRequest } from '../../src/requests/acts/close.ts';
import { saveFeedback } from '../../src/requests/acts/helped.ts';
import { askBack } from '../../src/requests/acts/question.ts';
import { releaseOfLeavers } from '../../src/requests/acts/release-of-leavers.ts';
import { transferRequests } from '../../src/requests/acts/transfer.ts';
import { voteFor } from '../../src/requests/acts/vote.ts';
import { askedFor } from '../../src/requests/asked.ts';
import { cardKey } from '../../src/requests/card-place.ts';
import { returnRequestCards } from '../../src/requests/card-return.ts';
import { keepEndedMonths, retentionJobs } from '../../src/requests/erase.ts';
import { requestEvents, requestSubject } from '../../src/requests/webhook.ts';
import { noteStandings } from '../../src/teams/standing.ts';
import { MONDAY_9 } from '../leads/world.ts';
import { people } from './requests.ts';
import { asked } from './world.ts';

type World = Awaited<ReturnType<typeof asked>>;
const { owner, requester, voter } = people;
const LATER = new Date('2027-06-01T09:01Z');

/** Cards that are announced since then. */
const cards = ({ db }: World) =>
  db
    .delete(outbox)
    .returning()
    .all()
    .filter(({ kind }) => kind === 'request_card')
    .map(({ payload }) => (payload as { requestId: number }).requestId);
const posted = ({ write, requestId }: World, channel: string) =>
  write((tx) => savePosted(tx, cardKey(requestId), { channel, ts: '1.1' }));

test('a closed request loses its texts after the months that the company set, and its card follows', async () => {
  for (const hasCard of [true, false]) {
    const world = await asked();
    const { db, write, requestId } = world;
    if (hasCard) await posted(world, 'CMARKETING');
    const end = (now: Date) =>
      write((tx) => {
        for (const job of retentionJobs(db)) job.run(tx, { at: now, late: false }, now);
      });
    await write((tx) => {
      cancelRequest(tx, { requestId, actor: requester, words: 'Jane decided' }, MONDAY_9);
      const event = { sequence: 1, id: 'x', type: 'request.asked', at: MONDAY_9, thin: {} };
      tx.insert(webhookEvents)
        .values({ ...event, subject: requestSubject(requestId), full: { a: 1 } })
        .run();
      changeSetting(tx, { setting: keepEndedMonths, value: 12, by: 'ADMIN' }, MONDAY_9);
      tx.delete(outbox).run();
    });
    await end(new Date('2027-06-01T09:00Z'));
    expect(world.now().title).toBe('One-pager for banks');
    expect(keepEndedMonths.preview?.(db, 12, LATER)).toMatchObject({ count: 1 });
    await end(LATER);
    expect(world.now()).toMatchObject({ title: 'Erased', words: null, updatedAt: MONDAY_9, status: 'cancelled' });
    expect(JSON.stringify(world.entries())).not.toContain('Jane');
    expect(db.select().from(webhookEvents).all()).toMatchObject([{ full: null }]);
    expect(cards(world)).toEqual(hasCard ? [requestId] : []);
    expect(keepEndedMonths.preview?.(db, 12, LATER)).toMatchObject({ count: 0 });
  }
});

test('a request of a person who left returns to the team', async () => {
  const { write, requestId, now, entries } = await asked();
  await write((tx) => {
    claimRequest(tx, { requestId, actor: owner }, MONDAY_9);
    const gone = { isAdmin: false, isMember: false, standing: 'a guest' as const, zone: null, statusEmoji: null };
    noteStandings(tx, [{ ...gone, id: owner.id, name: 'x' }]);
    releaseOfLeavers(tx, LATER);
  });
  expect(now()).toMatchObject({ status: 'new', ownerId: null, claimedAt: null });
  const details = { byTakingBack: false, left: owner.id };
  expect(entries()[0]).toMatchObject({ kind: 'released', actorId: null, details });
  expect([requestEvents.released.of(details), requestEvents.released.of({ byTakingBack: true })]).toEqual([
    ...[{ left: owner.id }, { left: null }],
  ]);
});

test('another team gets the open requests of a team, with their cards', async () => {
  const world = await asked();
  const { write, team, requestId } = world;
  cards(world);
  await write((tx) => transferRequests(tx, { from: { ...team, id: 99 }, to: team }, LATER));
  expect(cards(world)).toEqual([]);
  await write((tx) => transferRequests(tx, { from: team, to: team }, LATER));
  expect(cards(world)).toEqual([requestId]);
});

test('the card of an open request returns to the channel of its team', async () => {
  const world = await asked();
  const { write, team, requestId } = world;
  const returned = async () => {
    cards(world);
    await write((tx) => returnRequestCards(tx, team, LATER));
    return cards(world);
  };
  expect(await returned()).toEqual([]);
  await posted(world, 'COLD');
  expect(await returned()).toEqual([requestId]);
  await posted(world, team.channelId);
  expect(await returned()).toEqual([]);
});

test('people see what they asked for, but for what waits for their answer', async () => {
  const { db, write, requestId, ask } = await asked();
  const { id: second } = await ask();
  const list = (userId: string, since = MONDAY_9, limit = 9) => {
    const { requests, total } = askedFor(db, userId, { since, limit });
    return [requests.map(({ id }) => id), total];
  };
  await write((tx) => {
    voteFor(tx, { requestId, actor: voter, by: 'button' }, MONDAY_9);
    claimRequest(tx, { requestId, actor: owner }, MONDAY_9);
    askBack(tx, { requestId, actor: owner, question: 'Which?' }, MONDAY_9);
  });
  expect([list(requester.id), list(voter.id), list('X')]).toEqual([
    [[second], 1],
    [[requestId], 1],
    [[], 0],
  ]);
  await write((tx) => cancelRequest(tx, { requestId, actor: requester }, MONDAY_9));
  expect([list(requester.id, MONDAY_9, 1), list(requester.id, LATER)]).toEqual([
    [[second], 2],
    [[second], 1],
  ]);
});

test('each person answers for themselves whether a delivery helped', async () => {
  const { write, requestId, deliver, kinds } = await asked();
  await write((tx) => {
    voteFor(tx, { requestId, actor: voter, by: 'button' }, MONDAY_9);
    claimRequest(tx, { requestId, actor: owner }, MONDAY_9);
  });
  await deliver();
  for (const userId of [requester.id, voter.id])
    await write((tx) => saveFeedback(tx, { requestId, userId, helped: true, words: null }, MONDAY_9));
  expect(kinds().filter((kind) => kind === 'helped')).toHaveLength(2);
});

test('a link of the library is delivered as the item that it is, unless that is retired', async () => {
  const { write, requestId, now, deliver } = await asked();
  await write((tx) => claimRequest(tx, { requestId, actor: owner }, MONDAY_9));
  await deliver();
  const { itemId } = now();
  const again = async () => {
    await write((tx) => reopenRequest(tx, { requestId, actor: requester }, MONDAY_9));
    await deliver();
  };
  await again();
  expect(now().itemId).toBe(itemId);
  await write((tx) => retireItem(tx, { itemId: itemId ?? 0, by: owner.id }, MONDAY_9));
  await expect(again()).rejects.toThrow();
  expect(now().status).toBe('claimed');
});
