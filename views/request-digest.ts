import type { SlackMessage } from '../src/outbox/announcement.ts';
import type { RequestRow } from '../src/requests/card.ts';
import { actions, bold, button, context, date, emoji, rich } from './blocks.ts';
import { requestRowBlocks } from './request-list.ts';

/** Opens the list of all of them; its value is the team's id. */
export const REQUEST_DIGEST_REST = 'request_digest_rest';
/** How many requests have their buttons in the digest; the rest is counted. */
export const REQUEST_DIGEST_SIZE = 10;

export interface RequestDigest {
  teamId: number;
  /** The first of the queue. */
  rows: RequestRow[];
  unclaimed: number;
  late: number;
  total: number;
  /** The planned moment, when Baton was down then. */
  lateSince: Date | null;
  now: Date;
}

/** The requests of a team that nobody has claimed, or that are late. */
export function requestDigest({ teamId, rows, unclaimed, late, total, lateSince, now }: RequestDigest): SlackMessage {
  const title = total === 1 ? 'One content request waits.' : `${total} content requests wait.`;
  const parts = [...(unclaimed > 0 ? [`${unclaimed} not claimed yet`] : []), ...(late > 0 ? [`${late} late`] : [])];
  const rest = total - rows.length;
  return {
    text: title,
    blocks: [
      rich([emoji('inbox_tray'), ' ', bold(title), `  ·  ${parts.join(', ')}`]),
      ...(lateSince ? [rich([emoji('hourglass'), ' This digest is late: it was due ', date(lateSince), '.'])] : []),
      ...rows.flatMap((row) => requestRowBlocks(row, now)),
      ...(rest > 0
        ? [
            context(rest === 1 ? 'And one more.' : `And ${rest} more.`),
            actions('request_digest', button(REQUEST_DIGEST_REST, 'Show all', String(teamId))),
          ]
        : []),
    ],
  };
}
