/** An import of a few rows, without Slack: its rows lie on the disk as if its file was read. */

import { importById } from '../../src/imports/queries.ts';
import { checkImport, next, runImport, takeFile } from '../../src/imports/start.ts';
import { importRows } from '../../src/imports/table.ts';
import { type ImportField, type ImportPlan, MOST_CARDS } from '../../src/imports/types.ts';
import { undoImport } from '../../src/imports/undo.ts';
import { advance, rowsFile, type Work } from '../../src/imports/work.ts';
import { cardKey } from '../../src/leads/card-place.ts';
import { historyOf } from '../../src/leads/queries.ts';
import { leads } from '../../src/leads/table.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { rowOut } from '../../src/platform/files/kept-rows.ts';
import { openFiles } from '../../src/platform/files/store.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { MONDAY_9, salesTeam } from '../leads/world.ts';
import { tempFolder } from '../support/temp-database.ts';

const FIELDS: ImportField[] = ['name', 'email', 'company'];

export const planFor = (teamId: number, more: Partial<ImportPlan> = {}): ImportPlan => ({
  ...{ fields: FIELDS, teamId, isPast: false, need: 'From a list', source: null, campaign: null, ownerId: null },
  ...more,
});

/** `count` rows of different people. */
export const people = (count: number): string[][] =>
  Array.from({ length: count }, (_, at) => [`Person ${at}`, `p${at}@firm${at}.example`, 'Firm']);

export async function importWorld(
  rows: readonly string[][],
  { fileId = 'F1', ...more }: { fileId?: string | null } & Partial<ImportPlan> = {},
) {
  const world = await salesTeam();
  const { db, write, team } = world;
  let now = MONDAY_9;
  const files = openFiles(tempFolder());
  const work: Work = { db, write, now: () => now, files, restsItself: true };
  const { id } = await write((tx) => {
    const one = takeFile(tx, { name: 'list.csv', fileId, by: 'MIA' }, now);
    return next(tx, one, { state: 'read', sha256: 'f'.repeat(64), rows: rows.length, columns: [...FIELDS] }, now);
  });
  const lines = rows.map((cells, at) => `${rowOut({ line: at + 2, cells })}\n`).join('');
  await files.take(rowsFile(id), [Buffer.from(lines)], 1_000_000);
  const one = () => {
    const found = importById(db, id);
    if (!found) throw new Error('There is no import.');
    return found;
  };
  return {
    ...{ ...world, id, files, work, one },
    now: () => now,
    later(ms: number) {
      now = new Date(now.getTime() + ms);
    },
    async check(plan: Partial<ImportPlan> = {}) {
      await write((tx) => checkImport(tx, { id, plan: planFor(team.id, { ...more, ...plan }) }, now));
      return await advance(work, id);
    },
    async run(mostCards = MOST_CARDS) {
      await write((tx) => runImport(tx, id, mostCards, now));
      return await advance(work, id);
    },
    async undo() {
      await write((tx) => undoImport(tx, id, now));
      return await advance(work, id);
    },
    leads: () => db.select().from(leads).orderBy(leads.id).all(),
    outcomes: () => db.select().from(importRows).where(eq(importRows.importId, id)).orderBy(importRows.line).all(),
    history: (leadId: number) => historyOf(db, leadId, { limit: 100, offset: 0 }).toReversed(),
    /** Its card is in the channel. */
    post: (leadId: number) => write((tx) => savePosted(tx, cardKey(leadId), { channel: 'CSALES', ts: `${leadId}.1` })),
    /** Kinds of messages that wait. */
    told: (...kinds: string[]) =>
      db
        .select()
        .from(outbox)
        .all()
        .map(({ kind }) => kind)
        .filter((kind) => kinds.includes(kind)),
  };
}
