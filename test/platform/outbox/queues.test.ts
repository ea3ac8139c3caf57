import { describe, expect, test } from 'vitest';
import { eq } from '../../../src/platform/db/drizzle.ts';
import type { Tx } from '../../../src/platform/db/write.ts';
import { nextMessage, pruneOutbox, queuesSince, withdraw } from '../../../src/platform/outbox/queries.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { tempDatabase } from '../../support/temp-database.ts';
import { say, setting } from './fixtures.ts';
import { cards } from './messages.ts';

describe('queues', () => {
  test('a queue whose call hangs delays no other', async () => {
    const { announce, poster, channel, texts, sandbox } = await setting({ timeoutMs: 1_500 });
    sandbox.faults.calls({ kind: 'hang' }, { method: 'chat.postMessage', channel: channel.sales });
    await announce(say(channel.sales, 'stuck'), say(channel.marketing, 'free'));
    await expect.poll(() => texts(channel.marketing)).toEqual(['free']);
    expect(texts(channel.sales)).toEqual([]);
    await poster.idle();
    expect(texts(channel.sales)).toEqual(['stuck']);
  });

  test('no more calls than the limit run at once', async () => {
    const { announce, poster, sandbox, person, channel } = await setting({ concurrency: 2, timeoutMs: 200 });
    sandbox.faults.calls({ kind: 'hang' }, { method: 'chat.postMessage', times: 2 });
    await announce(say(channel.sales, 'a'), say(channel.marketing, 'b'), say(person.ann, 'c'));
    await expect.poll(() => sandbox.traffic.calls('chat.postMessage')).toHaveLength(2);
    await poster.idle();
    expect(sandbox.as('ann').dm()).toHaveLength(1);
  });

  test('two posts follow each other at once, the next ones are paced, and edits do not wait', async () => {
    const { announce, channel, texts, told } = await setting({ paceMs: 60_000 });
    await announce(say(channel.sales, 'first'), say(channel.sales, 'second'));
    await expect.poll(told).toHaveLength(2);
    const ts = told()[0]?.ts ?? '';
    await announce({
      kind: 'edit',
      payload: { channel: channel.sales, ts, words: 'edited' },
      orderingKey: channel.sales,
    });
    await announce(say(channel.sales, 'third'), say(channel.marketing, 'elsewhere'));
    await expect.poll(() => texts(channel.marketing)).toEqual(['elsewhere']);
    expect(texts(channel.sales)).toEqual(['edited', 'second']);
  });

  test('two changes of one message are never on their way at once, whatever their queues', async () => {
    const { announce, poster, sandbox, channel, write, cards: known, texts } = await setting({ timeoutMs: 300 });
    const about = { kind: 'card', payload: { id: 1, home: channel.sales }, dedupeKey: 'card:1' };
    const say = (words: string) => write((tx) => void tx.update(cards).set({ words }).where(eq(cards.id, 1)).run());
    await write((tx) => void tx.insert(cards).values({ id: 1, words: 'new' }).run());
    await announce({ ...about, orderingKey: channel.sales });
    await expect.poll(() => known()[0]?.ts).toBeTruthy();
    sandbox.faults.calls({ kind: 'hang' }, { method: 'chat.update' });
    const calls = () => sandbox.traffic.calls('chat.update').length;
    await say('accepted');
    await announce({ ...about, orderingKey: channel.sales });
    await expect.poll(calls).toBe(1);
    await say('won');
    await announce({ ...about, orderingKey: 'card:1' }, { ...about, orderingKey: 'other', dedupeKey: 'card:2' });
    // The other queue has had its turn.
    await expect.poll(calls).toBe(2);
    await poster.idle();
    expect(texts(channel.sales)).toEqual(['won']);
    const at = sandbox.traffic.calls('chat.update').map((call) => call.at.getTime());
    expect(at).toHaveLength(4);
    expect((at[2] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(300);
  });

  test('in the long run, a queue posts no more often than its pace', async () => {
    const { announce, poster, sandbox, channel } = await setting({ paceMs: 100 });
    await announce(...Array.from({ length: 6 }, (_, number) => say(channel.sales, `${number}`)));
    await poster.idle();
    const at = sandbox.traffic.calls('chat.postMessage').map((call) => call.at.getTime());
    expect(Math.max(...at) - Math.min(...at)).toBeGreaterThanOrEqual(300);
  });

  test('the pace also holds after the queue was empty', async () => {
    const { announce, channel, texts, rows } = await setting({ paceMs: 60_000 });
    await announce(say(channel.sales, 'first'), say(channel.sales, 'second'));
    await expect.poll(() => rows().map(({ state }) => state)).toEqual(['sent', 'sent']);
    await new Promise(setImmediate);
    await announce(say(channel.sales, 'third'), say(channel.marketing, 'elsewhere'));
    await expect.poll(() => texts(channel.marketing)).toEqual(['elsewhere']);
    expect(texts(channel.sales)).toEqual(['first', 'second']);
  });

  test('the next message of a queue, and one to recall, are found by index, however many wait', () => {
    const { db } = tempDatabase();
    const prepare = db.$client.prepare.bind(db.$client);
    const statements: string[] = [];
    db.$client.prepare = ((source: string) => {
      statements.push(source);
      return prepare(source);
    }) as typeof db.$client.prepare;
    nextMessage(db, 'C1', new Date());
    queuesSince(db, 0);
    withdraw(db as Tx, 'lead_card:1');
    const plans = statements.map((source) =>
      prepare(`explain query plan ${source}`)
        .all(...(source.match(/\?/g) ?? []).map(() => 0))
        .map((line) => (line as { detail: string }).detail),
    );
    expect(plans).toEqual([
      ['SEARCH outbox USING INDEX outbox_queue (ordering_key=?)'],
      ['SEARCH outbox USING INTEGER PRIMARY KEY (rowid>?)', 'USE TEMP B-TREE FOR GROUP BY'],
      ['SEARCH outbox USING INDEX outbox_dedupe (dedupe_key=?)'],
    ]);
  });
});

describe('stopping', () => {
  test('calls that are under way are settled, and waiting messages are left for the next start', async () => {
    const { announce, poster, channel, texts, sandbox, rows, startNow } = await setting({ reconcileAfterMs: 60_000 });
    sandbox.faults.calls({ kind: 'status', status: 500, stored: true }, { method: 'chat.postMessage' });
    await announce(say(channel.sales, 'one'), say(channel.sales, 'two'));
    await expect.poll(() => sandbox.traffic.calls('chat.postMessage')).toHaveLength(1);
    await poster.stop();
    const calls = sandbox.traffic.calls().length;
    await announce(say(channel.sales, 'three'));
    poster.wake();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(sandbox.traffic.calls()).toHaveLength(calls);
    expect(rows().map(({ state }) => state)).toEqual(['sending', 'waiting', 'waiting']);
    await startNow({ reconcileAfterMs: 5 }).idle();
    expect(texts(channel.sales)).toEqual(['one', 'two', 'three']);
  });

  test('a message whose answer arrives during the stop is settled', async () => {
    const { announce, poster, channel, sandbox, rows } = await setting();
    await announce(say(channel.sales, 'one'), say(channel.sales, 'two'));
    await expect.poll(() => sandbox.traffic.calls('chat.postMessage').length).toBeGreaterThan(0);
    await poster.stop();
    expect(rows().filter(({ state }) => state === 'sending')).toEqual([]);
  });
});

test('settled messages are kept for 14 days, and waiting ones until they are sent', async () => {
  const { announce, poster, channel, write, rows, db } = await setting();
  await announce(say(channel.sales, 'old'), say(channel.sales, 'new'));
  await poster.idle();
  await poster.stop();
  await announce(say(channel.sales, 'waits'));
  const days = (n: number) => n * 86_400_000;
  db.$client.prepare('update outbox set created_at = ?, settled_at = ? where id = 1').run(0, Date.now() - days(15));
  db.$client.prepare('update outbox set created_at = ? where id = 3').run(0);
  await write((tx) => pruneOutbox(tx, new Date()));
  expect(rows().map(({ id }) => id)).toEqual([2, 3]);
  expect(db.select().from(outbox).all()).toHaveLength(2);
});
