import { WebAPIRateLimitedError } from '@slack/web-api';
import { describe, expect, test, vi } from 'vitest';
import { idempotently } from '../../../src/platform/db/idempotency.ts';
import { NotYet, UserError } from '../../../src/platform/errors.ts';
import { inboxBacklog, MAX_ATTEMPTS, retryDeadLettered } from '../../../src/platform/inbox/queries.ts';
import { connected } from './connected.ts';
import { event, setting } from './fixtures.ts';

/** Short, so that an outage of hours takes a second. */
const PAUSES = { pauses: { firstMs: 1, longestMs: 20 } };

describe.each(['socket', 'http'])('over %s', (mode) => {
  // The number of retries that fit into an outage of this length.
  test.each([
    { minutes: 5, tries: 9 },
    { minutes: 30, tries: 14 },
    { minutes: 120, tries: 32 },
  ])(
    'reactions of $minutes minutes of 500s take effect once, in order',
    async ({ tries }) => {
      const { app, sandbox, ann, inbox, db, write, lines } = await connected(mode, ['reaction_added'], PAUSES);
      const effects: string[] = [];
      let asked = 0;
      app.event('reaction_added', async ({ event: { user, reaction, item }, body, client }) => {
        asked += 1;
        await client.users.info({ user });
        await write((tx) =>
          idempotently(tx, `event:${body.event_id}`, new Date(), () => void effects.push(`${reaction} ${item.ts}`)),
        );
      });
      const ben = sandbox.as('ben');
      const messages = ['a card', 'another card'].map((text) => ben.say('#sales', text));
      const outage = sandbox.faults.calls({ kind: 'status', status: 500 }, { method: 'users.info', times: 1e6 });
      for (const emoji of ['eyes', 'tada', 'rocket'])
        for (const message of messages) {
          ann.react(message, emoji);
          await expect.poll(() => inboxBacklog(db).waiting).toBe(sandbox.traffic.deliveries('reaction_added').length);
        }
      await expect.poll(() => asked, { timeout: 15_000 }).toBeGreaterThanOrEqual(2 * tries);
      expect(inboxBacklog(db)).toEqual({ waiting: 6, deadLettered: 0 });
      expect(effects).toEqual([]);
      outage.lift();
      await inbox.idle();
      for (const { ts } of messages) {
        const here = effects.filter((effect) => effect.endsWith(ts));
        expect(here).toEqual(['eyes', 'tada', 'rocket'].map((emoji) => `${emoji} ${ts}`));
      }
      expect(lines.lines('error')).toEqual([]);
    },
    30_000,
  );

  test('a rate-limited method delays no event that does not need it', async () => {
    const { app, sandbox, ann, inbox } = await connected(mode);
    const effects: string[] = [];
    app.event('reaction_added', async ({ event: { user, reaction }, client }) => {
      if (reaction !== 'tada') await client.users.info({ user });
      effects.push(reaction);
    });
    const limit = sandbox.faults.calls({ kind: 'rate_limited', retryAfter: 1 }, { method: 'users.info', times: 1e6 });
    const ben = sandbox.as('ben');
    for (let n = 0; n < 20; n += 1) ann.react(ben.say('#sales', `card ${n}`), 'eyes');
    ann.react(ben.say('#sales', 'a last card'), 'tada');
    await expect.poll(() => effects, { timeout: 5_000 }).toEqual(['tada']);
    limit.lift();
    await inbox.idle();
    expect(effects).toHaveLength(21);
  });
});

const failsWith = async (errors: unknown[]) => {
  const { open, db, rows, write } = setting();
  const inbox = open(PAUSES);
  let tries = 0;
  await inbox.start(async () => {
    tries += 1;
    if (errors.length > 0) throw errors.shift();
  });
  return { inbox, db, rows, write, tries: () => tries };
};

const coded = (code: string) => Object.assign(new Error(code), { code });

test.each([
  ['the disk was full', new UserError('My disk is full.', { cause: coded('SQLITE_FULL') })],
  ['the database was busy', new UserError('My database is busy.', { cause: coded('SQLITE_BUSY') })],
  ['a file found no room', coded('ENOSPC')],
  ['the connection was reset', Object.assign(new TypeError('fetch failed'), { cause: coded('ECONNRESET') })],
  ['its condition was not met', new NotYet('still loading')],
  ['one of its listeners found Slack away', new AggregateError([new Error('a bug'), coded('ECONNREFUSED')])],
])('an event is retried until it works when %s', async (_, error) => {
  const { inbox, tries, rows } = await failsWith(Array(MAX_ATTEMPTS + 3).fill(error));
  await inbox.take(event('Ev1'));
  await inbox.idle();
  expect(tries()).toBe(MAX_ATTEMPTS + 4);
  expect(rows()).toMatchObject([{ handledAt: expect.any(Date) }]);
});

test('a rate limit is obeyed for as long as Slack asks', async () => {
  const { inbox, tries } = await failsWith([
    new UserError('I could not check.', { cause: new WebAPIRateLimitedError(60) }),
  ]);
  const timers = vi.spyOn(globalThis, 'setTimeout');
  await inbox.take(event('Ev1'));
  await expect.poll(() => timers.mock.calls.some(([, ms = 0]) => ms >= 60_000)).toBe(true);
  timers.mockRestore();
  expect(tries()).toBe(1);
});

test('an admin retries dead-lettered events, also from another process', async () => {
  const { open, db, write, rows } = setting();
  const inbox = open({ lookMs: 20 });
  let isFixed = false;
  await inbox.start(async () => {
    if (!isFixed) throw new TypeError('a bug');
  });
  await inbox.take(event('Ev1'));
  await inbox.take(event('Ev2'));
  await inbox.idle();
  expect(inboxBacklog(db)).toEqual({ waiting: 0, deadLettered: 2 });
  expect(rows()).toMatchObject([{ reason: 'TypeError' }, { reason: 'TypeError' }]);
  isFixed = true;
  expect(await write((tx) => retryDeadLettered(tx))).toBe(2);
  await expect.poll(() => inboxBacklog(db).waiting).toBe(0);
  expect(rows()).toMatchObject([{ handledAt: expect.any(Date) }, { handledAt: expect.any(Date) }]);
});
