import { describe, expect, test } from 'vitest';
import { card, ephemeral, say, setting } from './fixtures.ts';
import { cards } from './messages.ts';

describe('the outbox', () => {
  test('a message is posted once, and its follow-up commits with it', async () => {
    const { announce, poster, texts, channel, told, rows } = await setting();
    await announce(say(channel.sales, 'hello'));
    await poster.idle();
    expect(texts(channel.sales)).toEqual(['hello']);
    expect(told()).toMatchObject([{ words: 'hello', channel: channel.sales }]);
    expect(rows()).toMatchObject([{ state: 'sent', lastError: null }]);
  });

  test('messages of a queue keep their order', async () => {
    const { announce, poster, texts, channel } = await setting();
    const words = Array.from({ length: 20 }, (_, n) => `message ${n}`);
    for (const each of words) await announce(say(channel.sales, each));
    await poster.idle();
    expect(texts(channel.sales)).toEqual(words);
  });

  test('a person gets a direct message', async () => {
    const { announce, poster, person, sandbox } = await setting();
    await announce(say(person.ann, 'for you'));
    await poster.idle();
    expect(sandbox.as('ann').dm()).toMatchObject([{ text: 'for you' }]);
  });

  test('a reply goes into its thread', async () => {
    const { announce, poster, channel, told, sandbox } = await setting();
    await announce(say(channel.sales, 'card'));
    await poster.idle();
    await announce(say(channel.sales, 'story', { threadTs: told()[0]?.ts }));
    await poster.idle();
    expect(sandbox.store.messages.get(channel.sales)).toMatchObject([{ text: 'card' }, { threadTs: told()[0]?.ts }]);
  });

  test('a message unfurls nothing, and its metadata is only an opaque id', async () => {
    const { announce, poster, channel, sandbox, rows } = await setting();
    await announce(say(channel.sales, 'https://example.com'));
    await poster.idle();
    const [call] = sandbox.traffic.calls('chat.postMessage');
    expect(call?.args).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
      metadata: JSON.stringify({ event_type: 'baton', event_payload: { idempotency_id: rows()[0]?.idempotencyId } }),
    });
  });

  test('ten quick changes of a card become one edit with the last text', async () => {
    const { announce, poster, channel, db, write, sandbox, texts } = await setting();
    await write((tx) => tx.insert(cards).values({ id: 1, words: 'new' }).run());
    await announce(card(channel.sales, 1));
    await poster.idle();
    await Promise.all(
      Array.from({ length: 10 }, (_, n) => [
        write((tx) =>
          tx
            .update(cards)
            .set({ words: `change ${n}` })
            .run(),
        ),
        announce(card(channel.sales, 1)),
      ]).flat(),
    );
    await poster.idle();
    expect(sandbox.traffic.calls('chat.update')).toHaveLength(1);
    expect(texts(channel.sales)).toEqual(['change 9']);
    expect(db.$client.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  test('a change during a call is not absorbed by it', async () => {
    const { announce, poster, channel, write, sandbox, texts } = await setting();
    await write((tx) => tx.insert(cards).values({ id: 1, words: 'new' }).run());
    await announce(card(channel.sales, 1));
    await poster.idle();
    // The edit with the old text is being sent when the text changes, and Slack refuses it for a second.
    sandbox.faults.calls({ kind: 'reset', stored: true }, { method: 'chat.update' });
    await announce(card(channel.sales, 1));
    while (sandbox.traffic.calls('chat.update').length === 0) await new Promise(setImmediate);
    await write((tx) => tx.update(cards).set({ words: 'newer' }).run());
    await announce(card(channel.sales, 1));
    await poster.idle();
    expect(texts(channel.sales)).toEqual(['newer']);
  });

  test('a message without content is settled without a call', async () => {
    const { announce, poster, channel, sandbox, rows } = await setting();
    await announce(card(channel.sales, 99));
    await poster.idle();
    expect(sandbox.traffic.calls()).toEqual([]);
    expect(rows()).toMatchObject([{ state: 'sent' }]);
  });

  test('an ephemeral message is seen by one person', async () => {
    const { announce, poster, channel, person, sandbox } = await setting();
    await announce(ephemeral(channel.sales, person.ann, 'only you'));
    await poster.idle();
    expect(sandbox.as('ann').sees('#sales')).toMatchObject([{ text: 'only you' }]);
    expect(sandbox.as('ben').sees('#sales')).toEqual([]);
  });

  test('a postponed message waits for its time, and delays nothing behind it', async () => {
    let clock = new Date();
    const { announce, poster, channel, texts, rows } = await setting({ now: () => clock });
    const tomorrow = new Date(clock.getTime() + 86_400_000);
    await announce({ ...say(channel.sales, 'tomorrow'), notBefore: tomorrow }, say(channel.sales, 'today'));
    await poster.idle();
    expect(texts(channel.sales)).toEqual(['today']);
    clock = tomorrow;
    poster.wake();
    await expect.poll(() => rows().map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(texts(channel.sales)).toEqual(['today', 'tomorrow']);
  });

  test('a clock that is set back an hour delays nothing', async () => {
    let clock = new Date();
    const { announce, startNow, channel, texts } = await setting({ now: () => clock, start: false });
    await announce(say(channel.sales, 'now'));
    clock = new Date(clock.getTime() - 3_600_000);
    await startNow().idle();
    expect(texts(channel.sales)).toEqual(['now']);
  });

  test('a message that cannot be built is dropped and logged, and those behind it are sent', async () => {
    const { announce, poster, channel, texts, rows, lines } = await setting();
    await announce(
      { kind: 'broken', payload: { to: channel.sales }, orderingKey: channel.sales },
      { kind: 'never heard of', payload: {}, orderingKey: channel.sales },
      { kind: 'say', payload: { to: 7 }, orderingKey: channel.sales },
      say(channel.sales, 'next'),
    );
    await poster.idle();
    expect(rows().map(({ state }) => state)).toEqual(['dropped', 'dropped', 'dropped', 'sent']);
    expect(lines.lines('error')).toHaveLength(3);
    expect(texts(channel.sales)).toEqual(['next']);
  });

  test('when the follow-up of a message fails, the message stays posted once and the follow-up is rolled back', async () => {
    const { announce, poster, channel, texts, rows, told, lines } = await setting();
    await announce({ ...say(channel.sales, 'out'), kind: 'brokenAfter' }, say(channel.sales, 'next'));
    await poster.idle();
    expect(texts(channel.sales)).toEqual(['out', 'next']);
    expect(rows().map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(told()).toMatchObject([{ words: 'next' }]);
    expect(lines.lines('error')).toMatchObject([{ kind: 'brokenAfter' }]);
  });

  test('the status has the number of waiting messages, and since when they wait', async () => {
    const { announce, poster, channel, sandbox } = await setting();
    expect(poster.status()).toEqual({ paused: undefined, waiting: 0, oldest: undefined });
    const back = sandbox.faults.down();
    await announce(say(channel.sales, 'one'), say(channel.sales, 'two'));
    expect(poster.status()).toMatchObject({ waiting: 2, oldest: expect.any(Date) });
    back.lift();
    await poster.idle();
    expect(poster.status().waiting).toBe(0);
  });
});
