import { describe, expect, test } from 'vitest';
import { alerts as alertsTable } from '../../../src/platform/alerts/table.ts';
import { card, ephemeral, say, setting } from './fixtures.ts';
import { cards } from './messages.ts';

describe('a rate limit', () => {
  test.each([
    ['seconds', 1],
    ['an HTTP date', { httpDateInSeconds: 2 }],
  ] as const)('told in %s holds up one queue, and one message goes out after it', async (_, retryAfter) => {
    const { announce, poster, channel, texts, sandbox, rows } = await setting();
    sandbox.faults.calls({ kind: 'rate_limited', retryAfter }, { method: 'chat.postMessage', channel: channel.sales });
    await announce(say(channel.sales, 'limited'), say(channel.marketing, 'free'));
    await poster.idle();
    expect(texts(channel.sales)).toEqual(['limited']);
    const calls = sandbox.traffic.calls('chat.postMessage').map(({ args }) => args.channel);
    expect(calls).toHaveLength(3);
    expect(calls.at(-1)).toBe(channel.sales);
    // Slack refused it, so it does not count as an attempt.
    expect(rows()[0]).toMatchObject({ state: 'sent', attempts: 1 });
    expect(sandbox.traffic.calls('conversations.history')).toEqual([]);
  });

  test('of edits delays all edits, and no posts', async () => {
    const { announce, poster, channel, texts, told, sandbox } = await setting();
    await announce(say(channel.sales, 'a'), say(channel.marketing, 'b'));
    await poster.idle();
    const editOf = (old: string, words: string) => {
      const { channel: where = '', ts = '' } = told().find((each) => each.words === old) ?? {};
      return { kind: 'edit', payload: { channel: where, ts, words }, orderingKey: where };
    };
    sandbox.faults.calls({ kind: 'rate_limited', retryAfter: 1 }, { method: 'chat.update' });
    await announce(editOf('a', 'a edited'));
    await expect.poll(() => sandbox.traffic.calls('chat.update')).toHaveLength(1);
    await announce(editOf('b', 'b edited'), say(channel.elsewhere, 'a post'));
    await poster.idle();
    expect([channel.sales, channel.marketing, channel.elsewhere].flatMap(texts)).toEqual([
      'a edited',
      'b edited',
      'a post',
    ]);
    const calls = sandbox.traffic.calls().map(({ method, args }) => `${method} ${args.channel}`);
    const postedAt = calls.lastIndexOf(`chat.postMessage ${channel.elsewhere}`);
    expect(calls.filter((call) => call.startsWith('chat.update'))).toHaveLength(3);
    expect(calls.lastIndexOf(`chat.update ${channel.marketing}`)).toBeGreaterThan(postedAt);
  });
});

test('changes during a call are part of it if Slack refused the call', async () => {
  const { announce, startNow, posting, channel, texts, write, sandbox, lines, rows } = await setting({ start: false });
  const gate = Promise.withResolvers<void>();
  const { postMessage } = posting.chat;
  posting.chat.postMessage = async (message) => {
    await gate.promise;
    return postMessage(message);
  };
  const poster = startNow();
  sandbox.faults.calls({ kind: 'rate_limited', retryAfter: 1 }, { method: 'chat.postMessage' });
  await write((tx) => tx.insert(cards).values({ id: 1, words: 'old' }).run());
  await announce(card(channel.sales, 1), say(channel.sales, 'behind it'));
  await expect.poll(() => rows()[0]?.state).toBe('sending');
  await write((tx) => tx.update(cards).set({ words: 'new' }).run());
  await announce(card(channel.sales, 1));
  gate.resolve();
  await poster.idle();
  expect(texts(channel.sales)).toEqual(['new', 'behind it']);
  expect(sandbox.traffic.calls('chat.update')).toEqual([]);
  expect(lines.lines('error')).toEqual([]);
});

