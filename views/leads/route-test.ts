import type { Route } from '../../src/leads/routing/choose.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { bold, type Piece, person, rich } from '../kit/blocks.ts';
import { routeWords } from './words.ts';

/** Who would get a lead now, and why; nothing happens by asking. */
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
    text: 'Who would get a lead now',
    blocks: [
      rich(
        [
          bold(teamName),
          isPool ? ': whoever accepts first; asked first is ' : ': ',
          person(route.userId),
          `, because ${routeWords[route.why]}.`,
        ],
        ...skipped,
      ),
    ],
  };
}
