import type { Untouched } from '../../src/leads/reads/untouched.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, type Blocks, bold, button, context, date, emoji, person, rich } from '../kit/blocks.ts';
import { leadRow, SEVERAL } from './list.ts';

export const DIGEST_REST = 'digest_rest';

export interface Digest {
  teamId: number;
  untouched: Untouched;
  /** The planned moment, when Baton was down then. */
  lateSince: Date | null;
  /** The team's name, when one person looks at it before it is due. */
  previewOf?: string;
  now: Date;
}

/** The leads of a team that nobody has touched, oldest first. */
export function digestMessage({ teamId, untouched, lateSince, previewOf, now }: Digest): SlackMessage {
  const { notAccepted, accepted, notAcceptedCount, acceptedCount } = untouched;
  const total = notAcceptedCount + acceptedCount;
  const rest = total - notAccepted.length - accepted.length;
  const rows = (leads: Lead[]) => leads.flatMap((lead) => leadRow(lead, now, { grouped: true }));
  const blocks: Blocks = [
    ...(previewOf === undefined ? [] : [digestPreview(previewOf)]),
    rich([
      emoji('wave'),
      ' ',
      bold(total === 1 ? 'One lead waits for a first touch.' : `${total} leads wait for a first touch.`),
    ]),
    ...(lateSince ? [rich([emoji('hourglass'), ' This digest is late: it was due ', date(lateSince), '.'])] : []),
  ];
  if (notAccepted.length > 0) {
    blocks.push(rich([bold('Not accepted yet'), ` (${notAcceptedCount})`]), ...rows(notAccepted));
  }
  for (const [ownerId, leads] of byOwner(accepted)) {
    blocks.push(rich([bold('Accepted by '), person(ownerId), ', not touched yet']), ...rows(leads));
  }
  if (rest > 0) blocks.push(context(rest === 1 ? 'And one more.' : `And ${rest} more.`));
  if (total > 1) {
    blocks.push(
      actions(
        'digest',
        button(SEVERAL, 'Several at once…', `untouched-of ${teamId}`),
        ...(rest > 0 ? [button(DIGEST_REST, 'Show all', String(teamId))] : []),
      ),
    );
  }
  return { text: total === 1 ? 'One lead waits for a first touch' : `${total} leads wait for a first touch`, blocks };
}

/** Owners in the order of their oldest lead. */
function byOwner(leads: Lead[]): Map<string, Lead[]> {
  const groups = new Map<string, Lead[]>();
  for (const lead of leads) {
    if (lead.ownerId === null) continue;
    groups.set(lead.ownerId, [...(groups.get(lead.ownerId) ?? []), lead]);
  }
  return groups;
}

/** Above a digest that one person looks at before it is due. */
export const digestPreview = (teamName: string) => rich(['The digest of ', bold(teamName), ', if it were posted now:']);

/** For whoever asks for a digest that would not be posted. */
export const nothingWaits = (teamName: string): SlackMessage => noDigest(teamName, 'every lead has been touched');

export const noDigest = (teamName: string, why: string): SlackMessage => ({
  text: `No digest would be posted now: ${why}.`,
  blocks: [rich([emoji('tada'), ' ', bold(teamName), `: ${why}, so no digest would be posted now.`])],
});
