import { eq, sql } from '../db/drizzle.ts';
import type { Tx } from '../db/write.ts';
import { companyDomain } from './contact.ts';
import { askSomebody } from './move.ts';
import { updateLead } from './queries.ts';
import { record, tell } from './record.ts';
import { type Lead, leads, sources } from './table.ts';
import type { Stage, Temperature } from './terms.ts';

/** What a marketer says about a lead; email or phone is there. */
export interface LeadForm {
  name: string;
  company: string;
  email: string | null;
  phone: string | null;
  role: string | null;
  source: string | null;
  stage: Stage | null;
  temperature: Temperature;
  need: string;
}

export interface HandOff {
  form: LeadForm;
  teamId: number;
  /** The seller that it is handed to by name. */
  assigneeId: string | null;
  marketerId: string;
  messageLink: string | null;
  /** The same person's lead from before, when it was handed off again on purpose. */
  earlierLeadId: number | null;
}

/** Gives a lead to a sales team. Its card, and the word to a named seller, leave with the commit. */
export function handOff(
  tx: Tx,
  { form, teamId, assigneeId, marketerId, messageLink, earlierLeadId }: HandOff,
  now: Date,
): Lead {
  const source = form.source === null ? null : useSource(tx, form.source, now);
  const lead = tx
    .insert(leads)
    .values({
      ...form,
      source,
      companyDomain: companyDomain(form.email),
      status: 'new',
      teamId,
      handedOffBy: marketerId,
      handedOffAt: now,
      messageLink,
      updatedAt: now,
    })
    .returning()
    .get();
  const entryId = record(
    tx,
    lead,
    { kind: 'handed_off', actorId: marketerId, details: { teamId, assigneeId, earlierLeadId } },
    now,
  );
  const asked = askSomebody(tx, lead, { namedId: assigneeId }, now);
  if (asked.assigneeId === assigneeId && assigneeId !== null && assigneeId !== marketerId) {
    tell(tx, assigneeId, { leadId: lead.id, entryId }, now);
  }
  return asked;
}

const FILLABLE = ['email', 'phone', 'role', 'source', 'stage'] as const;

/**
 * Adds what is new to a lead that is known already: empty fields are filled, the words go to its thread. What sales has
 * written down stays.
 */
export function appendToLead(tx: Tx, lead: Lead, form: LeadForm, marketerId: string, now: Date): Lead {
  const filled = FILLABLE.filter((field) => lead[field] === null && form[field] !== null);
  const change: Partial<Lead> = Object.fromEntries(filled.map((field) => [field, form[field]]));
  if (change.email) change.companyDomain = companyDomain(change.email);
  if (change.source) change.source = useSource(tx, change.source, now);
  const updated = updateLead(tx, lead, change, now);
  record(tx, updated, { kind: 'appended', actorId: marketerId, details: { need: form.need, filled } }, now);
  return updated;
}

/** Counts a use of a source and returns it as it was written first: "webinar" and "Webinar" are one. */
function useSource(tx: Tx, typed: string, now: Date): string {
  const known = tx
    .select({ name: sources.name })
    .from(sources)
    .where(eq(sql`lower(${sources.name})`, typed.toLowerCase()))
    .get();
  const name = known?.name ?? typed;
  tx.insert(sources)
    .values({ name, uses: 1, usedAt: now })
    .onConflictDoUpdate({ target: sources.name, set: { uses: sql`${sources.uses} + 1`, usedAt: now } })
    .run();
  return name;
}
