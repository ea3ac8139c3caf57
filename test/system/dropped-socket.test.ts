import { expect, test } from 'vitest';
import { createScene } from '../support/scene.ts';

const scene = createScene();
const { as } = scene;

test('reactions made without a connection count when it is back, and the people can continue', async () => {
  const name = await scene.newLead();
  const { slack } = scene.app();
  const lost = slack.faults.events({ reverseBatch: 1_000 });
  const closed = slack.faults.refuseSockets();
  slack.faults.dropSockets('abrupt');
  as('sam').react(scene.card(name), 'white_check_mark');
  closed.lift();
  await slack.connected();
  await scene.until(name, '@sam owns this');
  lost.lift();
  await scene.press('sam', name, 'Release');
  expect(scene.standing(name)).toContain('Unclaimed');
});
