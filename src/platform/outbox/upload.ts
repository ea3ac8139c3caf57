import type { WebClient } from '@slack/web-api';
import { type Failure, outcomeOf } from '../slack/api-errors.ts';
import { type Delivering, record } from './context.ts';
import { directChannel, isPerson, type Place } from './find-posted.ts';
import type { Delivery } from './message.ts';
import { noteFile } from './queries.ts';
import { type Attempt, orElsePeople, send, whatToWaitFor } from './send.ts';
import type { OutboxRow } from './table.ts';

type Upload = Extract<Delivery, { act: 'upload' }>;

/** The name of the gate that a rate limit of the files methods closes. */
export const UPLOAD = 'files';

/** A file goes over the wire in this time, or is tried again. */
const BYTES_MS = 60_000;

/** A file that cannot be put into Slack, for good. */
const refused = (error: string): Failure => ({ kind: 'refused', error });

/**
 * Puts a file and its message into Slack, in Slack's three steps: a place for it, the bytes, and the share. The id that
 * the first gives is on the disk before the last is called, so that it can be asked afterwards whether that worked.
 * Never rejects, but for the database.
 */
export async function upload(delivering: Delivering, row: OutboxRow, delivery: Upload): Promise<Attempt> {
  const reserved = await reserve(delivering, row, delivery.file);
  const attempt =
    'failure' in reserved
      ? { method: UPLOAD as typeof UPLOAD, outcome: reserved.failure }
      : await orElsePeople(delivering.posting, delivery, (place) =>
          share(delivering.posting, reserved.id, place, delivery),
        );
  const { outcome } = attempt;
  const isHopeless = outcome.kind === 'refused' || ('error' in outcome && outcome.error === 'missing_scope');
  if (!isHopeless) return attempt;
  delivering.log.error({ id: row.id, kind: row.kind, error: outcome.error }, 'A file could not be put into Slack');
  const { instead, to, threadTs, orElse } = delivery;
  return send(delivering.posting, { act: 'post', to, threadTs, orElse, message: instead }, row.mark);
}

/** A file at Slack with its bytes, which nobody sees yet. Nothing is lost where it fails: such files vanish. */
async function reserve(
  delivering: Delivering,
  row: OutboxRow,
  { sha256, name }: Upload['file'],
): Promise<{ id: string } | { failure: Failure }> {
  const { posting } = delivering;
  let reserved: { file_id?: string; upload_url?: string };
  const bytes = await delivering.readFile(sha256).catch(() => undefined);
  if (!bytes || bytes.length === 0) return { failure: refused('file_missing') };
  try {
    reserved = await posting.files.getUploadURLExternal({ filename: name, length: bytes.length });
  } catch (error) {
    return { failure: beforeSharing(error) };
  }
  const { file_id: id, upload_url: url } = reserved;
  if (!id || !url) return { failure: { kind: 'unsent', error: 'answer_without_file' } };
  await record(delivering, (tx) => noteFile(tx, row, id));
  const failure = await sendBytes(url, bytes);
  return failure ? { failure } : { id };
}

async function sendBytes(url: string, bytes: Uint8Array): Promise<Failure | undefined> {
  try {
    const body = new Uint8Array(bytes);
    const answer = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(BYTES_MS) });
    await answer.body?.cancel();
    if (answer.ok) return undefined;
    const error = `upload_http_${answer.status}`;
    return answer.status < 500 && answer.status !== 429 ? refused(error) : { kind: 'unsent', error };
  } catch (error) {
    return beforeSharing(error);
  }
}

async function share(posting: WebClient, id: string, { to, threadTs }: Place, delivery: Upload): Promise<Attempt> {
  const about = { method: UPLOAD, place: { to, ...(threadTs === undefined ? {} : { threadTs }) } } as const;
  let channel: string;
  try {
    // Files are shared into conversations only, not with people.
    channel = isPerson(to) ? await directChannel(posting, to) : to;
  } catch (error) {
    return { ...about, outcome: beforeSharing(error) };
  }
  try {
    await posting.files.completeUploadExternal({
      files: [{ id, title: delivery.file.title }],
      ...(threadTs === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: threadTs }),
      blocks: delivery.message.blocks,
    });
    // Slack shares it after it has looked at it, a second or two later; where is asked then.
    return { ...about, outcome: { kind: 'pending', error: 'not_shared_yet' } };
  } catch (error) {
    return { ...about, outcome: outcomeOf(error) };
  }
}

/** What failed before anybody could see anything may be tried again, whatever became of it. */
function beforeSharing(error: unknown): Failure {
  const failure = outcomeOf(error);
  return whatToWaitFor(failure) ?? failure;
}
