import type { SlackMessage } from '../src/outbox/announcement.ts';
import { channelLink, mention } from '../src/slack/markup.ts';
import { section } from './blocks.ts';

const meanings: Record<string, string> = {
  is_archived: 'is archived',
  channel_not_found: 'is gone, or I was removed from it',
  not_in_channel: 'does not have me in it: please `/invite @Baton` there',
  restricted_action: 'lets only some people post',
};

/** For the manager, once: a place in Slack takes no messages. */
export function troubleMessage({ place, error }: { place: string; error: string }): SlackMessage {
  const where = place.startsWith('C') || place.startsWith('G') ? channelLink(place) : mention(place);
  const what = meanings[error] ?? `takes no messages from me (\`${error}\`)`;
  return {
    text: 'I cannot post in a channel of your team.',
    blocks: [
      section(
        `:warning: ${where} ${what}. Until that is mended, cards and digests come to you instead; with \`/baton teams\` you can choose another channel.`,
      ),
    ],
  };
}
