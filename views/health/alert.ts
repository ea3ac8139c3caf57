import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { channelLink, mention } from '../../src/platform/slack/mrkdwn.ts';
import { section } from '../kit/blocks.ts';

const meanings: Record<string, string> = {
  is_archived: 'is archived',
  channel_not_found: 'was deleted, or I was removed from it',
  not_in_channel: 'needs me as a member: type `/invite @Baton` there',
  restricted_action: 'does not let me post',
  team_access_not_granted:
    'is in a workspace that is not granted to me any more: an organisation admin can add me there again',
};

/** The problem with a channel; continues a sentence that begins with its name. */
export const meaningOfAlert = (error: string): string =>
  meanings[error] ?? `does not accept my messages (\`${error}\`)`;

/** For the manager, once: a channel does not accept messages. */
export function placeAlert({ place, error }: { place: string; error: string }): SlackMessage {
  return {
    text: 'I cannot post in your team’s channel.',
    blocks: [
      section(
        `:warning: ${placeName(place)} ${meaningOfAlert(error)}. Until this is fixed, you’ll get its messages. You can choose another channel with \`/baton teams\`.`,
      ),
    ],
  };
}

/** For the people who got the alert: it is over. */
export const placeAlertOver = ({ place }: { place: string }): SlackMessage => ({
  text: 'I can post in your team’s channel again.',
  blocks: [section(`:white_check_mark: ${placeName(place)} is working again.`)],
});

export const placeName = (place: string) => (/^[CG]/.test(place) ? channelLink(place) : mention(place));
