/** The week of a marketer: what sales said of their leads, and its report. */
import { describe, expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { madeIn } from '../../../src/leads/history.ts';
import { declineAndRate, rateLead, touchAndRate } from '../../../src/leads/quality/rate.ts';
import { qualityWeeks } from '../../../src/leads/quality/table.ts';
import { marketersOfWeek, readQualityWeek } from '../../../src/leads/quality/week.ts';
import { qualityJobs, sendQuality } from '../../../src/leads/quality/weekly.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import type { Directory } from '../../../src/platform/slack/directory.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { actor, MONDAY_9, minutesAfter, SALES, salesTeam } from '../world.ts';

const A = actor('A');
const touch = { kind: null, outcome: null, words: null };
const WEEK = 7 * 24 * 60;

describe('the week of a marketer', () => {
  const MONDAY = minutesAfter(MONDAY_9, WEEK);

  test('has each opinion once, by source and campaign, the most first', async () => {
    const { db, write, handOff } = await salesTeam();
    const fair = { source: 'Fair', campaign: 'Spring' };
    const [one, two, three, four] = [
      await handOff(MONDAY_9, { source: 'Web' }),
      await handOff(MONDAY_9, fair),
      await handOff(MONDAY_9, fair),
      await handOff(MONDAY_9, { ...fair, by: 'MIA' }),
    ];
    const later = minutesAfter(MONDAY_9, 10);
    await write((tx) => {
      touchAndRate(tx, { leadId: one.id, actor: A, rating: 'good', ratingWords: 'Nice', ...touch }, later);
      const decline = { leadId: two.id, actor: A, reason: 'no_budget', words: 'None', rating: 'poor' as const };
      declineAndRate(tx, decline, later);
      rateLead(
        tx,
        { leadId: two.id, actor: A, moment: 'decline', rating: 'poor', words: 'Too small' },
        minutesAfter(later, 1),
      );
      const other = { leadId: three.id, actor: A, reason: 'other', words: 'Asked for a job', rating: null };
      declineAndRate(tx, other, minutesAfter(later, 2));
      touchAndRate(tx, { leadId: four.id, actor: A, rating: 'good', ...touch }, later);
    });
    expect(marketersOfWeek(db, MONDAY)).toEqual(new Set(['UMARKETER', 'MIA']));
    const week = readQualityWeek(db, 'UMARKETER', MONDAY);
    expect(week?.origins).toEqual([
      { ...fair, good: 0, so_so: 0, poor: 1, declines: { 'No budget': 1, 'Something else': 1 } },
      { source: 'Web', campaign: null, good: 1, so_so: 0, poor: 0, declines: {} },
    ]);
    const verdicts = week?.verdicts.map(({ lead, userId, moment, rating, reason, said, words }) => [
      ...[lead.id, userId, moment, rating, reason, said, words],
    ]);
    expect(verdicts).toEqual([
      [three.id, 'A', 'decline', null, 'Something else', 'Asked for a job', null],
      [two.id, 'A', 'decline', 'poor', 'No budget', 'No budget', 'None\nToo small'],
      [one.id, 'A', 'touch', 'good', null, null, 'Nice'],
    ]);
    expect(readQualityWeek(db, 'UMARKETER', MONDAY_9)).toBeUndefined();
  });

  test('has the origin with most opinions first, and in it the latest', async () => {
    const { db, write, handOff } = await salesTeam();
    const [web, one, two] = [
      await handOff(MONDAY_9, { source: 'Web' }),
      await handOff(MONDAY_9, { source: 'Fair' }),
      await handOff(MONDAY_9, { source: 'Fair' }),
    ];
    const decline = { actor: A, reason: 'no_budget', words: null, rating: null };
    await write((tx) => {
      declineAndRate(tx, { ...decline, leadId: one.id }, minutesAfter(MONDAY_9, 1));
      declineAndRate(tx, { ...decline, leadId: web.id }, minutesAfter(MONDAY_9, 2));
      touchAndRate(tx, { leadId: two.id, actor: A, rating: 'good', ...touch }, minutesAfter(MONDAY_9, 3));
    });
    const week = readQualityWeek(db, 'UMARKETER', MONDAY);
    expect(week?.origins.map(({ source }) => source)).toEqual(['Fair', 'Web']);
    expect(week?.verdicts.map(({ lead }) => lead.id)).toEqual([two.id, one.id, web.id]);
  });

  test('is seven days, and a decline of the CRM has no person', async () => {
    const { db, write, handOff } = await salesTeam();
    const { id: leadId } = await handOff(MONDAY_9);
    const decline = { leadId, actor: A, reason: 'no_budget', words: null, rating: null };
    await write((tx) => madeIn(tx, 'HubSpot', () => declineAndRate(tx, decline, MONDAY_9)));
    expect(marketersOfWeek(db, minutesAfter(MONDAY_9, -1)).size).toBe(0);
    expect(marketersOfWeek(db, MONDAY_9).size).toBe(1);
    expect(marketersOfWeek(db, minutesAfter(MONDAY, -1)).size).toBe(1);
    expect(marketersOfWeek(db, MONDAY).size).toBe(0);
    expect(readQualityWeek(db, 'UMARKETER', MONDAY_9)?.verdicts).toMatchObject([{ userId: '', words: null }]);
  });
});

describe('the reports of a week', () => {
  const MONDAY = new Date('2026-06-08T08:00Z');
  /** Members of marketing, as Slack has them; `away` are no colleagues any more. */
  const slack = (members: Record<string, string[]>, away: string[] = []) =>
    ({
      members: ({ channelId }: { channelId: string }) => Promise.resolve(new Set(members[channelId] ?? [])),
      person: (id: string) => Promise.resolve({ id, isMember: !away.includes(id) }),
    }) as unknown as Directory;

  const reports = async (directory: Directory, by: string[], stop = new AbortController().signal) => {
    const world = await salesTeam();
    const { db, write } = world;
    await world.addMarketing();
    let wereDue = 0;
    for (const person of by) {
      const { id: leadId } = await world.handOff(MONDAY_9, { by: person });
      await write((tx) => acceptLead(tx, { leadId, seller: A, by: 'button' }, MONDAY_9));
      await write((tx) => touchAndRate(tx, { leadId, actor: A, rating: 'good', ...touch }, MONDAY_9));
    }
    const due = () => db.select().from(qualityWeeks).all().length;
    /** The job of this team, or of all. */
    const run = async (at: Date, team?: number) => {
      const jobs = qualityJobs(db).filter((_, index) => index === (team ?? index));
      await write((tx) => {
        for (const job of jobs) job.run(tx, { at, late: false }, at);
      });
      wereDue = due();
      await sendQuality({ db, write, directory, now: () => at }, stop);
      return db
        .select()
        .from(outbox)
        .all()
        .filter(({ kind }) => kind === 'quality_week')
        .map(({ payload }) => (payload as { userId: string }).userId);
    };
    return { ...world, run, due, wereDue: () => wereDue };
  };

  test('go to each marketer with rated leads, once, and to those outside of marketing too', async () => {
    const { run, due } = await reports(slack({ CMARKETING: ['MARIA'] }), ['MARIA', 'X']);
    expect(await run(MONDAY)).toEqual(['MARIA', 'X']);
    expect(await run(MONDAY)).toEqual(['MARIA', 'X']);
    expect(due()).toBe(0);
  });

  test('go with the first team of each person', async () => {
    const { db, write, ...world } = await reports(slack({ CMARKETING: ['MARIA'], CBRAND: ['X'] }), ['MARIA', 'X', 'Y']);
    await write((tx) => {
      const form = { ...SALES, kind: 'marketing' as const, name: 'Brand', channelId: 'CBRAND', managerId: 'BRIT' };
      saveTeam(tx, form, { id: null, by: 'test' }, MONDAY_9);
    });
    expect(await world.run(MONDAY, 0)).toEqual(['X']);
    expect(await world.run(MONDAY, 1)).toEqual(['X', 'MARIA', 'Y']);
  });

  test('do not exist for a week without opinions', async () => {
    const { run, wereDue } = await reports(slack({ CMARKETING: ['MARIA'] }), ['MARIA']);
    expect([await run(new Date('2026-06-15T10:00Z')), wereDue()]).toEqual([[], 0]);
  });

  test('do not go to people who left', async () => {
    const { run } = await reports(slack({ CMARKETING: ['MARIA'] }, ['MARIA']), ['MARIA', 'X']);
    expect(await run(MONDAY)).toEqual(['X']);
  });

  test('stay due when Baton stops, and when Slack cannot be asked', async () => {
    const stopped = await reports(slack({}), ['MARIA'], AbortSignal.abort());
    expect([await stopped.run(MONDAY), stopped.due()]).toEqual([[], 1]);
    const silent = { person: () => Promise.reject(new Error('down')) } as unknown as Directory;
    const down = await reports(silent, ['MARIA']);
    await expect(down.run(MONDAY)).rejects.toThrow('down');
    expect(down.due()).toBe(1);
  });
});
