/** Acts on content requests, without Slack. */
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/requests/actor.ts';
import { claimRequest, handOverRequest, releaseRequest, startRequest } from '../../src/requests/acts/claim.ts';
import { saveFeedback } from '../../src/requests/acts/helped.ts';
import { voteFor, voteForLead, withdrawVote } from '../../src/requests/acts/vote.ts';
import { voteOf } from '../../src/requests/queries.ts';
import { isSlip } from '../../src/requests/reactions.ts';
import { MONDAY_9, minutesAfter } from '../leads/world.ts';
import { people, requestIn } from './requests.ts';
import { asked } from './world.ts';

const { owner, maker, manager, requester, voter } = people;

test('a request is due at the end of work of its day, and its requester needs it', async () => {
  const { request, kinds, db, requestId } = await asked();
  expect(request).toMatchObject({ status: 'new', votes: 1, dueAt: new Date('2026-06-05T17:00Z') });
  expect([kinds(), voteOf(db, requestId, requester.id)?.userId]).toEqual([['asked'], requester.id]);
});

test('the first to claim has it, and a second click changes nothing', async () => {
  const { write, requestId, now, kinds } = await asked();
  const claim = (actor: Actor) => write((tx) => claimRequest(tx, { requestId, actor }, MONDAY_9));
  await claim(owner);
  await claim(owner);
  await expect(claim(maker)).rejects.toThrow(/<@UOWNER>/);
  await write((tx) => startRequest(tx, { requestId, actor: owner }, MONDAY_9));
  await write((tx) => startRequest(tx, { requestId, actor: owner }, MONDAY_9));
  expect(now()).toMatchObject({ status: 'in_progress', ownerId: owner.id, claimedAt: MONDAY_9 });
  const later = minutesAfter(MONDAY_9, 60);
  await write((tx) => handOverRequest(tx, { requestId, actor: owner, to: maker.id }, later));
  expect(now()).toMatchObject({ status: 'in_progress', ownerId: maker.id, claimedAt: MONDAY_9 });
  await write((tx) => releaseRequest(tx, { requestId, actor: maker }, later));
  expect(now()).toMatchObject({ status: 'new', ownerId: null, claimedAt: null });
  await write((tx) => handOverRequest(tx, { requestId, actor: manager, to: maker.id }, later));
  expect(now()).toMatchObject({ status: 'claimed', ownerId: maker.id, claimedAt: later });
  expect(kinds()).toEqual([...['asked', 'claimed', 'started', 'handed_over', 'released', 'handed_over']]);
});

test('a person votes once, and takes back their vote while the request is open; the requester keeps theirs', async () => {
  const { write, requestId, now, kinds, deliver } = await asked();
  const vote = (actor: Actor) => write((tx) => voteFor(tx, { requestId, actor, by: 'button' }, MONDAY_9));
  const withdraw = (actor: Actor) => write((tx) => withdrawVote(tx, { requestId, actor }, MONDAY_9));
  await vote(voter);
  await vote(voter);
  await vote(requester);
  expect(now().votes).toBe(2);
  await withdraw(requester);
  await withdraw(maker);
  expect(now().votes).toBe(2);
  await withdraw(voter);
  expect(now().votes).toBe(1);
  await write((tx) => voteForLead(tx, { requestId, actor: voter, leadId: null }, MONDAY_9));
  await write((tx) => claimRequest(tx, { requestId, actor: owner }, MONDAY_9));
  await deliver();
  await withdraw(voter);
  expect(now().votes).toBe(2);
  expect(kinds()).toEqual([...['asked', 'voted', 'vote_withdrawn', 'voted', 'voted', 'claimed', 'delivered']]);
});

describe('an answer whether a delivery helped', () => {
  const delivered = async () => {
    const world = await asked();
    await world.write((tx) => claimRequest(tx, { requestId: world.requestId, actor: owner }, MONDAY_9));
    const answer = (userId: string, helped: boolean, words: string | null = null) =>
      world.write((tx) => saveFeedback(tx, { requestId: world.requestId, userId, helped, words }, MONDAY_9));
    return { ...world, answer };
  };

  test('is that of people who asked for it, after the delivery', async () => {
    const { answer, deliver, kinds } = await delivered();
    await expect(answer(requester.id, true)).rejects.toThrow('reopened');
    await deliver();
    await expect(answer(voter.id, true)).rejects.toThrow('Only those who asked');
    await answer(requester.id, true);
    expect(kinds().at(-1)).toBe('helped');
  });

  test('counts once, and a different one again', async () => {
    const { answer, deliver, kinds } = await delivered();
    await deliver();
    const answers = () => kinds().filter((kind) => kind === 'helped').length;
    const counts: number[] = [];
    for (const [helped, words] of [
      [true, null],
      [true, null],
      [true, 'Won it'],
      [false, 'Won it'],
    ] as const) {
      await answer(requester.id, helped, words);
      counts.push(answers());
    }
    expect(counts).toEqual([1, 1, 2, 3]);
  });
});

test('an emoji that is removed within ten minutes was a slip of the owner', () => {
  const claimed = requestIn('claimed', { claimedAt: MONDAY_9 });
  const after = (ms: number) => new Date(MONDAY_9.getTime() + ms);
  expect(isSlip(claimed, owner, after(600_000))).toBe(true);
  expect(isSlip(claimed, owner, after(600_001))).toBe(false);
  expect(isSlip(claimed, maker, after(1))).toBe(false);
  expect(isSlip({ ...claimed, claimedAt: null }, owner, after(1))).toBe(false);
  expect(isSlip(requestIn('in_progress', { claimedAt: MONDAY_9 }), owner, after(1))).toBe(false);
});
