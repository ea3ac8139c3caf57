import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { RequestRow } from '../../src/requests/card.ts';
import type { WaitingDigest } from '../../src/requests/digest.ts';
import { actions, bold, button, dated, dotted, emoji, type Piece, person, rich } from '../kit/blocks.ts';
import { counted, more, namesAndMore } from '../kit/words.ts';
import { digestPreview, noDigest } from '../leads/digest.ts';
import { requestDue } from './card.ts';
import type { RowLook } from './row.ts';
import { escapedRequest, linkedRequest, requestStatusEmoji, requestStatusWords } from './words.ts';

/** Opens the list of these requests; its value is the team's id. */
export const REQUEST_DIGEST_VIEW = 'request_digest_rest';
/** Requests that the digest names; the others are counted. */
export const REQUEST_DIGEST_SIZE = 10;

export interface RequestDigest extends WaitingDigest, RowLook {
  teamId: number;
  /** The planned moment, if Baton was down then. */
  lateSince: Date | null;
  /** The team's name, if a person previews the digest. */
  previewOf?: string;
}

/** A team's requests that are unclaimed or late. Their buttons are in the list that it opens. */
export function requestDigest(digest: RequestDigest): SlackMessage {
  const { teamId, rows, unclaimed, late, total, lateSince, previewOf } = digest;
  const title = `${counted(total, 'content request')} waiting`;
  const parts = [...(unclaimed > 0 ? [`${unclaimed} unclaimed`] : []), ...(late > 0 ? [`${late} overdue`] : [])];
  return {
    text: `${title}: ${namesAndMore(
      rows.map(({ request }) => escapedRequest(request)),
      total,
    )}`,
    blocks: [
      ...(previewOf === undefined ? [] : [digestPreview(previewOf)]),
      rich([emoji('inbox_tray'), ' ', bold(title), `  ·  ${parts.join(', ')}`]),
      ...(lateSince
        ? [rich([emoji('hourglass'), ' Posted late: this digest was ', dated('due ', lateSince), '.'])]
        : []),
      ...(rows.length > 0 ? [rich(...rows.map((row) => line(row, digest)))] : []),
      ...more(total - rows.length),
      actions('request_digest', button(REQUEST_DIGEST_VIEW, 'View', String(teamId), { label: 'View the requests' })),
    ],
  };
}

const line = ({ request, card }: RequestRow, { workspaceUrl, now }: RowLook): Piece[] => [
  emoji(requestStatusEmoji[request.status]),
  ' ',
  ...dotted([
    [linkedRequest(request, card, workspaceUrl)],
    ...requestDue(request, now),
    request.ownerId === null ? [requestStatusWords[request.status]] : [person(request.ownerId)],
  ]),
];

/** For a person who asks for a digest that would be empty. */
export const noRequestWaits = (teamName: string): SlackMessage =>
  noDigest(teamName, 'every request is claimed, and none is overdue');
