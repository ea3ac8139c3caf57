/**
 * Buttons, forms and waiting messages of a released Baton outlive an update: each still works, or says what to do instead.
 * The files next to this test hold them. For a release, `UPDATE_RELEASED=1 npx vitest run test/system/released` writes its file.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createScene } from '../../support/scene.ts';
import { everyView } from '../../views/every/all.ts';
import { leftByVersion010 } from '../takeover/version-0-1-0.ts';
import { brokenControls } from './broken.ts';
import { type Control, type Controls, controlsOf } from './controls.ts';
import { everyRelease } from './released.ts';
import { createReplay, saidOutdated } from './replay.ts';
import { writeRelease } from './write-release.ts';

const ROOT = join(import.meta.dirname, '../../..');
const scene = createScene({ mode: 'http' });

if (process.env.UPDATE_RELEASED) writeRelease();

test('every release of the changelog has a file', () => {
  const changelog = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
  const versions = [...changelog.matchAll(/^## \[(\d[^\]]*)\]/gm)].map(([, version]) => version);
  expect(everyRelease.map(({ version }) => version).sort()).toEqual(versions.sort());
});

/** `released.long.test.ts` has the others. */
function withoutToday({ controls, forms }: Controls): Controls {
  const today = controlsOf(everyView, ['the usual', 'nothing']);
  const kept = new Set(
    [...today.controls, ...today.forms].map((one) => ('action_id' in one ? one.action_id : one.callback_id)),
  );
  return {
    controls: controls.filter(({ action_id }) => !kept.has(action_id)),
    forms: forms.filter(({ callback_id }) => !kept.has(callback_id)),
  };
}

describe.each(everyRelease)('of Baton $version', (release) => {
  test('every button and form that is no longer made is answered', async () => {
    const found = { ...release, ...withoutToday(release) };
    expect(found.controls.length).toBeGreaterThan(0);
    expect(await brokenControls(scene, found, { who: 'max', ids: 'of the first' })).toEqual([]);
  });

  test('every command and shortcut is answered', async () => {
    const replay = createReplay(scene.app());
    for (const command of release.commands) expect(saidOutdated(await replay.command(command, 'mia'))).toBe(false);
    for (const shortcut of release.shortcuts) expect(saidOutdated(await replay.shortcut(shortcut, 'mia'))).toBe(false);
  });
});

test('an unknown button of a card says so, and the card gets its present buttons', async () => {
  const name = await scene.newLead();
  const { channel, ts } = scene.card(name);
  const edits = () =>
    scene
      .app()
      .slack.traffic.calls('chat.update')
      .filter(({ args }) => args.ts === ts);
  const before = edits().length;
  const old: Control = { surface: 'message', type: 'button', action_id: 'lead_of_old', value: '1' };
  const seen = await createReplay(scene.app()).press(old, { who: 'sam', ids: 'of nothing' }, { channel, ts });
  expect(JSON.stringify(seen.calls)).toContain('The message is up to date now. Please use its new buttons.');
  await expect.poll(() => edits().length).toBe(before + 1);
});

test('every message that waits in 0.1.0 is posted, or is not needed any more', async () => {
  const before = await leftByVersion010();
  onTestFinished(before.close);
  const old = new Database(before.databasePath);
  const insert = old.prepare(`insert into outbox (kind, facts, lane, mark, state, not_before, created_at)
    values (?, ?, 'released', ?, 'waiting', 0, 0)`);
  for (const [kind, payload] of Object.entries(everyRelease.find(({ version }) => version === '0.1.0')?.messages ?? {}))
    insert.run(kind, JSON.stringify(payload), `old-${kind}`);
  old.close();
  const { deps, idle } = await before.start();
  await idle();
  const rows = deps.db.$client
    .prepare(
      "select kind, state, last_error from outbox where ordering_key = 'released' and (state not in ('sent', 'dropped') or last_error like 'bug%')",
    )
    .all();
  expect(rows).toEqual([]);
});
