import type { WebClient } from '@slack/web-api';
import { UserError } from '../errors.ts';
import type { Directory } from './directory.ts';
import { slackError } from './open-view.ts';

/** Ids of public and private channels. Those of direct messages begin with D. */
const isChannelId = (id: string): boolean => /^[CG][A-Z0-9]{1,20}$/.test(id);

/** The channel, if it is one to share in; null for a conversation between two people. */
export const placeToShare = (channelId: string): string | null => (isChannelId(channelId) ? channelId : null);

const UNSEEN = 'I am not in this channel. Invite me there with `/invite @Baton`, then try again.';

export const notInAChannel = () => new UserError('You can share in channels only. Use *Send…* for one person.');

/**
 * Checks, before a post on a person's behalf, that the person and Baton may write in this channel.
 * @throws UserError that says what to do.
 */
export async function requireWritable(
  { web, directory }: { web: WebClient; directory: Directory },
  { channelId, userId }: { channelId: string; userId: string },
): Promise<void> {
  if (!isChannelId(channelId)) throw notInAChannel();
  const channel = await channelInfo(web, channelId);
  if (!channel) throw new UserError(UNSEEN);
  if (channel.is_im || channel.is_mpim) throw notInAChannel();
  if (channel.is_archived) throw new UserError('This channel is archived: nothing can be shared there.');
  if (channel.is_private === false) return;
  if (!channel.is_member) throw new UserError(UNSEEN);
  const members = await directory.members({ channelId, userGroupId: null });
  if (!members.has(userId)) throw new UserError('You are not in this channel, so you cannot share anything there.');
}

/** Whether everyone in the workspace can read this channel. A channel that Baton cannot see counts as private. */
export async function isPublicChannel(web: WebClient, channelId: string): Promise<boolean> {
  if (!isChannelId(channelId)) return false;
  try {
    const { channel } = await web.conversations.info({ channel: channelId });
    return channel?.is_private === false && !channel.is_mpim && !channel.is_im;
  } catch {
    return false;
  }
}

async function channelInfo(web: WebClient, channelId: string) {
  try {
    return (await web.conversations.info({ channel: channelId })).channel;
  } catch (error) {
    if (slackError(error) === 'channel_not_found') throw new UserError(UNSEEN, { cause: error });
    throw new UserError('I could not look at this channel in Slack just now. Please try again in a minute.', {
      cause: error,
    });
  }
}
