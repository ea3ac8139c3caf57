/** Databases with many leads, in the migrated schema. */

import { saveRoster } from '../../src/leads/routing/roster.ts';
import { indexLeads } from '../../src/leads/search-index.ts';
import { type Db, openDatabase } from '../../src/platform/db/open.ts';
import { createWriter, type Tx } from '../../src/platform/db/write.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/platform/time/units.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { AT, channelOf, MANAGER, MARKETER, SELLERS, sellersOf, TEAMS } from '../slack/workspace.ts';
import { addStories } from './stories.ts';
import { contact } from './words.ts';

export interface Seed {
  /** Total leads: the oldest are closed, then come leads in progress, and the newest await contact. */
  leads: number;
  teams: number;
  /** Per team: handed off and not contacted, half of them accepted. */
  untouched: number;
  /** Each team has eight sellers of its own, in place of the same eight in all. */
  apart?: boolean;
  /** The ids of its people and channels; those of the benchmarks when left out. */
  company?: Company;
}

interface Company {
  channelOf(team: number): string;
  sellersOf(team: number): string[];
  marketer: string;
  manager: string;
}

const companyOf = ({ company, apart }: Seed): Company =>
  company ?? { channelOf, sellersOf: apart ? sellersOf : () => SELLERS, marketer: MARKETER, manager: MANAGER };

/** Twenty teams, and the open leads of a company of four hundred people. */
export const COMPANY = { teams: TEAMS, untouched: 200 };

/** Writes a database to `path`. A million leads take about a minute. */
export async function seed(path: string, plan: Seed): Promise<void> {
  const db = openDatabase(path);
  await addTeams(db, plan);
  db.$client.pragma('journal_mode = OFF');
  db.$client.pragma('synchronous = OFF');
  db.$client.pragma('cache_size = -400000');
  const restore = withoutIndexes(db);
  db.$client.transaction(() => addSources(db))();
  db.$client.transaction(() => addLeads(db, plan))();
  db.$client.transaction(() => addHistory(db))();
  db.$client.transaction(() => addStories(db))();
  restore();
  db.$client.transaction(() => indexLeads(db as Tx, 0, plan.leads))();
  db.$client.pragma('journal_mode = WAL');
  db.$client.close();
}

