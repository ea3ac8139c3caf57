import { expect, test } from 'vitest';
import { createDoor } from '../../../src/http/door/server.ts';
import { rotateKey, setMapping, switchSource } from '../../../src/intake/acts/sources.ts';
import { keptOf } from '../../../src/intake/queries.ts';
import { intakeSources } from '../../../src/intake/table.ts';
import { cardKey } from '../../../src/leads/card-place.ts';
import { sellers } from '../../../src/leads/routing/table.ts';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import { savePosted } from '../../../src/platform/outbox/posted-messages.ts';
import { DAY_MS } from '../../../src/platform/time/units.ts';
import { ADMIN } from '../../intake/world.ts';
import { salesTeam } from '../../leads/world.ts';
import { logLines } from '../../support/log-lines.ts';
import { ANA, door, NOW } from './world.ts';

test('a lead is in the database when the answer comes, which names it, its seller and its card', async () => {
  const { post, leads, write, db } = await door();
  db.update(sellers).set({ name: 'Sam Seller' }).run();
  expect(await post(ANA)).toMatchObject({
    status: 201,
    said: { status: 'created', lead: 1, seller: { id: 'A', name: 'Sam Seller' } },
  });
  expect(leads()).toMatchObject([{ ...ANA, source: 'Contact form', handedOffBy: 'UMIA' }]);
  await write((tx) => savePosted(tx, cardKey(1), { channel: 'C1', ts: '1780304400.000100' }));
  expect((await post(ANA)).said).toMatchObject({
    status: 'repeated',
    lead: 1,
    link: 'https://northwind.slack.com/archives/C1/p1780304400000100',
  });
});

test('no port is open before the first source, and one opens after the commit that makes it', async () => {
  const { db, write } = await salesTeam();
  const deps = {
    db,
    write,
    keys: createKeys(':memory:'),
    log: logLines().log,
    now: () => NOW,
    workspaceUrl: 'https://n.slack.com/',
  };
  const closed = createDoor(deps, { host: '127.0.0.1', port: 0 });
  await closed.look();
  expect(closed.port()).toBeUndefined();
  await closed.stop();
  const opened = await door();
  expect(opened.door.port()).toBeGreaterThan(0);
});

