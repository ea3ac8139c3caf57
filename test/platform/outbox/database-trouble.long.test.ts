import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startChild } from '../../support/child.ts';
import { say, setting } from './fixtures.ts';

const holder = join(import.meta.dirname, '../db/hold.child.ts');

test('a full disk when a message is settled: it stays posted once, and is settled once there is space', async () => {
  const { announce, startNow, channel, texts, told, db, write, rows, sandbox } = await setting({ start: false });
  let failures = 0;
  const poster = startNow({
    write: (change) =>
      write(change).catch((error: unknown) => {
        failures += 1;
        throw error;
      }),
  });
  await announce({ ...say(channel.sales, 'words'), kind: 'bulky' });
  db.$client.pragma(`max_page_count = ${db.$client.pragma('page_count', { simple: true })}`);
  await expect.poll(() => failures).toBeGreaterThan(1);
  expect(rows()).toMatchObject([{ state: 'sending' }]);
  db.$client.pragma('max_page_count = 1073741823');
  await poster.idle();
  expect(texts(channel.sales)).toEqual(['words']);
  expect(told()).toHaveLength(1);
  // Its outcome was known all along.
  expect(sandbox.traffic.calls('conversations.history')).toEqual([]);
  expect(rows()).toMatchObject([{ state: 'sent' }]);
});

test('a database that another process holds: every message is posted, and none twice', async () => {
  const { announce, poster, channel, texts, path, sandbox, told } = await setting({ timeoutMs: 300 });
  sandbox.faults.calls({ kind: 'hang', stored: true }, { method: 'chat.postMessage' });
  await announce(say(channel.sales, 'one'), say(channel.sales, 'two'));
  await expect.poll(() => texts(channel.sales)).toEqual(['one']);
  const child = startChild(holder, { DATABASE: path });
  await child.says('held');
  // Longer than a write waits for the lock.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await child.kill();
  await poster.idle();
  expect(texts(channel.sales)).toEqual(['one', 'two']);
  expect(told()).toHaveLength(2);
});
