import { describe, expect, test } from 'vitest';
import type { ApiFault } from '../../../sandbox/src/index.ts';
import { ephemeral, patience, say, setting } from './fixtures.ts';

const failures: [string, ApiFault][] = [
  ['a status 500', { kind: 'status', status: 500 }],
  ['a page of HTML with status 200', { kind: 'html' }],
  ['no answer', { kind: 'hang' }],
  ['a reset connection', { kind: 'reset' }],
  ['a connection reset in the middle of the answer', { kind: 'reset', inBody: true }],
];
const both = failures.flatMap(([name, fault]): [string, ApiFault][] => [
  [`${name} before Slack stored it`, fault],
  [`${name} after Slack stored it`, { ...fault, stored: true } as ApiFault],
]);

describe('a message with an unknown outcome is posted once in the end', () => {
  test.each(both)('after %s', async (_, fault) => {
    const { announce, poster, channel, texts, told, sandbox } = await setting({ timeoutMs: patience(fault) });
    sandbox.faults.calls(fault, { method: 'chat.postMessage' });
    await announce(say(channel.sales, 'first'), say(channel.sales, 'second'));
    await poster.idle();
    expect(texts(channel.sales)).toEqual(['first', 'second']);
    const [first] = sandbox.store.messages.get(channel.sales) ?? [];
    expect(told()).toMatchObject([{ words: 'first', ts: first?.ts }, { words: 'second' }]);
  });

  test('in a thread', async () => {
    const { announce, poster, channel, texts, told, sandbox } = await setting();
    await announce(say(channel.sales, 'card'));
    await poster.idle();
    sandbox.faults.calls({ kind: 'reset', stored: true }, { method: 'chat.postMessage' });
    await announce(say(channel.sales, 'story', { threadTs: told()[0]?.ts }));
    await poster.idle();
    expect(texts(channel.sales)).toEqual(['card', 'story']);
  });

  test('to a person', async () => {
    const { announce, poster, person, sandbox } = await setting();
    sandbox.faults.calls({ kind: 'reset', stored: true }, { method: 'chat.postMessage' });
    await announce(say(person.ann, 'for you'));
    await poster.idle();
    expect(sandbox.as('ann').dm()).toHaveLength(1);
  });

  test('when it went to a person instead of the channel', async () => {
    const { announce, poster, channel, person, sandbox } = await setting();
    sandbox.admin.archive('sales');
    sandbox.faults.calls({ kind: 'reset', stored: true }, { method: 'chat.postMessage', channel: person.ann });
    await announce(say(channel.sales, 'instead', { orElse: person.ann }));
    await poster.idle();
    expect(sandbox.as('ann').dm()).toMatchObject([{ text: 'instead' }]);
  });

  test('with hundreds of messages after it', async () => {
    const { announce, poster, channel, texts, sandbox } = await setting({ reconcileAfterMs: 100 });
    sandbox.faults.calls({ kind: 'reset', stored: true }, { method: 'chat.postMessage' });
    await announce(say(channel.sales, 'buried'));
    await expect.poll(() => texts(channel.sales)).toEqual(['buried']);
    const ann = sandbox.as('ann');
    for (let n = 0; n < 450; n += 1) ann.say('#sales', `chatter ${n}`);
    await poster.idle();
    expect(texts(channel.sales)).toEqual(['buried']);
    expect(sandbox.traffic.calls('conversations.history').length).toBeGreaterThan(1);
  });

  test('when the clocks of Baton and Slack differ by days', async () => {
    const { announce, poster, channel, texts, sandbox } = await setting({
      now: () => new Date(Date.now() + 5 * 86_400_000),
    });
    sandbox.faults.calls({ kind: 'reset', stored: true }, { method: 'chat.postMessage' });
    await announce(say(channel.sales, 'once'));
    await poster.idle();
    expect(texts(channel.sales)).toEqual(['once']);
  });

  test('when the search for it fails too, at first', async () => {
    const { announce, poster, channel, texts, sandbox } = await setting();
    sandbox.faults.calls({ kind: 'reset', stored: true }, { method: 'chat.postMessage' });
    sandbox.faults.calls({ kind: 'status', status: 503 }, { method: 'conversations.history', times: 4 });
    sandbox.faults.calls({ kind: 'rate_limited', retryAfter: 1 }, { method: 'conversations.history' });
    await announce(say(channel.sales, 'once'));
    await poster.idle();
    expect(texts(channel.sales)).toEqual(['once']);
  });

  test('when several calls in a row have an unknown outcome', async () => {
    const { announce, poster, channel, texts, sandbox } = await setting();
    sandbox.faults.calls({ kind: 'reset' }, { method: 'chat.postMessage', times: 2 });
    sandbox.faults.calls({ kind: 'html', stored: true }, { method: 'chat.postMessage' });
    await announce(say(channel.sales, 'once'));
    await poster.idle();
    expect(texts(channel.sales)).toEqual(['once']);
  });
});

