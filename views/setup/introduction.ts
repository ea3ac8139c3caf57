/** Baton introduces itself: to the channel of a new team, and to each person in it. */
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import type { Team } from '../../src/teams/table.ts';
import { actions, button, channel, context, emoji, rich, section } from '../kit/blocks.ts';
import { threeLines } from '../mindset/words.ts';

/** Posts a practice lead in the channel of a sales team. */
export const TRY_IT = 'setup_try_it';
/** The person only watches the team's channel; the value is the team. */
export const ONLY_WATCH = 'team_only_watch';
export const TAKE_PART = 'team_take_part';

interface Introduced {
  team: Team;
  /** The emoji that accepts a lead. */
  accept: string;
}

/** For everyone in the channel of a new team. */
export const introduction = ({ team, accept }: Introduced): SlackMessage => ({
  text: {
    sales: 'Baton is here: leads from marketing appear in this channel.',
    marketing: 'Baton is here: hand off leads to sales with /handoff.',
  }[team.kind],
  blocks: [
    section(
      {
        sales: `:wave: *Leads from marketing appear here.* Each card says who is up first, and when it is due. To own a lead, press *Accept* or react with :${accept}:.`,
        marketing:
          ':wave: *Hand off leads to sales with `/handoff`*, or with *Hand off as lead* on any message. Content that sales needs appears here, and anyone can claim it.',
      }[team.kind],
    ),
    actions(
      `introduction:${team.id}`,
      button(TRY_IT, 'Try it', String(team.id), { style: 'primary' }),
      button(ONLY_WATCH, 'I only watch', String(team.id)),
    ),
    context(
      '*Try it* posts a practice lead in the sales channel: not counted, and it removes itself. *I only watch*: no leads and no reminders for you. Everything else: `/baton help`.',
    ),
  ],
});

/** `three`: the advantages that customers should know the company for. */
interface Welcomed extends Introduced {
  isManager: boolean;
  three?: readonly string[] | undefined;
}

/** For a person in a team's channel. */
export const welcomeMessage = ({ team, accept, isManager, three = [] }: Welcomed): SlackMessage => ({
  text: escaped(`How Baton works in ${team.name}`),
  blocks: [
    rich([emoji('wave'), ' Welcome to ', channel(team.channelId), '! I’m Baton.']),
    section(
      {
        sales: `Leads from marketing appear here as cards. To own one, press *Accept* or react with :${accept}:. See your leads with \`/leads\`.`,
        marketing:
          'Hand off leads to sales with `/handoff`, or with *Hand off as lead* on any message. I’ll message you when one is accepted, declined, won or lost.',
      }[team.kind],
    ),
    ...(three.length > 0 ? [rich(['Customers should know us for these three:'], ...threeLines(three))] : []),
    ...(isManager ? [] : [actions(`welcome:${team.id}`, button(ONLY_WATCH, 'I only watch', String(team.id)))]),
    context(
      isManager
        ? 'See what you can do with `/baton help`. Manage your team with `/baton teams`.'
        : 'See what you can do with `/baton help`. *I only watch*: no leads and no reminders for you.',
    ),
  ],
});

/** After *I only watch*. */
export const watching = ({ id, channelId }: Team): SlackMessage => ({
  text: 'You only watch.',
  blocks: [
    section(`:eyes: You only watch <#${channelId}>. You get no leads and no reminders of this team.`),
    actions(`watching:${id}`, button(TAKE_PART, 'Take part again', String(id))),
  ],
});

/** After *Take part again*. */
export const takingPart = ({ kind, channelId }: Team): SlackMessage => ({
  text: 'You take part again.',
  blocks: [
    section(
      `:white_check_mark: You take part in <#${channelId}> again${kind === 'sales' ? ', and leads can be assigned to you' : ''}.`,
    ),
  ],
});

/** After *Try it* in another channel than that of the practice lead. */
export const practiceElsewhere = (channelId: string): SlackMessage => ({
  text: 'The practice lead is in the sales channel.',
  blocks: [section(`:performing_arts: The practice lead is in <#${channelId}>. Sales accepts it there.`)],
});
