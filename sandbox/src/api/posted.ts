import { blocksTextLength, faultText, validateMessageBlocks } from '../blocks/validate.ts';
import type { Json } from '../json.ts';
import { isObject, objects, str } from '../json.ts';
import { isReady } from '../state/files.ts';
import type { MessageRecord } from '../state/records.ts';
import { appText } from '../state/text.ts';
import { withIds } from '../state/views.ts';
import type { World } from '../world.ts';
import { nested, optionalText } from './arguments.ts';
import { invalidArguments, SlackError } from './slack-error.ts';

const TEXT_LIMIT = 40_000;
const BLOCKS_TEXT_LIMIT = 12_000;

export const invalidBlocks = (faults: string[]): SlackError =>
  new SlackError('invalid_blocks', {
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
  if (faults.length > 0) throw invalidBlocks(faults);
  if (blocksTextLength(blocks) > BLOCKS_TEXT_LIMIT) throw new SlackError('msg_blocks_too_long');
  return withIds(blocks);
}

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
  if (text !== undefined && text.length > TEXT_LIMIT) throw new SlackError('msg_too_long');
  const attachments = nested(args, 'attachments');
  if (attachments !== undefined && !Array.isArray(attachments)) throw invalidArguments('attachments must be an array');
  return {
    text: text === undefined ? undefined : appText(text),
    blocks: readBlocks(world, args),
    attachments: attachments === undefined ? undefined : objects(attachments),
    metadata: readMetadata(args),
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
