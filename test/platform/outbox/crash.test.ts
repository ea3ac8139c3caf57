import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startChild } from '../../support/child.ts';
import { say, setting } from './fixtures.ts';

async function crashed(dieAt: string, before: (all: Awaited<ReturnType<typeof setting>>) => void = () => {}) {
  const all = await setting({ start: false });
  before(all);
  const child = startChild(join(import.meta.dirname, 'poster.child.ts'), {
    DATABASE: all.path,
    TOKEN: all.sandbox.botToken,
    API_URL: all.sandbox.apiUrl,
    CHANNEL: all.channel.sales,
    DIE_AT: dieAt,
  });
  return { all, child };
}

describe('a message is posted once after kill -9', () => {
  test.each(['before it began', 'before the call', 'after the call', 'while settling', 'when settled'])(
    '%s',
    async (dieAt) => {
      const { child, all } = await crashed(dieAt);
      const { startNow, texts, channel, told, rows, db } = all;
      expect(await child.ended).toBe('SIGKILL');
      await startNow().idle();
      expect(texts(channel.sales)).toEqual(['once']);
      expect(told()).toMatchObject([{ words: 'once', channel: channel.sales }]);
      expect(rows()).toMatchObject([{ state: 'sent' }]);
      expect(db.$client.pragma('integrity_check', { simple: true })).toBe('ok');
    },
  );

  test.each([
    ['after Slack stored it', true],
    ['before Slack stored it', false],
  ])('while the call is under way, %s', async (_, stored) => {
    const { child, all } = await crashed('', (each) =>
      each.sandbox.faults.calls({ kind: 'hang', stored }, { method: 'chat.postMessage' }),
    );
    const { startNow, texts, channel, told, sandbox, rows } = all;
    await expect.poll(() => sandbox.traffic.calls('chat.postMessage')).toHaveLength(1);
    await child.kill();
    expect(rows()).toMatchObject([{ state: 'sending' }]);
    await startNow().idle();
    expect(texts(channel.sales)).toEqual(['once']);
    expect(told()).toHaveLength(1);
  });
});

test('a message sent to a person instead of the channel is not repeated after a crash', async () => {
  const { announce, startNow, poster, sandbox, channel, person, db } = await setting();
  sandbox.admin.archive('sales');
  await announce(say(channel.sales, 'instead', { orElse: person.ann }));
  await poster.idle();
  await poster.stop();
  // As it is when the process dies between the call and its commit.
  db.$client.exec("update outbox set state = 'sending', settled_at = null; delete from told");
  await startNow().idle();
  expect(sandbox.as('ann').dm()).toHaveLength(1);
});

test('a message that was redirected after it was sent is found in its first place', async () => {
  const { announce, startNow, poster, texts, channel, db } = await setting();
  await announce(say(channel.sales, 'here'));
  await poster.idle();
  await poster.stop();
  db.$client
    .prepare("update outbox set state = 'sending', settled_at = null, payload = json_set(payload, '$.to', ?)")
    .run(channel.marketing);
  await startNow().idle();
  expect(texts(channel.marketing)).toEqual([]);
});
