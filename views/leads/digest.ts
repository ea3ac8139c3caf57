import type { Untouched } from '../../src/leads/reads/untouched.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, type Blocks, bold, button, date, emoji, person, rich } from '../kit/blocks.ts';
import { counted, more } from '../kit/words.ts';
import { BULK, leadRow } from './list.ts';
import { statusWords } from './words.ts';

export const DIGEST_REST = 'digest_rest';

export interface Digest {
  teamId: number;
  untouched: Untouched;
  /** The planned time, when Baton was down then. */
  lateSince: Date | null;
  /** The team's name, in a preview for one person. */
  previewOf?: string;
  now: Date;
}

/** The leads of a team that await first contact, oldest first. */
export function digestMessage({ teamId, untouched, lateSince, previewOf, now }: Digest): SlackMessage {
  const { notAccepted, accepted, notAcceptedCount, acceptedCount } = untouched;
  const total = notAcceptedCount + acceptedCount;
  const rest = total - notAccepted.length - accepted.length;
  const rows = (leads: Lead[]) => leads.flatMap((lead) => leadRow(lead, now, { grouped: true }));
  const blocks: Blocks = [
    ...(previewOf === undefined ? [] : [digestPreview(previewOf)]),
    rich([emoji('wave'), ' ', bold(awaiting(total))]),
    ...(lateSince ? [rich([emoji('hourglass'), ' Posted late: this digest was due ', date(lateSince), '.'])] : []),
  ];
  if (notAccepted.length > 0) {
    blocks.push(rich([bold(statusWords.new), ` (${notAcceptedCount})`]), ...rows(notAccepted));
  }
  for (const [ownerId, leads] of byOwner(accepted)) {
    blocks.push(rich([bold('Accepted by '), person(ownerId), ', no contact yet']), ...rows(leads));
  }
  blocks.push(...more(rest));
  if (total > 1) {
    blocks.push(
      actions(
        'digest',
        button(BULK, 'Bulk actions…', `untouched-of ${teamId}`),
        ...(rest > 0 ? [button(DIGEST_REST, 'Show all', String(teamId))] : []),
      ),
    );
  }
  return { text: awaiting(total), blocks };
}

const awaiting = (total: number) => `${counted(total, 'lead')} awaiting first contact`;

/** Owners in the order of their oldest lead. */
function byOwner(leads: Lead[]): Map<string, Lead[]> {
  const groups = new Map<string, Lead[]>();
  for (const lead of leads) {
    if (lead.ownerId === null) continue;
    groups.set(lead.ownerId, [...(groups.get(lead.ownerId) ?? []), lead]);
  }
  return groups;
}

/** Above a preview of a digest. */
export const digestPreview = (teamName: string) => rich(['Preview of the digest of ', bold(teamName), ':']);

/** The answer when there is nothing to post. */
export const nothingWaits = (teamName: string): SlackMessage => noDigest(teamName, 'every lead has been contacted');

export const noDigest = (teamName: string, why: string): SlackMessage => ({
  text: `No digest to post: ${why}.`,
  blocks: [rich([emoji('tada'), ' ', bold(teamName), `: ${why}. No digest to post.`])],
});
