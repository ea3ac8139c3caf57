import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { cardKey } from '../../../src/leads/card-place.ts';
import { runDueEscalations } from '../../../src/leads/escalation/run-due.ts';
import { historyOf, leadById } from '../../../src/leads/queries.ts';
import { digestJobs } from '../../../src/leads/reads/digest.ts';
import { assignmentsOf } from '../../../src/leads/routing/queries.ts';
import { saveTeamAndDeadlines } from '../../../src/leads/sla/new-hours.ts';
import { escalationOf } from '../../../src/leads/sla/plan.ts';
import { savePosted } from '../../../src/platform/outbox/posted-messages.ts';
import { createSchedule } from '../../../src/platform/schedule/schedule.ts';
import type { Directory } from '../../../src/platform/slack/directory.ts';
import { memberships } from '../../../src/teams/table.ts';
import { actor, MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

/** Slack does not answer, so the known roster is used. */
const silent = { members: () => Promise.reject(new Error('down')) } as unknown as Directory;

async function escalating(form: Parameters<typeof salesTeam>[0] = {}) {
  const world = await salesTeam(form);
  const { db, write } = world;
  const stop = new AbortController().signal;
  const kinds = () => db.$client.prepare('select kind from outbox order by id').pluck().all() as string[];
  return {
    ...world,
    /** Takes the steps that are due. @returns the kinds of messages sent, without cards and threads. */
    run: async (now: Date): Promise<string[]> => {
      const before = kinds().length;
      await runDueEscalations({ db, write, directory: silent, now: () => now }, stop);
      return kinds()
        .slice(before)
        .filter((kind) => kind !== 'lead_card' && kind !== 'lead_story');
    },
    history: (leadId: number) => historyOf(db, leadId, { limit: 20, offset: 0 }).map(({ kind }) => kind),
    lead: (leadId: number) => leadById(db, leadId),
  };
}

describe('a lead that no one accepts', () => {
  test('reminds the person, is moved when the SLA ends, and never returns to the same seller', async () => {
    const { db, handOff, run, lead, history } = await escalating();
    const { id } = await handOff(MONDAY_9);
    expect(await run(minutesAfter(MONDAY_9, 29))).toEqual([]);
    expect(await run(minutesAfter(MONDAY_9, 30))).toEqual(['reminder']);
    expect(await run(minutesAfter(MONDAY_9, 119))).toEqual([]);
    expect(lead(id)?.assigneeId).toBe('A');
    await run(minutesAfter(MONDAY_9, 120));
    expect(lead(id)).toMatchObject({ assigneeId: 'B', dueAt: minutesAfter(MONDAY_9, 240) });
    expect(history(id).slice(0, 2)).toEqual(['routed', 'breached']);
    await run(minutesAfter(MONDAY_9, 240));
    expect(assignmentsOf(db, id).map(({ userId }) => userId)).toEqual(['C', 'B', 'A']);
  });

  test('ends with the fallback owner after two moves, without an SLA, and both are told', async () => {
    const { db, handOff, run, lead, steps } = await escalating({ fallbackId: 'C' });
    const { id } = await handOff(MONDAY_9);
    for (const minutes of [120, 240]) await run(minutesAfter(MONDAY_9, minutes));
    const told = await run(minutesAfter(MONDAY_9, 360));
    expect(lead(id)).toMatchObject({ status: 'new', assigneeId: 'C', dueAt: null });
    expect(steps(id)).toEqual([]);
    expect(assignmentsOf(db, id)[0]).toMatchObject({ userId: 'C', why: 'fallback' });
    expect(told).toHaveLength(2);
    expect(new Set(told).size).toBe(1);
  });

  test('ends sooner if no seller is left', async () => {
    const { handOff, run, lead, setSeller } = await escalating();
    const { id } = await handOff(MONDAY_9);
    for (const userId of ['B', 'C']) await setSeller(userId, { absence: 'is deactivated' });
    await run(minutesAfter(MONDAY_9, 120));
    expect(lead(id)).toMatchObject({ assigneeId: 'BOSS', dueAt: null });
  });

  test('takes every step in order, each once, also when the hours of the team change between them', async () => {
    const { db, write, team, handOff, run, lead, steps } = await escalating();
    const { id } = await handOff(MONDAY_9);
    await write((tx) => savePosted(tx, cardKey(id), { channel: 'CSALES', ts: '1.1' }));
    const holidays = ['2026-06-01'];
    expect(await run(minutesAfter(MONDAY_9, 30))).toEqual(['reminder']);
    await write((tx) => {
      saveTeamAndDeadlines(tx, { ...team, holidays }, { id: team.id, by: 'test' }, minutesAfter(MONDAY_9, 60));
    });
    expect(await run(minutesAfter(MONDAY_9, 150))).toEqual([]);
    expect(steps(id)).toEqual(['accept_remind_thread 2026-06-02T09:30', 'accept_move 2026-06-02T10:00']);
    expect(await run(new Date('2026-06-02T09:30Z'))).toEqual(['lead_nudge']);
    expect(await run(new Date('2026-06-02T09:59Z'))).toEqual([]);
    await run(new Date('2026-06-02T10:00Z'));
    expect(lead(id)?.assigneeId).toBe('B');
    expect(steps(id)[0]).toBe('accept_remind_person 2026-06-02T10:30');
    expect(escalationOf(db, id)?.userId).toBe('B');
  });

  test('is in one reminder with all leads due within the hour', async () => {
    const { handOff, run } = await escalating({ routing: 'one', oneSellerId: 'A' });
    await handOff(MONDAY_9);
    await handOff(minutesAfter(MONDAY_9, 20));
    expect(await run(minutesAfter(MONDAY_9, 30))).toEqual(['reminder']);
    expect(await run(minutesAfter(MONDAY_9, 50))).toEqual([]);
  });
});

describe('a lead that is accepted and not contacted', () => {
  test('reminds its owner, and is overdue when the SLA ends', async () => {
    const { write, handOff, run, lead, history } = await escalating();
    const { id } = await handOff(MONDAY_9);
    await write((tx) => acceptLead(tx, { leadId: id, seller: actor('A'), by: 'button' }, MONDAY_9));
    expect(await run(minutesAfter(MONDAY_9, 180))).toEqual(['reminder']);
    await run(minutesAfter(MONDAY_9, 240));
    expect(history(id)[0]).toBe('breached');
    expect(lead(id)).toMatchObject({ status: 'accepted', ownerId: 'A', dueAt: null });
  });
});

test('steps due outside working time wait until work begins', async () => {
  const { db, handOff, run, lead } = await escalating();
  const { id } = await handOff(MONDAY_9);
  expect(await run(new Date('2026-06-01T20:00Z'))).toEqual([]);
  expect(lead(id)?.assigneeId).toBe('A');
  expect(escalationOf(db, id)?.dueAt).toEqual(new Date('2026-06-02T09:00:00Z'));
  // By then the reminder and the question in the thread are of no use.
  await run(new Date('2026-06-02T09:00Z'));
  expect(lead(id)?.assigneeId).toBe('B');
});

test('a step is taken once, for any number of runs', async () => {
  const { handOff, run, history } = await escalating();
  const { id } = await handOff(MONDAY_9);
  await Promise.all([run(minutesAfter(MONDAY_9, 120)), run(minutesAfter(MONDAY_9, 120))]);
  expect(history(id).filter((kind) => kind === 'routed')).toHaveLength(1);
});

test('an async task that hangs does not delay a due step, a digest or another async task', async () => {
  const { db, write, handOff, lead } = await escalating({ digestCron: '0 11 * * 1-5' });
  const { id } = await handOff(MONDAY_9);
  let time = MONDAY_9;
  const now = () => time;
  const ran: Date[] = [];
  const schedule = createSchedule(
    { db, write, now, log: pino({ level: 'silent' }) },
    {
      jobs: digestJobs,
      transactionalTasks: [],
      asyncTasks: [
        { name: 'hangs', run: () => new Promise(() => {}) },
        { name: 'run due escalations', run: (stop) => runDueEscalations({ db, write, directory: silent, now }, stop) },
        { name: 'other', run: async () => void ran.push(now()) },
      ],
    },
  );
  schedule.start();
  await vi.waitFor(() => expect(ran).toEqual([MONDAY_9]));
  time = minutesAfter(MONDAY_9, 120);
  void schedule.runDue();
  await vi.waitFor(() => {
    expect(lead(id)?.assigneeId).toBe('B');
    expect(ran.at(-1)).toEqual(time);
  });
  expect(db.$client.prepare("select count(*) from outbox where kind = 'digest'").pluck().get()).toBe(1);
  void schedule.stop();
});

test('a lead that waits for its team to be known goes to the fallback owner in the end', async () => {
  const { db, write, handOff, run, steps } = await escalating({ fallbackId: 'F' });
  await write((tx) => tx.delete(memberships).run());
  const lead = await handOff(MONDAY_9);
  expect(lead.assigneeId).toBeNull();
  expect(steps(lead.id)).toEqual(['accept_remind_thread 2026-06-01T10:30', 'accept_move 2026-06-01T11:00']);
  expect(await run(minutesAfter(MONDAY_9, 121))).toEqual(['lead_news', 'lead_news']);
  expect(leadById(db, lead.id)).toMatchObject({ assigneeId: 'F', dueAt: null });
});
