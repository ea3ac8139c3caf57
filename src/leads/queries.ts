import { noteChange } from '../platform/changes/changes.ts';
import {
  type AnySQLiteColumn,
  and,
  asc,
  count,
  desc,
  eq,
  gte,
  isNotNull,
  isNull,
  type SQL,
  sql,
} from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared, preparedRows } from '../platform/db/prepared.ts';
import { updateRow } from '../platform/db/rows.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import type { Slice } from '../platform/paging.ts';
import { companyDomainIn } from './company-domain.ts';
import { isInSales, isWithMarketing } from './lifecycle.ts';
import { mailbox, mailboxOf } from './mailbox.ts';
import { folded } from './reading/lead-guess.ts';
import { isRoleAddress } from './reading/names.ts';
import { sameWords } from './same-words.ts';
import { type HistoryEntry, isOpen, isUntouched, type Lead, leadHistory, leads } from './table.ts';
import type { LeadChange } from './types.ts';

const byId = preparedRows(leads, eq(leads.id, sql.placeholder('id')));

export const leadById = (db: Db, id: number): Lead | undefined => byId(db).get({ id });

export function requireLead(db: Db, id: number): Lead {
  const lead = leadById(db, id);
  if (!lead) throw new UserError('This lead no longer exists.');
  return lead;
}

const history = prepared((db) =>
  db
    .select()
    .from(leadHistory)
    .where(eq(leadHistory.leadId, sql.placeholder('leadId')))
    .orderBy(desc(leadHistory.id))
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset'))
    .prepare(),
);

/** Newest first. */
export const historyOf = (db: Db, leadId: number, page: Slice): HistoryEntry[] => history(db).all({ leadId, ...page });

const historySize = prepared((db) =>
  db
    .select({ entries: count() })
    .from(leadHistory)
    .where(eq(leadHistory.leadId, sql.placeholder('leadId')))
    .prepare(),
);

export const sizeOfHistory = (db: Db, leadId: number): number => historySize(db).get({ leadId })?.entries ?? 0;

const entryById = preparedRows(leadHistory, eq(leadHistory.id, sql.placeholder('id')));

export const historyEntry = (db: Db, id: number): HistoryEntry | undefined => entryById(db).get({ id });

const ofKind = and(eq(leadHistory.leadId, sql.placeholder('leadId')), eq(leadHistory.kind, sql.placeholder('kind')));
const newestOfKind = prepared((db) =>
  db.select().from(leadHistory).where(ofKind).orderBy(desc(leadHistory.id)).limit(1).prepare(),
);
const numberOfKind = prepared((db) => db.select({ entries: count() }).from(leadHistory).where(ofKind).prepare());

export const lastEntry = (db: Db, leadId: number, kind: LeadChange): HistoryEntry | undefined =>
  newestOfKind(db).get({ leadId, kind });

export const countEntries = (db: Db, leadId: number, kind: LeadChange): number =>
  numberOfKind(db).get({ leadId, kind })?.entries ?? 0;

/** The most people of a company that are compared by name, the newest first. */
const MOST_COLLEAGUES = 500;

/** Of several leads of a person: first one that sales has, then one that is with marketing. */
const rank = sql`case when ${leads.status} in ('new', 'accepted', 'working', 'qualified') then 2
  when ${leads.status} in ('returned', 'nurturing') then 1 else 0 end`;
const rankOf = (lead: Lead): number => (isInSales(lead) ? 2 : isWithMarketing(lead) ? 1 : 0);

const newestWith = (condition: () => SQL) =>
  prepared((db) => db.select().from(leads).where(condition()).orderBy(desc(rank), desc(leads.id)).limit(1).prepare());
const byMailbox = newestWith(() => sql`${mailboxOf(leads.email)} = ${sql.placeholder('mailbox')}`);
const byPhone = newestWith(() => eq(leads.phone, sql.placeholder('phone')));
const ofDomain = prepared((db) =>
  db
    .select({ id: leads.id, name: leads.name })
    .from(leads)
    .where(eq(leads.companyDomain, sql.placeholder('domain')))
    .orderBy(desc(leads.id))
    .limit(MOST_COLLEAGUES)
    .prepare(),
);

/**
 * Finds the known lead: the newest with this email or phone, else with this name at the same company domain. An open one
 * comes first.
 */
export function findDuplicate(
  db: Db,
  { name, email, phone }: { name: string; email: string | null; phone: string | null },
): Lead | undefined {
  const withEmail = email ? byMailbox(db).get({ mailbox: mailbox(email) }) : undefined;
  const withPhone = phone ? byPhone(db).get({ phone }) : undefined;
  const byContact = bestOf([withEmail, withPhone]);
  const domain = companyDomainIn(db, email);
  if ((byContact && isInSales(byContact)) || domain === null) return byContact;
  const namesakes = ofDomain(db)
    .all({ domain })
    .filter((lead) => sameWords(lead.name, name));
  const namesake = bestOf(namesakes.map(({ id }) => leadById(db, id)));
  return byContact && (!namesake || rankOf(namesake) <= rankOf(byContact)) ? byContact : namesake;
}

const bestOf = (found: (Lead | undefined)[]): Lead | undefined =>
  found.filter((lead) => lead !== undefined).toSorted((a, b) => rankOf(b) - rankOf(a) || b.id - a.id)[0];

