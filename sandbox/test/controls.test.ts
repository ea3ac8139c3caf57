import { afterEach, expect, test } from 'vitest';
import type { SandboxOptions } from '../src/index.ts';
import type { ActResult, TrafficDetail, TrafficEntry } from '../src/protocol.ts';
import type { Running } from './support/bolt.ts';
import { socketApp } from './support/bolt.ts';
import { call } from './support/call.ts';
import type { LivePage } from './support/live-page.ts';
import { openLivePage } from './support/live-page.ts';
import { notesApp } from './support/notes-app.ts';

const HOUR_MS = 3_600_000;

let running: Running | undefined;
let page: LivePage;
const begin = async (more: Partial<SandboxOptions> = {}) => {
  running = await socketApp(notesApp, more);
  page = await openLivePage(running.sandbox, 'mia');
  return running.sandbox;
};
afterEach(async () => {
  page.close();
  await running?.stop();
});

const traffic = (result: ActResult): TrafficEntry[] => (result.ok ? (result.traffic ?? []) : []);
const detail = (result: ActResult): TrafficDetail | undefined => (result.ok ? result.detail : undefined);
const faultsNow = async (holds: (texts: string[]) => boolean) => {
  const push = await page.pushed('faults', ({ faults }) => holds(faults.map(({ text }) => text)));
  return push.faults;
};

test('a page can be opened by a person’s key or id', async () => {
  const sandbox = await begin();
  const sam = await openLivePage(sandbox, 'sam');
  expect(sam.snapshot.me.realName).toBe('Sam Seller');
  sam.close();
});

test('an address with an unknown person shows the first person and a notice', async () => {
  const sandbox = await begin();
  const lost = await openLivePage(sandbox, 'U0NOBODY');
  expect(lost.snapshot.me.realName).toBe('Mia Marketer');
  const { text } = await lost.pushed('notice');
  expect(text).toBe('There is no person “U0NOBODY” here. You are Mia Marketer.');
  lost.close();
});

test('the clock can move only if the launcher can also move the app’s clock', async () => {
  await begin();
  expect(page.snapshot.controls?.clock.canTravel).toBe(false);
  expect(await page.ask({ act: 'travel', toMs: Date.now() + HOUR_MS })).toEqual({
    ok: false,
    error: 'The clock of this sandbox cannot be moved.',
  });
});

test('moving the clock answers at its end and reports its progress to the page', async () => {
  let offsetMs = 0;
  const arrived: string[] = [];
  await begin({
    clock: { now: () => new Date(Date.now() + offsetMs) },
    travel: async (to, reached) => {
      for (const part of [0.5, 1]) {
        offsetMs = (to.getTime() - Date.now()) * part;
        reached();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      arrived.push(to.toISOString());
    },
  });
  const toMs = Date.now() + 48 * HOUR_MS;
  const clockMove = page.ask({ act: 'travel', toMs });
  expect(await page.ask({ act: 'travel', toMs })).toEqual({ ok: false, error: 'The clock is already moving.' });
  expect(await clockMove).toEqual({ ok: true });
  expect(arrived).toEqual([new Date(toMs).toISOString()]);
  const told = page.pushes.flatMap((each) => (each.type === 'clock' ? [each.clock] : []));
  expect(told.map(({ clockMove: under }) => under?.toMs)).toEqual([toMs, toMs, toMs, undefined]);
  const hours = told.map(({ nowMs }) => Math.abs(Math.round((nowMs - Date.now()) / HOUR_MS)));
  expect(hours).toEqual([0, 24, 48, 48]);
});

test('the clock moves by at most a year', async () => {
  await begin({ travel: async () => {} });
  const farther = await page.ask({ act: 'travel', toMs: Date.now() + 10_000 * HOUR_MS });
  expect(farther).toEqual({ ok: false, error: 'The clock can move by at most a year.' });
});

test('a 429 started on the page counts down over its calls and then ends', async () => {
  const sandbox = await begin();
  const fault = { kind: 'rate_limited', retryAfter: 7 } as const;
  const made = await page.ask({
    act: 'start_fault',
    fault: { kind: 'calls', times: 2, method: 'chat.postMessage', fault },
  });
  expect(made).toEqual({ ok: true });
  await faultsNow((texts) => texts.includes('429, Retry-After 7 on the next 2 calls of chat.postMessage'));
  const post = () => call(sandbox, 'chat.postMessage', { channel: sandbox.ids.channels.sales, text: 'hi' });
  expect((await post()).error).toBe('ratelimited');
  await faultsNow((texts) => texts.includes('429, Retry-After 7 on the next call of chat.postMessage'));
  expect((await post()).error).toBe('ratelimited');
  await faultsNow((texts) => texts.length === 0);
  expect((await post()).ok).toBe(true);
});

test('all active faults are listed, and one button lifts them', async () => {
  const sandbox = await begin();
  const { channels, people } = sandbox.ids;
  for (const fault of [
    { kind: 'calls', times: 1, fault: { kind: 'status', status: 500 } },
    { kind: 'auth', error: 'token_revoked' },
    { kind: 'down' },
    { kind: 'sockets_refused' },
    { kind: 'duplicates', copies: 4 },
    { kind: 'late', lateMs: 2500 },
    { kind: 'archive', channel: channels.sales ?? '' },
    { kind: 'deactivate', person: people.sam ?? '' },
  ] as const)
    expect(await page.ask({ act: 'start_fault', fault })).toEqual({ ok: true });
  const faults = await faultsNow((texts) => texts.includes('Sam Seller is deactivated'));
  expect(faults.map(({ text }) => text)).toEqual([
    'Slack is down: every connection is reset',
    'Every call fails with token_revoked',
    'HTTP 500 on the next call',
    'New sockets are refused',
    'Every event arrives 4 times',
    'Every event arrives 2.5 s late',
    '#sales is archived',
    'Sam Seller is deactivated',
  ]);
  await page.ask({ act: 'clear_faults' });
  await faultsNow((texts) => texts.length === 0);
  expect((await call(sandbox, 'auth.test')).ok).toBe(true);
  expect(sandbox.store.channels.get(channels.sales ?? '')?.isArchived).toBe(false);
  expect(sandbox.store.people.get(people.sam ?? '')?.deleted).toBe(false);
  expect(sandbox.store.people.get(people.dan ?? '')?.deleted).toBe(true);
});

test('one fault is lifted and the others stay', async () => {
  const sandbox = await begin();
  await page.ask({ act: 'start_fault', fault: { kind: 'duplicates', copies: 2 } });
  await page.ask({ act: 'start_fault', fault: { kind: 'late', lateMs: 1000 } });
  await page.ask({ act: 'lift_fault', faultId: 'duplicates' });
  expect(sandbox.faults.active().events).toEqual({ copies: 1, lateMs: 1000 });
  await faultsNow((texts) => texts.join() === 'Every event arrives 1 s late');
});

test('an invalid fault is refused with a reason', async () => {
  await begin();
  const nobody = await page.ask({ act: 'start_fault', fault: { kind: 'deactivate', person: 'U1' } });
  expect(nobody).toEqual({ ok: false, error: 'There is no such person.' });
  const never = await page.ask({ act: 'start_fault', fault: { kind: 'duplicates', copies: 0 } });
  expect(never).toEqual({ ok: false, error: 'Enter a number of copies from 1 to 20.' });
});

test('the page shows calls and deliveries in words, with their answers', async () => {
  const sandbox = await begin();
  const mia = sandbox.as('mia');
  await mia.command('/note', { in: '#sales' });
  const { entries } = await page.pushed('traffic', (push) => push.entries.some(({ name }) => name === 'views.open'));
  expect(entries.find(({ name }) => name === 'views.open')).toMatchObject({
    kind: 'call',
    detail: '“A note”',
    state: 'ok',
    outcome: 'ok',
    tookMs: expect.any(Number),
  });
  const all = traffic(await page.ask({ act: 'traffic' }));
  expect(all.find(({ name }) => name === '/note')).toMatchObject({
    kind: 'delivery',
    detail: '@mia · #sales',
    state: 'ok',
    outcome: 'ack',
  });
  expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toSorted((a, b) => a - b));
});

