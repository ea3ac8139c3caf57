/** The people of the CRM, as Slack itself tells who has their addresses. */
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../sandbox/src/index.ts';
import { connectCrm } from '../../src/crm/connection.ts';
import type { CrmOwner } from '../../src/crm/crm.ts';
import { findPeople } from '../../src/crm/find-people.ts';
import { listCrmPeople } from '../../src/crm/people.ts';
import { beginSync } from '../../src/crm/progress.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { slackClients } from '../../src/platform/slack/clients.ts';
import { DAY_MS, HOUR_MS } from '../../src/platform/time/units.ts';
import { logLines } from '../support/log-lines.ts';
import { memoryDatabase, tempDatabase } from '../support/temp-database.ts';

const owner = (id: string, email: string | null) => ({ id, name: `Owner ${id}`, email, isActive: true });
/** A Slack that knows Sam, or refuses. */
async function fakeSlack(refusal?: string) {
  const db = memoryDatabase();
  const write = createWriter(db);
  let now = new Date('2026-11-19T09:00:00Z');
  const connection = await write((tx) => {
    const added = connectCrm(tx, createKeys(':memory:'), { kind: 'hubspot', credentials: {}, by: 'ADA' }, now);
    beginSync(tx, added.id);
    return added;
  });
  const asked: string[] = [];
  const [logged, read]: unknown[][] = [[], []];
  const fault = (error: string) => Object.assign(new Error(error), { data: { error } });
  const lookupByEmail = async ({ email }: { email: string }) => {
    asked.push(email);
    if (refusal !== undefined) throw refusal === '' ? new Error('no network') : fault(refusal);
    if (email !== 'sam@acme.example') throw fault('users_not_found');
    return { user: { id: 'USAM' } };
  };
  const deps = { db, write, now: () => now, web: { users: { lookupByEmail } } as never };
  const log = { info: (details: unknown) => void logged?.push(details) } as never;
  return {
    ...{ asked, logged, read },
    later: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    async find(...people: CrmOwner[]) {
      asked.length = 0;
      await findPeople({ ...deps, log }, connection.id, async () => {
        read?.push('read');
        return people;
      });
      return asked.length;
    },
    users: () => listCrmPeople(db, connection.id).map(({ userId, askedAt }) => [userId, askedAt !== null]),
  };
}

const sam = owner('1', 'sam@acme.example');
const jane = owner('2', 'jane@elsewhere.example');

test('strangers are asked for once a day, and the people of the CRM are read once an hour', async () => {
  const { find, users, later, read } = await fakeSlack();
  expect(await find(sam, jane)).toBe(2);
  expect(users()).toEqual([
    ['USAM', true],
    [null, true],
  ]);
  later(HOUR_MS - 1);
  expect([await find(sam, jane), read?.length]).toEqual([0, 1]);
  later(1);
  expect([await find(sam, jane), read?.length]).toEqual([0, 2]);
  later(DAY_MS - HOUR_MS);
  expect(await find(sam, jane)).toBe(0);
  later(1);
  expect(await find(sam, jane)).toBe(1);
});

test('twenty people are asked for in one run', async () => {
  const { find } = await fakeSlack();
  const many = Array.from({ length: 25 }, (_, at) => owner(String(at), `p${at}@acme.example`));
  expect([await find(...many), await find(...many), await find(...many)]).toEqual([20, 5, 0]);
});

test.each([
  ['missing_scope', 'missing_scope'],
  ['', 'no_answer'],
])('a Slack that answers %j is asked once, and again after an hour', async (refusal, error) => {
  const { find, users, later, logged } = await fakeSlack(refusal);
  expect([await find(sam, jane), await find(sam, jane)]).toEqual([1, 0]);
  expect([users()[0], logged]).toEqual([[null, false], [{ error }]]);
  later(HOUR_MS);
  expect(await find(sam, jane)).toBe(1);
});

const owners = [owner('1', 'Sam@Acme.example'), owner('2', 'jane@elsewhere.example'), owner('3', null)];

async function setUp(scopes: string[]) {
  const sandbox = await startSandbox({
    manifest: { display_information: { name: 'Baton' }, oauth_config: { scopes: { bot: scopes } } },
    workspace: { people: { sam: { email: 'sam@acme.example' } }, channels: { sales: {} }, botIn: ['sales'] },
  });
  onTestFinished(() => sandbox.close());
  const lines = logLines();
  const { web } = slackClients({ token: sandbox.botToken, apiUrl: sandbox.apiUrl, timeoutMs: 10_000 }, lines.log);
  const { db, path } = tempDatabase();
  const write = createWriter(db);
  let now = new Date('2026-11-19T09:00:00Z');
  const { id } = await write((tx) => {
    const connection = connectCrm(tx, createKeys(path), { kind: 'hubspot', credentials: {}, by: 'ADA' }, now);
    beginSync(tx, connection.id);
    return connection;
  });
  return {
    ...{ sandbox, lines },
    later: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    find: () => findPeople({ db, write, web, now: () => now, log: lines.log }, id, async () => owners),
    users: () => Object.fromEntries(listCrmPeople(db, id).map(({ ownerId, userId }) => [ownerId, userId])),
    asked: () => sandbox.traffic.calls('users.lookupByEmail').length,
  };
}

test('with the scope, owners are found by email, and strangers are asked for once a day', async () => {
  const { sandbox, find, users, asked, later } = await setUp(['chat:write', 'users:read', 'users:read.email']);
  await find();
  expect(users()).toEqual({ 1: sandbox.ids.people.sam, 2: null, 3: null });
  expect(asked()).toBe(2);
  await find();
  expect(asked()).toBe(2);
  later(DAY_MS + 1);
  await find();
  expect(asked()).toBe(3);
});

test('without the scope, no one is found, the sync goes on, and one question an hour is enough', async () => {
  const { find, users, asked, later, lines } = await setUp(['chat:write', 'users:read']);
  await find();
  await find();
  expect(users()).toEqual({ 1: null, 2: null, 3: null });
  expect(asked()).toBe(1);
  later(HOUR_MS);
  await find();
  expect(asked()).toBe(2);
  expect(lines.lines('info')).toContainEqual(expect.objectContaining({ error: 'missing_scope' }));
});
