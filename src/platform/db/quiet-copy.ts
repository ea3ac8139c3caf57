import Database from 'better-sqlite3';

/** More than a company adds between a backup and a disaster. */
const SKIPPED_IDS = 100_000;

/**
 * Prepares a copy of a database for a start elsewhere, after which nothing is repeated or confused:
 * - The original may have posted rows that wait in the outbox, so their outcome counts as unknown and the poster looks for them
 *   in Slack.
 * - Scheduled jobs start counting at the start, so that the copy owes no slot that the original ran.
 * - Ids that the original gave out after the copy was made are not given out again: the button of a lost lead, which is still in
 *   Slack, would act on a later lead with its id.
 * @throws when the copy is not sound.
 */
export function makeQuiet(path: string): void {
  const copy = new Database(path);
  try {
    copy.pragma('journal_mode = DELETE');
    copy.transaction(() => {
      copy.exec("UPDATE outbox SET state = 'sending' WHERE state = 'waiting'; DELETE FROM scheduled_jobs;");
      skipIds(copy);
    })();
    const found = copy.pragma('integrity_check', { simple: true });
    if (found !== 'ok') throw new Error(`The copy is damaged: ${String(found)}`);
  } finally {
    copy.close();
  }
}

function skipIds(copy: Database.Database): void {
  const tables = copy
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'")
    .pluck()
    .all() as string[];
  const add = copy.prepare('UPDATE sqlite_sequence SET seq = seq + ? WHERE name = ?');
  const begin = copy.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)');
  for (const name of tables) if (add.run(SKIPPED_IDS, name).changes === 0) begin.run(name, SKIPPED_IDS);
}
