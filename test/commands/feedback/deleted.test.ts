import { expect, test } from 'vitest';
import { announceRound } from '../../../src/feedback/announce.ts';
import { roundsOf } from '../../../src/feedback/queries.ts';
import { waitingFeedbackFor } from '../../../src/feedback/waiting.ts';
import { createScene } from '../../support/scene.ts';
import { feedbackFixtures } from './fixtures.ts';

const scene = createScene({ mode: 'http', at: '2026-11-19T09:00:00Z' });
const { as } = scene;
const { ask, message } = feedbackFixtures(scene);
const idOf = (who: string) => scene.app().slack.ids.people[who] ?? '';

test('a deleted request is posted once more; the second deletion is final, and the home still has it', async () => {
  await ask('mia', 'Deleted by hand', { 'Who should answer?': ['sam'] });
  const { deps } = scene.app().baton;
  const requests = () =>
    as('sam')
      .dm()
      .filter(({ text }) => text.includes('Deleted by hand'));
  const deleteAndUpdate = async () => {
    const { channel, ts } = message('sam', 'Deleted by hand');
    await deps.web.chat.delete({ channel, ts });
    const { rounds } = roundsOf(deps.db, idOf('mia'), { limit: 1, offset: 0 });
    await deps.write((tx) => {
      for (const round of rounds) announceRound(tx, round, deps.now());
    });
    await scene.app().settled();
  };
  expect(requests()).toHaveLength(1);
  await deleteAndUpdate();
  expect(requests()).toHaveLength(1);
  await deleteAndUpdate();
  expect(requests()).toHaveLength(0);
  const { toAnswer } = waitingFeedbackFor(deps, idOf('sam'), deps.now());
  expect(toAnswer.map(({ about }) => about)).toEqual(['Deleted by hand']);
});
