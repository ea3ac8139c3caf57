/** Leads of long ago lose who they were about. What was done to them and when stays, for the figures are made of it. */
import { and, count, eq, lt, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Job } from '../platform/schedule/job.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { A_NIGHT, keepingJobs, keptMonths, monthsBefore } from '../platform/settings/retention.ts';
import { cardOf } from './card-place.ts';
import { announceCard } from './history.ts';
import { leadRatings } from './quality/table.ts';
import { requireLead, updateLead } from './queries.ts';
import { isEnded, leadHistory, leads } from './table.ts';

/** Stands where a name or somebody's words stood. */
export const ERASED = 'Erased';

/** Leads that ended, and did not change since this moment. An erased one has no contact details. */
const erasable = (before: Date) =>
  and(isEnded, lt(leads.updatedAt, before), sql`(${leads.email} is not null or ${leads.phone} is not null)`);

const countErasable = (db: Db, before: Date): number =>
  db.select({ leads: count() }).from(leads).where(erasable(before)).get()?.leads ?? 0;

export const keepEndedMonths = keptMonths({
  key: 'leads.keep_ended_months',
  group: 'Leads',
  title: 'Retention, closed leads',
  help: 'After this time, a lead that was won, lost or disqualified loses its name, contact details and notes, each night, in Baton and on its card. Figures stay. Threads and direct messages follow Slack’s own retention.',
  unit: ['lead', 'leads'],
  count: countErasable,
});

/** Each night, where a company has said for how long it keeps leads that have ended. */
export const retentionJobs = (db: Db): Job[] =>
  keepingJobs(db, { name: 'retention', kept: keepEndedMonths, run: (tx, _before, now) => eraseOld(tx, now) });

export function eraseOld(tx: Tx, now: Date): void {
  const months = settingOf(tx, keepEndedMonths);
  if (months === null) return;
  const old = tx
    .select({ id: leads.id })
    .from(leads)
    .where(erasable(monthsBefore(now, months)))
    .limit(A_NIGHT)
    .all();
  for (const { id } of old) eraseLead(tx, id, now);
}

/** Takes a person out of a lead, its history and its card. The triggers of the search index follow. */
function eraseLead(tx: Tx, leadId: number, now: Date): void {
  const lead = requireLead(tx, leadId);
  const nobody = {
    name: ERASED,
    company: ERASED,
    email: null,
    companyDomain: null,
    phone: null,
    role: null,
    need: ERASED,
    messageLink: null,
  };
  const erased = updateLead(tx, lead, nobody, lead.updatedAt);
  for (const entry of tx.select().from(leadHistory).where(eq(leadHistory.leadId, leadId)).all()) {
    tx.update(leadHistory)
      .set({ details: withoutWords(entry.details) })
      .where(eq(leadHistory.id, entry.id))
      .run();
  }
  tx.update(leadRatings).set({ words: null }).where(eq(leadRatings.leadId, leadId)).run();
  if (cardOf(tx, leadId)) announceCard(tx, erased, now);
}

/** Without every field in which somebody wrote freely, see ChangeDetails of leads and of requests. */
export function withoutWords(details: unknown): unknown {
  if (typeof details !== 'object' || details === null) return details;
  return Object.fromEntries(
    Object.entries(details).map(([field, value]) => {
      if (field === 'differs') return [field, {}];
      if (field === 'messageLink') return [field, null];
      return [
        field,
        ['words', 'facts', 'need', 'question', 'answer'].includes(field) && value !== null ? ERASED : value,
      ];
    }),
  );
}