describe('an ephemeral message, for which no search is possible', () => {
  test.each(failures)('is shown at least once after %s', async (_, fault) => {
    const { announce, poster, channel, person, sandbox } = await setting({ timeoutMs: patience(fault) });
    sandbox.faults.calls(fault, { method: 'chat.postEphemeral' });
    await announce(ephemeral(channel.sales, person.ann, 'psst'));
    await poster.idle();
    expect(sandbox.as('ann').sees('#sales')).toHaveLength(1);
  });

  test('is repeated only once', async () => {
    const { announce, poster, channel, person, sandbox, rows } = await setting();
    sandbox.faults.calls({ kind: 'reset', stored: true }, { method: 'chat.postEphemeral', times: 5 });
    await announce(ephemeral(channel.sales, person.ann, 'psst'), say(channel.sales, 'next'));
    await poster.idle();
    expect(sandbox.traffic.calls('chat.postEphemeral')).toHaveLength(2);
    expect(rows().map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  test('is repeated once Slack works again', async () => {
    const { announce, poster, channel, person, sandbox } = await setting();
    const outage = sandbox.faults.calls({ kind: 'status', status: 500 }, { times: 1e6 });
    await announce(ephemeral(channel.sales, person.ann, 'psst'));
    await expect.poll(() => sandbox.traffic.calls('auth.test').length).toBeGreaterThan(9);
    expect(sandbox.traffic.calls('chat.postEphemeral')).toHaveLength(1);
    outage.lift();
    await poster.idle();
    expect(sandbox.as('ann').sees('#sales')).toHaveLength(1);
  });

  test('does not count an attempt that Slack refused', async () => {
    const { announce, poster, channel, person, sandbox } = await setting();
    sandbox.faults.calls({ kind: 'reset' }, { method: 'chat.postEphemeral' });
    sandbox.faults.calls({ kind: 'rate_limited', retryAfter: 1 }, { method: 'chat.postEphemeral' });
    await announce(ephemeral(channel.sales, person.ann, 'psst'));
    await poster.idle();
    expect(sandbox.as('ann').sees('#sales')).toHaveLength(1);
  });
});

test('an edit with an unknown outcome is made again', async () => {
  const { announce, poster, channel, texts, told, sandbox } = await setting({ timeoutMs: patience({ kind: 'hang' }) });
  await announce(say(channel.sales, 'old'));
  await poster.idle();
  sandbox.faults.calls({ kind: 'reset', stored: true }, { method: 'chat.update' });
  sandbox.faults.calls({ kind: 'hang' }, { method: 'chat.update' });
  await announce({
    kind: 'edit',
    payload: { channel: channel.sales, ts: told()[0]?.ts ?? '', words: 'new' },
    orderingKey: channel.sales,
  });
  await poster.idle();
  expect(texts(channel.sales)).toEqual(['new']);
  expect(sandbox.traffic.calls('conversations.history')).toEqual([]);
});
