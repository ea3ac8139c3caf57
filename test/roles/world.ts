import { homeChanges } from '../../src/platform/changes/table.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Tx, type Write } from '../../src/platform/db/write.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { decideLines, proposeLine } from '../../src/roles/lines.ts';
import { agreedLines, proposedLines } from '../../src/roles/queries.ts';
import { executive } from '../../src/roles/settings.ts';
import type { LineWords } from '../../src/roles/usual.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { noteStandings } from '../../src/teams/standing.ts';
import { MONDAY_9, SALES } from '../leads/world.ts';
import { memoryDatabase } from '../support/temp-database.ts';

export const NOW = MONDAY_9;
export const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
export const words = (what: string, more: Partial<LineWords> = {}): LineWords => ({
  ...{ what, owner: 'sales', personId: null, citedIn: null },
  ...more,
});
export const sales = (by = 'SAL') => ({ by, sides: ['sales' as const] });
export const marketing = (by = 'MAR') => ({ by, sides: ['marketing' as const] });
export type By = { by: string; sides: readonly ('sales' | 'marketing')[] };

export let db: Db;
let write: Write;
export const run = <T>(act: (tx: Tx) => T) => write(act);
export const team = (kind: 'sales' | 'marketing', managerId: string): Promise<number> =>
  run(
    (tx) =>
      saveTeam(
        tx,
        { ...SALES, kind, name: managerId, channelId: `C${managerId}`, managerId },
        { id: null, by: 'x' },
        NOW,
      ).id,
  );
export const retire = (id: number) => run((tx) => retireTeam(tx, requireTeam(tx, id), 'ADA', NOW));
export const leave = (id: string) =>
  run((tx) => noteStandings(tx, [{ id, standing: 'deactivated', isAdmin: false } as never]));
export const name = (userId: string) =>
  run((tx) => changeSetting(tx, { setting: executive, value: [userId], by: 'ADA' }, NOW));
export const propose = (by: By, given: LineWords, replacesId: number | null = null) =>
  run((tx) => {
    proposeLine(tx, { ...by, replacesId, words: given }, NOW);
    return proposedLines(tx).at(-1)?.id ?? 0;
  });
export const decide = (by: By, state: 'agreed' | 'declined' | 'withdrawn', ...ids: number[]) =>
  run((tx) => decideLines(tx, { ...by, ids, state }, NOW));
/** A line on which both sides agreed. */
export const agreed = async (what: string, more: Partial<LineWords> = {}) => {
  const id = await propose(sales(), words(what, more));
  await decide(marketing(), 'agreed', id);
  return id;
};
export const list = () => agreedLines(db).map(({ what }) => what);
export const proposed = () =>
  proposedLines(db).map(({ what, side, isRemoval }) => `${side} ${isRemoval ? 'removes ' : ''}${what}`);
/** The waiting messages, which are settled then. */
export const post = () => {
  const rows = db.select().from(outbox).all();
  db.delete(outbox).run();
  return rows.map(({ kind, orderingKey }) => `${kind} ${orderingKey}`).sort();
};
export const homes = () => {
  const rows = db.select().from(homeChanges).all();
  db.delete(homeChanges).run();
  return rows.map(({ people }) => people);
};

/** An empty company: for `beforeEach`. */
export function begin(): void {
  db = memoryDatabase();
  write = createWriter(db);
}
