import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import {
  addMessage,
  changeEphemeral,
  changeMessage,
  deleteMessage,
  dropEphemeral,
  ephemeralAt,
  messageAt,
  showEphemeral,
} from '../state/messages.ts';
import type { MessageRecord } from '../state/records.ts';
import type { ResponseUrl } from '../state/response-urls.ts';
import { spendResponseUrl } from '../state/response-urls.ts';
import type { World } from '../world.ts';
import { complain } from '../world.ts';
import { flag, optionalText } from './arguments.ts';
import { keptParts, readPosted, requireContent } from './posted.ts';
import { SlackError } from './slack-error.ts';

function sourceOf(world: World, url: ResponseUrl): MessageRecord | undefined {
  if (!url.source) return undefined;
  return url.source.ephemeral
    ? ephemeralAt(world.store, url.channel, url.source.ts, url.userId)
    : messageAt(world.store, url.channel, url.source.ts);
}

function takeAway(world: World, source: MessageRecord): void {
  if (source.ephemeralTo) dropEphemeral(world.store, source);
  else deleteMessage(world.store, source);
}

/** Posts a new message where the person acted, either ephemeral or for everyone. */
export function reply(world: World, where: Pick<ResponseUrl, 'userId' | 'channel' | 'threadTs'>, body: Json): void {
  const posted = readPosted(world, body);
  requireContent(posted);
  const message = {
    channel: where.channel,
    user: world.store.app.botUserId,
    botId: world.store.app.botId,
    text: posted.text ?? '',
    ...keptParts(posted),
    threadTs: optionalText(body, 'thread_ts') ?? where.threadTs,
  };
  if (body.response_type === 'in_channel') addMessage(world.store, { ...message, metadata: posted.metadata });
  else showEphemeral(world.store, { ...message, ephemeralTo: where.userId });
}

function obey(world: World, url: ResponseUrl, body: Json): void {
  const source = sourceOf(world, url);
  if (flag(body, 'delete_original')) {
    if (source) takeAway(world, source);
    return;
  }
  if (!flag(body, 'replace_original') || !source) {
    reply(world, url, body);
    return;
  }
  const posted = readPosted(world, body);
  requireContent(posted);
  const change = { text: posted.text ?? '', ...keptParts(posted) };
  if (source.ephemeralTo) changeEphemeral(world.store, source, change);
  else changeMessage(world.store, source, change);
}

/** Handles a post to a response_url. */
export function answerResponseUrl(world: World, token: string, body: unknown): { status: number; body: Json | 'ok' } {
  const url = spendResponseUrl(world.store, token);
  if (typeof url === 'string')
    return { status: 404, body: { ok: false, error: url === 'unknown' ? 'expired_url' : url } };
  if (!isObject(body)) return { status: 400, body: { ok: false, error: 'invalid_payload' } };
  try {
    obey(world, url, body);
    return { status: 200, body: 'ok' };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    // Bolt's respond() ignores the answer, so the app would not notice a fault.
    complain(world, `a post to a response_url was refused: ${error.code} ${JSON.stringify(error.extra)}`);
    return { status: 400, body: { ok: false, error: error.code, ...error.extra } };
  }
}
