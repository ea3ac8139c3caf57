import type { WithCard } from '../../src/leads/card-place.ts';
import { isOverdue } from '../../src/leads/reads/due.ts';
import type { Untouched } from '../../src/leads/reads/untouched.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, type Blocks, bold, button, dated, dotted, emoji, type Piece, person, rich } from '../kit/blocks.ts';
import { counted, due, more, overdue } from '../kit/words.ts';
import { escapedTitles, linkedTitle, statusWords, temperatureEmoji } from './words.ts';

/** Opens the team's list; its value is the team's id. */
export const DIGEST_VIEW = 'digest_rest';

export interface Digest {
  teamId: number;
  untouched: Untouched;
  /** The planned time, when Baton was down then. */
  lateSince: Date | null;
  /** The team's name, in a preview for one person. */
  previewOf?: string;
  workspaceUrl: string;
  now: Date;
}

/** The leads of a team that await first contact, oldest first. Their buttons are in the list that it opens. */
export function digestMessage({ teamId, untouched, lateSince, previewOf, ...look }: Digest): SlackMessage {
  const { notAccepted, accepted, notAcceptedCount, acceptedCount } = untouched;
  const total = notAcceptedCount + acceptedCount;
  const blocks: Blocks = [
    ...(previewOf === undefined ? [] : [digestPreview(previewOf)]),
    rich([emoji('wave'), ' ', bold(awaiting(total))]),
    ...(lateSince ? [rich([emoji('hourglass'), ' Posted late: this digest was ', dated('due ', lateSince), '.'])] : []),
    ...group(`${statusWords.new} (${notAcceptedCount})`, notAccepted, look),
    ...group(`${statusWords.accepted} (${acceptedCount})`, accepted, look),
    ...more(total - notAccepted.length - accepted.length),
    actions('digest', button(DIGEST_VIEW, 'View', String(teamId), { label: 'View the leads' })),
  ];
  return { text: `${awaiting(total)}: ${escapedTitles([...notAccepted, ...accepted], total)}`, blocks };
}

const awaiting = (total: number) => `${counted(total, 'lead')} awaiting first contact`;

const group = (title: string, leads: WithCard<Lead>[], look: Pick<Digest, 'workspaceUrl' | 'now'>): Blocks =>
  leads.length === 0 ? [] : [rich([bold(title)], ...leads.map((lead) => line(lead, look)))];

const line = (lead: WithCard<Lead>, { workspaceUrl, now }: Pick<Digest, 'workspaceUrl' | 'now'>): Piece[] => [
  emoji(temperatureEmoji[lead.temperature]),
  ' ',
  ...dotted([
    [linkedTitle(lead, workspaceUrl)],
    ...(isOverdue(lead, now) ? [overdue(lead.dueAt, now)] : lead.dueAt ? [due(lead.dueAt)] : []),
    ...whoHas(lead),
  ]),
];

function whoHas({ ownerId, assigneeId }: Lead): Piece[][] {
  const who = ownerId ?? assigneeId;
  return who === null ? [] : [[person(who)]];
}

/** Above a preview of a digest. */
export const digestPreview = (teamName: string) => rich(['Preview of the digest of ', bold(teamName), ':']);

/** The answer when there is nothing to post. */
export const nothingWaits = (teamName: string): SlackMessage => noDigest(teamName, 'every lead has been contacted');

export const noDigest = (teamName: string, why: string): SlackMessage => ({
  text: `No digest to post: ${why}.`,
  blocks: [rich([emoji('tada'), ' ', bold(teamName), `: ${why}. No digest to post.`])],
});
