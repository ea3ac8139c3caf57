/** The directory in companies of many people, in simulated time: Slack's latency and its published rate limits. */
import { WebAPIHTTPError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import { expect, test } from 'vitest';
import { createDirectory } from '../../../src/platform/slack/directory.ts';
import type { Clock } from '../../../src/platform/slack/pages.ts';

const OURS = 'T1';
const id = (number: number) => `U${String(number).padStart(6, '0')}`;

/** Time that advances as soon as everything waits for it. */
function simulatedTime() {
  let nowMs = 0;
  const due: { at: number; wake: () => void }[] = [];
  const clock: Clock = {
    nowMs: () => nowMs,
    wait: (ms) => new Promise<void>((wake) => due.push({ at: nowMs + ms, wake })),
  };
  /** Lets promises settle between two moments. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  async function until<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const end = () => {
      isDone = true;
    };
    work.then(end, end);
    for (;;) {
      await settle();
      if (isDone) return work;
      due.sort((one, other) => one.at - other.at);
      const next = due.shift();
      if (!next) throw new Error('Nothing is left to wait for.');
      nowMs = Math.max(nowMs, next.at);
      next.wake();
    }
  }
  return { clock, until, pass: (ms: number) => until(clock.wait(ms)) };
}

/** Slack for a company of `size` people: each call takes `latencyMs`, and each method has its rate limit. */
function company({ size, latencyMs, strangers = [] }: { size: number; latencyMs: number; strangers?: number[] }) {
  const time = simulatedTime();
  const people = new Map(
    Array.from({ length: size }, (_, number) => {
      const isStranger = strangers.includes(number);
      return [
        id(number),
        { id: id(number), team_id: isStranger ? 'T2' : OURS, name: `n${number}`, is_admin: number === 7 },
      ];
    }),
  );
  const calls: Record<string, number> = {};
  const refused: Record<string, number> = {};
  const asked: Record<string, unknown>[] = [];
  const faults = { downFromMs: Number.POSITIVE_INFINITY, downUntilMs: 0, isLimited: false };
  const tokens = new Map<string, { left: number; atMs: number }>();
  async function call<T>(method: string, perMinute: number, answer: () => T): Promise<T> {
    const nowMs = time.clock.nowMs();
    const bucket = tokens.get(method) ?? { left: perMinute, atMs: nowMs };
    bucket.left = Math.min(perMinute, bucket.left + ((nowMs - bucket.atMs) * perMinute) / 60_000);
    bucket.atMs = nowMs;
    tokens.set(method, bucket);
    await time.clock.wait(latencyMs);
    if (nowMs >= faults.downFromMs && nowMs < faults.downUntilMs) {
      throw new WebAPIHTTPError(500, 'Internal Server Error', {});
    }
    if (bucket.left < 1 || (faults.isLimited && method === 'users.info')) {
      refused[method] = (refused[method] ?? 0) + 1;
      throw new WebAPIRateLimitedError(10);
    }
    bucket.left -= 1;
    calls[method] = (calls[method] ?? 0) + 1;
    return answer();
  }
  const page = (all: unknown[], { limit, cursor }: { limit: number; cursor?: string }) => {
    const from = Number(cursor ?? 0);
    const next = from + limit < all.length ? String(from + limit) : '';
    return { items: all.slice(from, from + limit), response_metadata: { next_cursor: next } };
  };
  const web = {
    users: {
      info: ({ user }: { user: string }) =>
        call('users.info', 100, () => ({ user: people.get(user) ?? { id: user, team_id: OURS } })),
      list: (args: { limit: number; cursor?: string }) => {
        asked.push(args);
        return call('users.list', 20, () => {
          const { items, ...more } = page([...people.values()], args);
          return { members: items, ...more };
        });
      },
    },
  } as unknown as WebClient;
  return {
    ...time,
    calls,
    refused,
    asked,
    faults,
    people,
    directory: createDirectory(web, { organisationId: null, workspaceIds: [OURS] }, time.clock),
  };
}

const ids = (count: number) => Array.from({ length: count }, (_, number) => id(number * 3));

test('a team of 23 is read by id, in any company', async () => {
  const { directory, until, calls, clock } = company({ size: 600, latencyMs: 350 });
  expect(await until(directory.people(ids(23)))).toHaveLength(23);
  expect(calls).toEqual({ 'users.info': 23 });
  expect(clock.nowMs()).toBeLessThan(3_000);
});

test('a listing that meets a rate limit continues at its cursor, and is read once', async () => {
  const { directory, until, pass, calls, refused, asked } = company({ size: 20_000, latencyMs: 400 });
  // Others use the method too.
  for (let count = 0; count < 12; count += 1) await until(directory.admins()).catch(() => {});
  const first = until(directory.people(ids(300)));
  await first.catch(() => {});
  await pass(120_000);
  expect(await until(directory.people(ids(300)))).toHaveLength(300);
  expect(calls['users.list']).toBe(20);
  expect(calls['users.info']).toBeUndefined();
  expect(new Set(asked.map(({ cursor }) => cursor)).size).toBe(20);
  expect(asked.length).toBe(20 + (refused['users.list'] ?? 0));
});

test('a listing survives an outage of ten minutes at its cursor, and meanwhile holds no one up', async () => {
  const { directory, until, pass, asked, faults, clock } = company({ size: 6_000, latencyMs: 400 });
  faults.downFromMs = 900;
  faults.downUntilMs = 600_000;
  await expect(until(directory.admins())).rejects.toThrow('could not check with Slack');
  expect(clock.nowMs()).toBeLessThan(10_000);
  await expect(until(directory.admins())).rejects.toThrow('could not check with Slack');
  await pass(700_000);
  expect((await until(directory.admins())).map((one) => one.id)).toEqual([id(7)]);
  expect(asked.filter(({ cursor }) => cursor === undefined)).toHaveLength(1);
  expect(asked.filter(({ cursor }) => cursor === '2000').length).toBeLessThan(25);
});

test('status changes all day cause no listing, and change one person each', async () => {
  const { directory, until, pass, calls, people } = company({ size: 6_000, latencyMs: 400 });
  await until(directory.admins());
  expect(calls['users.list']).toBe(6);
  for (let minute = 0; minute < 50; minute += 1) {
    const number = minute * 100;
    const one = { ...people.get(id(number)), id: id(number), profile: { status_emoji: ':palm_tree:' } };
    directory.noteChange(one);
    await pass(60_000);
    expect((await until(directory.admins())).map(({ name }) => name)).toEqual(['n7']);
  }
  expect(calls['users.list']).toBe(6);
  const many = await until(directory.people(Array.from({ length: 200 }, (_, number) => id(number))));
  expect(many.filter(({ statusEmoji }) => statusEmoji === 'palm_tree').map(({ id: userId }) => userId)).toEqual([
    id(0),
    id(100),
  ]);
  expect(calls['users.info']).toBeUndefined();
});

test('during a rate limit permissions are denied at once, and the late answer is kept', async () => {
  const { directory, until, pass, calls, faults } = company({ size: 600, latencyMs: 100 });
  // Earlier than Slack says in its documentation.
  faults.isLimited = true;
  const started = Array.from({ length: 30 }, (_, number) => directory.person(id(200 + number)).catch((error) => error));
  const answers = await until(Promise.all(started));
  expect(answers.every((one) => one instanceof Error)).toBe(true);
  faults.isLimited = false;
  await pass(20_000);
  const before = calls['users.info'];
  await until(Promise.all(Array.from({ length: 30 }, (_, number) => directory.person(id(200 + number)))));
  expect(calls['users.info']).toBe(before);
});

test('when more people act than Slack can be asked for, the list of everyone answers, with the changes since', async () => {
  const { directory, until, pass, calls, refused, people } = company({ size: 3_000, latencyMs: 100 });
  const acting = Array.from({ length: 400 }, (_, number) => id(number));
  const act = () => until(Promise.all(acting.map((userId) => directory.person(userId))));
  expect((await act()).every(({ isMember }) => isMember)).toBe(true);
  directory.noteChange({ ...people.get(id(399)), id: id(399), is_restricted: true });
  for (let minute = 0; minute < 5; minute += 1) {
    await pass(60_000);
    expect((await act()).filter(({ isMember }) => !isMember).map((one) => one.id)).toEqual([id(399)]);
  }
  expect(refused).toEqual({});
  expect(calls['users.list']).toBe(3);
});

test('many small teams at once are read from one list, and no one waits for the turn of each', async () => {
  const { directory, until, calls, clock } = company({ size: 600, latencyMs: 350 });
  const team = (number: number) => Array.from({ length: 8 }, (_, member) => id(number * 8 + member));
  const teams = Array.from({ length: 20 }, (_, number) => directory.people(team(number)));
  expect((await until(Promise.all(teams))).flat()).toHaveLength(160);
  expect(calls['users.list']).toBe(1);
  expect(calls['users.info']).toBeLessThanOrEqual(40);
  expect(clock.nowMs()).toBeLessThan(5_000);
});

test('a list of hours ago does not answer for a few people', async () => {
  const { directory, until, pass, calls, people } = company({ size: 600, latencyMs: 350 });
  await until(directory.admins());
  people.set(id(1), { ...people.get(id(1)), is_restricted: true } as never);
  await pass(3 * 60 * 60_000);
  const [one] = await until(directory.people([id(1), id(2)]));
  expect(one?.standing).toBe('a guest');
  expect(calls).toEqual({ 'users.list': 1, 'users.info': 2 });
});

test('reads of many people leave a part of what Slack can be asked for to people who act', async () => {
  const { directory, until, pass, refused, clock } = company({ size: 60_000, latencyMs: 100 });
  const read = directory.people(ids(99));
  await pass(3_000);
  const acted = Array.from({ length: 40 }, (_, number) => directory.person(id(50_000 + number)));
  await until(Promise.all(acted));
  expect(clock.nowMs()).toBeLessThan(5_000);
  expect(await until(read)).toHaveLength(99);
  expect(refused).toEqual({});
});

test('an answer is fresh from its arrival, not from its request', async () => {
  const { directory, until, pass, calls } = company({ size: 600, latencyMs: 50_000 });
  await until(directory.person(id(1)));
  await pass(50_000);
  await until(directory.person(id(1)));
  expect(calls['users.info']).toBe(1);
  await pass(10_001);
  await until(directory.person(id(1)));
  await pass(50_000);
  expect(calls['users.info']).toBe(2);
});

test('an act does not wait for what Slack said a few minutes ago, which is asked for again meanwhile', async () => {
  const { directory, until, pass, people } = company({ size: 600, latencyMs: 400 });
  await until(directory.person(id(1)));
  people.set(id(1), { ...people.get(id(1)), is_restricted: true } as never);
  await pass(2 * 60_000);
  const standing = async () => (await directory.person(id(1))).standing;
  expect(await standing()).toBe('member');
  await pass(1_000);
  expect(await standing()).toBe('a guest');
  // Older than five minutes, it is of no use.
  people.set(id(1), { ...people.get(id(1)), is_restricted: false } as never);
  await pass(6 * 60_000);
  expect(await until(standing())).toBe('member');
});

test('nor for what the list of everyone said a few minutes ago', async () => {
  const { directory, until, pass, people, calls } = company({ size: 600, latencyMs: 400 });
  await until(directory.admins());
  people.set(id(1), { ...people.get(id(1)), is_restricted: true } as never);
  const standing = async () => (await directory.person(id(1))).standing;
  expect(await standing()).toBe('member');
  await pass(1_000);
  expect(await standing()).toBe('a guest');
  expect(calls['users.info']).toBe(1);
  await pass(6 * 60_000);
  expect(await until(directory.person(id(2)))).toMatchObject({ standing: 'member' });
  expect(calls['users.info']).toBe(2);
});

test('an answer that is under way when the person changes is not kept', async () => {
  const { directory, until, pass, calls, people } = company({ size: 600, latencyMs: 400 });
  const early = directory.person(id(1));
  directory.noteChange({ ...people.get(id(1)), id: id(1), is_restricted: true });
  people.set(id(1), { ...people.get(id(1)), is_restricted: true } as never);
  await until(early);
  expect((await until(directory.person(id(1)))).standing).toBe('a guest');
  await pass(1_000);
  expect(calls['users.info']).toBe(2);
});

test('a large team in a small company is listed, and people on no page are read by id', async () => {
  const { directory, until, calls } = company({ size: 600, latencyMs: 400, strangers: [3] });
  await until(directory.admins());
  const found = await until(directory.people(ids(180)));
  expect(found.find(({ id: userId }) => userId === id(3))?.standing).toBe('from another workspace');
  expect(calls).toEqual({ 'users.list': 1 });
  await until(directory.people([...ids(180), 'U_NEW']));
  expect(calls).toEqual({ 'users.list': 1, 'users.info': 1 });
});

test.each([
  ['no person', undefined],
  ['a person of wrong parts', { id: 'U_ODD', deleted: 'yes', profile: 'Ana' }],
])('an answer with %s gives no rights', async (_, user) => {
  const web = { users: { info: async () => ({ ok: true, user }), list: async () => ({ members: [user] }) } };
  const { clock } = simulatedTime();
  const directory = createDirectory(web as unknown as WebClient, { organisationId: null, workspaceIds: [OURS] }, clock);
  await expect(directory.person('U_ODD')).rejects.toThrow('could not check');
  expect(await directory.admins()).toEqual([]);
});
