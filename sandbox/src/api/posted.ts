import { attachmentFaults, blocksTextLength, faultText, validateMessageBlocks } from '../blocks/validate.ts';
import type { Json } from '../json.ts';
import { isObject, objects, str } from '../json.ts';
import { isReady } from '../state/files.ts';
import type { NewMessage } from '../state/messages.ts';
import type { MessageRecord } from '../state/records.ts';
import { appText } from '../state/text.ts';
import { withIds } from '../state/views.ts';
import type { World } from '../world.ts';
import { flag, nested, optionalText, requireText } from './arguments.ts';
import { postingPlace, threadOf } from './places.ts';
import { invalidArguments, SlackError } from './slack-error.ts';

/** Longer texts are cut here, not refused: docs.slack.dev/reference/methods/chat.postMessage, Truncating content. */
const TEXT_LIMIT = 40_000;
const ATTACHMENTS_LIMIT = 100;
const BLOCKS_TEXT_LIMIT = 12_000;

const invalidContent = (code: 'invalid_blocks' | 'invalid_attachments', faults: string[]): SlackError =>
  new SlackError(code, {
    errors: faults,
    response_metadata: { messages: faults.map((fault) => `[ERROR] ${fault}`) },
  });

/** Faults of images whose file does not exist or is still being processed. */
export function fileFaults(world: World, value: unknown, pointer: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => fileFaults(world, each, `${pointer}/${index}`));
  if (!isObject(value)) return [];
  const own = Object.entries(value).flatMap(([key, each]) => fileFaults(world, each, `${pointer}/${key}`));
  if (!isObject(value.slack_file)) return own;
  const { id, url } = value.slack_file;
  const file = [...world.store.files.values()].find(
    (each) => each.id === id || (typeof url === 'string' && url.includes(`/${each.id}/`)),
  );
  return file && isReady(file) && file.mimetype.startsWith('image/')
    ? own
    : [...own, `invalid slack file [json-pointer:${pointer}/slack_file]`];
}

/** Valid blocks with ids filled in; undefined when there are no blocks. */
export function readBlocks(world: World, args: Json): Json[] | undefined {
  const blocks = nested(args, 'blocks', 'invalid_blocks_format');
  if (blocks === undefined) return undefined;
  const faults = [...validateMessageBlocks(blocks).map(faultText), ...fileFaults(world, blocks, '/blocks')];
  if (faults.length > 0) throw invalidContent('invalid_blocks', faults);
  if (blocksTextLength(blocks) > BLOCKS_TEXT_LIMIT) throw new SlackError('msg_blocks_too_long');
  return withIds(blocks);
}

/**
 * Legacy attachments, of which Slack documents only the number as a fault, and their blocks. Invalid blocks in them
 * have an error of their own (github.com/slackapi/bolt-js/issues/717).
 */
function readAttachments(world: World, args: Json): Json[] | undefined {
  const attachments = nested(args, 'attachments');
  if (attachments === undefined) return undefined;
  if (!Array.isArray(attachments)) throw invalidArguments('attachments must be an array');
  if (attachments.length > ATTACHMENTS_LIMIT) throw new SlackError('too_many_attachments');
  const faults = [...attachmentFaults(attachments).map(faultText), ...fileFaults(world, attachments, '/attachments')];
  if (faults.length > 0) throw invalidContent('invalid_attachments', faults);
  return objects(attachments);
}

/** The text as Slack keeps it: characters are whole, and those beyond the limit are dropped. */
const truncated = (text: string): string => (text.length > TEXT_LIMIT ? [...text].slice(0, TEXT_LIMIT).join('') : text);

function readMetadata(args: Json): MessageRecord['metadata'] {
  const metadata = nested(args, 'metadata', 'invalid_metadata_format');
  if (metadata === undefined) return undefined;
  const isRight = isObject(metadata) && typeof metadata.event_type === 'string' && isObject(metadata.event_payload);
  if (!isRight) throw new SlackError('invalid_metadata_format');
  return { event_type: str(metadata.event_type), event_payload: metadata.event_payload as Json };
}

export interface Posted {
  text?: string;
  blocks?: Json[];
  attachments?: Json[];
  metadata?: MessageRecord['metadata'];
}

/** Content to post, from a method or a response_url. Missing parts are undefined. */
export function readPosted(world: World, args: Json): Posted {
  const text = optionalText(args, 'text');
  return {
    text: text === undefined ? undefined : appText(truncated(text)),
    blocks: readBlocks(world, args),
    attachments: readAttachments(world, args),
    metadata: readMetadata(args),
  };
}

/** The message that chat.postMessage posts, or that chat.scheduleMessage keeps. Throws what Slack refuses. */
export function newMessage(world: World, args: Json): NewMessage {
  const channel = postingPlace(world, requireText(args, 'channel'));
  const posted = readPosted(world, args);
  requireContent(posted);
  const threadTs = threadOf(world, channel.id, optionalText(args, 'thread_ts'));
  return {
    channel: channel.id,
    user: world.store.app.botUserId,
    botId: world.store.app.botId,
    text: posted.text ?? '',
    ...keptParts(posted),
    metadata: posted.metadata,
    threadTs,
    ...(threadTs && flag(args, 'reply_broadcast') ? { broadcast: true } : {}),
  };
}

/** Throws `no_text` for an empty message. */
export function requireContent(posted: Posted): void {
  if (!posted.text?.trim() && !posted.blocks?.length && !posted.attachments?.length) throw new SlackError('no_text');
}

/** The blocks and attachments to store; an empty list counts as missing. */
export const keptParts = (posted: Posted): Pick<MessageRecord, 'blocks' | 'attachments'> => ({
  blocks: posted.blocks?.length ? posted.blocks : undefined,
  attachments: posted.attachments?.length ? posted.attachments : undefined,
});
