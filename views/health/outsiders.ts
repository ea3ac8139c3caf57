/** A warning for people who set Baton up or run it: guests or another company read the channel of a team. */
import { channelLink } from '../../src/platform/slack/mrkdwn.ts';
import type { Outsiders } from '../../src/teams/outsiders.ts';
import { type Blocks, context, section } from '../kit/blocks.ts';

const MOST_SHOWN = 3;

export const outsiderLines = (outsiders: readonly Outsiders[]): Blocks => [
  ...outsiders
    .slice(0, MOST_SHOWN)
    .map((one) =>
      section(
        `:eyes: ${channelLink(one.channelId)} ${facts(one).join(', and ')}. They read every lead and request there, but cannot act on one. If that is not intended, choose another channel with \`/baton teams\`.`,
      ),
    ),
  ...(outsiders.length > MOST_SHOWN ? [context(`And ${outsiders.length - MOST_SHOWN} more channels.`)] : []),
];

const facts = ({ sharedWith, guests }: Outsiders): string[] => [
  ...(sharedWith === 'company' ? ['is shared with another company'] : []),
  ...(sharedWith === 'workspace' ? ['is shared with another workspace of your organisation'] : []),
  ...(guests > 0 ? [`has ${guests === 1 ? '1 guest' : `${guests} guests`}`] : []),
];
