import { expect, test } from 'vitest';
import { createStory, DAY_MS } from './story.ts';

const story = createStory();
const { digests, travel } = story;

function doneTasks(): string[] {
  const told = story.page().pushes.findLast((push) => push.type === 'tasks');
  return (told?.type === 'tasks' ? told.tasks : []).filter(({ done }) => done).map(({ id }) => id);
}

test('the tasks of a lead’s path check themselves off one by one', async () => {
  const { slack, settled } = story.play();
  const mia = slack.as('mia');
  await mia.command('/handoff', { in: '#marketing' });
  const modal = await mia.modal('Hand off a lead');
  await modal.fill({ Name: 'Jane Doe', Company: 'Acme', Email: 'jane@acme.example', 'What do they need?': 'A demo' });
  await modal.submit();
  const card = await slack.as('sam').waitForMessage('#sales', 'Jane Doe');
  await expect.poll(doneTasks).toEqual(['hand-off']);

  slack.as('sam').react(card, 'white_check_mark');
  await settled();
  await expect.poll(doneTasks).toEqual(['take', 'hand-off']);

  await travel(Date.now() + 4 * DAY_MS);
  expect(doneTasks()).toEqual(['take', 'hand-off']);
  const digest = digests().at(-1);
  await story.page().ask({ act: 'mark_read', channel: digest?.channel ?? '', ts: digest?.ts ?? '' });
  await expect.poll(doneTasks).toEqual(['take', 'hand-off', 'digest']);
});
