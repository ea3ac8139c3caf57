/** Events on their way to a real receiver that fails in every way. */
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { createLog } from '../../../src/platform/log.ts';
import { rangesOf } from '../../../src/platform/webhooks/addresses.ts';
import { createDeliverer } from '../../../src/platform/webhooks/deliver.ts';
import { pruneWebhooks } from '../../../src/platform/webhooks/deliveries.ts';
import { emit } from '../../../src/platform/webhooks/emit.ts';
import {
  addEndpoint,
  backlogOf,
  type Choice,
  endpointById,
  removeEndpoint,
  rotateSecret,
  turnOn,
} from '../../../src/platform/webhooks/endpoints.ts';
import { replay, troubledHosts, troubledPage } from '../../../src/platform/webhooks/failed.ts';
import { forgetWaiting } from '../../../src/platform/webhooks/forget.ts';
import { createWebhookSender, type SendWebhook, WebhookFailed } from '../../../src/platform/webhooks/send.ts';
import { webhookEvents } from '../../../src/platform/webhooks/table.ts';
import { memoryDatabase } from '../../support/temp-database.ts';
import { webhookReceiver } from '../../support/webhook-receiver.ts';

const HOUR_MS = 3_600_000;
const ALL: Choice = { events: null, teamIds: null, payload: 'full' };

async function setUp(send?: SendWebhook) {
  const db = memoryDatabase();
  const write = createWriter(db);
  const keys = createKeys(':memory:');
  // The library that verifies asks the machine's clock.
  let at = new Date();
  const allowed = rangesOf(['127.0.0.1']);
  const log = createLog('debug', { write: () => {} });
  const start = (sending: SendWebhook = send ?? createWebhookSender({ allowed })) =>
    createDeliverer({ db, write, keys, now: () => at, log }, { send: sending, allowed });
  let deliverer = start();
  return {
    db,
    keys,
    write,
    now: () => at,
    later: (ms: number) => {
      at = new Date(at.getTime() + ms);
    },
    restart: (other?: SendWebhook) => {
      deliverer = start(other);
    },
    deliverer: () => deliverer,
    add: (url: string, choice: Partial<Choice> = {}) =>
      write((tx) => addEndpoint(tx, keys, { ...ALL, ...choice, url, by: 'UADA' }, at)),
    emit: (leadId: number, type = 'lead.accepted', teamId = 1) =>
      write((tx) =>
        emit(
          tx,
          {
            type,
            teamId,
            subject: `lead:${leadId}`,
            thin: { lead: { id: leadId } },
            full: () => ({ lead: { id: leadId, name: 'Jane Doe' } }),
          },
          at,
        ),
      ),
    run: async () => {
      deliverer.sendDue();
      await deliverer.idle();
    },
  };
}

const failing = (status: number) => async () => {
  throw new WebhookFailed(`http_${status}`, 0, { status });
};

test('an event arrives once, signed, and nothing of it stays', async () => {
  const app = await setUp();
  const { got, url } = await webhookReceiver();
  const { id, secret } = await app.add(url);
  await app.emit(12);
  await app.run();
  await app.run();
  expect(got).toHaveLength(1);
  expect(new Webhook(secret).verify(got[0]?.body ?? '', got[0]?.headers ?? {})).toMatchObject({
    type: 'lead.accepted',
    timestamp: app.now().toISOString(),
    data: { sequence: expect.any(Number), lead: { id: 12, name: 'Jane Doe' } },
  });
  expect(() => new Webhook(secret).verify(`${got[0]?.body} `, got[0]?.headers ?? {})).toThrow();
  expect(app.db.select().from(webhookEvents).all()).toEqual([]);
  expect(endpointById(app.db, id)).toMatchObject({ deliveries: 1, deliveredAt: app.now() });
});

