/** Partial indexes: SQLite reads one only for a query that repeats its predicate, so table.ts exports it for both. */
import { join } from 'node:path';
import { is, SQL } from 'drizzle-orm';
import { getTableConfig, SQLiteSyncDialect, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, test } from 'vitest';
import { isWaiting as hasPoint } from '../../src/agenda/queries.ts';
import { endedLinkOf, leastSeen, linkOfLead, linkOfRecord } from '../../src/crm/links.ts';
import { dueOrders } from '../../src/crm/orders.ts';
import { closeDueRounds } from '../../src/feedback/close.ts';
import { nearRound } from '../../src/feedback/nearly-same.ts';
import { roundsOfCycle } from '../../src/feedback/ritual-rounds.ts';
import { dueNewcomers } from '../../src/introductions/queries.ts';
import { clausesOf } from '../../src/leads/definition/queries.ts';
import { keepEndedMonths } from '../../src/leads/erase.ts';
import { salesFigures } from '../../src/leads/reads/figures.ts';
import { untouchedOf } from '../../src/leads/reads/untouched.ts';
import { turnsSince } from '../../src/leads/routing/queries.ts';
import { createDocumentReader } from '../../src/library/documents.ts';
import { nextReviewOf } from '../../src/library/due-review.ts';
import { listItems, shelves } from '../../src/library/queries.ts';
import { answerSearchAlerts, hasSearchAlert } from '../../src/library/search-alerts.ts';
import { libraryItems } from '../../src/library/table.ts';
import { recordHelp } from '../../src/library/usage.ts';
import { entriesFrom, openQuestions as openPlanQuestions } from '../../src/marketing-plan/queries.ts';
import type { Db } from '../../src/platform/db/open.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { waitingEvents } from '../../src/platform/inbox/queries.ts';
import { isWaiting, nextMessage } from '../../src/platform/outbox/queries.ts';
import { dueDeliveries, dueEndpoints } from '../../src/platform/webhooks/deliveries.ts';
import { backlogOf } from '../../src/platform/webhooks/endpoints.ts';
import { shownQuestions } from '../../src/questions/queries.ts';
import { askAboutDecided } from '../../src/requests/acts/ask-if-it-helped.ts';
import { waitingCounts } from '../../src/requests/list.ts';
import { waitingRequestsFor } from '../../src/requests/waiting.ts';
import { openActions, openReview, plannedReview } from '../../src/reviews/queries.ts';
import { dueReminders as dueRideReminders, endedRides } from '../../src/ride-alongs/queries.ts';
import { anonymousCycles } from '../../src/rituals/anonymous.ts';
import { plannedCycle, runningCycle } from '../../src/rituals/queries.ts';
import { openQuestions } from '../../src/roles/queries.ts';
import type { Team } from '../../src/teams/table.ts';
import { openMoments } from '../../src/wins/celebration/moments.ts';
import { sizeOf } from '../../src/wins/size.ts';
import { postWeek } from '../../src/wins/weeks.ts';
import { codeOf, ROOT, sources } from '../support/sources.ts';
import { memoryDatabase } from '../support/temp-database.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
const page = { limit: 5, offset: 0 };
const team = { id: 1, zone: 'UTC' } as Team;

const ITEM: typeof libraryItems.$inferInsert = {
  ...{ title: 'Price list', kind: 'case', tags: [], link: 'https://northwind.example', version: 1, ownerId: 'U1' },
  ...{ reviewAt: NOW, createdAt: NOW, createdBy: 'U1', updatedAt: NOW, updatedBy: 'U1' },
};

/** One query for each partial index whose predicate a query has to repeat. */
const READERS: Record<string, (db: Db) => unknown> = {
  agenda_points_waiting: (db) => hasPoint(db, 'feedback:1'),
  assignments_of_day: (db) => turnsSince(db, 'U1', NOW),
  box_questions_open: (db) => shownQuestions(db),
  content_requests_open: (db) => waitingCounts(db, 1, NOW),
  content_requests_questions: (db) => waitingRequestsFor(db, 'U1', { teamIds: [] }).questions.read(page),
  crm_links_ended: (db) => endedLinkOf(db, 1, '5'),
  crm_links_of_lead: (db) => linkOfLead(db, 1, 5),
  crm_links_of_record: (db) => linkOfRecord(db, 1, '5'),
  crm_links_seen: (db) => leastSeen(db, { connectionId: 1, before: NOW, limit: 5 }),
  crm_orders_due: (db) => dueOrders(db, 1, NOW, 5),
  definition_clauses_of_team: (db) => clausesOf(db, 1),
  feedback_rounds_anonymous: (db) => nearRound(db, { asked: [] } as unknown as Parameters<typeof nearRound>[1], NOW),
  feedback_rounds_of_cycle: (db) => roundsOfCycle(db, 1),
  feedback_rounds_open: (db) => closeDueRounds(db as Tx, {} as Parameters<typeof closeDueRounds>[1], NOW),
  inbox_waiting: (db) => waitingEvents(db),
  lead_history_of_actor: (db) => salesFigures(db, team, 'U1', NOW),
  leads_ended: (db) => keepEndedMonths.preview?.(db, 12, NOW),
  library_items_kind: (db) => listItems(db, { kind: 'case' }, page, NOW),
  library_items_newest: (db) => listItems(db, {}, page, NOW),
  library_items_owner: (db) => nextReviewOf(db, 'U1', NOW),
  library_items_review: (db) => listItems(db, { stale: true }, page, NOW),
  library_items_shelf: (db) => shelves(db),
  library_items_stage: (db) => listItems(db, { stage: 'awareness' }, page, NOW),
  library_texts_undone: (db) => createDocumentReader({ db, now: () => NOW } as never)(new AbortController().signal),
  library_uses_help: (db) => answered(db, null),
  library_uses_help_of_request: (db) => answered(db, 1),
  library_wishes_look: (db) => answerSearchAlerts(db as Tx, NOW),
  library_wishes_open: (db) => hasSearchAlert(db, { userId: 'U1', words: 'price' }),
  moments_open: (db) => openMoments(db, NOW),
  newcomers_waiting: (db) => dueNewcomers(db, NOW),
  outbox_dedupe: (db) => isWaiting(db, 'lead_card:1'),
  outbox_queue: (db) => nextMessage(db, 'C1', NOW),
  plan_entries_by_end: (db) => entriesFrom(db, '2026-11-16'),
  plan_questions_open: (db) => openPlanQuestions(db),
  request_votes_undecided: (db) => askAboutDecided(db as Tx, NOW),
  review_actions_open: (db) => openActions(db, page, 'U1'),
  reviews_open: (db) => openReview(db),
  reviews_planned: (db) => plannedReview(db),
  ride_along_people_to_remind: (db) => dueRideReminders(db, NOW),
  ride_alongs_open: (db) => endedRides(db, NOW),
  ritual_cycles_anonymous: (db) => anonymousCycles(db, NOW, NOW),
  ritual_cycles_planned: (db) => plannedCycle(db, 'named'),
  ritual_cycles_running: (db) => runningCycle(db, 'named'),
  role_questions_open: (db) => openQuestions(db),
  webhook_deliveries_due: (db) => dueEndpoints(db, NOW),
  webhook_deliveries_failed: (db) => backlogOf(db, 1),
  webhook_deliveries_of_subject: (db) => dueDeliveries(db, 1, NOW),
  wins_valued: (db) => sizeOf(db, { leadId: 1, wonAt: NOW, cents: 1, currency: 'EUR' }),
  wins_waiting: (db) => postWeek(db as Tx, NOW),
};

