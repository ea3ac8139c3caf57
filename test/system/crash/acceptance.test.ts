import { expect, test } from 'vitest';
import { expectAcceptedOnce, PATIENT, setting } from './fixtures.ts';

test('a ✅ that was acknowledged but not handled is handled once', async () => {
  const all = await setting();
  const { slack } = all;
  const child = await all.startChild();
  expect(await (await all.filledForm()).submit()).toEqual({ ok: true });
  const card = await slack.as('sam').waitForMessage('#sales', 'Jane Doe');
  // Sam has to be looked up, and Slack does not answer.
  slack.faults.calls({ kind: 'hang' }, { method: 'users.info' });
  slack.as('sam').react(card, 'white_check_mark');
  await expect.poll(() => slack.traffic.deliveries('reaction_added'), PATIENT).toMatchObject([{ acked: true }]);
  await child.kill();
  slack.faults.clear();
  await expectAcceptedOnce(all, await all.startSuccessor());
});
