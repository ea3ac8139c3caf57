import { expect, test } from 'vitest';
import { MAX_ATTEMPTS } from '../../../src/platform/inbox/queries.ts';
import { expectAcceptedOnce, PATIENT, setting } from './fixtures.ts';

/** Baton has no list of everyone, so that it has to ask for Sam. */
async function withoutList() {
  const all = await setting();
  all.slack.faults.calls({ kind: 'status', status: 500 }, { method: 'users.list', times: 1e6 });
  return all;
}

test('a ✅ that was acknowledged but not handled is handled once', async () => {
  const all = await withoutList();
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

test('a ✅ of an outage is handled once after kill -9 in the middle of it', async () => {
  const all = await withoutList();
  const { slack } = all;
  const child = await all.startChild();
  expect(await (await all.filledForm()).submit()).toEqual({ ok: true });
  const card = await slack.as('sam').waitForMessage('#sales', 'Jane Doe');
  const asked = slack.traffic.calls('users.info').length;
  slack.faults.calls({ kind: 'status', status: 500 }, { method: 'users.info', times: 1e6 });
  // The inbox alone has to bring the reaction back.
  slack.faults.calls({ kind: 'status', status: 500 }, { method: 'reactions.get', times: 1e6 });
  // Baton forgets who Sam is, and has to ask.
  slack.admin.setStatus('sam', { text: 'Coffee', emoji: ':coffee:' });
  slack.as('sam').react(card, 'white_check_mark');
  // Three requests a try: more tries than an event has for a fault of Baton's.
  await expect.poll(() => slack.traffic.calls('users.info').length - asked, PATIENT).toBeGreaterThan(3 * MAX_ATTEMPTS);
  await child.kill();
  const successor = await all.startSuccessor({ settles: false });
  expect(successor.unhandled()).toBeGreaterThan(0);
  expect(successor.leads()).toMatchObject([{ status: 'new' }]);
  slack.faults.clear();
  await expectAcceptedOnce(all, successor);
});
