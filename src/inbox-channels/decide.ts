/** The end of a proposal: a lead, or none. */
import type { Lead } from '../leads/table.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { proposalAt, requireProposal } from './queries.ts';
import { type LeadProposal, leadProposals } from './table.ts';

/** Shows it below the message, or changes what it shows. */
export const showProposal = (tx: Tx, { id, channel }: LeadProposal, now: Date): void =>
  void enqueue(
    tx,
    'lead_proposal',
    { proposalId: id },
    { orderingKey: channel, dedupeKey: `lead_proposal:${id}` },
    now,
  );

/** Shows those again that became this lead, once it is erased. */
export function showProposalsOf(tx: Tx, leadId: number, now: Date): void {
  for (const found of tx.select().from(leadProposals).where(eq(leadProposals.leadId, leadId)).all())
    showProposal(tx, found, now);
}

/** A message was handed off: its proposal, if it has one, links to the lead. `by` is null for Baton. */
export function noteHandedOff(
  tx: Tx,
  message: { channel?: string | undefined; ts?: string | undefined },
  { lead, by }: { lead: Pick<Lead, 'id'>; by: string | null },
  now: Date,
): void {
  const { channel, ts } = message;
  const found = channel && ts ? proposalAt(tx, { channel, ts }) : undefined;
  if (!found || found.status === 'handed_off') return;
  decide(tx, found, { status: 'handed_off', leadId: lead.id, decidedBy: by }, now);
}

/** @throws UserError once it is a lead. */
export function noteNotALead(tx: Tx, proposalId: number, by: string, now: Date): void {
  const found = requireProposal(tx, proposalId);
  if (found.status === 'handed_off') throw new UserError('It was handed off meanwhile.');
  if (found.status === 'open') decide(tx, found, { status: 'not_a_lead', decidedBy: by }, now);
}

function decide(
  tx: Tx,
  found: LeadProposal,
  change: Pick<LeadProposal, 'status' | 'decidedBy'> & { leadId?: number },
  now: Date,
): void {
  tx.update(leadProposals).set(change).where(eq(leadProposals.id, found.id)).run();
  showProposal(tx, found, now);
}
