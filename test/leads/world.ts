import { type HandOff, handOff } from '../../src/leads/acts/handoff.ts';
import { historyEntry, historyOf } from '../../src/leads/queries.ts';
import { saveRoster } from '../../src/leads/routing/roster.ts';
import { sellers } from '../../src/leads/routing/table.ts';
import { escalationOf, stepsOf } from '../../src/leads/sla/plan.ts';
import type { HistoryEntry, Lead } from '../../src/leads/table.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { createWriter, type Tx } from '../../src/platform/db/write.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { saveMembers } from '../../src/teams/members.ts';
import { saveTeam, type TeamForm } from '../../src/teams/save.ts';
import type { Team } from '../../src/teams/table.ts';
import { memoryDatabase } from '../support/temp-database.ts';

/** A Monday, when work begins. */
export const MONDAY_9 = new Date('2026-06-01T09:00Z');
const MINUTE_MS = 60_000;
export const minutesAfter = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * MINUTE_MS);

export const SALES: TeamForm = {
  kind: 'sales',
  name: 'Sales',
  channelId: 'CSALES',
  managerId: 'BOSS',
  zone: 'UTC',
  workDays: [1, 2, 3, 4, 5],
  worksFrom: '09:00',
  worksUntil: '17:00',
  holidays: [],
  digestCron: null,
  routing: 'round_robin',
};

/** A sales team with the sellers A, B and C, in a database in memory, with a clock that the test sets. */
export async function salesTeam(form: Partial<TeamForm> = {}) {
  const db = memoryDatabase();
  const write = createWriter(db);
  const team: Team = await write((tx) => {
    const saved = saveTeam(tx, { ...SALES, ...form }, { id: null, by: 'test' }, MONDAY_9);
    const roster = ['A', 'B', 'C'].map((userId) => ({ userId, absence: null, undisturbedUntil: null }));
    saveRoster(tx, saved.id, roster, MONDAY_9);
    return saved;
  });
  return {
    db,
    write,
    team,
    addTeam: (name: string): Promise<number> =>
      write((tx) => saveTeam(tx, { ...SALES, name, channelId: `C${name}` }, { id: null, by: 'test' }, MONDAY_9).id),
    handOff: (now: Date, given: Given = {}): Promise<Lead> => write((tx) => handOffIn(tx, team, given, now)),
    /** A marketing team of CHIEF with UMARKETER and MARIA, which begins at ten. */
    addMarketing: (): Promise<Team> => write(marketingTeam),
    /** Changes of a lead, the newest first. */
    entries: (leadId: number): HistoryEntry[] => historyOf(db, leadId, { limit: 50, offset: 0 }),
    /** Direct messages about changes so far: the reader, and the kinds of the changes. */
    told: (): string[] =>
      db
        .select()
        .from(outbox)
        .where(eq(outbox.kind, 'lead_news'))
        .orderBy(outbox.id)
        .all()
        .map(({ payload }) => {
          const { userId, entryIds } = payload as { userId: string; entryIds: number[] };
          return [userId, ...entryIds.map((id) => historyEntry(db, id)?.kind)].join(' ');
        }),
    /** Planned steps of a lead in order, such as `accept_move 2026-06-01T11:00`. */
    steps: (leadId: number): string[] =>
      [escalationOf(db, leadId)]
        .flatMap((running) => (running ? stepsOf(running) : []))
        .map(([kind, dueAt]) => `${kind} ${new Date(dueAt).toISOString().slice(0, 16)}`),
    setSeller: (userId: string, change: Partial<typeof sellers.$inferInsert>): Promise<unknown> =>
      write((tx) => tx.update(sellers).set(change).where(eq(sellers.userId, userId)).run()),
  };
}

function marketingTeam(tx: Tx): Team {
  const form: TeamForm = {
    ...SALES,
    kind: 'marketing',
    name: 'Marketing',
    channelId: 'CMARKETING',
    managerId: 'CHIEF',
  };
  const saved = saveTeam(tx, { ...form, worksFrom: '10:00' }, { id: null, by: 'test' }, MONDAY_9);
  saveMembers(tx, saved, { userIds: new Set(['UMARKETER', 'MARIA']), error: null }, MONDAY_9);
  return saved;
}

type Given = Partial<HandOff['form']> & { to?: string; by?: string };

function handOffIn(tx: Tx, team: Team, { to, by = 'UMARKETER', ...given }: Given, now: Date): Lead {
  const form: HandOff['form'] = {
    name: 'Jane Doe',
    company: 'Acme',
    email: 'jane@gmail.com',
    phone: null,
    role: null,
    source: null,
    stage: null,
    temperature: 'warm',
    need: 'A demo',
    ...given,
  };
  const asked = { form, teamId: team.id, assigneeId: to ?? null, marketerId: by };
  return handOff(tx, { ...asked, messageLink: null, earlierLeadId: null }, now);
}

export const actor = (id: string) => ({
  id,
  isSeller: true,
  isManager: id === 'BOSS',
  isMarketer: false,
  teamChannelId: 'CSALES',
});
