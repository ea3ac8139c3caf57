/**
 * Retention: erases personal data from old leads. Their changes and times stay, since figures are computed from them.
 */
import { and, count, eq, lt, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Job } from '../platform/schedule/job.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { A_NIGHT, keepingJobs, keptMonths, monthsBefore } from '../platform/settings/retention.ts';
import { forgetWaiting } from '../platform/webhooks/forget.ts';
import { cardOf } from './card-place.ts';
import { announceCard, channelOf } from './history.ts';
import { refreshUnfurls } from './links/unfurl.ts';
import { leadSubject } from './live.ts';
import { leadRatings } from './quality/table.ts';
import { requireLead, updateLead } from './queries.ts';
import { settleSteps } from './steps/wait.ts';
import { erasedLeads, isEnded, leadHistory, leads } from './table.ts';
import { emitErased } from './webhook.ts';
import { markWin } from './win-mark.ts';

/** Replaces names and free text. */
export const ERASED = 'Erased';

/** Leads that ended and have not changed since. An erased lead is recognised by its missing contact details. */
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

/** Runs each night if the company has set a retention for closed leads. */
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

/** Erases personal data from a lead, its history, its card and waiting webhooks. Triggers update the search index. */
export function eraseLead(tx: Tx, leadId: number, now: Date): void {
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
  forgetWaiting(tx, leadSubject(leadId));
  emitErased(tx, erased, now);
  settleSteps(tx, { leadId, change: 'erased', orderingKey: channelOf(tx, erased) }, now);
  if (erased.status === 'won') markWin(tx, leadId);
  tx.insert(erasedLeads).values({ leadId }).onConflictDoNothing().run();
  refreshUnfurls(tx, leadId, now);
  if (cardOf(tx, leadId)) announceCard(tx, erased, now);
}

/** Replaces every free-text field, see ChangeDetails of leads and of requests. */
export function withoutWords(details: unknown): unknown {
  if (typeof details !== 'object' || details === null) return details;
  return Object.fromEntries(
    Object.entries(details).map(([field, value]) => {
      if (field === 'differs' || field === 'was' || field === 'lost') return [field, {}];
      if (field === 'messageLink') return [field, null];
      return [
        field,
        ['words', 'facts', 'need', 'question', 'answer'].includes(field) && value !== null ? ERASED : value,
      ];
    }),
  );
}