test('each endpoint gets the events and teams that it asked for, thin or full, under one id', async () => {
  const app = await setUp();
  const [all, some] = [await webhookReceiver(), await webhookReceiver()];
  await app.add(all.url);
  await app.add(some.url, { events: ['lead.won'], teamIds: [2], payload: 'thin' });
  for (const [type, team] of [
    ['lead.won', 2],
    ['lead.won', 1],
    ['lead.lost', 2],
  ] as const) {
    await app.emit(1, type, team);
  }
  await app.run();
  expect(all.got.map(({ event }) => event.type)).toEqual(['lead.won', 'lead.won', 'lead.lost']);
  expect(some.got.map(({ event }) => event.data)).toEqual([{ sequence: expect.any(Number), lead: { id: 1 } }]);
  expect(some.got[0]?.headers['webhook-id']).toBe(all.got[0]?.headers['webhook-id']);
  expect(new Set(all.got.map(({ headers }) => headers['webhook-id'])).size).toBe(3);
  const sequences = all.got.map(({ event }) => Number(event.data.sequence));
  expect(sequences).toEqual([...new Set(sequences)].sort((one, other) => one - other));
});

test('without an endpoint that listens, nothing is stored, and no lead is read', async () => {
  const app = await setUp();
  const { url } = await webhookReceiver();
  await app.add(url, { events: ['lead.won'] });
  const full = () => {
    throw new Error('read');
  };
  await app.write((tx) => emit(tx, { type: 'lead.lost', teamId: 1, subject: 'lead:1', thin: {}, full }, app.now()));
  expect(app.db.select().from(webhookEvents).all()).toEqual([]);
});

test('a try that failed is made again with the same id, after a restart too', async () => {
  const app = await setUp();
  const { got, answers, url } = await webhookReceiver();
  answers.push({ status: 500, body: 'broken <here>\u0000' });
  const { id } = await app.add(url);
  await app.emit(12);
  await app.run();
  expect(troubledPage(app.db, id, { limit: 9, offset: 0 }).rows[0]?.delivery).toMatchObject({
    reason: 'http_500',
    answer: 'broken <here>',
    attempts: 1,
  });
  await app.run();
  expect(got).toHaveLength(1);
  app.restart();
  app.later(6_000);
  await app.run();
  expect(got).toHaveLength(2);
  expect(got[1]?.headers['webhook-id']).toBe(got[0]?.headers['webhook-id']);
  expect(got[1]?.body).toBe(got[0]?.body);
  expect(backlogOf(app.db, id)).toEqual({ waiting: 0, failed: 0 });
});

test('ten tries take some three days; then the event is kept, told, and sent again with its id when an admin asks', async () => {
  const tries: { at: number; id: string }[] = [];
  const app = await setUp(async (_, message, now) => {
    tries.push({ at: now.getTime(), id: message.id });
    await failing(503)();
  });
  const { id } = await app.add('https://crm.example/in');
  await app.emit(12);
  for (let step = 0; step < 24 * 5 * 4; step += 1) {
    await app.run();
    app.later(HOUR_MS / 4);
  }
  expect(tries).toHaveLength(10);
  expect(new Set(tries.map((one) => one.id)).size).toBe(1);
  const tookMs = (tries.at(-1)?.at ?? 0) - (tries[0]?.at ?? 0);
  expect(tookMs).toBeGreaterThan(60 * HOUR_MS);
  expect(tookMs).toBeLessThan(90 * HOUR_MS);
  expect(backlogOf(app.db, id)).toEqual({ waiting: 0, failed: 1 });
  expect(troubledHosts(app.db)).toEqual([{ host: 'crm.example', isOff: false }]);

  const replayed = await app.write((tx) =>
    replay(tx, { id, by: 'UADA', which: { from: new Date(0), until: app.now() } }, app.now()),
  );
  expect(replayed).toBe(1);
  const sent: string[] = [];
  app.restart(async (_, message) => void sent.push(message.id));
  await app.run();
  expect(sent).toEqual([tries[0]?.id]);
  expect(troubledHosts(app.db)).toEqual([]);
});

test('a replay by time takes only what failed in it, and one by one only that event', async () => {
  const app = await setUp(failing(410));
  const { id } = await app.add('https://crm.example/in');
  const from = app.now();
  await app.emit(1);
  app.later(HOUR_MS);
  await app.emit(2);
  await app.run();
  expect(backlogOf(app.db, id)).toEqual({ waiting: 0, failed: 2 });
  await app.write((tx) => turnOn(tx, { id, by: 'UADA' }, app.now()));
  const between = { from, until: new Date(from.getTime() + 1_000) };
  expect(await app.write((tx) => replay(tx, { id, by: 'UADA', which: between }, app.now()))).toBe(1);
  const after = { from: new Date(app.now().getTime() + 1), until: new Date(app.now().getTime() + HOUR_MS) };
  expect(await app.write((tx) => replay(tx, { id, by: 'UADA', which: after }, app.now()))).toBe(0);
  const [left] = troubledPage(app.db, id, { limit: 9, offset: 0 }).rows;
  expect(left?.event.subject).toBe('lead:2');
  const which = { sequence: left?.event.sequence ?? 0 };
  expect(await app.write((tx) => replay(tx, { id, by: 'UADA', which }, app.now()))).toBe(1);
  expect(await app.write((tx) => replay(tx, { id, by: 'UADA', which }, app.now()))).toBe(0);
});

