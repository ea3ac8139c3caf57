import type { Route } from '../../src/leads/routing/choose.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { bold, type Piece, person, rich } from '../kit/blocks.ts';
import { routeWords } from './words.ts';

/** The assignee of a lead handed off now, and the reason; nothing is changed. */
export function routeTestMessage({
  teamName,
  route,
  isPool,
}: {
  teamName: string;
  route: Route;
  isPool: boolean;
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
      ),
    ],
  };
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
