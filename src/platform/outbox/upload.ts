import type { WebClient } from '@slack/web-api';
import { type Failure, outcomeOf } from '../slack/api-errors.ts';
import { MINUTE_MS } from '../time/units.ts';
import { type OutboxContext, writeOutcome } from './context.ts';
import { type Destination, directChannel, isPerson } from './find-posted.ts';
import { METHODS } from './limits.ts';
import type { Delivery } from './message.ts';
import { noteFile } from './queries.ts';
import { asUnsent, orElsePeople, type SendResult, send } from './send.ts';
import type { OutboxRow } from './table.ts';

type Upload = Extract<Delivery, { act: 'upload' }>;

/** The upload of the content may take this long. */
const CONTENT_MS = MINUTE_MS;

/** A final refusal of a file. */
const refused = (error: string): Failure => ({ kind: 'refused', error });

/**
 * Uploads a file with its message in Slack's three steps: reserve an id, send the content, share. The id is committed
 * before the last step, so that Slack can be asked later whether it worked. Rejects only for the database.
 */
export async function upload(context: OutboxContext, row: OutboxRow, delivery: Upload): Promise<SendResult> {
  const { posting, log } = context;
  const reserved = await reserve(context, row, delivery.file);
  const result =
    'failure' in reserved
      ? { method: METHODS.upload, outcome: reserved.failure }
      : await orElsePeople(posting, delivery, (place) => share(posting, reserved.id, place, delivery));
  const { outcome } = result;
  // A company may decline the scope.
  const isDeclined = 'error' in outcome && outcome.error === 'missing_scope';
  if (outcome.kind !== 'refused' && !isDeclined) return result;
  const about = { id: row.id, kind: row.kind, error: outcome.error };
  log[isDeclined ? 'warn' : 'error'](about, 'A file could not be uploaded to Slack');
  const { instead, to, threadTs, orElse } = delivery;
  return send(posting, { act: 'post', to, threadTs, orElse, message: instead }, row.idempotencyId);
}

/** Uploads the content, which no one can see yet. If the share fails, Slack discards it. */
async function reserve(
  context: OutboxContext,
  row: OutboxRow,
  file: Upload['file'],
): Promise<{ id: string } | { failure: Failure }> {
  let reserved: { file_id?: string; upload_url?: string };
  const { name, alt } = file;
  const content = await contentOf(context, file);
  if (!content || content.size === 0) return { failure: refused('file_missing') };
  try {
    // Slack's name for it; the types of its client have another one.
    const described = alt === undefined ? {} : { alt_txt: alt };
    reserved = await context.posting.files.getUploadURLExternal({ filename: name, length: content.size, ...described });
  } catch (error) {
    return { failure: beforeSharing(error) };
  }
  const { file_id: id, upload_url: url } = reserved;
  if (!id || !url) return { failure: { kind: 'unsent', error: 'answer_without_file' } };
  await writeOutcome(context, (tx) => noteFile(tx, row, id));
  const failure = await sendContent(url, content);
  return failure ? { failure } : { id };
}

/** Undefined if it is no longer stored, or cannot be made. */
async function contentOf({ readFile, log }: OutboxContext, file: Upload['file']): Promise<Blob | undefined> {
  if ('content' in file) return new Blob([file.content]);
  if ('sha256' in file) return readFile(file.sha256).catch(() => undefined);
  try {
    return new Blob([new Uint8Array(await file.make())]);
  } catch (error) {
    log.error({ err: error }, 'A file for Slack could not be made');
    return undefined;
  }
}

async function sendContent(url: string, body: Blob): Promise<Failure | undefined> {
  try {
    const answer = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(CONTENT_MS) });
    await answer.body?.cancel();
    if (answer.ok) return undefined;
    const error = `upload_http_${answer.status}`;
    return answer.status < 500 && answer.status !== 429 ? refused(error) : { kind: 'unsent', error };
  } catch (error) {
    return beforeSharing(error);
  }
}

async function share(
  posting: WebClient,
  id: string,
  { to, threadTs }: Destination,
  delivery: Upload,
): Promise<SendResult> {
  const about = { method: METHODS.upload, place: { to, ...(threadTs === undefined ? {} : { threadTs }) } } as const;
  let channel: string;
  try {
    // Slack shares files into conversations only, not with people.
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
    // Slack shares the file a second or two later. Reconcile then asks where.
    return { ...about, outcome: { kind: 'pending', error: 'not_shared_yet' } };
  } catch (error) {
    return { ...about, outcome: outcomeOf(error) };
  }
}

/** Before the share no one can see the file, so a retry is safe after any failure that may pass. */
function beforeSharing(error: unknown): Failure {
  const failure = outcomeOf(error);
  return asUnsent(failure) ?? failure;
}