describe('a refused token', () => {
  test.each(['invalid_auth', 'account_inactive', 'token_revoked', 'token_expired'] as const)(
    '%s stops all posting and drops nothing; every message is sent once the token works',
    async (error) => {
      const { announce, poster, channel, texts, sandbox } = await setting();
      const fault = sandbox.faults.auth(error);
      await announce(say(channel.sales, 'one'), say(channel.sales, 'two'), say(channel.marketing, 'three'));
      await expect.poll(() => poster.status().paused).toMatchObject({ error, since: expect.any(Date) });
      await expect.poll(() => sandbox.traffic.calls('auth.test').length).toBeGreaterThan(1);
      // Each queue may have had one call under way, and no second one.
      expect(sandbox.traffic.calls('chat.postMessage').length).toBeLessThanOrEqual(2);
      expect(poster.status().waiting).toBe(3);
      fault.lift();
      await poster.idle();
      expect(texts(channel.sales)).toEqual(['one', 'two']);
      expect(texts(channel.marketing)).toEqual(['three']);
      expect(poster.status().paused).toBeUndefined();
    },
  );
});

describe('a channel that refuses messages', () => {
  test.each([
    ['archived', 'is_archived'],
    ['deleted', 'channel_not_found'],
  ])('%s: other people get the message instead, and an admin is told once', async (how, error) => {
    const { announce, poster, channel, person, sandbox, alerts } = await setting();
    if (how === 'archived') sandbox.admin.archive('sales');
    else sandbox.admin.deleteChannel('sales');
    await announce(
      say(channel.sales, 'first', { orElse: person.ann }),
      say(channel.sales, 'second', { orElse: person.ann }),
    );
    await poster.idle();
    expect(sandbox.as('ann').dm()).toMatchObject([{ text: 'first' }, { text: 'second' }]);
    expect(alerts).toMatchObject([{ key: `${error}:${channel.sales}`, error, place: channel.sales }]);
  });

  test('the next recipient gets it if the first has left', async () => {
    const { announce, poster, channel, person, sandbox, told } = await setting();
    sandbox.admin.archive('sales');
    sandbox.admin.deactivate('ann');
    await announce(say(channel.sales, 'hello', { orElse: `${person.ann},${person.ben}` }));
    await poster.idle();
    expect(sandbox.as('ben').dm()).toMatchObject([{ text: 'hello' }]);
    expect(told()).toHaveLength(1);
  });

  test('without a recipient it is given up, and those behind it are sent', async () => {
    const { announce, poster, channel, person, sandbox, rows, alerts } = await setting();
    sandbox.admin.deactivate('ann');
    sandbox.admin.archive('sales');
    await announce(say(channel.sales, 'lost', { orElse: person.ann }), say(channel.sales, 'too'));
    await poster.idle();
    expect(rows().map(({ state }) => state)).toEqual(['dropped', 'dropped']);
    expect(alerts).toHaveLength(1);
    expect(sandbox.traffic.calls('chat.postMessage')).toHaveLength(3);
  });

  test('an alert ends with a successful post, and a new failure is a new alert', async () => {
    const { announce, poster, channel, person, sandbox, alerts, db } = await setting();
    const post = async (words: string) => {
      await announce(say(channel.sales, words, { orElse: person.ann }));
      await poster.idle();
    };
    sandbox.admin.archive('sales');
    await post('while archived');
    expect(db.select().from(alertsTable).all()).toMatchObject([{ endedAt: null }]);
    sandbox.admin.unarchive('sales');
    await post('when back');
    expect(db.select().from(alertsTable).all()).toMatchObject([{ endedAt: expect.any(Date) }]);
    sandbox.admin.archive('sales');
    await post('again');
    expect(alerts).toHaveLength(2);
  });

  test('Baton joins a public channel that it is not in', async () => {
    const { announce, poster, channel, texts, alerts } = await setting();
    await announce(say(channel.elsewhere, 'hello'));
    await poster.idle();
    expect(texts(channel.elsewhere)).toEqual(['hello']);
    expect(alerts).toEqual([]);
  });

  test('joining is retried after a temporary failure', async () => {
    const { announce, poster, channel, texts, sandbox } = await setting();
    sandbox.faults.calls({ kind: 'status', status: 500 }, { method: 'conversations.join', times: 2 });
    await announce(say(channel.elsewhere, 'hello'));
    await poster.idle();
    expect(texts(channel.elsewhere)).toEqual(['hello']);
  });

  test('a token that is refused when joining stops posting, and drops nothing', async () => {
    const { announce, poster, channel, texts, sandbox } = await setting();
    sandbox.faults.calls({ kind: 'error', error: 'token_revoked' }, { method: 'conversations.join' });
    await announce(say(channel.elsewhere, 'hello'));
    await poster.idle();
    expect(texts(channel.elsewhere)).toEqual(['hello']);
    expect(sandbox.traffic.calls('auth.test')).toHaveLength(1);
  });

  test('a private channel that the bot was removed from counts as refusing', async () => {
    const { announce, poster, channel, person, sandbox, alerts } = await setting();
    await announce(say(channel.secret, 'hello', { orElse: person.ann }));
    await poster.idle();
    expect(sandbox.as('ann').dm()).toMatchObject([{ text: 'hello' }]);
    expect(alerts).toMatchObject([{ place: channel.secret }]);
  });

  test('an ephemeral message to a person outside the channel becomes a direct message, without an alert', async () => {
    const { announce, poster, channel, person, sandbox, alerts } = await setting();
    sandbox.admin.kick('sales', 'ann');
    await announce(ephemeral(channel.sales, person.ann, 'psst'));
    await poster.idle();
    expect(sandbox.as('ann').dm()).toMatchObject([{ text: 'psst' }]);
    expect(alerts).toEqual([]);
  });
});

