import type { WebClient } from '@slack/web-api';
import { expect, test } from 'vitest';
import { noteBackup } from '../../src/health/backup.ts';
import { createHealthCheck } from '../../src/health/check.ts';
import type { Live } from '../../src/health/read.ts';
import { listOpenAlerts } from '../../src/platform/alerts/alerts.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { inbox } from '../../src/platform/inbox/table.ts';
import { createLog } from '../../src/platform/log.ts';
import { enqueue } from '../../src/platform/outbox/enqueue.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import type { Directory } from '../../src/platform/slack/directory.ts';
import { tempDatabase } from '../support/temp-database.ts';

const AT = new Date('2026-11-19T09:00:00Z').getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const well: Live = {
  startedAt: new Date(AT - DAY),
  paused: undefined,
  failing: [],
  diskFreeBytes: 9_000_000_000,
  unread: [],
  lostSecrets: [],
};

function setting() {
  const { db } = tempDatabase();
  const write = createWriter(db);
  const world = { now: AT, live: well, scopes: [] as string[], isDown: false };
  const web = {
    auth: {
      test: async () => {
        if (world.isDown) throw new Error('down');
        return { response_metadata: {} };
      },
    },
  } as unknown as WebClient;
  const directory = { admins: async () => [{ id: 'UADA' }, { id: 'UBOB' }] } as unknown as Directory;
  const now = () => new Date(world.now);
  const check = createHealthCheck({
    db,
    write,
    web,
    directory,
    company: { organisationId: null, workspaceIds: ['T1'] },
    now,
    log: createLog('silent'),
    live: () => world.live,
    restMs: 0,
  });
  return {
    db,
    write,
    world,
    check,
    open: () => listOpenAlerts(db).map(({ key }) => key),
    /** Messages that wait for the admins. */
    told: () =>
      db
        .select()
        .from(outbox)
        .all()
        .filter(({ kind, state }) => kind.startsWith('alert') && state === 'waiting')
        .map(({ kind, orderingKey, payload }) => `${kind} ${orderingKey} ${(payload as { error: string }).error}`),
    /** As if all waiting messages were sent. */
    leave: () => write((tx) => tx.update(outbox).set({ state: 'sent' }).run()),
  };
}

test('each admin is told once of a problem, and once of its end', async () => {
  const { world, check, open, told, leave } = setting();
  await check();
  expect(open()).toEqual([]);
  world.live = { ...well, failing: [{ job: 'digest:1', since: new Date(AT - 6 * MINUTE) }], diskFreeBytes: 1000 };
  await check();
  await check();
  expect(open().sort()).toEqual(['disk_low:disk', 'job_failing:digest:1']);
  expect(told().sort()).toEqual([
    'alert UADA disk_low',
    'alert UADA job_failing',
    'alert UBOB disk_low',
    'alert UBOB job_failing',
  ]);
  await leave();
  world.live = well;
  await check();
  await check();
  expect(open()).toEqual([]);
  expect(told()).toHaveLength(4);
  expect(told().every((each) => each.startsWith('alert_over'))).toBe(true);
});

test('no one is told of a problem that ended before the message was sent', async () => {
  const { world, check, told } = setting();
  world.live = { ...well, diskFreeBytes: 1000 };
  await check();
  world.live = well;
  await check();
  expect(told()).toEqual([]);
});

test('messages are stuck if they could have been sent for a quarter of an hour; postponed ones are not', async () => {
  const { write, world, check, open } = setting();
  const later = new Date(AT + 60 * MINUTE);
  await write((tx) =>
    enqueue(tx, 'digest', { teamId: 1, slotAt: AT }, { orderingKey: 'C1', notBefore: later }, new Date(AT)),
  );
  world.now = AT + 59 * MINUTE;
  await check();
  expect(open()).toEqual([]);
  world.now = AT + 76 * MINUTE;
  await check();
  expect(open()).toEqual(['outbox_stuck:outbox']);
});

test('messages that waited while Baton was off have a quarter of an hour to be sent', async () => {
  const { write, world, check, open } = setting();
  await write((tx) => enqueue(tx, 'digest', { teamId: 1, slotAt: AT }, { orderingKey: 'C1' }, new Date(AT - DAY)));
  world.live = { ...well, startedAt: new Date(AT) };
  world.now = AT + 14 * MINUTE;
  await check();
  expect(open()).toEqual([]);
  world.now = AT + 16 * MINUTE;
  await check();
  expect(open()).toEqual(['outbox_stuck:outbox']);
});

test('dead-lettered events, a refused token, and a backup that exists and is old', async () => {
  const { write, world, check, open } = setting();
  await write((tx) => {
    const at = new Date(AT);
    tx.insert(inbox).values({ eventId: 'E1', body: '{}', receivedAt: at, notBefore: at, attempts: 8 }).run();
    noteBackup(tx, { file: 'baton-backup.db', bytes: 1 }, at);
  });
  world.live = { ...well, paused: { error: 'invalid_auth', since: new Date(AT) } };
  world.isDown = true;
  await check();
  expect(open().sort()).toEqual(['events_dead_lettered:inbox', 'token_refused:invalid_auth']);
  world.now = AT + 9 * DAY;
  await check();
  expect(open()).toContain('backup_old:backup');
});
