import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type Play, startPlay } from '../../play/start.ts';
import { type LivePage, openLivePage } from '../../sandbox/test/support/live-page.ts';

export const DAY_MS = 24 * 3_600_000;

/** One story for all tests of a file, because playing it takes longer than any of them, and Sam's page for each. */
export function createStory(at?: Date) {
  let folder: string;
  let play: Play;
  let page: LivePage;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'play-'));
    play = await startPlay({
      databasePath: join(folder, 'baton.db'),
      port: 0,
      log: pino({ level: 'silent' }),
      ...(at && { at }),
    });
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
  return {
    play: () => play,
    page: () => page,
    sales,
    digests: () => sales().filter(({ text }) => text.includes('awaiting first contact')),
    travel: (toMs: number) => page.ask({ act: 'travel', toMs }),
  };
}
