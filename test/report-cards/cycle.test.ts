/** A report card from its beginning to the actions, without Slack. */
import { beforeEach, describe, expect, test } from 'vitest';
import { answerAnonymously } from '../../src/feedback/answer.ts';
import { minimumGroup } from '../../src/feedback/settings.ts';
import { feedbackBoxes } from '../../src/feedback/table.ts';
import type { Db } from '../../src/platform/db/open.ts';
import type { AnonymousTx } from '../../src/platform/db/write-anonymously.ts';
import { placeLive, saveLive } from '../../src/platform/outbox/live-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { answerNeed } from '../../src/report-cards/act.ts';
import { cardSubject, unanswered } from '../../src/report-cards/announce.ts';
import { changeNeeds, needsOf } from '../../src/report-cards/needs.ts';
import { cardsOf, roundOfSide } from '../../src/report-cards/queries.ts';
import { reportCard } from '../../src/report-cards/ritual.ts';
import { shownCardsOf } from '../../src/report-cards/shown.ts';
import { reviewActions } from '../../src/reviews/table.ts';
import { skipCycle } from '../../src/rituals/acts.ts';
import { lastCycle, participantsOf } from '../../src/rituals/queries.ts';
import { sharedChannel } from '../../src/teams/settings.ts';
import type { TeamKind } from '../../src/teams/table.ts';
import { newWorld, type World } from '../rituals/world.ts';

const BEGINS = '2027-03-09T08:00:10Z';
const CLOSES = '2027-03-16T16:00:10Z';
const PUBLISHED = '2027-03-17T08:00:10Z';
const FOLLOWED = '2027-03-24T08:00:10Z';

let world: World;
beforeEach(async () => {
  world = await newWorld('2027-03-01T10:00:00Z', () => [reportCard]);
  world.people.C1 = ['UMAX', 'US1', 'US2', 'US3', 'US4', 'US5'];
  world.people.C2 = ['UMEG', 'UM1', 'UM2', 'UM3', 'UM4'];
  await world.at('2027-03-01T10:00:00Z');
});

const cycleId = () => lastCycle(world.db, 'report_card')?.id ?? 0;
/** The waiting messages of a kind, as person or channel and side. */
const sent = (...kinds: string[]) => {
  const rows = world.db.select().from(outbox).all();
  world.db.delete(outbox).run();
  return rows
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, orderingKey }) => `${kind} ${orderingKey}`)
    .sort();
};
/** The mark of each need: 0 is an A, 3 an F. */
const rate = (side: TeamKind, userId: string, marks: number[]) =>
  world.write((tx) =>
    answerAnonymously(
      tx as Db as AnonymousTx,
      world.keys,
      {
        ...{ roundId: roundOfSide(tx, cycleId(), side)?.id ?? 0, cycleId: cycleId(), userId },
        answers: marks.flatMap((mark) => [mark, mark > 1 ? `${userId} says why` : null]),
      },
      world.now(),
    ),
  );
const asks = () => reportCard.asks ?? expect.fail('It asks no one.');
const where = () => ({ db: world.db, keys: world.keys });
const hasAnswered = (userId: string) => asks().hasAnswered(where(), { id: cycleId() } as never, userId);
const isAsked = (userId: string) => asks().isAsked?.(world.db, { id: cycleId() }, userId);

test('both sides rate their own needs, and both cards are posted on the same morning', async () => {
  await world.at(BEGINS);
  const needs = ['One', ...needsOf(world.db, 'sales').slice(1)];
  // A card that is open keeps its needs.
  await world.write((tx) => changeNeeds(tx, { side: 'sales', needs, by: 'UMAX' }, world.now()));
  expect(['US1', 'UM1', 'UNO'].map((id) => [isAsked(id), hasAnswered(id)])).toEqual([
    [true, false],
    [true, false],
    [false, false],
  ]);
  for (const id of world.people.C1.slice(0, 5)) await rate('sales', id, [0, 1, 2, 3, 0, 0]);
  for (const id of world.people.C2.slice(0, 4)) await rate('marketing', id, [0, 0, 0, 0, 0, 0]);
  expect(['UMAX', 'US5', 'UM1', 'UM4'].map(hasAnswered)).toEqual([true, false, true, false]);
  await world.at(CLOSES);
  expect([cardsOf(world.db, cycleId()), world.db.select().from(feedbackBoxes).all()]).toEqual([[], []]);
  sent();
  await world.at(PUBLISHED);
  expect(sent('report_card')).toEqual(['report_card C1', 'report_card C2']);
  const [sales, marketing] = cardsOf(world.db, cycleId());
  const none = [5, 0, 0, 0];
  expect(sales).toMatchObject({
    ...{ side: 'sales', outcome: 'shown', asked: 6, answered: 5, publishedAt: world.now() },
    marks: [none, [0, 5, 0, 0], [0, 0, 5, 0], [0, 0, 0, 5], none, none],
  });
  expect([sales?.needs[0], sales?.needs.length]).toEqual(['Leads that fit our definition', 6]);
  expect(marketing).toMatchObject({ outcome: 'too_few_answers', asked: 5, answered: null, marks: null });
  // The promise to those who were asked stays.
  await world.write((tx) => changeSetting(tx, { setting: minimumGroup, value: 9, by: 'ADA' }, world.now()));
  const [shown, hidden] = shownCardsOf(world.db, cycleId());
  expect(asks().isAnonymous).toBe(true);
  expect(shown?.sentences.map((said) => said.length)).toEqual([0, 0, 5, 5, 0, 0]);
  expect([hidden?.sentences.flat(), hidden?.minimum, shown?.before]).toEqual([[], 5, Array(6).fill(undefined)]);
});

