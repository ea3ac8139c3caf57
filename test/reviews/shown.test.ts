/** The words of the points of a review, and the live messages about its actions. A change of a definition is a point by itself. */
import { expect, test } from 'vitest';
import { addAgendaPoint } from '../../src/agenda/points.ts';
import type { PointAbout } from '../../src/agenda/types.ts';
import { feedbackActions, feedbackRounds } from '../../src/feedback/table.ts';
import { addClause } from '../../src/leads/definition/change.ts';
import { enqueue } from '../../src/platform/outbox/enqueue.ts';
import { saveLive } from '../../src/platform/outbox/live-messages.ts';
import { liveMessages } from '../../src/platform/outbox/live-table.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { agreeAction, settleAction } from '../../src/reviews/actions.ts';
import { actionSubject } from '../../src/reviews/announce.ts';
import { requireReview } from '../../src/reviews/queries.ts';
import { readReview } from '../../src/reviews/shown.ts';
import { allTeams } from '../../src/teams/queries.ts';
import { newWorld, openReviewOf } from './world.ts';

const NOW = new Date('2026-12-07T10:00:00Z');

async function shown(...about: PointAbout[]) {
  const world = await newWorld(NOW);
  const { db, write } = world;
  const reviewId = await openReviewOf(world, '2026-11', NOW);
  const teamId = allTeams(db).find(({ kind }) => kind === 'sales')?.id ?? 0;
  await write((tx) => {
    addClause(tx, { teamId, by: 'UMAX', text: 'A budget' }, NOW);
    const round = {
      about: 'Webinars',
      askerId: 'UMIA',
      isAnonymous: true,
      minimum: 5,
      zone: 'UTC',
      asked: 9,
      answered: 7,
    };
    const times = { openedAt: NOW, closesAt: NOW, closedAt: NOW };
    for (const step of [{ what: 'Shorter slides', ownerId: 'UMAX', dueOn: '2027-01-01' }, { whyNothing: 'Fine' }]) {
      const { id: roundId } = tx
        .insert(feedbackRounds)
        .values({ ...round, ...times, outcome: 'summary' })
        .returning()
        .get();
      tx.insert(feedbackActions)
        .values({ roundId, at: NOW, ...step })
        .run();
    }
    for (const one of about) addAgendaPoint(tx, { about: one, by: 'UMAX' }, NOW);
  });
  const { points } = readReview(db, requireReview(db, reviewId), { limit: 9, offset: 0 }, NOW);
  return points.map(({ point: _, ...words }) => words);
}

test.each<[PointAbout, object]>([
  [{ kind: 'typed', words: 'Webinars' }, {}],
  [{ kind: 'clause', clauseId: 1, leads: 3, returned: 4 }, { clause: 'A budget' }],
  [{ kind: 'clause', clauseId: 9, leads: 3, returned: 4 }, {}],
  [{ kind: 'feedback', roundId: 1 }, { nextStep: { what: 'Shorter slides', ownerId: 'UMAX', dueOn: '2027-01-01' } }],
  [{ kind: 'feedback', roundId: 2 }, {}],
  [{ kind: 'feedback', roundId: 9 }, {}],
])('the point %j has the words %j', async (about, words) =>
  expect((await shown(about)).slice(1)).toStrictEqual([words]),
);

test('a definition that changed is shown with the name of its team, as long as both exist', async () => {
  expect(await shown({ kind: 'definition', teamId: 99, changeId: 1 })).toMatchObject([
    { definition: { team: 'sales', news: { by: ['UMAX'], added: ['A budget'] } } },
    { definition: { team: '', news: undefined } },
  ]);
});

test('a live message about an action follows it', async () => {
  const { db, write } = await newWorld(NOW);
  await write((tx) => {
    agreeAction(tx, { what: 'Call', ownerId: 'USAM', dueOn: '2026-12-18', by: 'UMAX' }, NOW);
    const reminder = { actionId: 1, ownerId: 'USAM', dueOn: '2026-12-18' };
    enqueue(tx, 'review_reminder', reminder, { orderingKey: 'USAM' }, NOW);
    const row = tx.select().from(outbox).all().at(-1);
    saveLive(tx, row?.id ?? 0, { payload: {}, subjects: [actionSubject(1)] });
  });
  const isStale = () =>
    db
      .select()
      .from(liveMessages)
      .all()
      .map((one) => one.isStale);
  expect(isStale()).toEqual([false]);
  await write((tx) => settleAction(tx, { actionId: 1, by: 'USAM', as: 'done' }, NOW));
  expect(isStale()).toEqual([true]);
});
