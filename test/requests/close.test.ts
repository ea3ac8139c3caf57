/** Questions, the end of a request, and the people who hear of each change. */
import { describe, expect, test } from 'vitest';
import type { Tx } from '../../src/platform/db/write.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import type { Actor } from '../../src/requests/actor.ts';
import { claimRequest, handOverRequest, releaseRequest, startRequest } from '../../src/requests/acts/claim.ts';
import { cancelRequest, declineRequest, reopenRequest } from '../../src/requests/acts/close.ts';
import { saveFeedback } from '../../src/requests/acts/helped.ts';
import { answerQuestion, askBack } from '../../src/requests/acts/question.ts';
import { voteFor } from '../../src/requests/acts/vote.ts';
import { cardKey } from '../../src/requests/card-place.ts';
import { personKey, readReader } from '../../src/requests/person-message.ts';
import { voteOf } from '../../src/requests/queries.ts';
import { MONDAY_9, minutesAfter } from '../leads/world.ts';
import { people } from './requests.ts';
import { asked } from './world.ts';

const { owner, manager, requester, voter } = people;
const LATER = minutesAfter(MONDAY_9, 60);

/** Claimed by the owner; a voter needs it too. */
async function claimed() {
  const world = await asked();
  const { write, requestId } = world;
  await write((tx) => {
    voteFor(tx, { requestId, actor: voter, by: 'button' }, MONDAY_9);
    claimRequest(tx, { requestId, actor: owner }, MONDAY_9);
  });
  world.told();
  const by = (actor: Actor) => ({ requestId, actor });
  return { ...world, by, act: (change: (tx: Tx) => unknown) => write(change) };
}

type World = Awaited<ReturnType<typeof claimed>>;
const decline = ({ act, by }: World, actor: Actor = owner) =>
  act((tx) => declineRequest(tx, { ...by(actor), reason: 'exists_already', words: 'See there', itemId: null }, LATER));

describe('hear of a change: those whom it concerns, but not the person who made it', () => {
  test.each<[string, (world: World) => unknown, string[]]>([
    ['released', ({ act, by }) => act((tx) => releaseRequest(tx, by(owner), LATER)), ['UREQUESTER']],
    ['started', ({ act, by }) => act((tx) => startRequest(tx, by(owner), LATER)), ['UREQUESTER']],
    [
      'handed over',
      ({ act, by }) => act((tx) => handOverRequest(tx, { ...by(owner), to: 'UMAKER' }, LATER)),
      ['UMAKER'],
    ],
    ['asked', ({ act, by }) => act((tx) => askBack(tx, { ...by(manager), question: 'Which?' }, LATER)), ['UREQUESTER']],
    ['delivered', ({ deliver }) => deliver(), ['UREQUESTER', 'UVOTER']],
    ['declined', (world) => decline(world), ['UREQUESTER', 'UVOTER']],
    ['declined by another', (world) => decline(world, manager), ['UOWNER', 'UREQUESTER', 'UVOTER']],
    ['cancelled', ({ act, by }) => act((tx) => cancelRequest(tx, by(requester), LATER)), ['UOWNER', 'UVOTER']],
  ])('%s', async (_, change, people) => {
    const world = await claimed();
    await change(world);
    expect(world.told()).toEqual(people.map((userId) => `${userId} request_message`));
  });

  test('answered: who asked, and the owner', async () => {
    const { act, by, told, now, entries } = await claimed();
    await act((tx) => askBack(tx, { ...by(manager), question: 'Which?' }, MONDAY_9));
    await act((tx) => askBack(tx, { ...by(manager), question: 'How?' }, LATER));
    expect(now()).toMatchObject({ questionAt: MONDAY_9, questionBy: 'UMANAGER' });
    told();
    await act((tx) => answerQuestion(tx, { ...by(requester), answer: 'This' }, LATER));
    expect(now()).toMatchObject({ questionAt: null, questionBy: null });
    expect(entries()[0]).toMatchObject({ kind: 'answered', details: { answer: 'This' } });
    expect(told()).toEqual(['UMANAGER request_message', 'UOWNER request_message']);
  });

  test('in the thread of their message once they have one', async () => {
    const { act, by, told, requestId, db } = await claimed();
    await act((tx) =>
      savePosted(tx, personKey('request_message', requestId, 'UREQUESTER'), { channel: 'D1', ts: '1.1' }),
    );
    await act((tx) => startRequest(tx, by(owner), LATER));
    expect(told()).toEqual(['UREQUESTER request_message', 'UREQUESTER request_news']);
    // A change that does not concern them shows in their message.
    await act((tx) => handOverRequest(tx, { ...by(owner), to: 'UMAKER' }, LATER));
    expect(told()).toEqual(['UMAKER request_message', 'UREQUESTER request_message']);
    expect(db.select().from(outbox).all()).toEqual([]);
  });

  test('on the card and in its thread, but for votes', async () => {
    const { act, by, db, requestId } = await claimed();
    const kinds = () =>
      db
        .delete(outbox)
        .returning()
        .all()
        .map(({ kind, orderingKey }) => `${kind} ${orderingKey}`)
        .filter((one) => /card|story/.test(one))
        .sort();
    await act((tx) => startRequest(tx, by(owner), LATER));
    expect(kinds()).toEqual(['request_card CMARKETING', 'request_story CMARKETING']);
    await act((tx) => savePosted(tx, cardKey(requestId), { channel: 'COLD', ts: '1.1' }));
    await act((tx) => voteFor(tx, { ...by({ ...voter, id: 'UOTHER' }), by: 'button' }, LATER));
    expect(kinds().map((one) => one.split(' ')[0])).toEqual(['request_card']);
    await act((tx) => releaseRequest(tx, by(owner), LATER));
    expect(kinds()).toContain('request_story COLD');
  });
});