/**
 * Whether a lead that was found by `findDuplicate` is surely the same person. Several people read info@acme.com, and
 * several sit behind a company's number: there the name decides.
 */
export function isSurelySame(
  known: Pick<Lead, 'name' | 'email' | 'phone'>,
  { name, email, phone }: { name: string; email: string | null; phone: string | null },
): boolean {
  if (sameWords(known.name, name)) return true;
  if (email && known.email && mailbox(email) === mailbox(known.email)) return !isRoleAddress(email);
  const words = folded(name).split(/\s+/);
  return (
    phone === null ||
    phone !== known.phone ||
    folded(known.name)
      .split(/\s+/)
      .some((word) => words.includes(word))
  );
}

const newest = prepared((db) =>
  db
    .select({ id: sql<number>`coalesce(max(${leadHistory.id}), 0)` })
    .from(leadHistory)
    .prepare(),
);

/** The id of the last change to any lead; 0 before the first. */
export const newestEntryId = (db: Db): number => newest(db).get()?.id ?? 0;

const newestOf = prepared((db) =>
  db
    .select({ id: sql<number>`coalesce(max(${leadHistory.id}), 0)` })
    .from(leadHistory)
    .where(eq(leadHistory.leadId, sql.placeholder('leadId')))
    .prepare(),
);

/** The id of the last change to this lead. */
export const newestEntryOf = (db: Db, leadId: number): number => newestOf(db).get({ leadId })?.id ?? 0;

/** Updates columns of a lead and returns the updated lead. */
export function updateLead(tx: Tx, lead: Lead, change: Partial<Omit<Lead, 'id'>>, now: Date): Lead {
  updateRow(tx, leads, { id: lead.id }, { ...change, updatedAt: now });
  // `record` notes the change for the people who have the lead at that point; other updates also change who has it.
  const had = (['ownerId', 'assigneeId', 'marketerId'] as const).filter(
    (who) => who in change && change[who] !== lead[who],
  );
  if (had.length > 0) noteChange(tx, { people: had.flatMap((who) => [lead[who], change[who] ?? null]) }, now);
  return { ...lead, ...change, updatedAt: now };
}

/** Leads that no one is to accept yet, oldest first. */
export const waitingForTeam = (db: Db, teamId: number): Lead[] =>
  db
    .select()
    .from(leads)
    .where(
      and(
        eq(leads.teamId, teamId),
        eq(leads.status, 'new'),
        isNull(leads.assigneeId),
        isNull(leads.ownerId),
        isNull(leads.snoozedUntil),
      ),
    )
    .orderBy(asc(leads.id))
    .all();

/** The number of times that the escalation moved a lead since its hand-off. */
export const movesOf = (db: Db, { id, handedOffAt }: Pick<Lead, 'id' | 'handedOffAt'>): number =>
  moves(db).get({ id, since: handedOffAt.getTime() })?.times ?? 0;

const moves = prepared((db) =>
  db
    .select({ times: count() })
    .from(leadHistory)
    .where(
      and(
        eq(leadHistory.leadId, sql.placeholder('id')),
        eq(leadHistory.kind, 'routed'),
        gte(leadHistory.at, sql.placeholder('since')),
      ),
    )
    .prepare(),
);

const untouchedHolders = prepared((db) =>
  db
    .selectDistinct({ userId: sql<string | null>`coalesce(${leads.ownerId}, ${leads.assigneeId})` })
    .from(leads)
    .where(sql`${leads.teamId} = ${sql.placeholder('teamId')} and ${isUntouched}`)
    .prepare(),
);

/** People who have an untouched lead of a team: at most as many as it has of them. */
export const holdersOfUntouched = (db: Db, teamId: number): string[] =>
  untouchedHolders(db)
    .all({ teamId })
    .flatMap(({ userId }) => userId ?? []);

const openOf = prepared((db) =>
  db
    .select({ leads: count() })
    .from(leads)
    .where(and(eq(leads.teamId, sql.placeholder('teamId')), isOpen))
    .prepare(),
);

/** The number of a team's leads that are not ended, also of those that may return from marketing. */
export const countOpenLeads = (db: Db, teamId: number): number => openOf(db).get({ teamId })?.leads ?? 0;

const ofMarketer = preparedRows(leads, eq(leads.marketerId, sql.placeholder('userId')));

/** Leads that are with marketing, and that a person answers for. */
export const withMarketer = (db: Db, userId: string): Lead[] => ofMarketer(db).all({ userId });

/** Each reads one index, and no rows. */
const inRole = (column: () => AnySQLiteColumn) =>
  prepared((db) =>
    db
      .selectDistinct({ userId: sql<string>`${column()}` })
      .from(leads)
      .where(and(isNotNull(column()), isOpen))
      .prepare(),
  );
const owners = inRole(() => leads.ownerId);
const assignees = inRole(() => leads.assigneeId);
const authors = inRole(() => leads.handedOffBy);
const marketers = inRole(() => leads.marketerId);

/** Everyone with a role in an open lead. */
export const peopleOfLeads = (db: Db): string[] =>
  [owners, assignees, authors, marketers].flatMap((people) =>
    people(db)
      .all()
      .map(({ userId }) => userId),
  );
