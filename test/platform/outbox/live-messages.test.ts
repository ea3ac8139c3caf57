/** Live messages: edited when a thing that they are about changes. */

import { expect, test } from 'vitest';
import { eq } from '../../../src/platform/db/drizzle.ts';
import { isLive, refreshLive } from '../../../src/platform/outbox/live-messages.ts';
import { pruneOutbox } from '../../../src/platform/outbox/queries.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { WEEK_MS } from '../../../src/platform/time/units.ts';
import { say, setting } from './fixtures.ts';
import { cards } from './messages.ts';

const NOW = new Date('2026-03-02T09:00:00Z');

/** Ann has a message that lists cards; `words` changes one of them. */
async function listFor(ids: number[], options: Parameters<typeof setting>[0] = {}) {
  const made = await setting(options);
  const { db, write, announce, person, sandbox } = made;
  for (const id of ids)
    db.insert(cards)
      .values({ id, words: `open ${id}` })
      .run();
  await announce({ kind: 'list', payload: { to: person.ann, ids }, orderingKey: person.ann });
  return {
    ...made,
    shown: () =>
      sandbox
        .as('ann')
        .dm()
        .map(({ text }) => text),
    words: (id: number, words: string) =>
      write((tx) => {
        tx.update(cards).set({ words }).where(eq(cards.id, id)).run();
        refreshLive(tx, `card:${id}`, NOW);
      }),
    edits: () => sandbox.traffic.calls('chat.update').length,
  };
}

test('many changes of what a message is about are one edit', async () => {
  const { poster, shown, words, edits, startNow } = await listFor([1, 2]);
  await poster.idle();
  expect(shown()).toEqual(['open 1, open 2']);
  await poster.stop();
  await words(1, 'done 1');
  await words(2, 'done 2');
  await startNow().idle();
  expect(shown()).toEqual(['done 1, done 2']);
  expect(edits()).toBe(1);
});

test('a change while the message is on its way is shown once it is there', async () => {
  const { poster, shown, words, sandbox, edits } = await listFor([1], { timeoutMs: 200 });
  sandbox.faults.calls({ kind: 'hang', stored: true }, { method: 'chat.postMessage', times: 1 });
  await expect.poll(() => sandbox.traffic.calls('chat.postMessage')).toHaveLength(1);
  await words(1, 'done 1');
  await poster.idle();
  expect(shown()).toEqual(['done 1']);
  expect(edits()).toBe(1);
});

test('a thing that cannot change the message any more causes no edit', async () => {
  const { poster, shown, words, edits } = await listFor([1]);
  await poster.idle();
  await words(1, 'done 1');
  await poster.idle();
  await words(1, 'done for long');
  await poster.idle();
  expect(shown()).toEqual(['done 1']);
  expect(edits()).toBe(1);
});

test('a message that its reader deleted is not posted again, and is forgotten', async () => {
  const { poster, shown, words, sandbox, db } = await listFor([1]);
  await poster.idle();
  sandbox.faults.calls({ kind: 'error', error: 'message_not_found' }, { method: 'chat.update' });
  await words(1, 'done 1');
  await poster.idle();
  expect(shown()).toEqual(['open 1']);
  expect(sandbox.traffic.calls('chat.postMessage')).toHaveLength(1);
  expect(db.$client.prepare('select count(*) as messages from live_messages').get()).toEqual({ messages: 0 });
});

test('edits stay below Slack’s limit, and hold up no message to a person', async () => {
  const { shown, words, announce, person, sandbox } = await listFor([1, 2], { paceMs: 60_000 });
  await expect.poll(shown).toEqual(['open 1, open 2']);
  for (let time = 1; time <= 20; time += 1) {
    await words(1, `open ${time} times`);
    await expect.poll(shown).toEqual([`open ${time} times, open 2`]);
  }
  await words(2, 'done 2');
  await announce(say(person.ben, 'elsewhere'));
  await expect
    .poll(() =>
      sandbox
        .as('ben')
        .dm()
        .map(({ text }) => text),
    )
    .toEqual(['elsewhere']);
  expect(shown()).toEqual(['open 20 times, open 2']);
});

test('a message is forgotten with its row in the outbox', async () => {
  const { poster, db, write, words, edits, sandbox } = await listFor([1]);
  await poster.idle();
  const [at] = sandbox.as('ann').dm();
  const place = { channel: at?.channel ?? '', ts: at?.ts ?? '' };
  expect(isLive(db, place)).toBe(true);
  await write((tx) => pruneOutbox(tx, new Date(Date.now() + 2 * WEEK_MS + 60_000)));
  expect(db.select().from(outbox).all()).toEqual([]);
  expect(isLive(db, place)).toBe(false);
  await words(1, 'done 1');
  await poster.idle();
  expect(edits()).toBe(0);
});
