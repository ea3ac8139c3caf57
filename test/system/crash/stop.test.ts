import { expect, test } from 'vitest';
import { expectHandedOffOnce, PATIENT, setting } from './fixtures.ts';

test('SIGTERM ends Baton while Slack answers nothing, and the successor repeats nothing', async () => {
  const all = await setting();
  const { slack } = all;
  const child = await all.startChild();
  const form = await all.filledForm();
  slack.faults.calls({ kind: 'hang' }, { times: 1e6 });
  const asked = (method: string) => slack.traffic.calls(method).length;
  const before = { post: asked('chat.postMessage'), person: asked('users.info') };
  expect(await form.submit()).toEqual({ ok: true });
  // The card and the person of an event wait for Slack.
  slack.admin.setStatus('sam', { text: 'Coffee', emoji: ':coffee:' });
  await expect.poll(() => asked('chat.postMessage') - before.post, PATIENT).toBeGreaterThan(0);
  await expect.poll(() => asked('users.info') - before.person, PATIENT).toBeGreaterThan(0);
  child.terminate();
  expect(await child.ended).toBe(0);
  slack.faults.clear();
  expectHandedOffOnce(all, await all.startSuccessor());
});
