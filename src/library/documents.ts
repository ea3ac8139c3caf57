import { type Pauses, pauseMs } from '../platform/backoff.ts';
import { asc, eq, sql } from '../platform/db/drizzle.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import { writeWithRetry } from '../platform/db/write-with-retry.ts';
import { UserError } from '../platform/errors.ts';
import { type Extracted, extractText, formatOf } from '../platform/files/extract.ts';
import type { Files } from '../platform/files/store.ts';
import type { Services } from '../platform/services.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { passingCause } from '../platform/slack/passing.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { itemById } from './queries.ts';
import { indexText } from './search/index-item.ts';
import { mostMegabytes } from './settings.ts';
import { isUnread, type LibraryItem, libraryItems, libraryTexts, libraryVersions } from './table.ts';
import type { ItemFile, TextState } from './types.ts';

type Work = Pick<Services, 'db' | 'write' | 'now' | 'files' | 'fetchFile'>;

const AT_ONCE = 20;
/** Tries that failed for a cause that stays, or that an ended process did not finish. */
const MOST_ATTEMPTS = 6;
const PAUSES: Pauses = { firstMs: MINUTE_MS, longestMs: 30 * MINUTE_MS };
/** A document that was being read when Baton stopped is tried again after this. */
const LEASE_MS = 5 * MINUTE_MS;

const undone = prepared((db) =>
  db
    .select({ itemId: libraryTexts.itemId })
    .from(libraryTexts)
    .where(sql`${isUnread} and ${libraryTexts.at} <= ${sql.placeholder('now')}`)
    .orderBy(asc(libraryTexts.at))
    .limit(AT_ONCE)
    .prepare(),
);

/**
 * An async task that fetches uploads and reads the text of stored files. Each attempt is stored before it begins, so that a
 * document that crashes Baton is given up in the end. While Slack or the disk fails, a document waits and loses no attempt.
 */
export function createDocumentReader(work: Work): (stop: AbortSignal) => Promise<void> {
  /** Failures in a row for a cause that may pass, by item. */
  const failures = new Map<number, number>();

  async function tend(itemId: number, stop: AbortSignal): Promise<void> {
    const begun = await work.write((tx) => begin(tx, itemId, work.now()));
    if (!begun) return;
    const { file, state } = begun;
    const result = state === 'fetching' ? await fetched(work, file, stop) : await read(work.files, file, stop);
    const kept = stop.aborted ? 'interrupted' : withPause(itemId, result);
    // On a full disk, the text that was read waits for room.
    await writeWithRetry(
      work.write,
      (tx) => settle(tx, begun, kept, work.now()),
      () => stop.aborted,
    );
  }

  function withPause(itemId: number, result: Result): Settled {
    if (result === 'interrupted' || !('seconds' in result)) {
      failures.delete(itemId);
      return result;
    }
    const count = (failures.get(itemId) ?? 0) + 1;
    failures.set(itemId, count);
    return { afterMs: Math.max(pauseMs(PAUSES, count), result.seconds * 1_000), isPassing: result.isPassing };
  }

  return async (stop) => {
    for (;;) {
      const found = undone(work.db).all({ now: work.now().getTime() });
      if (found.length === 0) return;
      for (const { itemId } of found) {
        if (stop.aborted) return;
        await tend(itemId, stop);
      }
    }
  };
}

interface Begun {
  itemId: number;
  file: ItemFile;
  state: TextState;
  attempts: number;
}

function begin(tx: Tx, itemId: number, now: Date): Begun | undefined {
  const row = tx.select().from(libraryTexts).where(eq(libraryTexts.itemId, itemId)).get();
  const file = itemById(tx, itemId)?.file;
  if (!row || !file) return undefined;
  const attempts = row.attempts + 1;
  if (attempts > MOST_ATTEMPTS) {
    const isHere = row.state === 'waiting';
    const trouble = isHere ? 'Its text could not be read.' : 'Slack did not give me the file. Please upload it again.';
    set(tx, itemId, { state: isHere ? 'unreadable' : 'missing', trouble, at: now });
    return undefined;
  }
  set(tx, itemId, { attempts, at: new Date(now.getTime() + LEASE_MS) });
  return { itemId, file, state: row.state, attempts };
}

type Done = { file: ItemFile } | Extracted | 'interrupted';
/** A failed try; Slack takes the next one after `seconds`. */
type Result = Done | { isPassing: boolean; seconds: number };
type Settled = Done | { isPassing: boolean; afterMs: number };

async function fetched({ db, files, fetchFile }: Work, file: ItemFile, signal: AbortSignal): Promise<Result> {
  try {
    const { content, mimetype } = await fetchFile(file.slackId ?? '', signal);
    const { sha256, bytes } = await files.keep(content, settingOf(db, mostMegabytes) * 1024 * 1024);
    return { file: { sha256, name: file.name, mimetype: mimetype || file.mimetype, bytes } };
  } catch (error) {
    const cause = passingCause(error);
    if (cause) return { isPassing: true, seconds: cause.seconds ?? 0 };
    return error instanceof UserError ? { trouble: error.message } : { isPassing: false, seconds: 0 };
  }
}

async function read(files: Files, file: ItemFile, signal: AbortSignal): Promise<Result> {
  const format = formatOf(file);
  if (!format) return { trouble: 'Not searchable by its text: only PDF, Word, PowerPoint and plain text files are.' };
  if (file.sha256 === null || !(await files.has(file.sha256))) return { trouble: 'The file is missing.' };
  return extractText(files.pathOf(file.sha256), format, { signal });
}

/** Stores the result of an attempt, unless the item has another document by now. */
function settle(tx: Tx, { itemId, file, state, attempts }: Begun, result: Settled, now: Date): void {
  const item = itemById(tx, itemId);
  if (!item?.file || JSON.stringify(item.file) !== JSON.stringify(file)) return;
  if (result === 'interrupted') set(tx, itemId, { attempts: attempts - 1, at: now });
  else if ('afterMs' in result) {
    const at = new Date(now.getTime() + result.afterMs);
    set(tx, itemId, { at, attempts: result.isPassing ? 0 : attempts });
  } else if ('file' in result) {
    setFile(tx, item, result.file);
    set(tx, itemId, { state: 'waiting', attempts: 0, at: now });
  } else if ('text' in result) {
    set(tx, itemId, { state: 'read', text: result.text, trouble: null, at: now });
    indexText(tx, item, result.text);
  } else {
    set(tx, itemId, { state: state === 'fetching' ? 'missing' : 'unreadable', trouble: result.trouble, at: now });
  }
}

/** The same document, now stored: no new version. */
function setFile(tx: Tx, item: LibraryItem, file: ItemFile): void {
  tx.update(libraryItems).set({ file }).where(eq(libraryItems.id, item.id)).run();
  const slackId = item.file?.slackId;
  if (slackId === undefined) return;
  tx.update(libraryVersions)
    .set({ fields: sql`json_set(${libraryVersions.fields}, '$.file', json(${JSON.stringify(file)}))` })
    .where(sql`${libraryVersions.itemId} = ${item.id} and ${libraryVersions.fields} ->> '$.file.slackId' = ${slackId}`)
    .run();
}

const set = (tx: Tx, itemId: number, values: Partial<typeof libraryTexts.$inferInsert>): void =>
  void tx.update(libraryTexts).set(values).where(eq(libraryTexts.itemId, itemId)).run();