describe('a message that was deleted by hand', () => {
  async function withCard() {
    const all = await setting();
    await all.write((tx) => tx.insert(cards).values({ id: 1, words: 'old' }).run());
    await all.announce(card(all.channel.sales, 1));
    await all.poster.idle();
    const remove = () => all.sandbox.store.messages.set(all.channel.sales, []);
    const change = async (words: string) => {
      await all.write((tx) => tx.update(cards).set({ words }).run());
      await all.announce(card(all.channel.sales, 1));
      await all.poster.idle();
    };
    return { ...all, remove, change };
  }

  test('is posted again with its next change, and edited from then on', async () => {
    const { remove, change, texts, channel, sandbox } = await withCard();
    remove();
    await change('new');
    await change('newer');
    expect(texts(channel.sales)).toEqual(['newer']);
    expect(sandbox.traffic.calls('chat.postMessage')).toHaveLength(2);
  });

  test('is given up after its second deletion', async () => {
    const { change, rows, sandbox } = await withCard();
    sandbox.faults.calls({ kind: 'error', error: 'message_not_found' }, { method: 'chat.update' });
    sandbox.faults.calls({ kind: 'error', error: 'thread_not_found' }, { method: 'chat.postMessage' });
    await change('new');
    expect(rows().at(-1)).toMatchObject({ state: 'dropped', lastError: 'thread_not_found' });
  });

  test('a reply in its thread is dropped after one more try, if there is no handler for it', async () => {
    const { announce, poster, channel, rows, sandbox } = await setting();
    await announce(say(channel.sales, 'story', { threadTs: '1700000000.000100' }), say(channel.sales, 'next'));
    await poster.idle();
    expect(rows().map(({ state }) => state)).toEqual(['dropped', 'sent']);
    expect(sandbox.traffic.calls('chat.postMessage')).toHaveLength(3);
  });
});

test.each(['invalid_blocks', 'msg_too_long', 'msg_blocks_too_long', 'an_error_of_tomorrow'])(
  'a message that Slack refuses (%s) is dropped, logged as a bug, and delays no other',
  async (error) => {
    const { announce, poster, channel, texts, rows, sandbox, lines } = await setting();
    sandbox.faults.calls({ kind: 'error', error }, { method: 'chat.postMessage' });
    await announce(say(channel.sales, 'refused'), say(channel.sales, 'next'));
    await poster.idle();
    expect(rows()).toMatchObject([{ state: 'dropped', lastError: error }, { state: 'sent' }]);
    expect(texts(channel.sales)).toEqual(['next']);
    expect(lines.lines('error')).toMatchObject([{ error, kind: 'say' }]);
  },
);
