import type { Json } from '../json.ts';
import { objects, str } from '../json.ts';
import { fileInfo } from '../shapes/file.ts';
import { awaitFile, completeFile } from '../state/files.ts';
import { addMessage } from '../state/messages.ts';
import type { FileRecord } from '../state/records.ts';
import { appText } from '../state/text.ts';
import type { World } from '../world.ts';
import { nested, optionalText, requireText } from './arguments.ts';
import type { Family } from './method.ts';
import { joinedChannel, threadOf } from './places.ts';
import { readBlocks } from './posted.ts';
import { invalidArguments, SlackError } from './slack-error.ts';

function requireFile(world: World, id: string): FileRecord {
  const file = world.store.files.get(id);
  if (file?.state !== 'complete') throw new SlackError('file_not_found');
  return file;
}

interface Target {
  channel: string;
  threadTs?: string;
  text: string;
  blocks?: Json[];
}

/** The channels to share the files in; undefined when they stay private. */
function readTarget(world: World, args: Json): Target | undefined {
  const id = optionalText(args, 'channel_id');
  if (!id) return undefined;
  const channel = joinedChannel(world, id);
  if (channel.isArchived) throw new SlackError('is_archived');
  const comment = optionalText(args, 'initial_comment');
  // Slack ignores blocks when there is an initial comment.
  const blocks = comment ? undefined : readBlocks(world, args);
  return {
    channel: channel.id,
    threadTs: threadOf(world, channel.id, optionalText(args, 'thread_ts')),
    text: appText(comment ?? ''),
    blocks: blocks?.length ? blocks : undefined,
  };
}

function share(world: World, files: FileRecord[], target: Target): void {
  const { store } = world;
  const message = addMessage(store, {
    ...target,
    user: store.app.botUserId,
    botId: store.app.botId,
    files: files.map(({ id }) => id),
  });
  for (const file of files) {
    file.shares.push({ channel: target.channel, ts: message.ts, threadTs: target.threadTs });
    store.changes.emit({ type: 'file_shared', file, channel: target.channel, user: file.user });
  }
}

function complete(world: World, args: Json): Json {
  const { store } = world;
  const { fileMs } = world.timings;
  const asked = objects(nested(args, 'files'));
  if (asked.length === 0) throw invalidArguments('missing required field: files');
  const named = asked.map((each) => {
    const file = store.files.get(str(each.id));
    if (file?.state !== 'uploaded') throw new SlackError('file_not_found');
    return { file, title: str(each.title) };
  });
  const target = readTarget(world, args);
  for (const { file, title } of named) completeFile(file, title, fileMs);
  const files = named.map(({ file }) => file);
  // Slack answers first; it processes and shares the files later.
  if (target) setTimeout(() => share(world, files, target), fileMs).unref();
  return { files: files.map((file) => fileInfo(store, world.url, file)) };
}

/** The limit of alt_txt (docs.slack.dev/reference/methods/files.getUploadURLExternal). */
const LONGEST_ALT = 1000;

export const filesFamily: Family = {
  'files.getUploadURLExternal': {
    token: 'bot',
    scope: 'files:write',
    rate: 100,
    handle: (world, args) => {
      const length = Number(requireText(args, 'length'));
      if (!Number.isInteger(length) || length <= 0)
        throw invalidArguments('must be greater than 0 [json-pointer:/length]');
      const alt = optionalText(args, 'alt_txt');
      if ((alt?.length ?? 0) > LONGEST_ALT) throw new SlackError('alt_txt_too_large');
      const file = awaitFile(world.store, world.store.app.botUserId, requireText(args, 'filename'), alt);
      return { upload_url: `${world.url}/upload/${file.uploadTicket}`, file_id: file.id };
    },
  },
  'files.completeUploadExternal': { token: 'bot', scope: 'files:write', rate: 100, handle: complete },
  'files.info': {
    token: 'bot',
    scope: 'files:read',
    rate: 100,
    handle: (world, args) => ({
      file: fileInfo(world.store, world.url, requireFile(world, requireText(args, 'file'))),
      comments: [],
      response_metadata: { next_cursor: '' },
    }),
  },
  'files.delete': {
    token: 'bot',
    scope: 'files:write',
    rate: 50,
    handle: (world, args) => {
      const file = requireFile(world, requireText(args, 'file'));
      if (file.user !== world.store.app.botUserId) throw new SlackError('cant_delete_file');
      world.store.files.delete(file.id);
      return {};
    },
  },
};