test('a side that is too small is not asked, and its card says so', async () => {
  world.people.C2 = ['UMEG', 'UM1'];
  await world.at(BEGINS);
  expect([isAsked('US1'), isAsked('UM1'), hasAnswered('UM1')]).toEqual([true, false, false]);
  await world.at(CLOSES);
  await world.at(PUBLISHED);
  expect(cardsOf(world.db, cycleId()).map(({ outcome, asked }) => [outcome, asked])).toEqual([
    ['too_few_answers', 6],
    ['too_few_asked', 2],
  ]);
  expect(cardsOf(world.db, cycleId())[1]?.needs).toEqual(needsOf(world.db, 'marketing'));
});

test('two sides that are too small are not asked at all', async () => {
  world.people.C1 = world.people.C2 = ['US1'];
  await world.at(BEGINS);
  const reason = 'Each team has fewer than 5 people.';
  expect(lastCycle(world.db, 'report_card')).toMatchObject({ status: 'skipped', reason });
});

test('a lost key is told on the card', async () => {
  await world.at(BEGINS);
  for (const name of world.keys.names()) world.keys.destroy(name);
  await world.at(CLOSES);
  await world.at(PUBLISHED);
  expect(cardsOf(world.db, cycleId()).map(({ outcome }) => outcome)).toEqual(['lost', 'lost']);
});

test('a card that would be comparable with the last one waits', async () => {
  await world.at(BEGINS);
  for (const id of world.people.C1) await rate('sales', id, [0, 0, 0, 0, 0, 0]);
  await world.at(CLOSES);
  await world.at(PUBLISHED);
  const people = participantsOf(world.db, cycleId());
  const begin = () =>
    world.write((tx) =>
      reportCard.begin?.(tx, {
        cycle: { id: 99, closesAt: null },
        people,
        calendar: { id: 1, zone: 'UTC' },
        keys: world.keys,
        now: world.now(),
      } as never),
    );
  expect(await begin()).toMatchObject({
    ...{ waitUntil: new Date('2027-03-30T16:00:10Z') },
    reason: 'nearly the same people were asked anonymously a short time ago',
  });
});

test('a card that is skipped leaves no answer', async () => {
  await world.at(BEGINS);
  await rate('sales', 'US1', [0, 0, 0, 0, 0, 0]);
  const skip = { cycleId: cycleId(), by: 'UMAX', reason: null, keys: world.keys };
  await world.write((tx) => skipCycle(tx, reportCard, skip, world.now()));
  expect(world.db.select().from(feedbackBoxes).all()).toEqual([]);
});

test('managers see before it whom it asks, and what', async () => {
  const people = [...'ABCDE'].map((id) => ({ userId: id, side: 'sales' as const }));
  const lines = reportCard.preview(world.db, [...people, { userId: 'M', side: 'marketing' }], world.now());
  expect(lines.slice(0, 2)).toEqual(['Sales rates marketing on:', '•  Leads that fit our definition']);
  expect(lines.slice(7, 10)).toEqual([
    'Marketing rates sales on:',
    '1 people are too few to stay anonymous (5): they are not asked.',
    '•  Leads are contacted in time',
  ]);
  expect(lines).toHaveLength(15);
});

describe('a weak mark', () => {
  const action = { what: 'Call sooner', ownerId: 'UM1', dueOn: '2027-03-30', by: 'UMEG' };
  const answer = (place: number, side: TeamKind = 'sales') =>
    world.write((tx) => answerNeed(tx, { cycleId: cycleId(), side, place, ...action }, world.now()));

  beforeEach(async () => {
    await world.at(BEGINS);
    for (const id of world.people.C1) await rate('sales', id, [0, 3, 3, 0, 0, 0]);
    await world.at(CLOSES);
    await world.at(PUBLISHED);
    world.db.delete(outbox).run();
  });

  test('is answered once with an action of the review, which the card and the channels show', async () => {
    await world.write((tx) => {
      saveLive(tx, 1, { payload: {}, subjects: [cardSubject(cycleId())] });
      placeLive(tx, 1, { channel: 'D1', ts: '1' }, world.now());
    });
    await answer(1);
    expect(sent('report_card', 'report_card_action', 'live_edit')).toEqual([
      ...['live_edit live_edits', 'report_card C1', 'report_card C2'],
      ...['report_card_action C1', 'report_card_action C2'],
    ]);
    expect(world.db.select().from(reviewActions).all()).toMatchObject([action]);
    const [card] = shownCardsOf(world.db, cycleId());
    expect(card?.actions).toMatchObject([{ place: 1, action: { what: 'Call sooner' } }]);
    await expect(answer(1)).rejects.toThrow('This need has an action already: Call sooner');
    for (const [place, side] of [
      [6, 'sales'],
      [0, 'marketing'],
    ] as const)
      await expect(answer(place, side)).rejects.toThrow('This need is no longer available.');
    expect(card && unanswered(world.db, card.card)).toEqual([2]);
  });

  test('is brought up after a week with the managers of the side that was rated, until it has an action', async () => {
    await answer(1);
    sent();
    await world.at(FOLLOWED);
    expect(sent('report_card_waits')).toEqual(['report_card_waits UMEG']);
  });

  test('is left alone once all have an action', async () => {
    for (const place of [1, 2]) await answer(place);
    sent();
    await world.at(FOLLOWED);
    expect(sent('report_card_waits')).toEqual([]);
  });

  test('is answered in the channel of both teams, if there is one', async () => {
    await world.write((tx) => changeSetting(tx, { setting: sharedChannel, value: 'C9', by: 'ADA' }, world.now()));
    await answer(1);
    expect(sent('report_card', 'report_card_action')).toEqual(['report_card C9', 'report_card_action C9']);
  });
});
