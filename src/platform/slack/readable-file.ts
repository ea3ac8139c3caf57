import type { WebClient } from '@slack/web-api';
import type { Directory } from './directory.ts';
import { isFileGone } from './fetch-file.ts';

export const NOT_READABLE = 'This file is not in Slack, or you cannot read it. Upload it here.';

interface ReadableFile {
  id: string;
  name: string;
}

/**
 * The file of a form, if this person can read it in Slack; a form comes from the client and can name any file that
 * Baton can read. Undefined for every other file.
 */
export async function readableFile(
  { web, directory }: { web: WebClient; directory: Directory },
  { fileId, userId }: { fileId: string; userId: string },
): Promise<ReadableFile | undefined> {
  const file = await about(web, fileId);
  if (!file) return undefined;
  const { user, is_public: isPublic, channels = [], groups = [], name, title } = file;
  const mayRead = user === userId || isPublic === true || (await isInOne(directory, [...channels, ...groups], userId));
  return mayRead ? { id: fileId, name: name || title || 'file' } : undefined;
}

async function about(web: WebClient, file: string) {
  try {
    return (await web.files.info({ file })).file;
  } catch (error) {
    if (isFileGone(error)) return undefined;
    throw error;
  }
}

async function isInOne(directory: Directory, channels: string[], userId: string): Promise<boolean> {
  for (const channelId of channels) {
    if ((await directory.members({ channelId, userGroupId: null })).has(userId)) return true;
  }
  return false;
}
