import { expect, test } from 'vitest';
import type { Child } from '../../support/child.ts';
import { type Death, expectAcceptedOnce, PATIENT, type Setting, setting } from './fixtures.ts';

/** An unclaimed card, and Baton in a process that will die. */
async function withCard(death?: Death): Promise<{ all: Setting; child: Child; react: () => void }> {
  const all = await setting();
  const child = await all.startChild(death);
  expect(await (await all.filledForm()).submit()).toEqual({ ok: true });
  const sam = all.slack.as('sam');
  const card = await sam.waitForMessage('#sales', 'Jane Doe');
  return { all, child, react: () => sam.react(card, 'white_check_mark') };
}

const STORED = 'select count(*) from inbox where handled_at is null';
const ACCEPTED = "select count(*) from leads where status = 'accepted'";

test.each<[string, Death]>([
  ['before the event is stored', { at: 'before the commit', when: STORED }],
  ['when the event is stored, before it is acknowledged', { at: 'after the commit', when: STORED }],
  ['before the acceptance is committed', { at: 'before the commit', when: ACCEPTED }],
  [
    'when the acceptance is committed, before the event is marked as handled',
    { at: 'after the commit', when: ACCEPTED },
  ],
])('%s', async (_, death) => {
  const { all, child, react } = await withCard(death);
  react();
  expect(await child.ended).toBe('SIGKILL');
  await expectAcceptedOnce(all, await all.startSuccessor());
});

const calls = {
  'the edit of the card': { method: 'chat.update' },
  'the line in its thread': { method: 'chat.postMessage', when: (args: object) => 'thread_ts' in args },
  'the message to the marketer': {
    method: 'chat.postMessage',
    when: (args: { channel?: unknown }) => /^U/.test(String(args.channel)),
  },
};
const outcomes = [
  ['before Slack stored it', false],
  ['after Slack stored it', true],
] as const;

test.each(
  Object.entries(calls).flatMap(([what, call]) => outcomes.map(([when, stored]) => ({ what, call, when, stored }))),
)('during $what, $when', async ({ call, stored }) => {
  const { all, child, react } = await withCard();
  const planned = all.slack.faults.calls({ kind: 'hang', stored }, call);
  react();
  await expect.poll(() => planned.left, PATIENT).toBe(0);
  await child.kill();
  await expectAcceptedOnce(all, await all.startSuccessor());
});

test('the button has one effect too, although its click was never acknowledged', async () => {
  const all = await setting();
  const child = await all.startChild({ at: 'after the commit', when: ACCEPTED });
  expect(await (await all.filledForm()).submit()).toEqual({ ok: true });
  const sam = all.slack.as('sam');
  const card = await sam.waitForMessage('#sales', 'Jane Doe');
  const pressing = sam.press(card, 'Accept');
  expect(await child.ended).toBe('SIGKILL');
  const successor = await all.startSuccessor();
  await pressing;
  await expectAcceptedOnce(all, successor);
});
