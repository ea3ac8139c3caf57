import { and, asc, eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { preparedRows } from '../platform/db/prepared.ts';
import { UserError } from '../platform/errors.ts';
import type { PostedKey } from '../platform/outbox/posted-messages.ts';
import { type InboxChannel, inboxChannels, type LeadProposal, leadProposals } from './table.ts';

export const allInboxChannels = (db: Db): InboxChannel[] =>
  db.select().from(inboxChannels).orderBy(asc(inboxChannels.id)).all();

export const inboxChannelById = (db: Db, id: number): InboxChannel | undefined =>
  db.select().from(inboxChannels).where(eq(inboxChannels.id, id)).get();

export function requireInboxChannel(db: Db, id: number): InboxChannel {
  const inbox = inboxChannelById(db, id);
  if (!inbox) throw new UserError('This inbox channel no longer exists.');
  return inbox;
}

const proposalById = preparedRows(leadProposals, eq(leadProposals.id, sql.placeholder('id')));

export const proposal = (db: Db, id: number): LeadProposal | undefined => proposalById(db).get({ id });

export function requireProposal(db: Db, id: number): LeadProposal {
  const found = proposal(db, id);
  if (!found) throw new UserError('This proposal no longer exists.');
  return found;
}

const proposalByPlace = preparedRows(
  leadProposals,
  and(eq(leadProposals.channel, sql.placeholder('channel')), eq(leadProposals.ts, sql.placeholder('ts'))),
);

/** About this message. */
export const proposalAt = (db: Db, { channel, ts }: { channel: string; ts: string }): LeadProposal | undefined =>
  proposalByPlace(db).get({ channel, ts });

/** Of the message below the lead. */
export const proposalKey = (proposalId: number): PostedKey => ({ kind: 'lead_proposal', subjectId: proposalId });