test('Retry-After holds back everything for that receiver, and nothing for another', async () => {
  const app = await setUp();
  const [slow, other] = [await webhookReceiver(), await webhookReceiver()];
  slow.answers.push({ status: 429, headers: { 'retry-after': '3600' } });
  await app.add(slow.url);
  await app.add(other.url);
  await app.emit(1);
  await app.run();
  await app.emit(2);
  app.later(HOUR_MS - 1_000);
  await app.run();
  expect([slow.got.length, other.got.length]).toEqual([1, 2]);
  app.later(2_000);
  await app.run();
  expect(slow.got).toHaveLength(3);
});

test('410 turns the webhook off, and what waits can be sent when it is on again', async () => {
  const app = await setUp();
  const { got, answers, url } = await webhookReceiver();
  answers.push({ status: 410 });
  const { id } = await app.add(url);
  for (const lead of [1, 1, 1]) await app.emit(lead);
  await app.run();
  await app.emit(2);
  await app.run();
  expect(got).toHaveLength(1);
  expect(endpointById(app.db, id)).toMatchObject({ offWhy: 'gone' });
  expect(backlogOf(app.db, id)).toEqual({ waiting: 0, failed: 3 });
  expect(troubledHosts(app.db)).toEqual([{ host: expect.any(String), isOff: true }]);
  await app.write((tx) => turnOn(tx, { id, by: 'UADA' }, app.now()));
  await app.write((tx) => replay(tx, { id, by: 'UADA', which: { from: new Date(0), until: app.now() } }, app.now()));
  await app.run();
  expect(got).toHaveLength(4);
});

test('a redirect fails, and is not followed', async () => {
  const app = await setUp();
  const [first, second] = [await webhookReceiver(), await webhookReceiver()];
  first.answers.push({ status: 307, headers: { location: second.url } });
  const { id } = await app.add(first.url);
  await app.emit(1);
  await app.run();
  expect(second.got).toEqual([]);
  expect(troubledPage(app.db, id, { limit: 1, offset: 0 }).rows[0]?.delivery.reason).toBe('http_307');
});

test('a name that moves to a private address is refused at the next connection', async () => {
  const where = ['93.184.216.34', '169.254.169.254'];
  const asked: string[] = [];
  const lookup = ((_: string, __: object, done: (error: Error | null, found: object[]) => void) => {
    const address = where.shift() ?? '169.254.169.254';
    asked.push(address);
    // The public address answers nothing in this test.
    if (address.startsWith('93.')) done(Object.assign(new Error('off'), { code: 'ENETUNREACH' }), []);
    else done(null, [{ address, family: 4 }]);
  }) as never;
  const app = await setUp(createWebhookSender({ allowed: rangesOf([]), lookup }));
  const { id } = await app.add('https://rebind.example/in');
  const reason = () => troubledPage(app.db, id, { limit: 1, offset: 0 }).rows[0]?.delivery.reason;
  await app.emit(1);
  await app.run();
  expect(reason()).toBe('ENETUNREACH');
  app.later(6_000);
  await app.run();
  expect(asked).toHaveLength(2);
  expect(reason()).toContain('forbidden_address');
});

