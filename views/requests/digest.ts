import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { WaitingDigest } from '../../src/requests/digest.ts';
import { actions, bold, button, context, date, emoji, rich } from '../kit/blocks.ts';
import { digestPreview, noDigest } from '../leads/digest.ts';
import { requestRowBlocks } from './list.ts';

/** Opens the list of all requests; its value is the team's id. */
export const REQUEST_DIGEST_REST = 'request_digest_rest';
/** Requests with buttons in the digest; the others are counted. */
export const REQUEST_DIGEST_SIZE = 10;

export interface RequestDigest extends WaitingDigest {
  teamId: number;
  /** The planned moment, if Baton was down then. */
  lateSince: Date | null;
  /** The team's name, if a person previews the digest. */
  previewOf?: string;
  now: Date;
}

/** A team's requests that are unclaimed or late. */
export function requestDigest(digest: RequestDigest): SlackMessage {
  const { teamId, rows, unclaimed, late, total, lateSince, previewOf, now } = digest;
  const title = total === 1 ? 'One content request waits.' : `${total} content requests wait.`;
  const parts = [...(unclaimed > 0 ? [`${unclaimed} unclaimed`] : []), ...(late > 0 ? [`${late} late`] : [])];
  const rest = total - rows.length;
  return {
    text: title,
    blocks: [
      ...(previewOf === undefined ? [] : [digestPreview(previewOf)]),
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

/** For a person who asks for a digest that would be empty. */
export const noRequestWaits = (teamName: string): SlackMessage =>
  noDigest(teamName, 'every request is claimed, and none is overdue');
