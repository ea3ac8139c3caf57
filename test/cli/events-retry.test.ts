import { expect, test } from 'vitest';
import { inboxBacklog, MAX_ATTEMPTS } from '../../src/platform/inbox/queries.ts';
import { shell } from './shell.ts';

test('events that failed too often are retried, and waiting ones stay unchanged', async () => {
  const { db, baton } = shell();
  const insert = db.$client.prepare(
    `insert into inbox (event_id, body, received_at, not_before, attempts) values (?, '{}', 0, 0, ?)`,
  );
  insert.run('dead', MAX_ATTEMPTS);
  insert.run('waiting', 1);
  expect(inboxBacklog(db)).toEqual({ waiting: 1, deadLettered: 1 });
  expect(await baton('events', 'retry')).toEqual({ code: 0, out: '1 event is tried again.', err: '' });
  expect(inboxBacklog(db)).toEqual({ waiting: 2, deadLettered: 0 });
  expect((await baton('events', 'retry', 'now')).code).toBe(2);
});