test('validation faults are marked by pointer in the parsed blocks', async () => {
  const sandbox = await begin();
  const blocks = [{ type: 'divider' }, { type: 'section', text: { type: 'mrkdwn', text: '' } }];
  await call(sandbox, 'chat.postMessage', { channel: sandbox.ids.channels.sales, text: 'x', blocks });
  const refused = traffic(await page.ask({ act: 'traffic' })).findLast(({ name }) => name === 'chat.postMessage');
  expect(refused).toMatchObject({ state: 'failed', outcome: 'invalid_blocks', detail: '#sales · “x”', invalid: 1 });
  const shown = detail(await page.ask({ act: 'traffic_detail', entryId: refused?.id ?? 0 }));
  expect(shown?.faults).toEqual([{ pointer: '/blocks/1/text/text', text: expect.stringContaining('characters') }]);
  expect(JSON.parse(shown?.sent ?? '{}').blocks).toEqual(blocks);
});

test('the page never receives tokens or secret addresses', async () => {
  const sandbox = await begin();
  await sandbox.as('mia').command('/note', { in: '#sales' });
  await call(sandbox, 'apps.connections.open', {}, sandbox.appToken);
  const entries = traffic(await page.ask({ act: 'traffic' }));
  const details = await Promise.all(entries.map(({ id }) => page.ask({ act: 'traffic_detail', entryId: id })));
  const shown = JSON.stringify([entries, details]);
  expect(shown).toContain('(hidden)');
  const command = sandbox.traffic.deliveries('/note')[0];
  const secrets = [sandbox.botToken, sandbox.appToken, String(command?.payload.token)];
  for (const secret of [...secrets, String(command?.payload.response_url).split('/').at(-1) ?? '']) {
    expect(secret).not.toBe('');
    expect(shown).not.toContain(secret);
  }
  expect(shown).not.toMatch(/ticket=(?!\(hidden\))/);
});

test('a finished task is checked off for good on every page', async () => {
  let isSaid = false;
  const sandbox = await begin({
    tasks: [{ id: 'say', title: 'Say something', hint: 'Anything', isDone: () => isSaid }],
  });
  expect(page.snapshot.controls?.tasks).toEqual([{ id: 'say', title: 'Say something', hint: 'Anything', done: false }]);
  isSaid = true;
  sandbox.as('sam').say('#sales', 'hello');
  const { tasks } = await page.pushed('tasks');
  expect(tasks.map(({ done }) => done)).toEqual([true]);
  isSaid = false;
  sandbox.as('sam').say('#sales', 'again');
  const later = await openLivePage(sandbox, 'sam');
  expect(later.snapshot.controls?.tasks[0]?.done).toBe(true);
  later.close();
});
