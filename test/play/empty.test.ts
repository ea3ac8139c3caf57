import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { expect, test } from 'vitest';
import { startPlay } from '../../play/start.ts';
import { openLivePage } from '../../sandbox/test/support/live-page.ts';
import { openErasureLog } from '../../src/platform/db/erasure-log.ts';

test('without the story, Baton greets the admin, and each step of the set-up checks itself off', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'empty-'));
  const databasePath = join(folder, 'baton.db');
  openErasureLog(databasePath, undefined).append({ subject: 'lead:1:1', at: '2026-11-19T09:00:00.000Z' });
  const play = await startPlay({
    databasePath,
    port: 0,
    log: pino({ level: 'silent' }),
    isEmpty: true,
  });
  expect(play.baton.deps.erasureLog.entries()).toEqual([]);
  const { slack, settled } = play;
  const page = await openLivePage(slack, 'ada');
  const tasks = () => {
    const told = page.pushes.findLast((push) => push.type === 'tasks');
    return told?.type === 'tasks' ? told.tasks : (page.snapshot.controls?.tasks ?? []);
  };
  const open = () => tasks().flatMap(({ id, done }) => (done ? [] : [id]));
  expect(open()).toEqual(['teams', 'practice', 'take', 'hand-off', 'install']);

  const ada = slack.as('ada');
  const greeting = await ada.waitForMessage('dm', 'Hello, I’m Baton.');
  expect(tasks()[0]?.link?.message).toEqual({ channel: greeting.channel, ts: greeting.ts });
  await ada.press(greeting, 'Create both teams');
  await settled();
  await expect.poll(open).toEqual(['practice', 'take', 'hand-off', 'install']);
  expect(tasks()[1]?.link?.message).toEqual({ channel: greeting.channel, ts: greeting.ts });

  const next = await ada.waitForMessage('dm', ({ buttons }) => buttons.includes('Try a practice lead'));
  await ada.press(next, 'Try a practice lead');
  await expect.poll(open).toEqual(['take', 'hand-off', 'install']);
  const practice = await slack.as('sam').waitForMessage('#sales', 'Practice lead');
  await slack.as('sam').press(practice, 'Accept');
  await expect.poll(open).toEqual(['hand-off', 'install']);

  const start = tasks().find(({ id }) => id === 'hand-off')?.link?.start;
  if (start?.kind !== 'command') throw new Error('The third step has no command.');
  const mia = slack.as('mia');
  await mia.command(`${start.command} ${start.text}`, { in: '#team-marketing' });
  const form = await mia.modal('Hand off a lead');
  await form.fill({ 'What do they need?': 'A demo' });
  expect(await form.submit()).toMatchObject({ ok: true });
  await expect.poll(open).toEqual(['install']);

  expect(slack.problems).toEqual([]);
  page.close();
  await play.stop();
  rmSync(folder, { recursive: true });
});
