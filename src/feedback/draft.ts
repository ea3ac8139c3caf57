import { mostMegabytes } from '../library/settings.ts';
import { idempotently } from '../platform/db/idempotency.ts';
import type { Db } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import type { Services } from '../platform/services.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { recipientOf, roundById } from './queries.ts';

/** The longest wait for Slack to return the file. */
const PATIENCE_MS = MINUTE_MS;

/**
 * Sends the file of a survey to a person who was asked, or to the asker. Slack shows a file from a form only to its
 * uploader and Baton, so a link would not help: Baton fetches it and passes it on. `key` names the press, which takes
 * effect once.
 * @throws UserError for everyone else, and when Slack does not return the file.
 */
export async function sendDraft(
  { db, write, now, files, fetchFile }: Pick<Services, 'db' | 'write' | 'now' | 'files' | 'fetchFile'>,
  { roundId, userId, key }: { roundId: number; userId: string; key: string },
): Promise<void> {
  const fileId = requireDraftFor(db, roundId, userId);
  const { content } = await fetchFile(fileId, AbortSignal.timeout(PATIENCE_MS));
  const { sha256 } = await files.keep(content, settingOf(db, mostMegabytes) * 1024 * 1024);
  await write((tx) =>
    idempotently(tx, key, now(), () =>
      enqueue(tx, 'feedback_draft', { roundId, userId, sha256 }, { orderingKey: userId }, now()),
    ),
  );
}

function requireDraftFor(db: Db, roundId: number, userId: string): string {
  const round = roundById(db, roundId);
  if (!round?.fileId) throw new UserError('This survey has no file.');
  if (round.askerId !== userId && !recipientOf(db, roundId, userId)) {
    throw new UserError('Only people who were asked can get this file.');
  }
  return round.fileId;
}