describe('a request that ends', () => {
  test('by a decline has no open question', async () => {
    const world = await claimed();
    await world.act((tx) => askBack(tx, { ...world.by(manager), question: 'Which?' }, MONDAY_9));
    await decline(world);
    expect(world.now()).toMatchObject({ status: 'declined', closedAt: LATER, questionAt: null, questionBy: null });
    expect(world.entries()[0]?.details).toEqual({ reason: 'exists_already', words: 'See there', itemId: null });
    const missing = { ...world.by(owner), reason: 'exists_already' as const, words: null, itemId: 99 };
    await world.act((tx) => reopenRequest(tx, world.by(requester), LATER));
    await expect(world.act((tx) => declineRequest(tx, missing, LATER))).rejects.toThrow();
  });

  test('by its requester ends once', async () => {
    const { act, by, now, kinds } = await claimed();
    const cancel = (actor: Actor) => act((tx) => cancelRequest(tx, { ...by(actor), words: 'Too late' }, LATER));
    await cancel(requester);
    await cancel(requester);
    await expect(cancel(voter)).rejects.toThrow();
    expect(now()).toMatchObject({ status: 'cancelled', closedAt: LATER });
    expect(kinds().filter((kind) => kind === 'cancelled')).toHaveLength(1);
  });

  test('comes back to its owner, else to the team', async () => {
    const world = await claimed();
    await decline(world);
    await world.act((tx) => reopenRequest(tx, { ...world.by(requester), words: 'Still needed' }, LATER));
    expect(world.now()).toMatchObject({ status: 'claimed', closedAt: null, itemId: null, ownerId: 'UOWNER' });
    expect(world.entries()[0]).toMatchObject({ kind: 'reopened', details: { words: 'Still needed' } });
    await world.act((tx) => releaseRequest(tx, world.by(owner), LATER));
    await decline(world);
    await world.act((tx) => reopenRequest(tx, world.by(requester), LATER));
    expect(world.now()).toMatchObject({ status: 'new', requestedBy: 'UREQUESTER', votes: 2 });
  });

  test.each([
    ['a voter takes it over', voter, { requestedBy: 'UVOTER', votes: 1 }, true],
    ['marketing reopens it for its requester', manager, { requestedBy: 'UREQUESTER', votes: 2 }, false],
    ['its requester wants it again', requester, { requestedBy: 'UREQUESTER', votes: 2 }, false],
  ])('that was cancelled: %s', async (_, actor, expected, isTaken) => {
    const { act, by, now, db, requestId } = await claimed();
    await act((tx) => cancelRequest(tx, by(requester), LATER));
    await act((tx) => reopenRequest(tx, by(actor), LATER));
    expect(now()).toMatchObject({ status: 'claimed', ...expected });
    expect(voteOf(db, requestId, 'UREQUESTER') === undefined).toBe(isTaken);
  });
});

describe('an answer whether a delivery helped', () => {
  const answering = async (userId: string, helped: boolean) => {
    const world = await claimed();
    const { act, requestId } = world;
    await world.deliver();
    world.told();
    await act((tx) => saveFeedback(tx, { requestId, userId, helped, words: null }, LATER));
    return { ...world, reader: (id: string) => readReader(world.db, { requestId, userId: id, ownerId: 'UOWNER' }) };
  };

  test('is news for the owner only if it did not', async () => {
    expect((await answering('UVOTER', true)).told()).toEqual([]);
    expect((await answering('UVOTER', false)).told()).toEqual(['UOWNER request_message']);
  });

  test('is known to its person and the owner, until the next delivery', async () => {
    const { reader, act, by, deliver } = await answering('UVOTER', false);
    expect(reader('UVOTER')).toMatchObject({ isVoter: true, answer: { helped: false }, last: { kind: 'helped' } });
    expect(reader('UOWNER')).toMatchObject({ isVoter: false, answer: undefined, last: { kind: 'helped' } });
    expect(reader('UREQUESTER')).toMatchObject({ isVoter: true, answer: undefined, last: { kind: 'delivered' } });
    await act((tx) => reopenRequest(tx, by(requester), LATER));
    await deliver(null, LATER);
    expect(reader('UVOTER')).toMatchObject({ answer: undefined, last: { kind: 'delivered' } });
  });
});