function answered(db: Db, requestId: number | null): void {
  const { id: itemId } = db.insert(libraryItems).values(ITEM).returning({ id: libraryItems.id }).get();
  recordHelp(db as Tx, { itemId, userId: 'U1', helped: true, words: null, requestId }, NOW);
}

/** The steps of all statements that are compiled meanwhile. */
async function plansOf(db: Db, read: (db: Db) => unknown): Promise<string> {
  const prepare = db.$client.prepare.bind(db.$client);
  const statements: string[] = [];
  db.$client.prepare = ((source: string) => {
    statements.push(source);
    return prepare(source);
  }) as typeof prepare;
  await read(db);
  db.$client.prepare = prepare;
  const steps = statements.flatMap((source) =>
    prepare(`explain query plan ${source}`).all(...Array(source.split('?').length - 1).fill(0)),
  );
  return steps.map((step) => (step as { detail: string }).detail).join('\n');
}

interface Partial {
  index: string;
  table: string;
  /** Of the constant; undefined if the predicate is written in place. */
  name: string | undefined;
  /** `x is not null`: SQLite knows it of every row that a comparison of x finds. */
  isImplied: boolean;
}

const dialect = new SQLiteSyncDialect({ casing: 'snake_case' });
const product = sources('.ts').filter(({ path }) => path.startsWith('src/'));

async function partialIndexes(): Promise<Partial[]> {
  const tables = product.filter(({ text }) => text.includes(' sqliteTable('));
  const found = await Promise.all(
    tables.map(async ({ path }) => {
      const exported = Object.entries((await import(join(ROOT, path))) as Record<string, unknown>);
      return exported.flatMap(([, value]) => (is(value, SQLiteTable) ? partialsOf(value, path, exported) : []));
    }),
  );
  return found.flat().sort((a, b) => (a.index < b.index ? -1 : 1));
}

/** They keep the few rows apart, and are for no query. */
const CONSTRAINTS = new Set(['crm_connections_open', 'teams_channel', 'teams_name']);

const partialsOf = (table: SQLiteTable, path: string, exported: [string, unknown][]): Partial[] =>
  getTableConfig(table).indexes.flatMap(({ config: { name: index, where } }) => {
    if (!is(where, SQL) || CONSTRAINTS.has(index)) return [];
    const name = exported.find(([, value]) => value === where)?.[0];
    return { index, table: path, name, isImplied: /^\w+ is not null$/.test(dialect.sqlToQuery(where).sql) };
  });

const partials = await partialIndexes();
const named = partials.filter(({ name, isImplied }) => name !== undefined || !isImplied);

describe('the predicate of a partial index', () => {
  test('is an exported constant of its table.ts, unless every comparison implies it', () => {
    expect(partials.length).toBeGreaterThan(25);
    expect(partials.filter(({ name, isImplied }) => name === undefined && !isImplied)).toEqual([]);
  });

  test('is imported by a query', () => {
    const unused = named.filter(({ name, table }) => {
      const uses = new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from '[^']*table\\.ts'`);
      return !product.some(({ path, text }) => path !== table && uses.test(codeOf(text)));
    });
    expect(unused).toEqual([]);
  });

  test('is repeated by the query for which the index was made', async () => {
    expect(Object.keys(READERS)).toEqual(named.map(({ index }) => index));
    const db = memoryDatabase();
    for (const [index, read] of Object.entries(READERS)) {
      expect(await plansOf(db, read), index).toMatch(new RegExp(`INDEX ${index}\\b`));
    }
  });
});

test('the digest counts the untouched leads of a team by an index alone', async () => {
  const db = memoryDatabase();
  expect(await plansOf(db, () => untouchedOf(db, 1, page, NOW))).toContain('USING COVERING INDEX leads_of_team');
});
