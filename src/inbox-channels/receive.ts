/** A message of an app in an inbox channel. */
import { handOffByProgram } from '../intake/hand-off.ts';
import { formOf } from '../intake/lead-form.ts';
import { phoneCountryOf } from '../leads/phone-country.ts';
import { readingContext } from '../leads/reading/context.ts';
import type { LeadGuess } from '../leads/reading/lead-guess.ts';
import { readMessage } from '../leads/reading/message.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { messageLink } from '../platform/slack/mrkdwn.ts';
import { requireSalesTeam } from '../teams/queries.ts';
import { noteHandedOff, showProposal } from './decide.ts';
import { inboxChannelById, proposalAt, requireProposal } from './queries.ts';
import { type InboxChannel, inboxChannels, leadProposals } from './table.ts';

export interface InboxMessage {
  ts: string;
  /** As people read it. */
  text: string;
}

/**
 * Proposes the lead in a message, or hands it off, and remembers that the message was read. A message without the email
 * address or phone number of a person from outside is no lead. It is not handed off at once if its name or company is missing.
 */
export function receive(
  tx: Tx,
  { id: inboxId, channelId }: Pick<InboxChannel, 'id' | 'channelId'>,
  { ts, text }: InboxMessage,
  { workspaceUrl, now }: { workspaceUrl: string; now: Date },
): void {
  // It may have been changed or removed while its messages were on their way.
  const inbox = inboxChannelById(tx, inboxId);
  if (inbox?.channelId !== channelId) return;
  tx.update(inboxChannels).set({ readUntil: ts, failure: null }).where(eq(inboxChannels.id, inbox.id)).run();
  const place = { channel: inbox.channelId, ts };
  if (proposalAt(tx, place)) return;
  const guess = readMessage(text, readingContext({ db: tx, workspaceUrl }));
  if (guess.email === undefined && guess.phone === undefined) return;
  const { id } = tx
    .insert(leadProposals)
    .values({ ...place, status: 'open', createdAt: now })
    .returning({ id: leadProposals.id })
    .get();
  if (inbox.mode === 'hand_off') handOffAtOnce(tx, inbox, guess, { ...place, workspaceUrl }, now);
  showProposal(tx, requireProposal(tx, id), now);
}

/** Leaves it to a person if something is missing. */
function handOffAtOnce(
  tx: Tx,
  inbox: InboxChannel,
  guess: LeadGuess,
  { workspaceUrl, ...place }: { channel: string; ts: string; workspaceUrl: string },
  now: Date,
): void {
  if (!guess.name || !guess.company) return;
  try {
    const team = requireSalesTeam(tx, inbox.teamId);
    const source = { name: 'an inbox channel', sourceLabel: inbox.source, temperature: null };
    const read = formOf(tx, guess, { source, country: phoneCountryOf(tx, [team]) });
    if (!('form' in read)) return;
    const { marketerId } = inbox;
    const handoff = { form: read.form, teamId: team.id, marketerId, messageLink: messageLink(workspaceUrl, place) };
    const { lead } = handOffByProgram(tx, handoff, now);
    noteHandedOff(tx, place, { lead, by: null }, now);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}