test('an event waits for an earlier one of the same lead, and overtakes it after three failures', async () => {
  const sent: string[] = [];
  let broken = true;
  const app = await setUp(async (_, { body }) => {
    const { type } = JSON.parse(body);
    if (type === 'lead.accepted' && broken) throw new WebhookFailed('http_500');
    sent.push(type);
  });
  await app.add('https://crm.example/in');
  for (const type of ['lead.accepted', 'lead.qualified', 'lead.won']) await app.emit(1, type);
  await app.emit(2, 'lead.lost');
  await app.run();
  expect(sent).toEqual(['lead.lost']);
  app.later(10_000);
  await app.run();
  expect(sent).toEqual(['lead.lost']);
  app.later(HOUR_MS / 6);
  await app.run();
  await app.run();
  expect(sent).toEqual(['lead.lost', 'lead.qualified', 'lead.won']);
  broken = false;
  app.later(HOUR_MS);
  await app.run();
  expect(sent).toEqual(['lead.lost', 'lead.qualified', 'lead.won', 'lead.accepted']);
});

test('two secrets sign while one is rotated, and the former one no longer after two days', async () => {
  const app = await setUp();
  const { got, url } = await webhookReceiver();
  const { id, secret: former } = await app.add(url);
  const secret = await app.write((tx) => rotateSecret(tx, app.keys, { id, by: 'UADA' }, app.now()));
  await app.emit(1);
  await app.run();
  for (const one of [former, secret])
    expect(() => new Webhook(one).verify(got[0]?.body ?? '', got[0]?.headers ?? {})).not.toThrow();
  app.later(49 * HOUR_MS);
  await app.emit(1);
  await app.run();
  expect(got[1]?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
});

test('a waiting event of an erased lead goes with its ids alone, and no answer that repeats it stays', async () => {
  const app = await setUp();
  const { got, answers, url } = await webhookReceiver();
  answers.push({ status: 500, body: 'no: Jane Doe' });
  const { id } = await app.add(url);
  await app.emit(12);
  await app.run();
  await app.write((tx) => forgetWaiting(tx, 'lead:12'));
  expect(
    JSON.stringify(app.db.$client.prepare('select * from webhook_events, webhook_deliveries').all()),
  ).not.toContain('Jane');
  app.later(10_000);
  await app.run();
  expect(got[1]?.event.data).toEqual({ sequence: expect.any(Number), lead: { id: 12 } });
  expect(backlogOf(app.db, id).waiting).toBe(0);
});

test('on a machine without its key, a webhook is turned off and says so', async () => {
  const app = await setUp();
  const { id } = await app.add('https://crm.example/in');
  await app.emit(1);
  app.keys.destroy('webhooks');
  await app.run();
  expect(endpointById(app.db, id)).toMatchObject({ offWhy: 'unreadable' });
  expect((await app.deliverer().test(id))?.message).toBe('unreadable');
});

test('no address and no secret is readable in the database', async () => {
  const app = await setUp();
  const { secret } = await app.add('https://crm.example/in?token=hunter2');
  const bytes = app.db.$client.serialize().toString('latin1');
  expect(bytes).toContain('crm.example');
  expect(bytes).not.toContain('hunter2');
  expect(bytes).not.toContain(secret.slice(6));
});

test('failed events go after 30 days, and all of them with their webhook', async () => {
  const app = await setUp(failing(410));
  const { id } = await app.add('https://crm.example/in');
  await app.emit(1);
  await app.run();
  await app.write((tx) => pruneWebhooks(tx, new Date(app.now().getTime() + 29 * 24 * HOUR_MS)));
  expect(backlogOf(app.db, id).failed).toBe(1);
  await app.write((tx) => pruneWebhooks(tx, new Date(app.now().getTime() + 31 * 24 * HOUR_MS)));
  expect(app.db.select().from(webhookEvents).all()).toEqual([]);
  await app.write((tx) => turnOn(tx, { id, by: 'UADA' }, app.now()));
  await app.emit(1);
  await app.write((tx) => removeEndpoint(tx, { id, by: 'UADA' }, app.now()));
  expect(app.db.select().from(webhookEvents).all()).toEqual([]);
});

test('a stop ends with the delivery that is under way', async () => {
  let answer = () => {};
  const sent: string[] = [];
  const app = await setUp(async (_, { id }) => {
    sent.push(id);
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
  });
  await app.add('https://crm.example/in');
  await app.emit(1);
  await app.emit(1);
  app.deliverer().sendDue();
  await expect.poll(() => sent).toHaveLength(1);
  const stopped = app.deliverer().stop();
  answer();
  await stopped;
  expect(sent).toHaveLength(1);
  expect(app.db.select().from(webhookEvents).all()).toHaveLength(1);
});
