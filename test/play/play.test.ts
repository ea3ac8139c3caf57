import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Play, startPlay } from '../../play/start.ts';
import { type LivePage, openLivePage } from '../../sandbox/test/support/live-page.ts';

const DAY_MS = 24 * 3_600_000;

// All tests of this file share one story, because playing it takes longer than any of them.
let folder: string;
let play: Play;
let page: LivePage;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'play-'));
  play = await startPlay({ databasePath: join(folder, 'baton.db'), port: 0, log: pino({ level: 'silent' }) });
}, 60_000);
afterAll(async () => {
  await play.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  page = await openLivePage(play.slack, 'sam');
});
afterEach(() => page.close());

const sales = () => play.slack.as('sam').sees('#sales');
const digests = () => sales().filter(({ text }) => text.includes('awaiting first contact'));
const dayOf = ({ ts }: { ts: string }) => new Date(Number(ts) * 1000).toDateString();
function nextNoon(after: Date): Date {
  const next = new Date(after);
  do {
    next.setUTCDate(next.getUTCDate() + 1);
    next.setUTCHours(12, 0, 0, 0);
  } while ([0, 6].includes(next.getUTCDay()));
  return next;
}
const travel = (toMs: number) => page.ask({ act: 'travel', toMs });

function doneTasks(): string[] {
  const told = page.pushes.findLast((push) => push.type === 'tasks');
  return (told?.type === 'tasks' ? told.tasks : []).filter(({ done }) => done).map(({ id }) => id);
}

test('the story leaves leads in every status, and no problem that Slack would hide', () => {
  const text = sales()
    .map((card) => card.text)
    .join('\n');
  for (const words of [
    'Unclaimed',
    'owns this  ·  first contact',
    'In progress',
    'Qualified by',
    'Won by',
    'Returned to marketing',
    'Nurturing until',
    'zzz',
  ])
    expect(text).toContain(words);
  expect(play.slack.problems).toEqual([]);
  expect(page.snapshot.controls?.tasks.map(({ done }) => done)).toEqual(Array(9).fill(false));
});

test('the tasks of a lead’s path check themselves off one by one', async () => {
  const { slack, settled } = play;
  const mia = slack.as('mia');
  await mia.command('/handoff', { in: '#marketing' });
  const modal = await mia.modal('Hand off a lead');
  await modal.fill({ Name: 'Jane Doe', Company: 'Acme', Email: 'jane@acme.example', 'What do they need?': 'A demo' });
  await modal.submit();
  const card = await slack.as('sam').waitForMessage('#sales', 'Jane Doe');
  await expect.poll(doneTasks).toEqual(['hand-off']);

  slack.as('sam').react(card, 'white_check_mark');
  await settled();
  await expect.poll(doneTasks).toEqual(['take', 'hand-off']);

  await travel(Date.now() + 4 * DAY_MS);
  expect(doneTasks()).toEqual(['take', 'hand-off']);
  const digest = digests().at(-1);
  await page.ask({ act: 'mark_read', channel: digest?.channel ?? '', ts: digest?.ts ?? '' });
  await expect.poll(doneTasks).toEqual(['take', 'hand-off', 'digest']);
});

test('moving the clock by a month posts a digest on each working morning', async () => {
  const now = play.slack.store.clock.now();
  const before = digests().length;
  const to = new Date(now.getTime() + 30 * DAY_MS);
  expect(await travel(to.getTime())).toEqual({ ok: true });
  const mornings: string[] = [];
  const morning = new Date(now);
  for (morning.setHours(9, 0, 0, 0); morning < to; morning.setDate(morning.getDate() + 1)) {
    if (morning > now && ![0, 6].includes(morning.getDay())) mornings.push(morning.toDateString());
  }
  expect(digests().slice(before).map(dayOf)).toEqual(mornings);
  expect(digests().some(({ text }) => text.includes('Posted late: this digest'))).toBe(false);
});

test('moving the clock ends while Slack is down, and due messages arrive once Slack is back', async () => {
  const before = digests().length;
  await page.ask({ act: 'start_fault', fault: { kind: 'down' } });
  const now = play.slack.store.clock.now();
  const to = new Date(now.getTime() + 8 * DAY_MS);
  expect(await travel(to.getTime())).toEqual({ ok: true });
  expect(digests()).toHaveLength(before);
  await page.ask({ act: 'clear_faults' });
  // In working time: what waited for Slack also waits for the morning.
  expect(await travel(nextNoon(to).getTime())).toEqual({ ok: true });
  await expect.poll(() => digests().length).toBeGreaterThan(before);
});

test('the clock can be moved back to the machine’s time', async () => {
  await travel(Date.now() + DAY_MS);
  await travel(Date.now());
  expect(Math.abs(play.slack.store.clock.now().getTime() - Date.now())).toBeLessThan(60_000);
});
