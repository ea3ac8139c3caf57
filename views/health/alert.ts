import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { channelLink, mention } from '../../src/platform/slack/mrkdwn.ts';
import { section } from '../kit/blocks.ts';

const meanings: Record<string, string> = {
  is_archived: 'is archived',
  channel_not_found: 'is gone, or I was removed from it',
  not_in_channel: 'does not have me in it: please type `/invite @Baton` there',
  restricted_action: 'lets only some people post',
};

/** What is the matter with a channel, in words that follow its name. */
export const meaningOfAlert = (error: string): string => meanings[error] ?? `takes no messages from me (\`${error}\`)`;

/** For the manager, once: a place in Slack takes no messages. */
export function placeAlert({ place, error }: { place: string; error: string }): SlackMessage {
  return {
    text: 'I cannot post in a channel of your team.',
    blocks: [
      section(
        `:warning: ${placeName(place)} ${meaningOfAlert(error)}. Until that is mended, cards and digests come to you instead; with \`/baton teams\` you can choose another channel.`,
      ),
    ],
  };
}

/** For whoever was told of it: they need not look any more. */
export const placeAlertOver = ({ place }: { place: string }): SlackMessage => ({
  text: 'I can post in a channel of your team again.',
  blocks: [section(`:white_check_mark: ${placeName(place)} takes my messages again.`)],
});

export const placeName = (place: string) => (/^[CG]/.test(place) ? channelLink(place) : mention(place));
