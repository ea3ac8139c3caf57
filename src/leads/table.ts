import { index, integer, real, sql, sqliteTable, text } from '../platform/db/drizzle.ts';
import { reactionTable } from '../platform/slack/heard-reactions.ts';
import { teams } from '../teams/table.ts';
import { mailboxOf } from './mailbox.ts';
import { leadChanges, leadStatuses, stages, temperatures } from './types.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

// Predicates of partial indexes, for the queries that need them: platform/db/dialect.ts.
export const isUntouched = sql`touched_at is null and status in ('new', 'accepted')`;
export const isEnded = sql`status in ('won', 'lost', 'disqualified')`;
/** Not ended: with sales, or with marketing. */
export const isOpen = sql`status not in ('won', 'lost', 'disqualified')`;
export const isAnswer = sql`kind in ('accepted', 'declined')`;

export const leads = sqliteTable(
  'leads',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    name: text().notNull(),
    company: text().notNull(),
    /** Domain in lower case. At least one of email and phone is set. */
    email: text(),
    /** The registrable domain of the address, for *same company*; null at a consumer provider. */
    companyDomain: text(),
    /** E.164, with `;ext=` and the extension if it has one. */
    phone: text(),
    role: text(),
    source: text(),
    campaign: text(),
    stage: text({ enum: stages }),
    temperature: text({ enum: temperatures }).notNull(),
    /** 0 to 100, from a program that scores leads. */
    score: integer(),
    /** ISO 3166, two letters. */
    country: text(),
    /** As it came, such as `51–200`. */
    companySize: text(),
    need: text().notNull(),
    status: text({ enum: leadStatuses }).notNull(),
    teamId: integer()
      .notNull()
      .references(() => teams.id),
    /** The person who is to accept the lead, until it has an owner. */
    assigneeId: text(),
    ownerId: text(),
    handedOffBy: text().notNull(),
    /** The person in marketing who answers for the lead while it is there; null while it is not. */
    marketerId: text(),
    handedOffAt: instant().notNull(),
    acceptedAt: instant(),
    /** First touch; null while untouched. */
    touchedAt: instant(),
    snoozedUntil: instant(),
    nurtureUntil: instant(),
    /** When marketing resubmitted a declined lead, which is allowed once. Reset when the lead returns from nurture. */
    handedBackAt: instant(),
    amount: real(),
    /** ISO 4217. */
    currency: text(),
    /** ISO date. */
    closeOn: text(),
    /** Link to the Slack message that the lead was made from. */
    messageLink: text(),
    /** When the running SLA ends; null if none runs. */
    dueAt: instant(),
    /** It came with a list, so no SLA runs until a person acts on it. */
    isUnhurried: integer({ mode: 'boolean' }).notNull().default(false),
    updatedAt: instant().notNull(),
  },
  (lead) => [
    // Partial indexes leave out the rows where the column is empty: each page less makes every write cheaper.
    index('leads_mailbox').on(mailboxOf(lead.email)),
    index('leads_phone').on(lead.phone).where(sql`phone is not null`),
    index('leads_domain_name').on(lead.companyDomain, sql`lower(${lead.name})`),
    index('leads_of_owner').on(lead.ownerId, lead.status, lead.handedOffAt).where(sql`owner_id is not null`),
    // Small, because the assignee is cleared as soon as the lead has an owner.
    index('leads_of_assignee').on(lead.assigneeId, lead.status).where(sql`assignee_id is not null`),
    index('leads_of_marketer').on(lead.handedOffBy, lead.status, lead.handedOffAt),
    index('leads_with_marketer').on(lead.marketerId, lead.status, lead.handedOffAt).where(sql`marketer_id is not null`),
    // With all that the digest counts, so that it reads no row.
    index('leads_of_team').on(lead.teamId, lead.status, lead.handedOffAt, lead.touchedAt, lead.snoozedUntil),
    index('leads_snoozed').on(lead.snoozedUntil).where(sql`snoozed_until is not null`),
    index('leads_nurtured').on(lead.nurtureUntil).where(sql`nurture_until is not null`),
    index('leads_ended').on(lead.updatedAt).where(isEnded),
  ],
);

export type Lead = typeof leads.$inferSelect;

export const leadHistory = sqliteTable(
  'lead_history',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    leadId: integer()
      .notNull()
      .references(() => leads.id),
    kind: text({ enum: leadChanges }).notNull(),
    /** Slack user id; null if Baton acted by itself, for example when a nurtured lead returned on its date. */
    actorId: text(),
    at: instant().notNull(),
    statusAfter: text({ enum: leadStatuses }).notNull(),
    /** Details of this kind of change; see types.ts for the shapes. */
    details: text({ mode: 'json' }).$type<unknown>(),
  },
  (entry) => [
    index('lead_history_of_lead').on(entry.leadId, entry.id),
    index('lead_history_at').on(entry.kind, entry.at),
    index('lead_history_of_actor').on(entry.actorId, entry.at).where(isAnswer),
  ],
);

export type HistoryEntry = typeof leadHistory.$inferSelect;

/** Leads whose win is to be read again: won, reopened, a corrected value, content that helped, erased. */
export const winMarks = sqliteTable('win_marks', {
  leadId: integer()
    .primaryKey()
    .references(() => leads.id),
});

/** Leads that were erased, for parts that keep something about a lead: each takes a row and ends it, in the background. */
export const erasedLeads = sqliteTable('erased_leads', { leadId: integer().primaryKey() });

/** Known sources, for the typeahead of the hand-off. */
export const sources = sqliteTable('sources', {
  /** First spelling; compared without case. */
  name: text().primaryKey(),
  uses: integer().notNull(),
  usedAt: instant().notNull(),
});

/** Known campaigns, likewise. */
export const campaigns = sqliteTable('campaigns', {
  name: text().primaryKey(),
  uses: integer().notNull(),
  usedAt: instant().notNull(),
});

export const leadReactions = reactionTable('lead_reactions', 'lead_id', () => leads.id);
