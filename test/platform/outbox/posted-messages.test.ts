import { describe, expect, test } from 'vitest';
import { createWriter, type Tx } from '../../../src/platform/db/write.ts';
import { insertMessage } from '../../../src/platform/outbox/enqueue.ts';
import {
  dedupeKeyOf,
  forgetPosted,
  isBeingPosted,
  isDeletedForGood,
  markDeleted,
  placeOfPosted,
  postedAt,
  queueOf,
  savePosted,
} from '../../../src/platform/outbox/posted-messages.ts';
import { tempDatabase } from '../../support/temp-database.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
const card = (subjectId: number) => ({ kind: 'card', subjectId });
const copy = (recipient: string) => ({ kind: 'copy', subjectId: 1, recipient });
const place = { channel: 'C1', ts: '1.1' };

function setting() {
  const { db } = tempDatabase();
  return { db, write: createWriter(db) };
}

describe('a posted message', () => {
  test('is found by its subject and by its place', async () => {
    const { db, write } = setting();
    expect(placeOfPosted(db, card(1))).toBeUndefined();
    await write((tx) => savePosted(tx, card(1), place));
    expect(placeOfPosted(db, card(1))).toEqual(place);
    expect(postedAt(db, place)).toMatchObject(card(1));
    expect(postedAt(db, { channel: 'C2', ts: '1.1' })).toBeUndefined();
    expect(placeOfPosted(db, card(2))).toBeUndefined();
  });

  test('is edited in a queue of its own where it belongs, and is posted and moved in that of its channel', async () => {
    const { db, write } = setting();
    expect(queueOf(db, card(1), 'C1')).toBe('C1');
    await write((tx) => savePosted(tx, card(1), place));
    expect(queueOf(db, card(1), 'C1')).toBe(dedupeKeyOf(card(1)));
    expect(queueOf(db, card(1), 'C2')).toBe('C1');
    await write((tx) => markDeleted(tx, card(1)));
    expect(queueOf(db, card(1), 'C1')).toBe('C1');
  });

  test('has a place for each recipient', async () => {
    const { db, write } = setting();
    await write((tx) => {
      savePosted(tx, copy('U1'), { channel: 'D1', ts: '1.1' });
      savePosted(tx, copy('U2'), { channel: 'D2', ts: '1.1' });
    });
    expect(placeOfPosted(db, copy('U2'))).toEqual({ channel: 'D2', ts: '1.1' });
    expect(postedAt(db, { channel: 'D1', ts: '1.1' })).toMatchObject(copy('U1'));
  });

  test('keeps its row when it is edited', async () => {
    const { db, write } = setting();
    await write((tx) => savePosted(tx, card(1), place));
    const changes = () => db.$client.prepare('select total_changes()').pluck().get();
    const before = changes();
    await write((tx) => savePosted(tx, card(1), place));
    expect(changes()).toBe(before);
  });

  test('that a person deletes is posted once more; a second deletion is final', async () => {
    const { db, write } = setting();
    await write((tx) => savePosted(tx, card(1), place));
    expect(await write((tx) => markDeleted(tx, card(1)))).toBe(true);
    expect(placeOfPosted(db, card(1))).toBeUndefined();
    expect(postedAt(db, place)).toBeUndefined();
    expect(isDeletedForGood(db, card(1))).toBe(false);
    await write((tx) => savePosted(tx, card(1), { channel: 'C1', ts: '2.1' }));
    await write((tx) => markDeleted(tx, card(1)));
    expect(isDeletedForGood(db, card(1))).toBe(true);
  });

  test('is deleted once, for any number of events', async () => {
    const { db, write } = setting();
    await write((tx) => savePosted(tx, card(1), place));
    await write((tx) => markDeleted(tx, card(1)));
    expect(await write((tx) => markDeleted(tx, card(1)))).toBe(false);
    expect(isDeletedForGood(db, card(1))).toBe(false);
  });

  test('is deleted from the table with its subject', async () => {
    const { db, write } = setting();
    await write((tx) => {
      savePosted(tx, card(1), place);
      savePosted(tx, card(2), { channel: 'C1', ts: '2.1' });
      forgetPosted(tx, card(1));
    });
    expect(postedAt(db, place)).toBeUndefined();
    expect(placeOfPosted(db, card(2))).toBeDefined();
  });
});

describe('a message is being posted', () => {
  const announce = (tx: Tx, subjectId: number, orderingKey = 'C1') =>
    insertMessage(
      tx,
      { kind: 'card', payload: { subjectId }, orderingKey, dedupeKey: dedupeKeyOf(card(subjectId)) },
      NOW,
    );

  test('while it waits for its first post in this channel', async () => {
    const { db, write } = setting();
    await write((tx) => announce(tx, 1));
    expect(isBeingPosted(db, 'C1', ['card', 'other'])).toBe(true);
    expect(isBeingPosted(db, 'C2', ['card'])).toBe(false);
    expect(isBeingPosted(db, 'C1', ['other'])).toBe(false);
  });

  test('not while a posted one waits for an edit', async () => {
    const { db, write } = setting();
    await write((tx) => {
      savePosted(tx, card(1), place);
      announce(tx, 1);
    });
    expect(isBeingPosted(db, 'C1', ['card'])).toBe(false);
    await write((tx) => announce(tx, 12));
    expect(isBeingPosted(db, 'C1', ['card'])).toBe(true);
  });
});

test('a look-up uses an index', () => {
  const { db } = setting();
  const plan = (text: string) =>
    (db.$client.prepare(`explain query plan ${text}`).all() as { detail: string }[]).map(({ detail }) => detail);
  expect(plan("select * from posted_messages where channel = 'C1' and ts = '1.1'")).toEqual([
    expect.stringContaining('USING INDEX posted_messages_place (channel=? AND ts=?)'),
  ]);
  expect(plan("select * from posted_messages where kind = 'card' and subject_id = 1 and recipient = ''")).toEqual([
    expect.stringMatching(/USING INDEX .*kind=\? AND subject_id=\? AND recipient=\?/),
  ]);
});
