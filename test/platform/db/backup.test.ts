import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startBaton } from '../../../src/app/boot.ts';
import { backUp } from '../../../src/platform/db/backup.ts';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { createLog } from '../../../src/platform/log.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { scheduledJobs } from '../../../src/platform/schedule/table.ts';
import { tempDatabase, tempFolder } from '../../support/temp-database.ts';
import { createTestApp, handOff } from '../../support/test-app.ts';

test('a restored copy of a running Baton posts nothing twice and misses nothing', async () => {
  // A quarter of an hour before the digests and daily summaries.
  const app = await createTestApp({ at: '2026-11-20T07:45:00Z' });
  const file = join(tempFolder(), 'copies', 'baton.db');
  try {
    await handOff(app);
    await app.settled();
    // Taken between the commit of a lead and the post of its card.
    app.slack.faults.calls({ kind: 'rate_limited', retryAfter: 1 }, { method: 'chat.postMessage' });
    const late = handOff(app, { Name: 'Late Lena', Email: 'lena@late.example' });
    await expect
      .poll(() =>
        app.baton.deps.db
          .select()
          .from(outbox)
          .all()
          .some(({ state }) => state !== 'sent'),
      )
      .toBe(true);
    expect(backUp(app.baton.deps.db, file).bytes).toBeGreaterThan(10_000);
    await late;
    await app.settled();
    app.setTime('2026-11-20T08:00:00Z');
    await app.baton.runDue();
    await app.settled();
    expect(
      app.slack
        .as('sam')
        .sees('#sales')
        .some(({ text }) => text.includes('awaiting first contact')),
    ).toBe(true);
    await app.baton.stop();

    const posted = () => app.slack.traffic.calls('chat.postMessage').filter(({ answer }) => answer?.ok).length;
    const before = posted();
    // Jobs that ran there are not due here, and queued messages of that time are no alert.
    app.slack.faults.calls({ kind: 'rate_limited', retryAfter: 1 }, { method: 'conversations.history' });
    const copy = await startBaton({
      connection: { mode: 'socket', appToken: app.slack.appToken },
      botToken: app.slack.botToken,
      apiUrl: app.slack.apiUrl,
      databasePath: file,
      now: () => new Date('2026-11-20T08:05:00Z'),
      log: createLog('silent'),
      posting: { paceMs: 0, backoffMs: 20, reconcileAfterMs: 20 },
    });
    await copy.runDue();
    await copy.idle();
    expect(posted() - before).toBe(0);
    await copy.stop();
  } finally {
    await app.close();
  }
});

test('a copy overwrites no file, and a failed one leaves none', () => {
  const { db, path } = tempDatabase();
  expect(() => backUp(db, path)).toThrow('exists already');
  const file = join(tempFolder(), 'baton.db');
  backUp(db, file);
  expect(existsSync(`${file}.part`)).toBe(false);
  const copy = openDatabase(file);
  expect(copy.select().from(scheduledJobs).all()).toEqual([]);
  copy.$client.close();
});