test('a port that is taken is told by look alone', async () => {
  const { port, db, write, keys } = await door();
  const deps = { db, write, keys, log: logLines().log, now: () => NOW, workspaceUrl: 'https://n.slack.com/' };
  const second = createDoor(deps, { host: '127.0.0.1', port });
  await expect(second.look()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  second.wake();
  expect(second.port()).toBeUndefined();
});

test('the same body is the same lead for a day, and after that news of the lead', async () => {
  const { post, leads, clock } = await door();
  expect((await post(ANA)).status).toBe(201);
  clock.now = new Date(NOW.getTime() + DAY_MS - 1);
  expect(await post(ANA)).toMatchObject({ status: 200, said: { status: 'repeated', lead: 1 } });
  clock.now = new Date(NOW.getTime() + DAY_MS + 1);
  expect(await post(ANA)).toMatchObject({ status: 200, said: { status: 'added', lead: 1 } });
  expect(leads()).toHaveLength(1);
});

test.each(['idempotency-key', 'webhook-id', 'x-github-delivery'])(
  '%s makes two bodies two leads, or a conflict',
  async (header) => {
    const { post, leads } = await door();
    expect((await post(ANA, { [header]: 'one' })).status).toBe(201);
    expect((await post(ANA, { [header]: 'one' })).said).toMatchObject({ status: 'repeated', lead: 1 });
    const conflict = await post({ ...ANA, need: 'Another' }, { [header]: 'one' });
    expect([conflict.status, conflict.said]).toEqual([
      409,
      { status: 409, title: 'Conflict', detail: 'Another body came with this key.' },
    ]);
    expect((await post({ email: 'b@c.example' }, { [header]: 'two' })).said).toMatchObject({ lead: 2 });
    expect(leads()).toHaveLength(2);
  },
);

test('a hundred copies at once are one lead', async () => {
  const { post, leads } = await door();
  const answers = await Promise.all(Array.from({ length: 100 }, () => post(ANA)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(99).fill(200), 201]);
  expect(new Set(answers.map(({ said }) => said.lead))).toEqual(new Set([1]));
  expect(leads()).toHaveLength(1);
});

test('a body that cannot be read is kept once, and a repetition is taken in after the mapping was mended', async () => {
  const { post, leads, db, write, source, clock } = await door();
  await write((tx) => setMapping(tx, source.id, { fields: { email: { places: [{ path: ['mail'] }] } } }, ADMIN, NOW));
  const sent = { 'e-mail': ANA.email };
  const first = await post(sent);
  expect([first.status, first.said]).toEqual([
    202,
    { status: 'kept', reasons: [expect.any(String), expect.any(String)] },
  ]);
  expect((await post(sent)).status).toBe(202);
  expect(keptOf(db, source.id, NOW)).toMatchObject([{ kind: 'unread', body: sent }]);
  clock.now = new Date(NOW.getTime() + DAY_MS / 2);
  await write((tx) => setMapping(tx, source.id, { fields: { email: { places: [{ path: ['e-mail'] }] } } }, ADMIN, NOW));
  expect(await post(sent)).toMatchObject({ status: 201, said: { status: 'created', lead: 1 } });
  expect([keptOf(db, source.id, NOW), leads().length]).toEqual([[], 1]);
  expect((await post(sent)).said).toMatchObject({ status: 'repeated', lead: 1 });
});

test('a source without a mapping keeps an example, for the screen that asks for one', async () => {
  const { post, db, source } = await door();
  expect((await post({ 'Your email': ANA.email })).said).toEqual({
    status: 'kept',
    reasons: ['“Your email” is not mapped yet.'],
  });
  expect(keptOf(db, source.id, NOW)).toMatchObject([{ kind: 'example', body: { 'Your email': ANA.email } }]);
});

test('a body that is no lead by its mapping is answered and not kept', async () => {
  const { post, leads, db, write, source } = await door();
  const mapping = {
    fields: { email: { places: [{ path: ['email'] }] } },
    ignored: [{ path: ['event'], is: ['invitee.canceled'], reason: 'A meeting was cancelled.' }],
  };
  await write((tx) => setMapping(tx, source.id, mapping, ADMIN, NOW));
  const cancelled = { event: 'invitee.canceled', email: ANA.email };
  expect(await post(cancelled)).toMatchObject({
    status: 200,
    said: { status: 'ignored', reason: 'A meeting was cancelled.' },
  });
  expect((await post(cancelled)).said).toMatchObject({ status: 'ignored' });
  expect([leads(), keptOf(db, source.id, NOW)]).toEqual([[], []]);
});

test('a dry run shows the lead of a body, and stores nothing', async () => {
  const { post, leads, db, source } = await door();
  expect((await post(ANA, {}, '?dry_run=true')).said).toMatchObject({ status: 'dry_run', lead: ANA });
  expect((await post({ x: 1 }, {}, '?dry_run=true')).said).toEqual({
    status: 'dry_run',
    reasons: ['“x” is not mapped yet.'],
  });
  expect([leads(), keptOf(db, source.id, NOW)]).toEqual([[], []]);
});

test('a source that is off or unknown takes nothing, and the sender is asked to try again', async () => {
  const { post, leads, write, source, url } = await door();
  await write((tx) => switchSource(tx, source.id, false, ADMIN, NOW));
  const off = await post(ANA);
  expect([off.status, off.headers.get('retry-after')]).toEqual([503, '300']);
  const stranger = await post(ANA, { authorization: 'Bearer no' });
  expect(stranger.status).toBe(401);
  expect((await fetch(url.replace('contact', 'other'), { method: 'POST' })).status).toBe(404);
  expect(leads()).toEqual([]);
});

test('more requests than a source may send in a minute are refused until some of it has passed', async () => {
  const { post, db } = await door();
  db.update(intakeSources).set({ perMinute: 2 }).run();
  expect([(await post(ANA)).status, (await post(ANA)).status]).toEqual([201, 200]);
  const third = await post(ANA);
  expect(third.status).toBe(429);
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await post(ANA, { authorization: 'Bearer no' })).status).toBe(401);
});

test('both keys of a rotation are taken, in any spelling of Bearer, and no key is in an answer or the log', async () => {
  const { post, write, keys, source, key, logText } = await door();
  const { key: second } = await write((tx) => rotateKey(tx, keys, source.id, ADMIN, NOW));
  for (const one of [`Bearer ${key}`, `bearer   ${second}`]) {
    expect((await post(ANA, { authorization: one })).status).toBeLessThan(300);
  }
  for (const wrong of ['', key, `Basic ${key}`, `Bearer ${key} ${key}`, `Bearer ${key}x`, 'Bearer']) {
    const refused = await post(ANA, { authorization: wrong });
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(JSON.stringify(refused.said)).not.toContain(key);
  }
  expect(logText()).not.toContain(key);
  expect(logText()).not.toContain('ana@');
});
