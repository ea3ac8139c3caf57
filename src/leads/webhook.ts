/** Changes of leads as events for webhooks. The words are those of the product, and a type is never renamed. */
import { z } from 'zod';
import type { Tx } from '../platform/db/write.ts';
import { emit } from '../platform/webhooks/emit.ts';
import { type EventType, instant, iso, isoDay, personId, rowId } from '../platform/webhooks/event-type.ts';
import { requireTeam } from '../teams/queries.ts';
import { leadSubject } from './live.ts';
import type { HistoryEntry, Lead } from './table.ts';
import { leadStatuses, stages, temperatures } from './types.ts';
import { isTold, leadEvents } from './webhook-types.ts';

/** The lead after a change. */
export const leadShape = z.object({
  id: rowId,
  name: z.string(),
  company: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable().meta({ description: 'E.164, with ;ext= and the extension if it has one' }),
  role: z.string().nullable(),
  source: z.string().nullable(),
  campaign: z.string().nullable(),
  stage: z.enum(stages).nullable(),
  temperature: z.enum(temperatures),
  score: z.int().min(0).max(100).nullable(),
  country: z.string().nullable().meta({ description: 'ISO 3166, two letters' }),
  company_size: z.string().nullable(),
  need: z.string(),
  status: z.enum(leadStatuses),
  assigned_to: personId.nullable(),
  owner: personId.nullable(),
  handed_off_by: personId,
  handed_off_at: instant,
  accepted_at: instant.nullable(),
  first_contact_at: instant.nullable(),
  due_at: instant.nullable().meta({ description: 'The end of the running deadline' }),
  snoozed_until: instant.nullable(),
  nurture_until: instant.nullable(),
  amount: z.number().nullable(),
  currency: z.string().nullable().meta({ description: 'ISO 4217' }),
  close_on: isoDay.nullable(),
  message_link: z.string().nullable(),
});

const leadData = (lead: Lead): z.infer<typeof leadShape> => ({
  id: lead.id,
  name: lead.name,
  company: lead.company,
  email: lead.email,
  phone: lead.phone,
  role: lead.role,
  source: lead.source,
  campaign: lead.campaign,
  stage: lead.stage,
  temperature: lead.temperature,
  score: lead.score,
  country: lead.country,
  company_size: lead.companySize,
  need: lead.need,
  status: lead.status,
  assigned_to: lead.assigneeId,
  owner: lead.ownerId,
  handed_off_by: lead.handedOffBy,
  handed_off_at: lead.handedOffAt.toISOString(),
  accepted_at: iso(lead.acceptedAt),
  first_contact_at: iso(lead.touchedAt),
  due_at: iso(lead.dueAt),
  snoozed_until: iso(lead.snoozedUntil),
  nurture_until: iso(lead.nurtureUntil),
  amount: lead.amount,
  currency: lead.currency,
  close_on: lead.closeOn,
  message_link: lead.messageLink,
});

type Entry = Pick<HistoryEntry, 'id' | 'kind' | 'actorId' | 'details'>;

/** `lead` is the lead after the change. */
export function emitLead(tx: Tx, lead: Lead, { id, kind, actorId, details }: Entry, now: Date): void {
  if (!isTold(kind)) return;
  const { type, of } = leadEvents[kind];
  emit(
    tx,
    {
      type,
      teamId: lead.teamId,
      subject: leadSubject(lead.id),
      thin: { lead: { id: lead.id }, team: { id: lead.teamId }, change: { id } },
      full: () => ({
        lead: leadData(lead),
        team: { id: lead.teamId, name: requireTeam(tx, lead.teamId).name },
        // Each kind of change comes with its own details: the type of `record`.
        change: { id, by: actorId, details: (of as (given: unknown) => object)(details) },
      }),
    },
    now,
  );
}

/** Receivers learn that the contact is erased, and erase their copy. */
export const LEAD_ERASED: EventType = {
  type: 'lead.erased',
  title: 'Erased: name, contact details and notes',
  details: z.object({}),
};

export function emitErased(tx: Tx, { id, teamId }: Lead, now: Date): void {
  emit(
    tx,
    { type: LEAD_ERASED.type, teamId, subject: leadSubject(id), thin: { lead: { id }, team: { id: teamId } } },
    now,
  );
}