async function addTeams(db: Db, plan: Seed): Promise<void> {
  const company = companyOf(plan);
  const write = createWriter(db);
  const office = { zone: 'Europe/Berlin', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00' };
  await write((tx) => {
    for (let number = 1; number <= plan.teams; number += 1) {
      const channelId = company.channelOf(number);
      const place = { name: `Team ${number}`, channelId, userGroupId: null, managerId: company.manager };
      const form = { kind: 'sales' as const, ...place, ...office, holidays: [], digestCron: null };
      const team = saveTeam(tx, form, { id: null, by: company.manager }, AT);
      const roster = company.sellersOf(number).map((userId) => ({
        userId,
        name: userId,
        absence: null,
        undisturbedUntil: null,
      }));
      saveRoster(tx, team.id, roster, AT);
    }
  });
}

const SOURCES = 60;

function addSources(db: Db): void {
  const insert = db.$client.prepare('insert into sources (name, uses, used_at) values (?, ?, ?)');
  insert.run('Webinar', 1_000, AT.getTime());
  for (let number = 1; number < SOURCES; number += 1) insert.run(`Trade fair ${number}`, number, AT.getTime());
}

/** Drops indexes and triggers that would be updated row by row, and returns a function that rebuilds them at once. */
function withoutIndexes(db: Db): () => void {
  const made = db.$client
    .prepare(
      "select type, name, sql from sqlite_master where sql is not null and tbl_name in ('leads', 'lead_history', 'assignments', 'escalations', 'scoreboard_leads') and type in ('index', 'trigger')",
    )
    .all() as { type: string; name: string; sql: string }[];
  for (const { type, name } of made) db.$client.exec(`drop ${type} "${name}"`);
  return () => {
    for (const { sql } of made) db.$client.exec(sql);
  };
}

const YEAR_MS = 365 * DAY_MS;
const CLOSED = ['lost', 'won', 'lost', 'disqualified', 'lost', 'nurturing', 'lost', 'won', 'returned', 'lost'];

function addLeads(db: Db, plan: Seed): void {
  const { leads, teams, untouched, apart } = plan;
  const company = companyOf(plan);
  const insert = db.$client.prepare(`
    insert into leads (id, name, company, email, company_domain, source, temperature, need, status, team_id,
      assignee_id, owner_id, handed_off_by, handed_off_at, accepted_at, touched_at, nurture_until, due_at, updated_at)
    values (@id, @name, @company, @email, @domain, 'Webinar', 'warm', 'A demo next week, with prices for fifty seats.',
      @status, @teamId, @assigneeId, @ownerId, '${company.marketer}', @at, @acceptedAt, @touchedAt, @nurtureUntil, @dueAt,
      @at)`);
  const post = db.$client.prepare(
    "insert into posted_messages (kind, subject_id, channel, ts) values ('lead_card', @id, @channel, @ts)",
  );
  const waiting = Math.min(leads, teams * untouched);
  const worked = Math.min(leads - waiting, 10_000);
  for (let id = 1; id <= leads; id += 1) {
    const left = leads - id;
    const teamId = 1 + (id % teams);
    const at = AT.getTime() - Math.round((left / leads) * 3 * YEAR_MS) - MINUTE_MS;
    const isWaiting = left < waiting;
    const isNew = isWaiting && left % (2 * teams) < teams;
    const status = isNew
      ? 'new'
      : isWaiting
        ? 'accepted'
        : left < waiting + worked
          ? 'working'
          : CLOSED[id % CLOSED.length];
    const sellers = company.sellersOf(teamId);
    const seller = sellers[Math.floor(id / (apart ? teams : 1)) % sellers.length];
    insert.run({
      id,
      ...contact(id),
      status,
      teamId,
      assigneeId: isNew ? seller : null,
      ownerId: isNew ? null : seller,
      at,
      acceptedAt: isNew ? null : at + MINUTE_MS,
      touchedAt: isWaiting ? null : at + 120_000,
      nurtureUntil: status === 'nurturing' ? AT.getTime() + YEAR_MS : null,
      dueAt: isWaiting ? AT.getTime() + HOUR_MS : null,
    });
    post.run({ id, channel: company.channelOf(teamId), ts: cardTs(id) });
  }
}

/** The position of a seeded lead's card in its team's channel. */
const cardTs = (leadId: number): string => `${1_600_000_000 + leadId}.000100`;

/** The history, the assignment and the SLA of each lead. */
function addHistory(db: Db): void {
  db.$client.exec(`
    insert into lead_history (lead_id, kind, actor_id, at, status_after, details)
      select id, 'handed_off', handed_off_by, handed_off_at, 'new', '{"teamId":' || team_id || ',"assigneeId":null,"earlierLeadId":null}'
      from leads;
    insert into lead_history (lead_id, kind, actor_id, at, status_after, details)
      select id, 'accepted', owner_id, accepted_at, 'accepted', '{"by":"reaction"}' from leads where accepted_at is not null;
    insert into lead_history (lead_id, kind, actor_id, at, status_after, details)
      select id, 'touched', owner_id, touched_at, 'working', '{"kind":"call","outcome":null,"words":null}'
      from leads where touched_at is not null;
    insert into assignments (lead_id, team_id, user_id, why, turn_in, at)
      select id, team_id, coalesce(owner_id, assignee_id), 'turn', 'first', handed_off_at from leads;
    insert into escalations (lead_id, kind, user_id, due_at, later)
      select id, 'accept_move', assignee_id, due_at + ${YEAR_MS}, '[]' from leads where status = 'new';`);
}
