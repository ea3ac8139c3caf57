import type { WebClient } from '@slack/web-api';
import type { Directory } from './directory.ts';
import { isFileGone } from './fetch-file.ts';
import { slackError } from './open-view.ts';

export const NOT_READABLE = 'This file is not in Slack, or you cannot read it. Upload it here.';
const FILES_DECLINED = 'I may not read files in this Slack. Give a link instead.';

interface ReadableFile {
  id: string;
  name: string;
}

/**
 * The file of a form, if this person can read it in Slack; a form comes from the client and can name any file that
 * Baton can read. For every other file, the reason for the person who chose it.
 */
export async function readableFile(
  { web, directory }: { web: WebClient; directory: Directory },
  { fileId, userId }: { fileId: string; userId: string },
): Promise<ReadableFile | string> {
  const file = await about(web, fileId);
  if (typeof file === 'string') return file;
  const { user, is_public: isPublic, channels = [], groups = [], name, title } = file;
  const mayRead = user === userId || isPublic === true || (await isInOne(directory, [...channels, ...groups], userId));
  return mayRead ? { id: fileId, name: name || title || 'file' } : NOT_READABLE;
}

async function about(web: WebClient, file: string) {
  try {
    const { file: found } = await web.files.info({ file });
    return found instanceof Object ? found : NOT_READABLE;
  } catch (error) {
    if (slackError(error) === 'missing_scope') return FILES_DECLINED;
    if (isFileGone(error)) return NOT_READABLE;
    throw error;
  }
}

async function isInOne(directory: Directory, channels: string[], userId: string): Promise<boolean> {
  for (const channelId of channels) {
    if ((await directory.members({ channelId, userGroupId: null })).has(userId)) return true;
  }
  return false;
}
