import { expect, test } from 'vitest';
import { addAgendaPoint } from '../../../src/agenda/points.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { addAction } from '../../../src/reviews/actions.ts';
import { openReview } from '../../../src/reviews/queries.ts';
import { sharedChannel } from '../../../src/teams/settings.ts';
import { createScene } from '../../support/scene.ts';

// A Thursday.
const scene = createScene({ at: '2026-12-03T09:00:00Z' });
const { as } = scene;
const deps = () => scene.app().baton.deps;
const posts = () =>
  as('max')
    .sees('#general')
    .filter(({ text, threadTs }) => text.startsWith('Monthly review') && threadTs === undefined);

test('a message that is put on the agenda says what a review still needs', async () => {
  await as('sam').shortcut('Add to the review', as('sue').say('#sales', 'The price list is old'));
  await (await as('sam').modal('Add to the review')).submit();
  expect((await as('sam').modal('Done')).text()).toContain('It needs a *channel of both teams*');
});

test('Baton that was down for a day posts it once, and says that it is late', async () => {
  const value = scene.app().slack.ids.channels.general ?? '';
  await deps().write((tx) => changeSetting(tx, { setting: sharedChannel, value, by: 'test' }, deps().now()));
  await scene.travel('2026-12-03T10:00:00Z');
  await scene.travel('2026-12-04T08:01:00Z');
  await scene.travel('2026-12-08T12:00:00Z');
  await scene.travel('2026-12-09T08:10:00Z');
  expect(posts().map(({ text }) => scene.read(text).split('\n').slice(0, 2))).toEqual([
    ['Monthly review: November 2026', 'Late: this was due 2026-12-07 08:00 UTC.'],
  ]);
});

test('a manager hears once of the actions of a person who left', async () => {
  const { people } = scene.app().slack.ids;
  const agreed = { what: 'Count webinars', ownerId: people.sue ?? '', dueOn: '2026-12-18', by: people.ada ?? '' };
  const reviewId = openReview(deps().db)?.id ?? 0;
  await deps().write((tx) => addAction(tx, { reviewId, ...agreed }, deps().now()));
  await scene.travel('2026-12-10T09:00:00Z');
  scene.app().slack.admin.deactivate('sue');
  await scene.travel('2026-12-10T09:30:00Z');
  await scene.travel('2026-12-10T09:45:00Z');
  await scene.travel('2026-12-10T10:00:00Z');
  const heard = ['max', 'ada'].flatMap((who) => scene.news(who, 'has left'));
  expect(heard).toEqual([expect.stringContaining('@sue has left and owned 1 action of the monthly review.')]);
});

test('a channel that is archived gives the review to a manager', async () => {
  scene.app().slack.admin.archive('#general');
  await deps().write((tx) => addAgendaPoint(tx, { about: { kind: 'typed', words: 'Budget' }, by: null }, deps().now()));
  await scene.travel('2027-01-04T08:01:00Z');
  await scene.travel('2027-01-04T08:20:00Z');
  expect(scene.news('max', 'Monthly review: December 2026')).toHaveLength(1);
});
