import { expect, test } from 'vitest';
import { expectHandedOffOnce, PATIENT, setting } from './fixtures.ts';

test('before the commit nothing is acknowledged, and she submits it again', async () => {
  const all = await setting();
  const child = await all.startChild({ at: 'before the commit', when: 'select count(*) from leads' });
  const form = await all.filledForm();
  const submitting = form.submit();
  expect(await child.ended).toBe('SIGKILL');
  const successor = await all.startSuccessor();
  expect(await submitting).toMatchObject({ ok: false });
  expect(successor.leads()).toEqual([]);
  expect(all.cards()).toEqual([]);
  expect(await form.submit()).toEqual({ ok: true });
  await successor.settled();
  expectHandedOffOnce(all, successor);
});

test('after the acknowledgement, before the card is posted', async () => {
  const all = await setting();
  const { slack } = all;
  const child = await all.startChild();
  // Slack accepts no messages for a while, so the card waits.
  slack.faults.calls({ kind: 'rate_limited', retryAfter: 60 }, { method: 'chat.postMessage', times: 99 });
  expect(await (await all.filledForm()).submit()).toEqual({ ok: true });
  await expect.poll(() => slack.traffic.calls('chat.postMessage'), PATIENT).toHaveLength(1);
  await child.kill();
  expect(all.cards()).toEqual([]);
  slack.faults.clear();
  expectHandedOffOnce(all, await all.startSuccessor());
});

test('while the card is being sent, before Slack stored it', async () => {
  const all = await setting();
  const { slack } = all;
  const child = await all.startChild();
  slack.faults.calls({ kind: 'hang' }, { method: 'chat.postMessage' });
  expect(await (await all.filledForm()).submit()).toEqual({ ok: true });
  await expect.poll(() => slack.traffic.calls('chat.postMessage'), PATIENT).toHaveLength(1);
  await child.kill();
  expect(all.cards()).toEqual([]);
  expectHandedOffOnce(all, await all.startSuccessor());
});

test.each(['before the commit', 'after the commit'] as const)(
  'after Slack’s answer, %s that settles it',
  async (at) => {
    const all = await setting();
    const child = await all.startChild({ at, when: 'select count(*) from posted_messages' });
    expect(await (await all.filledForm()).submit()).toEqual({ ok: true });
    expect(await child.ended).toBe('SIGKILL');
    expect(all.cards()).toHaveLength(1);
    expectHandedOffOnce(all, await all.startSuccessor());
  },
);

test('three times in a row, at three points', async () => {
  const all = await setting();
  const { slack } = all;
  const first = await all.startChild({ at: 'after the commit', when: 'select count(*) from leads' });
  const submitting = (await all.filledForm()).submit();
  expect(await first.ended).toBe('SIGKILL');
  slack.faults.calls({ kind: 'hang' }, { method: 'chat.postMessage' });
  const second = await all.startChild();
  await expect.poll(() => slack.traffic.calls('chat.postMessage'), PATIENT).toHaveLength(1);
  await second.kill();
  slack.faults.calls({ kind: 'reset', stored: true }, { method: 'chat.postMessage' });
  const third = await all.startChild({
    at: 'before the commit',
    when: 'select count(*) from posted_messages',
  });
  expect(await third.ended).toBe('SIGKILL');
  const successor = await all.startSuccessor();
  await submitting;
  expectHandedOffOnce(all, successor);
});
