import { countryName } from '../../src/leads/country.ts';
import type { Route } from '../../src/leads/routing/choose.ts';
import { NO_RULE, type TeamRule } from '../../src/leads/routing/team-rules.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { bold, cut, type Piece, person, rich } from '../kit/blocks.ts';
import { routeWords } from './route-words.ts';

/** The assignee of a lead handed off now, and the reason; nothing is changed. */
export function routeTestMessage({
  teamName,
  route,
  isPool,
  rule = NO_RULE,
}: {
  teamName: string;
  route: Route;
  isPool: boolean;
  /** The leads that doors bring to the team. */
  rule?: TeamRule;
}): SlackMessage {
  const skipped: Piece[][] = route.skipped.map(({ userId, absence }) => ['Skipped: ', person(userId), ` ${absence}`]);
  return {
    text: 'Assignee of the next lead',
    blocks: [
      rich(
        [
          bold(teamName),
          isPool ? ': first to accept  ·  up first: ' : ': ',
          person(route.userId),
          ` (${routeWords[route.why]})`,
        ],
        ...skipped,
        ...ruleLines(rule),
      ),
    ],
  };
}

/** `By rule: from Germany, 50 employees or more`. */
function ruleLines({ countries, sources, campaigns, sizeFrom, sizeTo }: TeamRule): Piece[][] {
  const parts = [
    ...(countries.length > 0 ? [`from ${countries.map(countryName).join(' or ')}`] : []),
    ...(sources.length > 0 ? [`source ${sources.join(' or ')}`] : []),
    ...(campaigns.length > 0 ? [`campaign ${campaigns.join(' or ')}`] : []),
    ...(sizeFrom === null ? [] : [`${sizeFrom} employees or more`]),
    ...(sizeTo === null ? [] : [`${sizeTo} employees or fewer`]),
  ];
  return parts.length > 0 ? [[`Leads of doors by rule: ${cut(parts.join(', '), 300)}`]] : [];
}

export const teamUnknownMessage = (teamName: string): SlackMessage => ({
  text: 'Assignee of the next lead',
  blocks: [
    rich([
      bold(teamName),
      ': Slack has not told me yet who is on this team. A lead waits until I know, and anyone in its channel can accept it.',
    ]),
  ],
});
