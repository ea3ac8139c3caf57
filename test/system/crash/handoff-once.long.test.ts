import { expect, test } from 'vitest';
import { expectHandedOffOnce, PATIENT, setting } from './fixtures.ts';

const LEAD = 'select count(*) from leads where not exists (select 1 from posted_messages)';

test('a hand-off that was committed but not acknowledged exists once, also after a second submission', async () => {
  const all = await setting();
  const child = await all.startChild({ at: 'after the commit', when: LEAD });
  const form = await all.filledForm();
  const submitting = form.submit();
  expect(await child.ended).toBe('SIGKILL');
  const successor = await all.startSuccessor();
  expect(await submitting).toMatchObject({ ok: false });
  expectHandedOffOnce(all, successor);
  // Nothing told her that it worked, and her text is still in the form.
  expect(form.isOpen).toBe(true);
  expect(await form.submit()).toEqual({ ok: true });
  await successor.settled();
  expectHandedOffOnce(all, successor);
});

test('a card that Slack stored without an answer to Baton is not posted again', async () => {
  const all = await setting();
  const { slack } = all;
  const child = await all.startChild();
  const channel = slack.ids.channels.sales ?? '';
  slack.faults.calls({ kind: 'hang', stored: true }, { method: 'chat.postMessage', channel });
  expect(await (await all.filledForm()).submit()).toEqual({ ok: true });
  await expect.poll(() => all.cards(), PATIENT).toHaveLength(1);
  await child.kill();
  expect(all.cards()).toHaveLength(1);
  expectHandedOffOnce(all, await all.startSuccessor());
});
